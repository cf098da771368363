"""Channels by their names, on pages in our own words alone: ``slack:T…/C…`` becomes what Slack shows as #general."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.slack.text import Json, text

_CHANNEL = re.compile(r"slack:T[A-Z0-9]{2,20}/([CG][A-Z0-9]{2,20})(?::[\d.]+)?")


def channels_named(part: Json) -> Json:
    """Return a part of rich text, or a table, with each channel as Slack's element for it.

    A header holds plain text alone: one that names a channel becomes a bold line.
    """
    if part["type"] == "header":
        words = part["text"]["text"]
        bold = {"type": "rich_text_section", "elements": text(words, bold=True)}
        return channels_named(bold) if _CHANNEL.search(words) else part
    if "rows" in part:
        return part | {"rows": [[_cell(cell) for cell in row] for row in part["rows"]]}
    if "elements" not in part:
        return part
    inner = part["elements"]
    if part["type"] in {"rich_text", "rich_text_list"}:
        return part | {"elements": [channels_named(one) for one in inner]}
    return part | {"elements": [one for element in inner for one in _named(element)]}


def _cell(cell: Json) -> Json:
    if cell["type"] == "raw_text" and _CHANNEL.search(cell["text"]):
        section = {"type": "rich_text_section", "elements": text(cell["text"])}
        return channels_named({"type": "rich_text", "elements": [section]})
    return channels_named(cell)


def _named(element: Json) -> Iterator[Json]:
    """Yield a text in pieces, channels between them."""
    if element["type"] != "text":
        yield element
        return
    start = 0
    for found in _CHANNEL.finditer(element["text"]):
        yield from ({**element, "text": words} for words in filter(None, (element["text"][start : found.start()],)))
        yield {"type": "channel", "channel_id": found[1]}
        start = found.end()
    if start < len(element["text"]):
        yield {**element, "text": element["text"][start:]}
