"""Dates as news has them: an interval, and how exactly it is known.

A day is ``2024-04-18`` to itself, "in April 2024" is the first to the last of April with granularity month.
Nothing is ever made more exact than the words of the source.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum


class Granularity(StrEnum):
    """How wide the stated period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    """Anything else with two ends."""


class Qualifier(StrEnum):
    """What the words add to the period: "late 2022" is ``late``, its interval the year's last months."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    ABOUT = "about"
    BEFORE = "before"
    BY = "by"
    AFTER = "after"
    FROM = "from"
    """The period itself and what follows: "since 2019", 2024年起."""


class Basis(StrEnum):
    """What the calendar value rests on."""

    ABSOLUTE = "absolute"
    """The text states it."""
    PUBLICATION = "publication"
    """Resolved with the publication date ("last Friday", 上个月, a bare "June")."""
    EVENT = "event"
    """Resolved with another dated happening ("five months later", 次日)."""


@dataclass(frozen=True, slots=True)
class When:
    """A period: both ends inclusive, local calendar dates, ``start <= end`` (ValueError otherwise)."""

    start: date
    end: date
    granularity: Granularity
    qualifier: Qualifier | None = None
    basis: Basis = Basis.ABSOLUTE

    def __post_init__(self) -> None:
        if self.start > self.end:
            msg = f"a period cannot end before it starts: {self.start} .. {self.end}"
            raise ValueError(msg)

    @property
    def days(self) -> int:
        """The length in days; 1 for a day."""
        return (self.end - self.start).days + 1

    def overlaps(self, other: When) -> bool:
        """Say whether the two periods share a day."""
        return self.start <= other.end and other.start <= self.end

    def within(self, other: When) -> bool:
        """Say whether this period lies wholly inside the other."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as exactly as that is known: an instant (aware), a day, a week or a month."""

    day: date
    """The day itself, or any day of the week or month that is known."""
    granularity: Granularity = Granularity.DAY
    at: datetime | None = None
    """The instant, aware, where the source gave one; then ``granularity`` is day."""

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is None:
            msg = "a publication instant must carry a time zone"
            raise ValueError(msg)

    @property
    def when(self) -> When:
        """The publication as a period, basis ``publication``."""
        start, end = period_of(self.day, self.granularity)
        return When(start, end, self.granularity, basis=Basis.PUBLICATION)

    @property
    def latest(self) -> datetime:
        """The instant, or the last second (UTC) of the period: what "newest first" sorts by."""
        if self.at is not None:
            return self.at
        return datetime.combine(self.when.end, datetime.max.time().replace(microsecond=0), UTC)


def period_of(day: date, granularity: Granularity) -> tuple[date, date]:
    """Return the first and last day of the period of that width which holds ``day`` (weeks begin on Monday)."""
    match granularity:
        case Granularity.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case Granularity.MONTH:
            return month_span(day.year, day.month)
        case Granularity.QUARTER:
            first = 3 * ((day.month - 1) // 3) + 1
            return date(day.year, first, 1), month_span(day.year, first + 2)[1]
        case Granularity.HALF:
            first = 1 if day.month <= 6 else 7  # noqa: PLR2004  June ends the first half
            return date(day.year, first, 1), month_span(day.year, first + 5)[1]
        case Granularity.YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case _:
            return day, day


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
