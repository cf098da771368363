"""Blocks as Discord markdown. Every text in a block is untrusted; only the signs written here format anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.discord.looks import SIGNS
from adapters.discord.text import BREAK, code, escaped, escaped_lines, link, unlinked
from digests.language import Lang
from digests.layout.sources import SEPARATOR, carries_marks
from digests.page import Block, Bullets, Footer, Heading, Link, Quoted, Row, Table, Text, Tone
from digests.text.addresses import address
from digests.text.graphemes import shorten
from digests.text.script import HAN
from digests.text.visible import plain

SMALL = "-# "
"""Small print."""
_HEADINGS = {1: "## ", 2: "### ", 4: "### "}
"""By level. A title that stands again (3) is only bold; a month of a timeline (4) stands with the row beneath it."""
_SHORT, _NAME = 100, 80
"""UTF-16 units of a date or mark and of an outlet's name that are shown."""
_WIDE = re.compile(f"[{HAN}]")
_BESIDE = 2
"""Cells of a table's row that stand beside each other; further ones stand beneath, each with its column's name."""


def markdown(block: Block, *, opened: bool) -> str:
    """Return a block as markdown; nothing, where nothing of it can be seen, and for what is no text."""
    return "\n".join(filter(None, _lines(block, opened=opened)))


def _lines(block: Block, *, opened: bool) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(block)
        case Text():
            yield _paragraph(block)
        case Quoted():
            yield from _quoted(block)
        case Link(text=text, url=url):
            yield link(shorten(plain(text), _SHORT), url)
        case Row():
            yield from _row(block, opened=opened)
        case Table():
            yield from _table(block)
        case Bullets(lines=lines):
            yield from (f"- {shown}" for line in lines if (shown := _linked(line)))
        case Footer(text=text):
            yield _small(text)


def _heading(heading: Heading) -> str:
    text = escaped(heading.text)
    if not text:
        return ""
    if heading.level not in _HEADINGS:
        return f"**{text}**"
    return f"{_HEADINGS[heading.level]}{text}{BREAK if text.endswith('#') else ''}"  # a last # would be lost


def _paragraph(block: Text) -> str:
    """Return a paragraph in the bot's words, line by line."""
    if block.tone is Tone.QUIET:
        return _small(block.text)
    if block.tone is Tone.CODE:
        return code(block.text)
    text = escaped_lines(block.text).strip()
    return f"{SIGNS.get(block.tone, '')}{text}" if text else ""


def _small(text: str) -> str:
    return "\n".join(f"{SMALL}{line}" for line in escaped_lines(text).split("\n") if line.strip())


def _quoted(quote: Quoted) -> Iterator[str]:
    """Yield verbatim words in quotation marks with their language, then where they stand."""
    opening, closing = ("「", "」") if quote.lang is Lang.HANT else ("“", "”")
    text = plain(quote.text)
    if not text:
        return
    if carries_marks(text):
        opening = closing = ""
    language = f" ({escaped(quote.language)})" if quote.language else ""
    yield f"> {opening}{escaped(text)}{closing}{language}"
    outlet = shorten(plain(quote.outlet or ""), _NAME)
    source = ", ".join(filter(None, (link(outlet, quote.url), escaped(shorten(plain(quote.date), _SHORT)))))
    further = [link("", url) for url in quote.also if address(url)]
    if source or further:
        yield f"{SMALL}— {SEPARATOR.join(filter(None, (source, *further)))}"


def _row(row: Row, *, opened: bool) -> Iterator[str]:
    """Yield a row: its date and line, the original, its small print, what sources disagree on, its quotes."""
    yield _dated(row)
    quotes = row.quotes if opened else ()
    if row.original and row.original.text not in [quote.text for quote in quotes]:
        yield from _quoted(row.original)
    yield _note(row.note)
    for conflict in row.conflicts:
        if text := escaped(conflict):
            yield f"{SMALL}{SIGNS[Tone.CONFLICT]}{text}"
    for quote in quotes:
        yield from _quoted(quote)


def _dated(row: Row) -> str:
    mark = shorten(plain(row.mark), _SHORT)
    line = escaped(_bracketed(mark) + row.line)
    date = escaped(shorten(plain(row.date), _SHORT))
    return SEPARATOR.join(filter(None, (f"**{date}**" if date else "", line)))


def _bracketed(mark: str) -> str:
    """Return a mark in the brackets of its script."""
    if not mark:
        return ""
    return f"【{mark}】" if _WIDE.search(mark) else f"[{mark}] "


def _note(note: str) -> str:
    """Return small print on one line. A line of it that is an address becomes a link that shows its host."""
    shown = [_cell(line) for line in note.split("\n")]
    told = SEPARATOR.join(filter(None, shown))
    return f"{SMALL}{told}" if told else ""


def _table(table: Table) -> Iterator[str]:
    """Yield rows as short lines, which phones do not break: the first cell bold, the third and later ones beneath."""
    for row in table.rows:
        first, *beside = (_cell(cell) for cell in row[:_BESIDE])
        yield SEPARATOR.join(filter(None, (f"**{first}**" if first else "", *beside)))
        named = zip(table.columns[_BESIDE:], row[_BESIDE:], strict=False)
        beneath = (f"{escaped(name)}: {shown}" for name, cell in named if (shown := _cell(cell)))
        if told := SEPARATOR.join(beneath):
            yield f"{SMALL}{told}"


def _cell(cell: str) -> str:
    """Return a text; one that is an address as a link that shows its host, or as its host."""
    if address(cell):
        return link("", cell)
    return unlinked(cell) if cell.startswith(("https://", "http://")) else escaped(cell)


def _linked(line: str) -> str:
    """Return a line of a list; an address at its end becomes a link that shows its host."""
    start, between, end = line.rpartition(SEPARATOR)
    if not address(end):
        return escaped(line)
    return f"{escaped(start)}{between}{link('', end)}"
