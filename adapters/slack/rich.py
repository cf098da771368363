"""Blocks of a page as rich text and small print. Every text in a block is untrusted and stays plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from adapters.slack.looks import NO_CELL, SIGNS
from adapters.slack.text import Json, joined, link, linked, plain_text, text
from digests.language import Lang
from digests.layout.sources import SEPARATOR, carries_marks
from digests.page import Block, Bullets, Footer, Heading, Link, Picture, Quoted, Row, Table, Text, Tone
from digests.text.addresses import address
from digests.text.graphemes import shorten, units
from digests.text.script import HAN
from digests.text.visible import plain, plain_lines

LONGEST_HEADER = 150
"""UTF-16 units of a header (docs.slack.dev, Header block)."""
SMALL = "small"
"""The type of small print, before it is put into a context block. It is no type of Slack's."""
_HEADERS = frozenset({1, 4})
"""Levels of headings that are headers: the page's own, and a month of a timeline. Others are bold."""
_SHORT, _NAME = 100, 80
"""UTF-16 units of a date or mark and of an outlet's name that are shown."""
_COMMAND = re.compile(r"`(/[^`\n]+)`")
"""A command as our words name it; small print, in which nothing is styled, has it without the backticks."""
_WIDE = re.compile(f"[{HAN}]")
_WEB = ("https://", "http://")
_BESIDE = 2
"""Cells of a table's row that stand beside each other where it is told in lines; further ones stand beneath."""


@lru_cache(maxsize=2048)
def parts(block: Block, *, opened: bool) -> tuple[Json, ...]:
    """Return a block's header, or sections, quotes and lists of rich text, and its small print; nothing of the rest.

    A table is told in lines. The parts are shared: nobody may change them.
    """
    return tuple(_parts(block, opened=opened))


def _parts(block: Block, *, opened: bool) -> Iterator[Json]:
    match block:
        case Heading():
            yield from _heading(block)
        case Text():
            yield from _paragraph(block)
        case Quoted():
            yield from _quoted(block)
        case Link(text=words, url=url):
            yield from _section(link(shorten(plain(words), _SHORT), url))
        case Row():
            yield from _row(block, opened=opened)
        case Table():
            yield from _lines(block)
        case Bullets(lines=lines):
            yield from _listed([shown for line in lines if (shown := _linked_line(line))])
        case Footer(text=words):
            yield from _small(words)
        case Picture(title=title):  # it is uploaded, and stands beneath
            yield from _heading(Heading(title, 1))


def table(block: Table) -> Json:
    """Return a table as one of Slack's, its columns' names bold."""
    head = [_rich_cell(text(plain(name) or NO_CELL, bold=True)) for name in block.columns]
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    settings = [{"is_wrapped": True} for _ in block.columns]
    return {"type": "table", "rows": [head, *rows], "column_settings": settings}


def _heading(heading: Heading) -> Iterator[Json]:
    words = plain(heading.text)
    if words and heading.level in _HEADERS and units(words) <= LONGEST_HEADER:
        yield {"type": "header", "text": plain_text(words)}
    else:
        yield from _section(text(words, bold=True))


def _paragraph(block: Text) -> Iterator[Json]:
    """Yield a paragraph in the bot's words."""
    if block.tone is Tone.QUIET:
        yield from _small(block.text)
    elif block.tone is Tone.CODE:
        yield {"type": "rich_text_preformatted", "elements": text(plain_lines(block.text))}
    elif words := plain_lines(block.text).strip():
        yield from _section([*text(SIGNS.get(block.tone, "")), *_with_commands(words)])


def _with_commands(words: str) -> list[Json]:
    """Return words with each command that is named in them, between backticks, as code."""
    pieces = enumerate(_COMMAND.split(words))
    return [one for n, piece in pieces for one in (text(piece, code=True) if n % 2 else text(piece))]


def _small(words: str) -> Iterator[Json]:
    """Yield small print, its empty lines left out."""
    if shown := "\n".join(filter(None, _COMMAND.sub(r"\1", plain_lines(words)).split("\n"))):
        yield {"type": SMALL, "text": shown}


