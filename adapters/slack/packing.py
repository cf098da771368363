"""Rich text in blocks of which none is too long. Nothing is dropped: what is longer goes on in the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adapters.slack.text import Json, length, pieces

LONGEST = 3_000
"""UTF-16 units of one block, addresses counted too: what Slack's section holds (docs.slack.dev, Section block)."""
_SECTION = "rich_text_section"
_BREAK: Json = {"type": "text", "text": "\n"}


def packed(parts: Iterable[Json]) -> Iterator[Json]:
    """Yield sections, quotes and lists of rich text as blocks, in their order.

    Sections that follow each other become one with line feeds between: not every client of Slack's parts them.
    """
    block: list[Json] = []
    taken = 0
    for part in parts:
        for piece in _fitting(part):
            more = length(piece) + 1  # the line feed
            if block and taken + more > LONGEST:
                yield _rich(block)
                block, taken = [], 0
            _append(block, piece)
            taken += more
    if block:
        yield _rich(block)


def _fitting(part: Json) -> Iterator[Json]:
    """Yield a part as several of its kind, where one block would not hold it."""
    kept: list[Json] = []
    for element in part["elements"]:
        inner = _fitting(element) if "elements" in element else pieces(element, LONGEST - 1)
        for piece in inner:
            if kept and length({"elements": kept}) + length(piece) + 1 > LONGEST:
                yield part | {"elements": kept}
                kept = []
            kept.append(piece)
    yield part | {"elements": kept}


def _append(block: list[Json], part: Json) -> None:
    if block and block[-1]["type"] == part["type"] == _SECTION:
        block[-1] = part | {"elements": [*block[-1]["elements"], _BREAK, *part["elements"]]}
    else:
        block.append(part)


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}
