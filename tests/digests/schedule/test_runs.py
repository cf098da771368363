"""One run for each local date and ordinal, in every zone, on both changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.schedule import Run, latest_run, next_run, runs
from digests.schedule.runs import runs_between
from digests.subscription import Schedule

DAY = timedelta(days=1)
ZONES = sorted(available_timezones())
TIMES = st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=1, max_size=5, unique=True)
INSTANTS = st.datetimes(datetime(1995, 1, 1), datetime(2035, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001  the zone is put on
GAPS = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("Asia/Pyongyang", date(2018, 5, 4)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("America/Nuuk", date(2023, 3, 25)),
)


def at(schedule: Schedule, day: date, days: int = 1) -> list[Run]:
    """Return the runs of local dates."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - 3 * DAY
    last = day + timedelta(days=days - 1)
    return [run for run in runs_between(schedule, start, start + timedelta(days=days + 6)) if day <= run[0] <= last]


def local(run: Run, zone: str) -> str:
    return f"{run[2].astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def has_day(day: date, zone: str) -> bool:
    """Say by walking through the hours whether a zone ever showed the date."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - DAY
    return any((start + timedelta(hours=n)).astimezone(ZoneInfo(zone)).date() == day for n in range(72))


def changes() -> dict[str, list[datetime]]:
    """Return the weeks of 1995 to 2035 in which the clocks of a zone change; of zones that do alike only one."""
    weeks = [datetime(1995, 1, 3, tzinfo=UTC) + timedelta(weeks=n) for n in range(2138)]
    alike = {tuple(week.astimezone(ZoneInfo(zone)).utcoffset() for week in weeks): zone for zone in ZONES}
    return {
        zone: [week for week, one, other in zip(weeks, offsets, offsets[1:], strict=False) if one != other]
        for offsets, zone in alike.items()
    }


def test_every_change_of_clocks_in_every_zone_from_1995_to_2035_leaves_one_run_a_local_date_and_ordinal():
    count = 0
    for zone, weeks in changes().items():
        schedule = Schedule((time(0), time(2, 30), time(23, 45)), zone)
        for week in weeks:
            found = runs_between(schedule, week - DAY, week + 9 * DAY)
            keys, instants = {run[:2] for run in found}, [run[2] for run in found]
            days = [found[2][0] + n * DAY for n in range((found[-3][0] - found[2][0]).days)][1:]
            assert len(keys) == len(found), (zone, week)
            assert all(one < other for one, other in pairwise(instants)), (zone, week)
            lost = {day for day in days if not {(day, 0), (day, 1), (day, 2)} <= keys}
            assert {day for day in lost if has_day(day, zone)} == set(), (zone, week)
            count += 1
    assert count > 3000


@settings(deadline=None, max_examples=60)
@given(zone=st.sampled_from(ZONES), times=TIMES, start=INSTANTS)
def test_next_run_walks_the_same_runs_as_any_later_start_would(zone: str, times: list[time], start: datetime):
    schedule = Schedule(tuple(sorted(times)), zone)
    listed = runs(schedule, start, 12)
    walked = []
    after = start
    for _ in listed:
        following = next_run(schedule, after)
        assert following is not None
        walked.append(following)
        after = following[2]
    assert tuple(walked) == listed
    assert all(run[2] > start for run in listed)


@settings(deadline=None, max_examples=60)
@given(gap=st.sampled_from(GAPS), times=TIMES, offset=st.integers(-2, 2))
def test_around_a_gap_nothing_is_lost_and_nothing_comes_twice(gap: tuple[str, date], times: list[time], offset: int):
    zone, day = gap
    schedule = Schedule(tuple(sorted(times)), zone)
    found = at(schedule, day + timedelta(days=offset - 1), 3)
    instants = [run[2] for run in runs_between(schedule, found[0][2], found[-1][2])]
    assert instants == sorted(set(instants))
    wanted = {(day + timedelta(days=offset - 1 + n), o) for n in range(3) for o in range(len(times))}
    assert {run[:2] for run in found} == {key for key in wanted if has_day(key[0], zone)}


@settings(deadline=None, max_examples=60)
@given(zone=st.sampled_from(ZONES), times=TIMES, now=INSTANTS)
def test_the_latest_run_is_the_one_before_the_next(zone: str, times: list[time], now: datetime):
    schedule = Schedule(tuple(sorted(times)), zone)
    latest, following = latest_run(schedule, now), next_run(schedule, now)
    assert latest is not None
    assert latest[2] <= now
    assert following == next_run(schedule, latest[2])


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("America/New_York", 2026),
        ("Europe/London", 2026),
        ("Australia/Lord_Howe", 2026),
        ("America/Sao_Paulo", 2018),
        ("America/Sao_Paulo", 2026),
    ],
)
@pytest.mark.parametrize("clock", [time(1, 30), time(2, 30)])
def test_half_past_one_and_two_come_once_on_every_local_date_of_a_year(zone: str, year: int, clock: time):
    found = at(Schedule((clock,), zone), date(year, 1, 1), 365)
    assert [run[0] for run in found] == [date(year, 1, 1) + n * DAY for n in range(365)]
    off = [run for run in found if not local(run, zone).endswith(f"{clock:%H:%M}")]
    assert len(off) <= 1  # the one day on which the clock leaps over it


def test_d20_autumn_and_spring_in_berlin_have_one_post_each_on_the_days_own_date():
    schedule = Schedule((time(2, 30),), "Europe/Berlin")
    (spring,) = at(schedule, date(2026, 3, 29))
    (autumn,) = at(schedule, date(2026, 10, 25))
    assert local(spring, "Europe/Berlin") == "2026-03-29 03:30"
    assert autumn[2] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of the two 02:30


def test_two_times_that_a_gap_lays_upon_each_other_both_run():
    schedule = Schedule((time(2, 30), time(3, 30)), "Europe/Berlin")
    found = at(schedule, date(2026, 3, 29))
    assert [(run[1], local(run, "Europe/Berlin")[-5:]) for run in found] == [(0, "03:30"), (1, "03:31")]


def test_d21_lord_howe_kathmandu_and_a_zone_that_is_gone():
    (howe,) = at(Schedule((time(2, 15),), "Australia/Lord_Howe"), date(2026, 10, 4))
    (kathmandu,) = at(Schedule((time(8),), "Asia/Kathmandu"), date(2026, 11, 21))
    assert local(howe, "Australia/Lord_Howe") == "2026-10-04 02:45"
    assert kathmandu[2] == datetime(2026, 11, 21, 2, 15, tzinfo=UTC)
    with pytest.raises(BadInput) as gone:
        next_run(Schedule((time(8),), "Europe/Atlantis"), datetime(2026, 1, 1, tzinfo=UTC))
    assert gone.value.subject == "Europe/Atlantis"


def test_a_date_that_a_zone_left_out_has_no_run():
    found = at(Schedule((time(8),), "Pacific/Apia"), date(2011, 12, 29), 3)
    assert [run[0].day for run in found] == [29, 31]


def test_weekdays_and_quiet_days_are_local():
    schedule = Schedule((time(0, 30),), "Asia/Taipei", frozenset({0}), frozenset({date(2026, 11, 30)}))
    found = runs(schedule, datetime(2026, 11, 21, tzinfo=UTC), 3)
    assert [run[0].isoformat() for run in found] == ["2026-11-23", "2026-12-07", "2026-12-14"]
    assert found[0][2] == datetime(2026, 11, 22, 16, 30, tzinfo=UTC)


def test_a_weekly_run_is_found_behind_weeks_of_quiet():
    quiet = frozenset(date(2026, 11, 2) + timedelta(weeks=n) for n in range(40))
    schedule = Schedule((time(8),), "UTC", frozenset({0}), quiet)
    assert next_run(schedule, datetime(2026, 11, 1, tzinfo=UTC)) == (
        date(2027, 8, 9),
        0,
        datetime(2027, 8, 9, 8, tzinfo=UTC),
    )
    assert latest_run(schedule, datetime(2027, 8, 8, tzinfo=UTC)) == (
        date(2026, 10, 26),
        0,
        datetime(2026, 10, 26, 8, tzinfo=UTC),
    )


@pytest.mark.parametrize("schedule", [Schedule((), "UTC"), Schedule((time(8),), "UTC", frozenset())])
def test_a_schedule_without_a_time_or_day_has_no_run(schedule: Schedule):
    assert next_run(schedule, datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert latest_run(schedule, datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_the_calendar_ends():
    assert next_run(Schedule((time(8),), "Asia/Tokyo"), datetime(9999, 12, 30, tzinfo=UTC)) is None
