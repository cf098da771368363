"""Calendar arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from digests.dates.values import (
    AUTUMN,
    SPRING,
    SUMMER,
    WINTER,
    Slice,
    Unit,
    season_span,
    shift,
    sliced,
    span_of,
    widened,
)
from digests.when import Granularity


@pytest.mark.parametrize(
    ("unit", "count", "expected"),
    [
        (Unit.DAY, 1, "2024-02-01"),
        (Unit.WEEK, -1, "2024-01-24"),
        (Unit.MONTH, 1, "2024-02-29"),
        (Unit.MONTH, -2, "2023-11-30"),
        (Unit.QUARTER, 1, "2024-04-30"),
        (Unit.YEAR, -1, "2023-01-31"),
        (Unit.DECADE, 1, "2034-01-31"),
        (Unit.CENTURY, -1, "1924-01-31"),
    ],
)
def test_a_step_never_leaves_the_month_it_counts_to(unit: Unit, count: int, expected: str):
    assert shift(date(2024, 1, 31), unit, count).isoformat() == expected


@pytest.mark.parametrize("count", [-3000, 9000])
def test_a_step_outside_the_calendar_is_refused(count: int):
    with pytest.raises((ValueError, OverflowError)):
        shift(date(2024, 1, 31), Unit.YEAR, count)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (Unit.DAY, ("2024-02-10", "2024-02-10")),
        (Unit.WEEK, ("2024-02-05", "2024-02-11")),
        (Unit.WEEKEND, ("2024-02-10", "2024-02-11")),
        (Unit.MONTH, ("2024-02-01", "2024-02-29")),
        (Unit.SEASON, ("2023-12-01", "2024-02-29")),
        (Unit.QUARTER, ("2024-01-01", "2024-03-31")),
        (Unit.HALF, ("2024-01-01", "2024-06-30")),
        (Unit.YEAR, ("2024-01-01", "2024-12-31")),
        (Unit.DECADE, ("2020-01-01", "2029-12-31")),
        (Unit.CENTURY, ("2000-01-01", "2099-12-31")),
    ],
)
def test_every_unit_has_its_period(unit: Unit, expected: tuple[str, str]):
    assert tuple(day.isoformat() for day in span_of(date(2024, 2, 10), unit)) == expected


@pytest.mark.parametrize(
    ("season", "expected"),
    [
        (SPRING, ("2023-03-01", "2023-05-31")),
        (SUMMER, ("2023-06-01", "2023-08-31")),
        (AUTUMN, ("2023-09-01", "2023-11-30")),
        (WINTER, ("2023-12-01", "2024-02-29")),
    ],
)
def test_a_winter_begins_in_december(season: int, expected: tuple[str, str]):
    assert tuple(day.isoformat() for day in season_span(2023, season)) == expected


@pytest.mark.parametrize("part", list(Slice))
@pytest.mark.parametrize("unit", list(Unit))
def test_every_part_of_every_period_lies_inside_it(unit: Unit, part: Slice):
    start, end = span_of(date(2024, 2, 10), unit)
    first, last = sliced(start, end, unit.granularity, part)
    assert start <= first <= last <= end


@pytest.mark.parametrize("unit", [u for u in Unit if u not in (Unit.DAY, Unit.WEEKEND)])
def test_early_comes_before_mid_and_mid_before_late(unit: Unit):
    span = span_of(date(2024, 2, 10), unit)
    early, mid, late = (sliced(*span, unit.granularity, part) for part in (Slice.EARLY, Slice.MID, Slice.LATE))
    assert early[0] == span[0]
    assert early[0] < mid[0] < late[0]
    assert late[1] == span[1]


def test_an_interval_is_called_by_the_unit_it_fills():
    assert widened(date(2024, 5, 3), date(2024, 5, 9), Unit.MONTH, Granularity.DAY)[2] is Granularity.MONTH
    assert widened(date(2024, 1, 1), date(2024, 3, 31), Unit.MONTH, Granularity.QUARTER)[2] is Granularity.QUARTER
    assert widened(date(2024, 1, 15), date(2024, 2, 15), Unit.MONTH, Granularity.QUARTER)[2] is Granularity.RANGE
