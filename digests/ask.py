"""An ask: a question that waits in a button, small enough for it and without secrets.

It carries no rights: whoever presses is asked about anew. As text it is ``verb;name=value;name=value`` with the signs
of the form itself escaped by ``%`` as in addresses; the sheet that is shown stands in front, where it is not the first:
``3|latest``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import unquote

from digests.errors import BadInput

LONGEST = 90
"""UTF-16 units of an ask as text: Discord's ``custom_id`` holds 100 (discord-api-docs, Components), less a prefix."""
MOST_SHEETS = 999
_FORM = re.compile(r"(?:(\d{1,3})\|)?([a-z][a-z-]*(?: [a-z][a-z-]*)?)((?:;[a-z-]+=[^;]*)*)")
_SIGNS = "%;=,|"
_NUMBER = re.compile(r"#(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Ask:
    """A verb with its options, and which sheet of the answer is meant."""

    verb: str
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """Text, whole numbers from 0, True, or tuples of texts that are not empty."""
    sheet: int = 1


def ask_text(ask: Ask) -> str | None:
    """Return the ask as text; None where it is longer than ``LONGEST``, and no button can hold it."""
    sheet = f"{ask.sheet}|" if ask.sheet > 1 else ""
    text = sheet + ask.verb + "".join(f";{name}={_written(value)}" for name, value in ask.options.items())
    return text if len(text.encode("utf-16-le")) // 2 <= LONGEST else None


def ask_of(text: str) -> Ask:
    """Return the ask of such a text. Raises BadInput for any other text."""
    form = _FORM.fullmatch(text)
    if form is None:
        raise BadInput("button-unknown", text)
    pairs = (pair.partition("=") for pair in form[3].split(";")[1:])
    sheet = min(max(int(form[1] or 1), 1), MOST_SHEETS)
    return Ask(form[2], MappingProxyType({name: _read(value) for name, _, value in pairs}), sheet)


def _written(value: object) -> str:
    if value is True:
        return "!"
    if isinstance(value, int):
        return f"#{value}"
    if isinstance(value, tuple):
        return "".join(f"{_escaped(str(one))}," for one in value)
    text = _escaped(str(value))
    return f"{_code(text[0])}{text[1:]}" if text[:1] in {"!", "#"} else text


def _read(text: str) -> object:
    if text == "!":
        return True
    if number := _NUMBER.fullmatch(text):
        return int(number[1])
    if text.endswith(","):
        return tuple(_plain(one) for one in text[:-1].split(","))
    return _plain(text)


def _escaped(text: str) -> str:
    return "".join(_code(char) if char in _SIGNS or not char.isprintable() else char for char in text)


def _code(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _plain(text: str) -> str:
    return unquote(text, errors="surrogatepass")
