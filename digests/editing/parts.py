"""Cutting an edition into messages: between stories, else between sentences, else inside one. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from digests.delivery import Budget
from digests.page import Block, Bullets, Buttons, Choice, Heading, Quoted, Row, Table, Text, Tone
from digests.text.graphemes import cut_before, units

Group = tuple[Block, ...]
"""Blocks that belong together, such as a story's: cut only where no message holds them all."""
Measure = Callable[[Sequence[Block]], Budget]
"""What blocks take of a message, exactly or rather more: ``Publisher.size``.

More blocks never take less, and two halves never less than the whole.
"""

LEAST = Budget(200, 4)
"""Less than this holds no sentence with its source."""
_MARKUP = 4
"""UTF-16 units that a platform may add to a text: signs around it, an escape, a line feed."""


def size(blocks: Iterable[Block]) -> Budget:
    """Return what blocks take where no platform says so: every text with room for markup, and their number.

    Buttons and choices take nothing: a plain text has none.
    """
    listed = [block for block in blocks if not isinstance(block, Buttons | Choice)]
    return Budget(sum(units(text) + _MARKUP for block in listed for text in _texts(block)), len(listed))


def cut(groups: Iterable[Group], budget: Budget, size: Measure = size) -> tuple[Group, ...]:
    """Return the groups in as few messages as their order allows, each within the budget by that measure, at least one.

    Only a block whose fixed parts alone (names, dates) are too big exceeds it. Raises ValueError for a budget below
    ``LEAST``.
    """
    if budget.characters < LEAST.characters or budget.blocks < LEAST.blocks:
        msg = f"a message of {budget} holds no sentence"
        raise ValueError(msg)
    room = _Room(budget, size)
    parts: list[Group] = [()]
    taken = Budget(0, 0)
    for group in groups:
        for piece in (group,) if room.holds(group) else _pieces(group, room):
            more = size(piece)
            taken = Budget(taken.characters + more.characters, taken.blocks + more.blocks)
            if parts[-1] and not room.has(taken) and not room.has(taken := size((*parts[-1], *piece))):
                parts.append(())
                taken = more
            parts[-1] += piece
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Room:
    """What one message holds, and how that is measured."""

    budget: Budget
    size: Measure

    def holds(self, blocks: Sequence[Block]) -> bool:
        return self.has(self.size(blocks))

    def has(self, taken: Budget) -> bool:
        return taken.characters <= self.budget.characters and taken.blocks <= self.budget.blocks


def _pieces(group: Group, room: _Room) -> Iterator[Group]:
    """Yield a group that is too big in pieces that fit: a heading stays with the sentence below it."""
    pending: Group = ()
    for block in group:
        if room.holds((*pending, block)) and isinstance(block, Heading):
            pending += (block,)
            continue
        if room.holds((*pending, block)):
            yield (*pending, block)
        else:
            yield from ((piece,) for one in (*pending, block) for piece in _split(one, room))
        pending = ()
    if pending:
        yield pending


def _split(block: Block, room: _Room) -> Iterator[Block]:
    """Yield a block as several that fit: a list by lines, a row apart from what is beneath it, a text in pieces."""
    if room.holds((block,)):
        yield block
        return
    match block:
        case Bullets(lines=lines) if len(lines) > 1:
            pieces: Iterator[Block] = _halved(block, room)
        case Table(rows=rows) if len(rows) > 1:
            pieces = _halved(block, room)
        case Bullets(lines=(line,)):
            pieces = _split(Text(line), room)
        case Table(rows=(row,)):
            pieces = _split(Text(" · ".join(filter(None, row))), room)
        case Row() if not room.holds((replace(block, line=""),)) and (bare := _bare(block, room)) != block:
            pieces = (piece for one in (bare, *_beneath(block, bare)) for piece in _split(one, room))
        case _:
            pieces = _cut_text(block, room)
    yield from pieces


def _halved(block: Bullets | Table, room: _Room) -> Iterator[Block]:
    """Yield a list or a table in two or more."""
    match block:
        case Bullets(lines=lines):
            middle = len(lines) // 2
            halves: tuple[Block, ...] = (Bullets(lines[:middle]), Bullets(lines[middle:]))
        case Table(columns=columns, rows=rows):
            middle = len(rows) // 2
            halves = (Table(columns, rows[:middle]), Table(columns, rows[middle:]))
    for half in halves:
        yield from _split(half, room)


def _bare(row: Row, room: _Room) -> Row:
    """Return a row without what is shown beneath its line; quotes that are not shown stay with it."""
    bare = replace(row, original=None, note="", conflicts=())
    without = replace(bare, quotes=())
    return without if room.size((without,)) != room.size((bare,)) else bare


def _beneath(row: Row, bare: Row) -> Iterator[Block]:
    """Yield what a bare row lacks, each as a block of its own."""
    if row.original:
        yield row.original
    if row.note:
        yield Text(row.note, Tone.QUIET)
    yield from (Text(conflict, Tone.CONFLICT) for conflict in row.conflicts)
    yield from row.quotes[len(bare.quotes) :]


def _cut_text(block: Block, room: _Room) -> Iterator[Block]:
    """Yield a block as several that fit, their texts one after another: it ends with the last, source and all."""
    field = "line" if isinstance(block, Row) else "text"
    while (text := str(getattr(block, field, ""))) and not room.holds((block,)):
        end = _end(block, field, text, room)
        if end == 0:
            break
        piece = text[:end].rstrip()
        tone = Tone.CODE if isinstance(block, Text) and block.tone is Tone.CODE else Tone.PLAIN
        yield Quoted(piece, block.lang, None, None) if isinstance(block, Quoted) else Text(piece, tone)
        block = replace(block, **{field: text[end:].lstrip()})  # type: ignore[arg-type]  # the field is its own
    yield block


def _end(block: Block, field: str, text: str, room: _Room) -> int:
    """Return where to cut a text so that what stands before fits beside all else of the block; 0 for nowhere."""
    low, high = 0, min(units(text) - 1, room.budget.characters)
    while low < high:
        most = (low + high + 1) // 2
        begun = replace(block, **{field: text[: cut_before(text, most)]})  # type: ignore[arg-type]  # the field is its own
        low, high = (most, high) if room.holds((begun,)) else (low, most - 1)
    return cut_before(text, low)


def _texts(value: object) -> Iterator[str]:
    """Yield every text that is not empty in a block, or in a value of one."""
    if isinstance(value, str):
        yield from filter(None, (value,))
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
