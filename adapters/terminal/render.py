"""A page as text for a terminal.

Colour only repeats what words and signs already say: without it every line reads the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Line

from adapters.terminal.safety import printable
from adapters.terminal.wrap import wrapped
from digests.language import Lang
from digests.layout.sources import carries_marks
from digests.page import Block, Bullets, Footer, Heading, Link, Page, Quoted, Row, Table, Text, Tone

_MEASURE = 100
"""No line of text is longer, however wide the terminal: longer lines are hard to read."""
_NARROW = 50
"""Below this width dates stand above their rows."""
_DATE_COLUMN = 24
_INSET = 3
_GAP = 2
_LEAST_COLUMN = 16

_DATE, _QUIET, _HEADING = "cyan", "dim", "bold"
_TONES = {
    Tone.PLANNED: "yellow",
    Tone.STATEMENT: "magenta",
    Tone.SNAPSHOT: "blue",
    Tone.CONFLICT: "red",
    Tone.WARNING: "yellow",
    Tone.QUIET: _QUIET,
}


def render(page: Page, *, width: int, colour: bool, open_rows: bool) -> str:
    """Return the page as lines of at most ``width`` cells, each ended by a line feed.

    Without ``colour`` there is no escape code in it and equal pages give equal text. ``open_rows`` shows every quote
    of a row with its address.
    """
    measure = min(width, _MEASURE)
    lines: list[Line] = []
    for kind, group in groupby(page.blocks, key=type):
        if kind is Row:
            rows = [block for block in group if isinstance(block, Row)]
            lines += _rows(rows, measure, open_rows=open_rows)
        else:
            lines += [line for block in group for line in _block(block, measure)]
    return _text(_tidied(lines), colour=colour)


def _block(block: Block, width: int) -> Iterator[Line]:
    """Yield the lines of any block but a row: those are laid out together."""
    match block:
        case Heading():
            yield from _heading(block, width)
        case Text():
            yield from _words(block, width)
        case Quoted():
            yield from _quoted(block, width, _INSET)
        case Link(text=text, url=url):
            yield from _paragraph(f"{text} {url}", width, "", first=_INSET, rest=_INSET)
        case Bullets(lines=lines):
            for line in lines:
                yield from _paragraph(f"• {line}", width, "", first=_INSET, rest=_INSET + 2)
        case Table():
            yield from _table(block, width)
        case Footer(text=text):
            yield Line()
            yield from _paragraph(text, width, _QUIET)


def _words(block: Text, width: int) -> Iterator[Line]:
    """Yield a paragraph in the bot's words; a warning has a sign, since colour alone says nothing."""
    sign = "! " if block.tone is Tone.WARNING else ""
    yield from _paragraph(sign + block.text, width, _TONES.get(block.tone, ""), first=_INSET, rest=_INSET + len(sign))


def _heading(heading: Heading, width: int) -> Iterator[Line]:
    """Yield a heading: the page's own with a rule beneath, the others after an empty line."""
    yield Line()
    lines = list(_paragraph(heading.text, width, _HEADING, rest=_INSET * (heading.level > 1)))
    yield from lines
    if heading.level == 1:
        yield Line("─" * max(line.cell_len for line in lines), _QUIET)
        yield Line()


def _rows(rows: Sequence[Row], width: int, *, open_rows: bool) -> Iterator[Line]:
    """Yield rows: dates in a column of their own, what belongs to a row beneath its line."""
    column = min(_DATE_COLUMN, max(cell_len(printable(row.date)) for row in rows)) + _GAP
    indent = column if width >= _NARROW else _INSET
    yield Line()
    for row in rows:
        lines = list(_row(row, width, indent, open_rows=open_rows))
        date = Line(printable(row.date), _DATE)
        if width < _NARROW or date.cell_len + _GAP > indent:
            yield date
        else:
            lines[0] = Line.assemble(date, " " * (indent - date.cell_len), lines[0][indent:])
        yield from lines
        yield Line()


