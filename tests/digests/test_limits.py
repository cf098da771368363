"""So many times within so long, over every stretch of that length."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.change import Holds
from digests.limits import Allowed, Limit

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LIMIT = Limit(3, timedelta(seconds=10))


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_the_wait_ends_when_the_oldest_that_counts_is_old_enough():
    past = (at(0), at(4), at(5))
    assert LIMIT.wait(past[:2], at(5)) == timedelta()
    assert LIMIT.wait(past, at(6)) == timedelta(seconds=4)
    assert LIMIT.wait(past, at(10)) == timedelta()
    assert LIMIT.recent(past, at(10)) == past[1:]


def test_a_clock_that_went_back_lets_nobody_wait_for_it():
    assert LIMIT.wait((at(60), at(61), at(62)), at(0)) == timedelta()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 4), max_size=60))
def test_no_stretch_of_that_length_holds_more_and_whoever_waits_gets_in(steps: list[int]):
    now, past, let_in = NOW, tuple[datetime, ...](), list[datetime]()
    for step in steps:
        now += timedelta(seconds=step)
        wait = LIMIT.wait(past, now)
        assert LIMIT.wait(past, now + wait) == timedelta()
        if not wait:
            past = (*LIMIT.recent(past, now), now)
            let_in.append(now)
    for one in let_in:
        assert sum(one <= other < one + LIMIT.within for other in let_in) <= LIMIT.most


def test_in_ten_seconds_a_person_asks_a_sixth_of_what_a_minute_allows_and_once_at_least():
    assert Allowed().person == Limit(5, timedelta(seconds=10))
    assert Allowed(commands=60).person.most == 10
    assert Allowed(commands=1).person.most == 1


def test_every_kind_of_things_but_the_settings_which_are_one_has_a_limit():
    assert {holds for holds in Holds if Allowed().most(holds) is None} == {Holds.SETTINGS}
