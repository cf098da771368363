"""When two sayings or states are one: the same figure of the same thing at the same time, in whatever language."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from digests.chronicle.acts import LENGTHS
from digests.chronicle.phrasing import counted_in
from digests.event import Event, Status
from digests.lexicon import Kind
from digests.when import When

SAYINGS = frozenset({Status.STATEMENT, Status.SNAPSHOT})
_LARGE, _HUGE = 1000, 1_000_000
"""Smaller counts meet by chance, those without a noun unless they are huge."""
_WIDEST = 31
_RETOLD = timedelta(days=3)
"""How many days later another outlet still tells the same saying as new."""
FigureKey = tuple[Decimal, str]


def tells_figure(event: Event) -> bool:
    """Say whether what an event tells is a number: a saying, a state, a rise or a fall."""
    return event.status in SAYINGS or (event.kind is Kind.FIGURE and event.status is Status.HAPPENED)


def figures_of(event: Event) -> frozenset[FigureKey]:
    """Return the telling figures of an event's citations: large counts, money and shares, with their units."""
    return frozenset().union(*(figures_in(c.quote.text) for c in event.citations))


@lru_cache(maxsize=4096)
def figures_in(text: str) -> frozenset[FigureKey]:
    """Return the telling figures of a sentence."""
    found = ((q.value, q.unit) for q in counted_in(text) if q.unit not in LENGTHS or (not q.unit and q.value >= _HUGE))
    return frozenset((value, unit) for value, unit in found if unit == "percent" or value >= _LARGE)


def figures_meet(left: frozenset[FigureKey], right: frozenset[FigureKey]) -> bool:
    """Say whether two sets share a figure; where one text leaves out what is counted, the number alone."""
    units: dict[Decimal, set[str]] = {}
    for value, unit in left:
        units.setdefault(value, set()).add(unit)
    return any(value in units and (unit in units[value] or not unit or "" in units[value]) for value, unit in right)


def same_figure(a: Event, b: Event) -> bool:
    """Say whether two sayings, states or moves give one figure about one thing at one time."""
    if not (tells_figure(a) and tells_figure(b)) or not _one_time(a.when, b.when):
        return False
    return figures_meet(figures_of(a), figures_of(b)) and bool(a.about & b.about)


def rival_figures(a: Event, b: Event) -> bool:
    """Say whether two sayings give one thing two values of one unit on one occasion, each nothing else."""
    if a.status not in SAYINGS or b.status not in SAYINGS or a.about != b.about or not a.about:
        return False
    left, right = figures_of(a), figures_of(b)
    if len(left) != 1 or len(right) != 1 or not a.when.overlaps(b.when) or max(a.when.days, b.when.days) > 1:
        return False
    ((value, unit),), ((other, other_unit),) = left, right
    return a.actors == b.actors and unit == other_unit and value != other


def _one_time(a: When, b: When) -> bool:
    """Say whether two dates can be of one saying."""
    gap = max(timedelta(0), a.start - b.end, b.start - a.end)
    return gap <= _RETOLD and max(a.days, b.days) <= _WIDEST
