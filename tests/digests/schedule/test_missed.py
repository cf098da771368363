"""What is posted late, what is skipped, what is never posted twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language import Lang
from digests.schedule import catch_up, first_free, next_run, window
from digests.schedule.missed import PUNCTUAL, STILL_POSTED
from digests.subscription import Schedule, Slot, Subscription, channel_typed

EIGHT = Schedule((time(8),), "Europe/Berlin")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DUE = datetime(2026, 11, 21, 7, tzinfo=UTC)


def order(schedule: Schedule = EIGHT, next_at: datetime | None = DUE, *, paused: bool = False) -> Subscription:
    created = DUE - 30 * DAY
    channel = channel_typed("terminal:news")
    return Subscription("sub1", channel, (), schedule, Lang.EN, created, paused=paused, next_run=next_at)


def test_what_is_due_now_is_posted_and_not_called_late():
    missed = catch_up(order(), DUE + timedelta(seconds=20))
    assert missed.post == Slot("sub1", date(2026, 11, 21), 0, DUE)
    assert (missed.late, missed.skipped, missed.next_run) == (False, (), DUE + DAY)


def test_a_slot_is_posted_late_up_to_six_hours_and_then_skipped():
    assert not catch_up(order(), DUE + PUNCTUAL).late
    assert catch_up(order(), DUE + PUNCTUAL + timedelta(seconds=1)).late
    in_time, too_late = catch_up(order(), DUE + STILL_POSTED), catch_up(order(), DUE + STILL_POSTED + HOUR)
    assert (in_time.post is not None, in_time.late) == (True, True)
    assert (too_late.post, too_late.late) == (None, False)
    assert [slot.key for slot in too_late.skipped] == ["sub1/2026-11-21/0"]


def test_d18_a_clock_set_back_after_a_digest_posts_nothing_again():
    moved_on = order(next_at=DUE + DAY)
    missed = catch_up(moved_on, DUE - 2 * HOUR)
    assert (missed.post, missed.skipped) == (None, ())
    free = first_free(EIGHT, "sub1", DUE - 2 * HOUR, frozenset({"sub1/2026-11-21/0"}))
    assert free is not None
    assert free.day == date(2026, 11, 22)


def test_d19_a_clock_set_forward_25_hours_brings_one_catch_up_and_no_burst():
    hourly = Schedule(tuple(time(hour) for hour in range(24)), "Europe/Berlin")
    missed = catch_up(order(hourly), DUE + 25 * HOUR + timedelta(minutes=20))
    assert missed.post == Slot("sub1", date(2026, 11, 22), 9, DUE + 25 * HOUR)
    assert missed.late
    assert len(missed.skipped) == 25
    assert missed.next_run == DUE + 26 * HOUR


def test_d20_after_a_night_off_on_either_change_of_clocks_one_slot_is_posted():
    half_past_two = Schedule((time(2, 30),), "Europe/Berlin")
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        due = next_run(half_past_two, datetime(day.year, day.month, day.day, tzinfo=UTC) - HOUR)
        assert due is not None
        missed = catch_up(order(half_past_two, due[2]), due[2] + 3 * HOUR)
        assert missed.post is not None
        assert missed.post.day == day
        assert missed.skipped == ()


def test_d21_a_zone_of_odd_minutes_is_caught_up_like_any_other():
    nepal = Schedule((time(8),), "Asia/Kathmandu")
    missed = catch_up(order(nepal, datetime(2026, 11, 21, 2, 15, tzinfo=UTC)), datetime(2026, 11, 21, 5, tzinfo=UTC))
    assert missed.post is not None
    assert missed.late
    assert missed.next_run == datetime(2026, 11, 22, 2, 15, tzinfo=UTC)


def test_paused_or_without_a_next_run_nothing_is_missed():
    for subscription in (order(paused=True), order(next_at=None)):
        missed = catch_up(subscription, DUE + HOUR)
        assert (missed.post, missed.skipped) == (None, ())


def test_a_run_that_the_rules_of_a_zone_moved_is_waited_for():
    missed = catch_up(order(next_at=DUE - HOUR), DUE - timedelta(minutes=30))
    assert (missed.post, missed.skipped, missed.next_run) == (None, (), DUE)


def test_an_edited_schedule_posts_no_ordinal_twice_on_a_day():
    taken = frozenset({"sub1/2026-11-21/0"})
    later_today = Schedule((time(10),), "Europe/Berlin")
    one_more = Schedule((time(8), time(10)), "Europe/Berlin")
    tomorrow, today = (first_free(edited, "sub1", DUE + HOUR, taken) for edited in (later_today, one_more))
    assert tomorrow is not None
    assert today is not None
    assert tomorrow.key == "sub1/2026-11-22/0"
    assert today.key == "sub1/2026-11-21/1"


def test_without_a_run_there_is_no_free_slot():
    assert first_free(Schedule((), "UTC"), "sub1", DUE, frozenset()) is None


def test_a_window_reaches_from_the_slot_before_to_its_own_hour():
    twice = Schedule((time(8), time(18)), "Europe/Berlin")
    morning, evening = Slot("s", date(2026, 11, 21), 0, DUE), Slot("s", date(2026, 11, 21), 1, DUE + 10 * HOUR)
    assert window(twice, morning) == (DUE - 14 * HOUR, DUE)
    assert window(twice, evening) == (DUE, DUE + 10 * HOUR)


def test_a_weekly_window_is_seven_days_and_mondays_holds_the_weekend():
    monday = Slot("s", date(2026, 11, 23), 0, DUE + 2 * DAY)
    weekly = Schedule((time(8),), "Europe/Berlin", frozenset({0}))
    working_days = Schedule((time(8),), "Europe/Berlin", frozenset(range(5)))
    assert window(weekly, monday) == (DUE - 5 * DAY, DUE + 2 * DAY)
    assert window(working_days, monday) == (DUE - DAY, DUE + 2 * DAY)


def test_the_window_after_a_quiet_day_holds_what_the_quiet_day_kept_back():
    quiet = Schedule((time(8),), "Europe/Berlin", quiet_days=frozenset({date(2026, 11, 20)}))
    assert window(quiet, Slot("s", date(2026, 11, 21), 0, DUE)) == (DUE - 2 * DAY, DUE)


def test_a_schedule_without_any_run_tells_of_a_day():
    assert window(Schedule((), "UTC"), Slot("s", date(2026, 11, 21), 0, DUE)) == (DUE - DAY, DUE)


@settings(deadline=None, max_examples=80)
@given(
    zone=st.sampled_from(sorted(available_timezones())),
    hours=st.lists(st.integers(0, 23), min_size=1, max_size=4, unique=True),
    start=st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),  # noqa: DTZ001  the zone is put on
    steps=st.lists(st.timedeltas(timedelta(0), timedelta(days=3)), min_size=1, max_size=8),
)
def test_whenever_somebody_looks_every_slot_is_posted_or_skipped_once_and_windows_join(
    zone: str, hours: list[int], start: datetime, steps: list[timedelta]
):
    schedule = Schedule(tuple(time(hour) for hour in sorted(hours)), zone)
    first = next_run(schedule, start)
    assert first is not None
    subscription, now, seen = order(schedule, first[2]), start, []
    for step in steps:
        now += step
        missed = catch_up(subscription, now)
        seen += [*missed.skipped, *([missed.post] if missed.post else [])]
        subscription = order(schedule, missed.next_run)
        assert missed.next_run is not None
        assert missed.next_run > now
        assert not missed.post or now - missed.post.due <= STILL_POSTED
    assert len({slot.key for slot in seen}) == len(seen)
    for one, other in pairwise(seen):
        assert window(schedule, other) == (one.due, other.due)
        assert one.due.astimezone(ZoneInfo(zone)) < other.due.astimezone(ZoneInfo(zone))
