"""An answer in sheets: cut between rows and stories, so that each fits into one message. Nothing is dropped.

The first sheet has the page's own title, later ones repeat it smaller. Buttons, and what rates the answer, stand on
every sheet; a Choice lists what stands on its sheet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from digests.delivery import Budget
from digests.editing.parts import Group, Measure, cut
from digests.page import Act, Block, Bullets, Buttons, Choice, Footer, Heading, Page, Pick, Rating, Row

_STORY, _REPEATED = 2, 3
"""Levels of headings: one that begins a story or a part, a title that stands again."""
_CHOICES = 25
"""What a Choice holds."""
_TELLING = 30
"""Characters of a row's line that name it beside its date."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a sheet stands among those of its answer."""

    number: int
    """From 1."""
    of: int
    left: int
    """How many rows and stories begin on later sheets."""


def sheets(page: Page, budget: Budget, size: Measure) -> tuple[Page, ...]:
    """Return the page in as few sheets as their order allows, each within the budget by that measure.

    Raises ValueError for a budget that holds no sentence beside the page's buttons and title.
    """
    if _within(size(page.blocks), budget):
        return (page,)
    buttons = tuple(block for block in page.blocks if isinstance(block, Buttons | Pick | Rating))
    lists = _lists(block for block in page.blocks if isinstance(block, Choice))
    again = Heading(page.title, _REPEATED)
    widest = [one for choice in lists for one in _in_lists(_longest(choice, budget.blocks))]
    kept = size((again, *widest, *buttons))
    room = Budget(budget.characters - kept.characters, budget.blocks - kept.blocks)
    body = (block for block in page.blocks if not isinstance(block, Buttons | Choice | Pick | Rating))
    first, *others = cut(_groups(body), room, size=size)
    parts = [first, *((again, *part) for part in others)]
    placed = [(choice, _places(choice, parts)) for choice in lists]
    return tuple(replace(page, blocks=(*part, *_listed(placed, n), *buttons)) for n, part in enumerate(parts))


def turn(every: Sequence[Page], number: int) -> Turn:
    """Return where the sheet of that number stands; the last one, where there are not so many."""
    number = min(max(number, 1), len(every))
    rest = [block for page in every[number:] for block in page.blocks]
    left = sum(_begins(block, below) for block, below in zip_longest(rest, rest[1:]))
    return Turn(number, len(every), left)


def _begins(block: Block, below: Block | None) -> bool:
    """Say whether a block is a row, or the heading of a story."""
    is_story = isinstance(block, Heading) and block.level == _STORY and not isinstance(below, Row | Bullets)
    return isinstance(block, Row) or is_story


def _groups(blocks: Iterable[Block]) -> Iterator[Group]:
    """Yield what stays together: a story from its heading on, each row with the headings right above it."""
    group: Group = ()
    for block in blocks:
        if group and _parts(group[-1], block):
            yield group
            group = ()
        group += (block,)
    if group:
        yield group


def _parts(before: Block, block: Block) -> bool:
    """Say whether a new group begins between two blocks."""
    if isinstance(before, Heading):
        return False
    return isinstance(before, Row) or isinstance(block, Row | Footer | Heading)


def _lists(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return choices of one label as one, however long."""
    acts: dict[str, tuple[Act, ...]] = {}
    for choice in choices:
        acts[choice.label] = acts.get(choice.label, ()) + choice.acts
    return tuple(Choice(label, together) for label, together in acts.items())


def _longest(choice: Choice, most: int) -> Choice:
    """Return as much of a choice as one sheet can have: each row that it opens takes a block at least."""
    return replace(choice, acts=tuple(sorted(choice.acts, key=lambda act: -len(act.label)))[:most])


def _listed(placed: Iterable[tuple[Choice, Sequence[int]]], number: int) -> Iterator[Choice]:
    """Yield what can be opened of a sheet, counted from 0."""
    for choice, places in placed:
        here = tuple(act for place, act in zip(places, choice.acts, strict=True) if place == number)
        yield from _in_lists(replace(choice, acts=here))


def _in_lists(choice: Choice) -> Iterator[Choice]:
    """Yield a choice in lists that are short enough."""
    for at in range(0, len(choice.acts), _CHOICES):
        yield replace(choice, acts=choice.acts[at : at + _CHOICES])


def _places(choice: Choice, parts: Sequence[Group]) -> list[int]:
    """Return on which sheet each act stands: that of what it opens, else that of the act before it."""
    places: list[int] = []
    for act in choice.acts:
        before = places[-1] if places else 0
        places.append(next((n for n, part in enumerate(parts) if _holds(part, act)), before))
    return places


def _holds(part: Group, act: Act) -> bool:
    ids = {value for value in act.ask.options.values() if isinstance(value, str)}
    return any(_opens(act, ids, block) for block in part)


def _opens(act: Act, ids: Collection[str], block: Block) -> bool:
    """Say whether an act opens a row or story: its id is the row's or in the small print, or it has the row's words."""
    if isinstance(block, Row):
        return block.id in ids or bool(block.date and block.date in act.label and block.line[:_TELLING] in act.label)
    return any(one in getattr(block, "text", "").split() for one in ids)


def _within(taken: Budget, budget: Budget) -> bool:
    return taken.characters <= budget.characters and taken.blocks <= budget.blocks
