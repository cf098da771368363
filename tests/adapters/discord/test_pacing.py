"""How often a session is begun, and what is done only once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.once import Once
from adapters.discord.pacing import Identifying

START = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def begun(lives: list[float], until: datetime) -> list[datetime]:
    """Return when sessions begin that each live so many seconds, one after the other, again and again."""
    identifying, now, times = Identifying(), START, []
    while now < until:
        now += identifying.wait_of(0, now)
        identifying.begin(0, now)
        times.append(now)
        now += timedelta(seconds=lives[len(times) % len(lives)])
    return times


@given(st.lists(st.floats(0, 7200), min_size=1, max_size=8))
@settings(deadline=None, max_examples=60)
def test_o09_no_day_sees_more_than_50_identifies_however_sessions_end(lives: list[float]):
    times = begun(lives, START + 3 * DAY)
    assert all(sum(first <= one < first + DAY for one in times) <= 50 for first in times)


def test_o09_a_session_that_is_lost_now_and_then_is_begun_again_at_once():
    assert len(begun([4 * 3600], START + DAY)) == 6
    identifying = Identifying()
    identifying.begin(0, START)
    assert identifying.wait_of(0, START + timedelta(seconds=5)) == timedelta()


def test_shards_wait_each_for_themselves_and_the_whole_for_the_slowest():
    identifying = Identifying()
    for _ in range(12):
        identifying.begin(1, START)
    assert identifying.wait_of(0, START) == timedelta()
    assert identifying.wait(START) == identifying.wait_of(1, START) == timedelta(seconds=80)
    assert Identifying().wait(START) == timedelta()


def test_an_interaction_that_is_told_again_is_done_once():
    once = Once(most=2)
    assert [once(1), once(1), once(2), once(1)] == [True, False, True, False]


def test_only_the_last_ones_are_remembered():
    once = Once(most=2)
    assert [once(1), once(2), once(3), once(1), once(3)] == [True, True, True, True, False]
