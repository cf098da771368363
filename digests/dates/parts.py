"""What the words of a date say, in no language: the common tongue of the English and the Chinese rules.

A part is a frame (year, decade, century or a step from an anchor), a selection inside it (season, quarter, half,
month, weekend, day, weekday), and what narrows or hedges the result. Any piece may be missing; without a frame the
selection is looked for around the publication.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from digests.dates.holidays import Holiday
from digests.dates.values import Slice, Unit
from digests.when import Qualifier


class Origin(StrEnum):
    """What a step counts from."""

    PUBLICATION = "publication"
    EVENT = "event"
    EITHER = "either"
    """The event, or the publication where no event was told before: "the previous quarter"."""
    AHEAD = "ahead"
    """The event if that is still to come, else the publication: 将在三个月后."""


@dataclass(frozen=True, slots=True)
class Step:
    """The period ``count`` units after an anchor: 去年 is -1 YEAR from publication, 次日 is +1 DAY from the event.

    ``base`` names the anchor where the words do ("two days after 3 March").
    """

    unit: Unit
    count: int
    origin: Origin = Origin.PUBLICATION
    base: Part | None = None
    weekday: int | None = None
    """The count is one of weekdays: "three Fridays ago", "the second Tuesday after"."""
    more: tuple[tuple[Unit, int], ...] = ()
    """What is counted besides, in wider units: "two years" of "two years and three months ago"."""
    exact: bool = False
    """The result is as wide as its base: "two weeks from Friday" is a day."""


@dataclass(frozen=True, slots=True)
class Part:
    """One expression, or one end of a range. Months and days count from 1, quarters, halves and seasons from 0."""

    year: int | None = None
    decade: int | None = None
    """First year of the decade."""
    century: int | None = None
    """First year of the century."""
    step: Step | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    month: int | None = None
    same_month: bool = False
    """The month of the publication, in the year the frame names."""
    week: int | None = None
    """The week of that number (ISO 8601) in the year."""
    holiday: Holiday | None = None
    weekend: bool = False
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    cycle: Unit | None = None
    """YEAR or MONTH for a bare "year-end" or 月底: the slice of whichever year or month is nearest."""
    turn: int | None = None
    """-1, 0, 1 for last, this, next before a named period ("last March", "next Friday")."""
    origin: Origin = Origin.PUBLICATION
    """What ``turn`` counts from: "the following March" counts from the event."""
    nth: tuple[int, Unit | int] | None = None
    """A period or weekday (0-6) counted inside the rest: (1, WEEK) the first week, (-1, 0) the last Monday."""
    stretch: tuple[int, Unit] | None = None
    """The first (last, if negative) n units of the rest: (9, MONTH) of 2024 is January to September."""
    slice: Slice | None = None
    qualifier: Qualifier | None = None
    until: Part | None = None
    """What the other end of a range says differently."""
    coming: bool = False
    """True for words that look ahead by themselves ("this coming Friday")."""
    promise: bool = False
    """True for "in two weeks", which is a date only where a cue of the future governs, and a length elsewhere."""
    ahead: bool = False
    """True for "two years after its …": counted from a date that follows in the clause, or from nothing known."""
    length: tuple[int, Unit] | None = None
    """How long it lasts from that day on: "three days starting next Monday"."""
    bound: bool = False
    """True for "now" and "to date", which are dates only as the end of a range."""
    vague: bool = False
    """True for words about time that name no calendar value (a few weeks ago, fiscal 2025)."""

    @property
    def has_frame(self) -> bool:
        """Say whether the words fix where to look."""
        return self.year is not None or self.decade is not None or self.century is not None or self.step is not None

    @property
    def has_selection(self) -> bool:
        """Say whether the words name a period inside the frame."""
        chosen = (self.season, self.quarter, self.half, self.month, self.week, self.holiday, self.day, self.weekday)
        return self.weekend or self.same_month or any(x is not None for x in chosen)


_FIELDS = tuple(field.name for field in fields(Part))
_NOTHING = Part()


def merged(one: Part, other: Part) -> Part:
    """Return one part with everything that the other says."""
    said = {name: value for name in _FIELDS if (value := getattr(other, name)) != getattr(_NOTHING, name)}
    return replace(one, **said)


@dataclass(frozen=True, slots=True)
class Found:
    """Words about time at a place in the text (code points, half-open)."""

    start: int
    end: int
    part: Part

    @property
    def length(self) -> int:
        """The length in code points."""
        return self.end - self.start
