"""Cutting an edition into messages: between stories, else between sentences, else inside one. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace

from digests.delivery import Budget
from digests.page import Block, Heading, Quoted, Row, Text

Group = tuple[Block, ...]
"""Blocks that belong together, such as a story's: cut only where no message holds them all."""

LEAST = Budget(200, 4)
"""Less than this holds no sentence with its source."""
_MARKUP = 4
"""UTF-16 units that a platform may add to a text: signs around it, an escape, a line feed."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units: how the strictest platform counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def size(blocks: Iterable[Block]) -> Budget:
    """Return what blocks take of a budget: every text in them with room for markup, and their number."""
    listed = list(blocks)
    return Budget(sum(units(text) + _MARKUP for block in listed for text in _texts(block)), len(listed))


def cut(groups: Iterable[Group], budget: Budget) -> tuple[Group, ...]:
    """Return the groups in as few messages as their order allows, each within the budget, at least one.

    Raises ValueError for a budget below ``LEAST``.
    """
    if budget.characters < LEAST.characters or budget.blocks < LEAST.blocks:
        msg = f"a message of {budget} holds no sentence"
        raise ValueError(msg)
    parts: list[Group] = [()]
    taken = Budget(0, 0)
    for group in groups:
        for piece in (group,) if _fits(group, budget) else _pieces(group, budget):
            more = size(piece)
            taken = Budget(taken.characters + more.characters, taken.blocks + more.blocks)
            if parts[-1] and not _within(taken, budget):
                parts.append(())
                taken = more
            parts[-1] += piece
    return tuple(parts)


def _fits(blocks: Sequence[Block], budget: Budget) -> bool:
    return _within(size(blocks), budget)


def _within(taken: Budget, budget: Budget) -> bool:
    return taken.characters <= budget.characters and taken.blocks <= budget.blocks


def _pieces(group: Group, budget: Budget) -> Iterator[Group]:
    """Yield a group that is too big in pieces that fit: a heading stays with the sentence below it."""
    pending: Group = ()
    for block in group:
        if _fits((*pending, block), budget) and isinstance(block, Heading):
            pending += (block,)
            continue
        if _fits((*pending, block), budget):
            yield (*pending, block)
        else:
            yield from ((piece,) for one in (*pending, block) for piece in _split(one, budget.characters))
        pending = ()
    if pending:
        yield pending


def _split(block: Block, room: int) -> Iterator[Block]:
    """Yield a block as several that fit, their texts one after another: it ends with the last, source and all."""
    field = "line" if isinstance(block, Row) else "text"
    text = str(getattr(block, field, ""))  # tables and lists have none of their own, and are not cut
    left = room - (size([block]).characters - units(text))
    if left <= 0:
        yield block
        return
    while units(text) > left:
        end = _end(text, left)
        piece = text[:end].rstrip()
        yield Quoted(piece, block.lang, None, None) if isinstance(block, Quoted) else Text(piece)
        text = text[end:].lstrip()
    yield replace(block, **{field: text}) if text else block  # type: ignore[arg-type]  # the field is its own


def _end(text: str, room: int) -> int:
    """Return where to cut a text that is longer than ``room`` units: behind its last space there, else anywhere."""
    end = room
    while (over := units(text[:end]) - room) > 0:
        end -= (over + 1) // 2  # a character takes one unit or two
    return text.rfind(" ", 1, end) + 1 or end


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
