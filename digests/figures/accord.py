"""Which figures tell the same, and which stand side by side: the points of a series, each with its values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from digests.figure import Comparator, Figure, Flag
from digests.figures.variants import SIZES, VARIANTS
from digests.when import When

_SAME_STATE = timedelta(days=7)
"""A value told again within this time is the same state, not a standstill."""
_ABOVE = frozenset((Comparator.GT, Comparator.GE))
_BELOW = frozenset((Comparator.LT, Comparator.LE))
_UNCERTAIN = frozenset((Flag.FORECAST, Flag.HYPOTHETICAL))


@dataclass(frozen=True, slots=True)
class Value:
    """Figures of one thing that tell one value, exactly or as a bound that fits it; never empty."""

    figures: tuple[Figure, ...]

    @property
    def shown(self) -> Figure:
        """The figure whose bound most of them have, the exact one where as many have it."""
        bound = Counter(figure.comparator for figure in self.figures)
        return max(self.figures, key=lambda f: (bound[f.comparator], f.comparator is Comparator.EQ))

    @property
    def when(self) -> When | None:
        """The shortest period that one of them holds for, the earliest of equally short ones."""
        periods = [figure.as_of for figure in self.figures if figure.as_of]
        return min(periods, key=lambda when: (when.days, when.start), default=None)


@dataclass(frozen=True, slots=True)
class Point:
    """What is told of one metric of one subject at one time: several values where sources differ."""

    subject: str
    metric: str
    values: tuple[Value, ...]
    when: When | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all its values."""
        return tuple(figure for value in self.values for figure in value.figures)

    @property
    def disputed(self) -> bool:
        """Whether its sources contradict each other."""
        return len(self.values) > 1 and self.metric != VARIANTS and any(Flag.CONFLICT in f.flags for f in self.figures)


def points_of(figures: Iterable[Figure]) -> tuple[Point, ...]:
    """Return the points by subject and metric, those of one metric by date, without a date last.

    Where the variants of a subject have sizes, all its sizes are one point. Forecasts stand apart from facts, and
    figures of no subject by article.
    """
    every = sorted(figures, key=_order)
    families = {figure.subject for figure in every if figure.metric == VARIANTS}
    groups: dict[tuple[str, str, str], dict[object, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in every:
        metric = VARIANTS if figure.metric in SIZES and figure.subject in families else figure.metric
        article = "" if figure.subject else figure.citation.quote.article
        groups[figure.subject, article, metric][figure.unit, figure.flags & _UNCERTAIN].append(figure)
    return tuple(
        point
        for (subject, _, metric), kinds in sorted(groups.items())
        for kind in kinds.values()
        for point in _points(subject, metric, _values(kind))
    )


def _order(figure: Figure) -> tuple[date, str, int]:
    return figure.as_of.start if figure.as_of else date.max, figure.citation.quote.article, figure.citation.quote.start


def _values(figures: Sequence[Figure]) -> list[Value]:
    """Return figures of one thing as values, each figure in the first that it agrees with."""
    values: list[list[Figure]] = []
    for figure in figures:
        fitting = next((known for known in values if all(_agree(figure, other) for other in known)), None)
        if fitting is None:
            values.append([figure])
        else:
            fitting.append(figure)
    return [Value(tuple(known)) for known in values]


def _agree(one: Figure, other: Figure) -> bool:
    """Say whether two figures tell one value of one time; one without a date may be of any."""
    bounds = {one.comparator, other.comparator}
    if one.value != other.value or (bounds & _ABOVE and bounds & _BELOW):
        return False
    if one.as_of is None or other.as_of is None or one.as_of.overlaps(other.as_of):
        return True
    first, second = sorted((one.as_of, other.as_of), key=lambda when: when.start)
    return second.start - first.end <= _SAME_STATE


def _points(subject: str, metric: str, values: list[Value]) -> list[Point]:
    """Return values as points: those of overlapping periods together, sizes of variants all together by size.

    Values stand side by side only where different articles tell them, each but one: an article that tells two
    ("fell from 14 to 6 billion") tells how one became the other, and contradicts nobody.
    """
    if metric == VARIANTS:
        return [Point(subject, metric, tuple(sorted(values, key=lambda value: value.shown.value)))]
    points: list[Point] = []
    for value in sorted(values, key=_when_first):
        if points and _same_time(points[-1].when, value.when) and _articles(points[-1]).isdisjoint(_articles(value)):
            points[-1] = Point(subject, metric, (*points[-1].values, value), points[-1].when)
        else:
            points.append(Point(subject, metric, (value,), value.when))
    return points


def _articles(told: Point | Value) -> set[str]:
    return {figure.citation.quote.article for figure in told.figures}


def _when_first(value: Value) -> tuple[date, date]:
    return (value.when.start, value.when.end) if value.when else (date.max, date.max)


def _same_time(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.overlaps(other)
