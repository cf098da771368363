"""Untrusted text as elements of Block Kit that show exactly that text: nobody is pinged, nothing formatted or linked.

Blocks hold it only where Slack reads no markup: in ``rich_text`` and in ``plain_text`` without emoji by name
(docs.slack.dev, Block Kit). The line beside the blocks, which notifications show, does know markup: it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from digests.text.addresses import address, names_another, shown_host, told_host
from digests.text.graphemes import cut_before, shorten, units
from digests.text.visible import plain

Json = dict[str, Any]
"""A part of a payload."""

BREAK = "\u200b"
"""Shows nothing, and parts what would be read as one sign."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What Slack reads as the start of a mention or a link (docs.slack.dev, Formatting message text)."""
_FORMS = re.compile(r"(?<=[@:])(?=\S)|(?<=\S\.)(?=[^\W\d_])")
"""Where a name, an emoji, an address or a host would go on. What stars and the like do to words there is harmless."""


def text(words: str, **style: bool) -> list[Json]:
    """Return words as an element of rich text, in that style (``bold``, ``italic``); nothing, where there are none.

    They are shown as they are given: a stranger's are made ``plain`` before.
    """
    return [{"type": "text", "text": words} | ({"style": style} if style else {})] if words else []


def link(words: str, url: str | None) -> list[Json]:
    """Return a link whose words never name another host than its own; only the words where the address is none."""
    shown, target = plain(words), address(url)
    if target is None:
        return text(shown)
    host = shown_host(target)
    if shown and not names_another(shown, host):
        return [_linked(target, shown)]
    return [*text(f"{shown} ("), _linked(target, host), *text(")")] if shown else [_linked(target, host)]


def linked(words: str) -> list[Json]:
    """Return a text; one that is an address as a link that shows its host, or as its host."""
    if address(words):
        return link("", words)
    return text(told_host(words)) if words.startswith(("https://", "http://")) else text(plain(words))


def joined(parts: Iterable[list[Json]], between: str) -> list[Json]:
    """Return the parts that show something, one after another, with a text between them."""
    elements: list[Json] = []
    for part in filter(None, parts):
        elements += [*(text(between) if elements else ()), *part]
    return elements


def label(words: str, most: int) -> Json:
    """Return what stands on something to press: at most so many UTF-16 units, "…" where there are more."""
    return plain_text(shorten(plain(words), most))


def plain_text(words: str) -> Json:
    """Return words as a text object in which Slack reads no markup and no emoji."""
    return {"type": "plain_text", "text": words, "emoji": False}


def escaped(words: str) -> str:
    """Return the text, on one line, for the ``text`` of a message: it shows it, and does nothing."""
    return _FORMS.sub(BREAK, plain(words)).translate(_ENTITIES)


def length(element: Json) -> int:
    """Return the UTF-16 units of an element of rich text, its address counted too."""
    if "elements" in element:
        return sum(length(inner) for inner in element["elements"])
    return units(str(element.get("text", ""))) + units(str(element.get("url", "")))


def pieces(element: Json, most: int) -> Iterator[Json]:
    """Yield an element of rich text in pieces of at most so many UTF-16 units: only words are ever longer."""
    words = element.get("text", "")
    while element["type"] == "text" and units(words) > most:
        end = cut_before(words, most) or 1
        yield element | {"text": words[:end]}
        words = words[end:]
    yield element | {"text": words} if element["type"] == "text" else element


def _linked(url: str, words: str) -> Json:
    return {"type": "link", "url": url, "text": words}
