"""Calendar arithmetic: the units of the grammar, steps from one period to another, and parts of a period."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from digests.when import Granularity, When, month_span, period_of


class Unit(StrEnum):
    """What periods are counted in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"

    @property
    def granularity(self) -> Granularity:
        """How wide a period of this unit is said to be; weekends and centuries have only their two ends."""
        return Granularity.RANGE if self in (Unit.WEEKEND, Unit.CENTURY) else Granularity(self.value)


class Slice(StrEnum):
    """A part of a period. Early and late are a third or a quarter of it, start and end about a sixth."""

    START = "start"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    END = "end"
    EARLIER = "earlier"
    """From its first day to the one before the publication; its first half where the publication lies elsewhere."""
    LATER = "later"
    """From the publication to its last day; its second half where the publication lies elsewhere."""
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    """Of a month or a week; of a year it is a period by name."""


HALVES = (Slice.FIRST_HALF, Slice.SECOND_HALF)
SPRING, SUMMER, AUTUMN, WINTER = range(4)
_FIRST_MONTH = {SPRING: 3, SUMMER: 6, AUTUMN: 9, WINTER: 12}
_MONTHS = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
ANCHOR_DAYS = 92
"""Days, weeks and months are not counted from an anchor wider than a quarter."""
_DECADE = 10
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}

_SLICES_OF_YEAR = {
    Slice.START: (1, 2),
    Slice.EARLY: (1, 3),
    Slice.MID: (5, 8),
    Slice.LATE: (10, 12),
    Slice.END: (11, 12),
    Slice.EARLIER: (1, 6),
    Slice.LATER: (7, 12),
    Slice.FIRST_HALF: (1, 6),
    Slice.SECOND_HALF: (7, 12),
}
"""First and last month of a part of a year: "late 2022" begins in October, the end of 2022 (2022年底) in November."""


def shift(day: date, unit: Unit, count: int) -> date:
    """Return the day that many units later (earlier, for a negative count), at most the last of its month.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * count)
    months = 12 * day.year + day.month - 1 + _MONTHS[unit] * count
    first, last = month_span(months // 12, months % 12 + 1)
    return min(first + timedelta(days=day.day - 1), last)


def span_of(day: date, unit: Unit) -> tuple[date, date]:
    """Return the first and last day of the period of that unit that holds ``day`` (a weekend: of its week)."""
    match unit:
        case Unit.WEEKEND:
            monday, sunday = period_of(day, Granularity.WEEK)
            return monday + timedelta(days=5), sunday
        case Unit.SEASON:
            season = (day.month // 3 - 1) % 4
            return season_span(day.year - (season == WINTER and day.month < 3), season)  # noqa: PLR2004  until February
        case Unit.DECADE:
            return years_span(day.year - day.year % 10, 10)
        case Unit.CENTURY:
            return years_span(day.year - day.year % 100, 100)
        case _:
            return period_of(day, unit.granularity)


def years_span(year: int, count: int) -> tuple[date, date]:
    """Return the first and last day of ``count`` years from ``year`` on."""
    return date(max(year, 1), 1, 1), date(year + count - 1, 12, 31)


def season_span(year: int, season: int) -> tuple[date, date]:
    """Return a season of the north; winter is that of December ``year`` to the next February."""
    first = date(year, _FIRST_MONTH[season], 1)
    return first, month_span(*_year_and_month(first, 2))[1]


def sliced(start: date, end: date, granularity: Granularity, part: Slice) -> tuple[date, date]:
    """Return the first and last day of that part of a period; a day has no parts."""
    match granularity:
        case Granularity.YEAR:
            first, last = _SLICES_OF_YEAR[part]
            return date(start.year, first, 1), month_span(start.year, last)[1]
        case Granularity.QUARTER | Granularity.HALF | Granularity.SEASON:
            return _third_of_months(start, end, part)
        case Granularity.DAY:
            return start, end
        case _ if end.year - start.year >= _DECADE - 1:
            return _share_of_years(start, end, part)
        case _:
            return _share_of_days(start, end, part)


def _share_of_years(start: date, end: date, part: Slice) -> tuple[date, date]:
    """Return the years 0-3, 4-6 or 7-9 of a decade; of a century the first, middle or last two decades."""
    cuts = ((0, 4), (4, 3), (7, 3)) if end.year - start.year < _DECADE else ((0, 20), (40, 20), (80, 20))
    first, count = cuts[_third(part)]
    return years_span(start.year + first, count)


def _third_of_months(start: date, end: date, part: Slice) -> tuple[date, date]:
    """Return the first, middle or last third of a period of whole months."""
    months = (12 * end.year + end.month) - (12 * start.year + start.month) + 1
    third = _third(part)
    first = _year_and_month(start, third * months // 3)
    last = _year_and_month(start, (third + 1) * months // 3 - 1)
    return month_span(*first)[0], month_span(*last)[1]


def _share_of_days(start: date, end: date, part: Slice) -> tuple[date, date]:
    """Return a third: of a month the 1st-10th, 11th-20th and the rest (旬), of a week Mon-Wed, Wed-Thu, Fri-Sun."""
    length = (end - start).days + 1
    if 28 <= length <= 31:  # noqa: PLR2004  a month
        cuts = ((0, 9), (10, 19), (20, length - 1))
    elif length == 7:  # noqa: PLR2004  a week
        cuts = ((0, 2), (2, 3), (4, 6))
    else:
        cuts = ((0, length // 3 - 1), (length // 3, 2 * length // 3), (2 * length // 3, length - 1))
    first, last = cuts[_third(part)]
    return start + timedelta(days=first), start + timedelta(days=max(first, last))


def halved(start: date, end: date, part: Slice) -> tuple[date, date]:
    """Return a half: of a month the 1st-15th or the rest, of a week Mon-Wed or Thu-Sun."""
    length = (end - start).days + 1
    half = 15 if 28 <= length <= 31 else length // 2  # noqa: PLR2004  a month
    cut = start + timedelta(days=half)
    return (start, cut - timedelta(days=1)) if part is Slice.FIRST_HALF else (cut, end)


def _third(part: Slice) -> int:
    """Return which third a part falls into."""
    if part is Slice.MID:
        return 1
    return 0 if part in (Slice.START, Slice.EARLY, Slice.EARLIER) else 2


def _year_and_month(day: date, months: int) -> tuple[int, int]:
    """Return year and month that many months after the day's."""
    count = 12 * day.year + day.month - 1 + months
    return count // 12, count % 12 + 1


def widened(start: date, end: date, unit: Unit, stated: Granularity) -> tuple[date, date, Granularity]:
    """Return the whole periods of ``unit`` that hold the interval, and what they are called.

    One period is called by its unit; several by ``stated`` if they are exactly one period of that width, else a range.
    """
    first, last = span_of(start, unit)[0], span_of(end, unit)[1]
    if span_of(first, unit)[1] == last:
        return first, last, unit.granularity
    exact = stated is not Granularity.RANGE and span_of(first, Unit(stated.value)) == (first, last)
    return first, last, stated if exact else Granularity.RANGE


def period(start: date, unit: Unit) -> When:
    """Return the period of that unit that holds the day."""
    return When(*span_of(start, unit), unit.granularity)