def _row(row: Row, width: int, indent: int, *, open_rows: bool) -> Iterator[Line]:
    """Yield the lines of a row without its date, all indented."""
    mark = _bracketed(row.mark)
    for number, line in enumerate(_paragraph(mark + row.line, width, "", first=indent, rest=indent)):
        if number == 0:
            line.stylize(_TONES.get(row.tone, ""), indent, indent + len(mark))
        yield line
    quotes = row.quotes if open_rows else ()
    if row.original and row.original.text not in [quote.text for quote in quotes]:
        yield from _quoted(row.original, width, indent)
    for note in filter(None, row.note.split("\n")):
        yield from _paragraph(note, width, _QUIET, first=indent, rest=indent)
    for conflict in row.conflicts:
        yield from _paragraph(f"≠ {conflict}", width, _TONES[Tone.CONFLICT], first=indent, rest=indent + 2)
    for quote in quotes:
        yield from _quoted(quote, width, indent + _GAP)


def _bracketed(mark: str) -> str:
    """Return a mark in the brackets of its script."""
    if not mark:
        return ""
    return f"[{mark}] " if cell_len(mark) == len(mark) else f"【{mark}】"


def _quoted(quote: Quoted, width: int, indent: int) -> Iterator[Line]:
    """Yield verbatim words in quotation marks, then their language, where they stand and the address."""
    opening, closing = ("「", "」") if quote.lang is Lang.HANT else ("“", "”")
    if carries_marks(quote.text):
        opening = closing = ""
    language = f" ({quote.language})" if quote.language else ""
    yield from _paragraph(f"{opening}{quote.text}{closing}{language}", width, "", first=indent, rest=indent + 1)
    source = ", ".join(filter(None, (quote.outlet, quote.date)))
    if source:
        yield from _paragraph(f"— {source}", width, _QUIET, first=indent, rest=indent + 2)
    for url in filter(None, (quote.url, *quote.also)):
        yield from _paragraph(url, width, _QUIET, first=indent, rest=indent)


def _table(table: Table, width: int) -> Iterator[Line]:
    """Yield a table: columns as wide as they need, the last one wrapped into what is left."""
    widths = [
        max(cell_len(printable(row[at])) for row in (table.columns, *table.rows)) for at in range(len(table.columns))
    ]
    yield Line()
    widths[-1] = max(_LEAST_COLUMN, width - sum(widths[:-1]) - _GAP * (len(widths) - 1))
    yield from _table_row(table.columns, widths, _QUIET)
    for row in table.rows:
        yield from _table_row(row, widths, "")
    yield Line()


def _table_row(cells: Sequence[str], widths: Sequence[int], style: str) -> Iterator[Line]:
    """Yield the lines of one row of a table."""
    *narrow, last = (printable(cell) for cell in cells)
    start = "".join(cell + " " * (width - cell_len(cell) + _GAP) for cell, width in zip(narrow, widths, strict=False))
    first, *rest = wrapped(last, widths[-1])
    yield Line(start + first, style)
    for line in rest:
        yield Line(" " * cell_len(start) + line, style)


def _paragraph(text: str, width: int, style: str, *, first: int = 0, rest: int = 0) -> Iterator[Line]:
    """Yield a text in lines, the first indented by ``first`` cells and the others by ``rest``."""
    start, *others = wrapped(printable(text), width - max(first, rest))
    yield Line.assemble(" " * first, (start, style))
    for line in others:
        yield Line.assemble(" " * rest, (line, style))


def _tidied(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without empty ones at either end and never two in a row."""
    empty = False
    started = False
    for line in lines:
        if not line.plain.strip():
            empty = started
            continue
        if empty:
            yield Line()
        yield line
        started, empty = True, False


def _text(lines: Iterable[Line], *, colour: bool) -> str:
    """Return lines as one text; with colour, as any terminal of the last decades understands it."""
    if not colour:
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, color_system="standard", legacy_windows=False, highlight=False)
    for line in lines:
        console.print(line, soft_wrap=True)
    return screen.getvalue()
