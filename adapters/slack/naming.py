"""Channels and people by their names, on pages in our own words alone.

``slack:T…/C…`` becomes what Slack shows as #general, and ``user:U…`` what it shows as @Grace. That calls people where
others read it too: so they are named only where one person reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.slack.rich import SMALL
from adapters.slack.text import Json, text

_CHANNEL = re.compile(r"slack:T[A-Z0-9]{2,20}/(?P<channel>[CG][A-Z0-9]{2,20})(?::[\d.]+)?")
_NAMED = re.compile(rf"{_CHANNEL.pattern}|\buser:(?P<person>[UW][A-Z0-9]{{2,20}})\b")
_TITLED = re.compile(rf"^{_CHANNEL.pattern} · ")


def named(part: Json, *, people: bool) -> Json:
    """Return a part of rich text, or a table, with each channel as Slack's element for it; people too, if so.

    Headers and small print hold plain text alone: one that names something becomes a bold line, or a plain one.
    """
    pattern = _NAMED if people else _CHANNEL
    if part["type"] == "header":
        words = part["text"]["text"]
        bold = {"type": "rich_text_section", "elements": text(words, bold=True)}
        return named(bold, people=people) if pattern.search(words) else part
    if part["type"] == SMALL and pattern.search(part["text"]):
        return named({"type": "rich_text_section", "elements": text(part["text"])}, people=people)
    if "rows" in part:
        return part | {"rows": [[_cell(cell, people=people) for cell in row] for row in part["rows"]]}
    if "elements" not in part:
        return part
    inner = part["elements"]
    if part["type"] in {"rich_text", "rich_text_list"}:
        return part | {"elements": [named(one, people=people) for one in inner]}
    return part | {"elements": [one for element in inner for one in _named(element, pattern)]}


def unnamed(title: str) -> str:
    """Return a title without the channel that it begins with: in that of a window no channel has a name."""
    return _TITLED.sub("", title)


def _cell(cell: Json, *, people: bool) -> Json:
    if cell["type"] == "raw_text" and (_NAMED if people else _CHANNEL).search(cell["text"]):
        section = {"type": "rich_text_section", "elements": text(cell["text"])}
        return named({"type": "rich_text", "elements": [section]}, people=people)
    return named(cell, people=people)


def _named(element: Json, pattern: re.Pattern[str]) -> Iterator[Json]:
    """Yield a text in pieces, between them what is named."""
    if element["type"] != "text":
        yield element
        return
    start = 0
    for found in pattern.finditer(element["text"]):
        yield from ({**element, "text": words} for words in filter(None, (element["text"][start : found.start()],)))
        person = found.groupdict().get("person")
        yield {"type": "user", "user_id": person} if person else {"type": "channel", "channel_id": found["channel"]}
        start = found.end()
    if start < len(element["text"]):
        yield {**element, "text": element["text"][start:]}
