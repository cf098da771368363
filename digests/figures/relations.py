"""How figures stand to each other: two values of one thing at one time that exclude each other conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from digests.figure import Comparator, Figure, Flag
from digests.figures.variants import SIZES, VAGUE, VARIANTS

_ROUNDING = Decimal("0.02")
"""What "more than" and "less than" leave room for, as a share of the value."""
_ROUNDEST = Decimal("0.05")
"""The most by which a rounded value can be off, as a share of it."""
_ABOUT = Decimal("0.1")
"""What "about" leaves room for, as a share of the value."""
_INFINITY = Decimal("Infinity")
_TEN = 10
_UNCERTAIN = frozenset((Flag.FORECAST, Flag.HYPOTHETICAL))


def relate(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures in their order, both sides of every contradiction flagged CONFLICT.

    Two figures contradict each other when metric, subject and unit are the same, both are facts or both forecasts,
    their periods share a day (or neither has one) and no value fits both comparators. A later value is an evolution,
    "more than 30" and "about 38" agree, a limit and a state never meet, the sizes of a family are its variants. What
    names no subject is compared within its article only.

    Of two values more than ten times apart, or exactly ten times across languages (亿 taken for a billion), the one
    that fewer articles tell is flagged IMPLAUSIBLE too.
    """
    every = list(figures)
    flags: dict[int, set[Flag]] = defaultdict(set)
    for group in _groups(every):
        for index, other in ((one, two) for one in group for two in group):
            if _contradict(every[index], every[other]):
                flags[index].add(Flag.CONFLICT)
                if _slipped(every[index], every[other], [every[one] for one in group]):
                    flags[index].add(Flag.IMPLAUSIBLE)
    return tuple(replace(f, flags=f.flags | flags[i]) if i in flags else f for i, f in enumerate(every))


def _groups(figures: Sequence[Figure]) -> Iterable[list[int]]:
    """Return the indices of figures that measure the same thing of the same subject.

    The sizes of variants and the shares of what is not said are many things.
    """
    families = {figure.subject for figure in figures if figure.metric == VARIANTS}
    groups: dict[object, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        if figure.metric not in VAGUE and (figure.metric not in SIZES or figure.subject not in families):
            subject = figure.subject.casefold() or (figure.citation.quote.article,)
            groups[figure.metric, subject, figure.unit, figure.flags & _UNCERTAIN].append(index)
    return groups.values()


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
            return value - _room(value), value + _room(value)


def _room(value: Decimal) -> Decimal:
    """Return by how much a value may be off for being rounded: half a unit of its last digit that is not zero.

    "589 billion" is none of 593, but "16 thousand" is 16,384.
    """
    digits = value.normalize().as_tuple()
    unit = Decimal(1).scaleb(int(digits.exponent))
    return min(unit / 2, abs(value) * _ROUNDEST)


def _slipped(one: Figure, other: Figure, group: Sequence[Figure]) -> bool:
    """Say whether a value looks like a slip beside the other: a magnitude away and told by fewer articles."""
    least, most = sorted((abs(one.value), abs(other.value)))
    across = one.citation.lang.is_chinese is not other.citation.lang.is_chinese
    far = most > least * _TEN or (most == least * _TEN and across)
    return far and _witnesses(one, group) < _witnesses(other, group)


def _witnesses(figure: Figure, group: Sequence[Figure]) -> int:
    """Return how many articles tell that value."""
    return len({f.citation.quote.article for f in group if f.value == figure.value})