def _quoted(quote: Quoted) -> Iterator[Json]:
    """Yield verbatim words in quotation marks with their language, beneath them where they stand."""
    opening, closing = ("「", "」") if quote.lang is Lang.HANT else ("“", "”")
    words = plain(quote.text)
    if not words:
        return
    if carries_marks(words):
        opening = closing = ""
    language = _set_off(f" ({plain(quote.language)})") if quote.language else []
    outlet = link(shorten(plain(quote.outlet or ""), _NAME), quote.url)
    source = joined((outlet, text(shorten(plain(quote.date), _SHORT))), ", ")
    told = joined((source, *(link("", url) for url in quote.also if address(url))), SEPARATOR)
    beneath = [*text("\n— "), *told] if told else []
    yield {"type": "rich_text_quote", "elements": [*text(f"{opening}{words}{closing}"), *language, *beneath]}


def _row(row: Row, *, opened: bool) -> Iterator[Json]:
    """Yield a row: its date, line and link, the original, what sources disagree on, its small print, its quotes."""
    quotes = row.quotes if opened else ()
    notes = [line for line in row.note.split("\n") if plain(line)]
    links = [linked(line) for line in notes if line.startswith(_WEB)]
    yield from _section(joined((_dated(row), *links), SEPARATOR))
    if row.original and row.original.text not in [quote.text for quote in quotes]:
        yield from _quoted(row.original)
    for conflict in row.conflicts:
        if words := plain(conflict):
            yield from _section(text(f"{SIGNS[Tone.CONFLICT]}{words}"))
    yield from _small(SEPARATOR.join(line for line in notes if not line.startswith(_WEB)))
    for quote in quotes:
        yield from _quoted(quote)


def _dated(row: Row) -> list[Json]:
    """Return the date of a row, bold, its mark, set off, and its line."""
    mark = shorten(plain(row.mark), _SHORT)
    shown = _set_off(_bracketed(mark)) if mark else []
    date = text(shorten(plain(row.date), _SHORT), bold=True)
    return joined((date, [*shown, *text(plain(row.line))]), SEPARATOR)


def _set_off(words: str) -> list[Json]:
    """Return words in italics, as far as their script has any: Chinese in its brackets stands out as it is."""
    return text(words) if _WIDE.search(words) else text(words, italic=True)


def _bracketed(mark: str) -> str:
    """Return a mark in the brackets of its script."""
    return f"【{mark}】" if _WIDE.search(mark) else f"[{mark}] "


def _lines(block: Table) -> Iterator[Json]:
    """Yield rows of a table as short lines: the first cell bold, the third and later ones beneath with their names."""
    for row in block.rows:
        first, *beside = row[:_BESIDE]
        yield from _section(joined((text(plain(first), bold=True), *map(linked, beside)), SEPARATOR))
        named = zip(block.columns[_BESIDE:], row[_BESIDE:], strict=False)
        beneath = ([*text(f"{plain(name)}: "), *shown] for name, cell in named if (shown := linked(cell)))
        yield from _section(joined(beneath, SEPARATOR))


def _cell(cell: str) -> Json:
    """Return a cell of a table; one that is an address as a link."""
    shown = linked(cell)
    if shown and shown[0]["type"] == "link":
        return _rich_cell(shown)
    return {"type": "raw_text", "text": shown[0]["text"] if shown else NO_CELL}


def _rich_cell(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": list(_section(elements))}


def _linked_line(line: str) -> list[Json]:
    """Return a line of a list; an address at its end becomes a link that shows its host."""
    start, between, end = line.rpartition(SEPARATOR)
    if not address(end):
        return text(plain(line))
    return [*text(plain(start) + between), *link("", end)]


def _listed(lines: list[list[Json]]) -> Iterator[Json]:
    if lines:
        sections = [section for line in lines for section in _section(line)]
        yield {"type": "rich_text_list", "style": "bullet", "elements": sections}


def _section(elements: list[Json]) -> Iterator[Json]:
    if elements:
        yield {"type": "rich_text_section", "elements": elements}
