"""How figures stand to each other: two values of one thing at one time that exclude each other conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from digests.figure import Comparator, Figure, Flag

_ROUNDING = Decimal("0.02")
"""Two exact values closer than this share of the larger are one value, rounded differently."""
_ABOUT = Decimal("0.1")
"""What "about" leaves room for, as a share of the value."""
_INFINITY = Decimal("Infinity")
_UNCERTAIN = frozenset((Flag.FORECAST, Flag.HYPOTHETICAL))


def relate(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures in their order, both sides of every contradiction flagged CONFLICT.

    Two figures contradict each other when metric, subject and unit are the same, both are facts or both forecasts,
    their periods share a day (or neither has one) and no value fits both comparators. A later value is an evolution,
    "more than 30" and "about 38" agree, a limit and a state never meet.
    """
    every = list(figures)
    groups: dict[object, list[int]] = defaultdict(list)
    for index, figure in enumerate(every):
        if figure.subject:
            groups[figure.metric, figure.subject.casefold(), figure.unit, figure.flags & _UNCERTAIN].append(index)
    conflicting = {
        index
        for group in groups.values()
        for index in group
        for other in group
        if _contradict(every[index], every[other])
    }
    return tuple(_flagged(figure) if index in conflicting else figure for index, figure in enumerate(every))


def _contradict(one: Figure, other: Figure) -> bool:
    """Say whether two figures of one thing, told in different sentences, exclude each other."""
    if one.citation.quote == other.citation.quote:
        return False
    if one.as_of is None or other.as_of is None:
        if one.as_of is not other.as_of:
            return False
    elif not one.as_of.overlaps(other.as_of):
        return False
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return high < other_low or other_high < low


def _bounds(figure: Figure) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value the words allow."""
    value = figure.value
    match figure.comparator:
        case Comparator.GT | Comparator.GE:
            return value * (1 - _ROUNDING), _INFINITY
        case Comparator.LT | Comparator.LE:
            return Decimal(0), value * (1 + _ROUNDING)
        case Comparator.APPROX:
            return value * (1 - _ABOUT), value * (1 + _ABOUT)
        case _:
            return value * (1 - _ROUNDING), value * (1 + _ROUNDING)


def _flagged(figure: Figure) -> Figure:
    return replace(figure, flags=figure.flags | {Flag.CONFLICT})
