"""What an interaction asks: its data, as Discord sends them, as an Ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from digests.ask import Ask
from digests.desk import Command, Option, Takes
from digests.subscription import Channel

PLATFORM = "discord"

Data = Mapping[str, Any]
"""JSON of Discord's."""

_SUBCOMMAND, _GROUP = 1, 2
_MENU = 3
_COMMAS = re.compile(r"[,，、]")
_SHOWN = frozenset({"content", "title", "description", "name", "value", "text", "label", "url"})
"""Keys of a message under which words and addresses stand."""


def is_menu(data: Data) -> bool:
    """Say whether it comes from the menu of a message."""
    return data.get("type") == _MENU


def verb_of(data: Data) -> str:
    """Return the verb of a slash command, which may be unknown by now."""
    return _chosen(data)[0]


def asked(data: Data, command: Command, tenant: str) -> Ask:
    """Return what a slash command asks. Options that are unknown by now are left out, and what was not given."""
    options = {}
    for given in _chosen(data)[1]:
        option = command.option(given["name"])
        value = _valued(option, _picked(option, given["value"], data), tenant) if option else None
        if option and value is not False and value not in ("", ()):
            options[option.name] = value
    return Ask(command.verb, MappingProxyType(options))


def focused(data: Data) -> tuple[str, str]:
    """Return the name of the option that is being typed, and what is typed so far."""
    return next(((one["name"], str(one["value"])) for one in _chosen(data)[1] if one.get("focused")), ("", ""))


def about_message(data: Data, command: Command) -> Ask:
    """Return what the menu of a message asks: its words are the first option."""
    (option, *_) = command.options
    return Ask(command.verb, MappingProxyType({option.name: message_text(data)[: option.longest]}))


def with_given(ask: Ask, option: Option, given: str, data: Data, tenant: str) -> Ask:
    """Return the ask with what was typed into a form, or picked there or from a list."""
    value = _valued(option, _picked(option, given, data), tenant)
    return Ask(ask.verb, MappingProxyType({**ask.options, option.name: value}))


def message_text(data: Data) -> str:
    """Return the words and addresses of the message whose menu was used, one a line, each once."""
    message = data.get("resolved", {}).get("messages", {}).get(data.get("target_id"), {})
    forwarded = (one.get("message", {}) for one in message.get("message_snapshots", ()))
    return "\n".join(dict.fromkeys(text for one in (message, *forwarded) for text in _texts(one)))


def _texts(message: Data) -> Iterator[str]:
    """Yield what a reader sees of a message: its own words, then those of embeds and components."""
    parts = (message.get("content", ""), *_strings(message.get("embeds", ())), *_strings(message.get("components", ())))
    return (part for part in parts if part)


def _strings(part: object, key: str = "") -> Iterator[str]:
    if isinstance(part, str):
        yield from (part,) if key in _SHOWN else ()
    elif isinstance(part, Mapping):
        for name, value in part.items():
            yield from _strings(value, name)
    elif isinstance(part, Iterable):
        for one in part:
            yield from _strings(one)


def _chosen(data: Data) -> tuple[str, Sequence[Data]]:
    """Return the verb, and the options that were given."""
    words: list[str] = []
    below: Sequence[Data] = data.get("options", ())
    while below and below[0]["type"] in (_SUBCOMMAND, _GROUP):
        words.append(below[0]["name"])
        below = below[0].get("options", ())
    return " ".join(words), below


def _picked(option: Option, value: object, data: Data) -> object:
    """Return a person or role that was picked as the desk takes it; anything else as it is."""
    if option.takes is not Takes.GRANTEE:
        return value
    sort = "role" if str(value) in data.get("resolved", {}).get("roles", {}) else "user"
    return f"{sort}:{value}"


def _valued(option: Option, value: object, tenant: str) -> object:
    """Return the value of an option as the desk takes it; what is no number goes as text, for the desk to refuse."""
    text = str(value).strip()
    if option.takes is Takes.CHANNEL and text.isdecimal():
        return str(Channel(PLATFORM, tenant, text))
    if option.takes is Takes.NUMBER:
        return int(text) if text.isdecimal() and text.isascii() else text
    if option.many:
        return tuple(part.strip() for part in _COMMAS.split(text) if part.strip())
    return value if isinstance(value, bool) else text
