"""When admins are told, and when something has stopped."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.feed import FeedState
from digests.notice import Notice
from digests.noticing import (
    PARKED,
    REMINDED,
    STALLED,
    fetching_stopped,
    noticed,
    posting_stopped,
    settled,
    tellings,
)
from digests.story import Reason
from digests.upkeep import Backlog, Size

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
FULL = Reason("disk-full")
OPEN = Notice("here", FULL, NOON)
modest = settings(deadline=None, max_examples=100)


def test_a_trouble_that_is_known_is_no_news_and_one_that_came_back_is_open_again():
    assert noticed([], "here", FULL, NOON) == OPEN
    assert noticed([OPEN], "here", FULL, NOON + DAY) is None
    assert noticed([replace(OPEN, over=NOON)], "here", FULL, NOON + DAY) == OPEN
    assert noticed([OPEN], "there", FULL, NOON) == replace(OPEN, subject="there")
    assert noticed([OPEN], "here", Reason("channel-busy"), NOON) is not None


def test_what_is_well_again_is_over_save_what_is_parked():
    parked = Notice("here", Reason(PARKED, {"mark": "LW #1"}), NOON)
    elsewhere, over = replace(OPEN, subject="there"), replace(OPEN, over=NOON)
    assert settled([OPEN, parked, elsewhere, over], {"here"}, NOON + DAY) == (replace(OPEN, over=NOON + DAY),)


@modest
@given(st.lists(st.integers(1, 100), max_size=60))
def test_o24_however_often_one_looks_a_trouble_is_told_once_a_day(hours: list[int]):
    now, notice, told = NOON, OPEN, []
    for step in hours:
        for telling in tellings([notice], now):
            notice = telling.notice
            told.append(now)
        now += step * HOUR
    assert all(later - earlier >= REMINDED for earlier, later in itertools.pairwise(told))
    assert told[:1] == [NOON] * bool(hours)


def test_an_end_is_told_at_once():
    (telling,) = tellings([replace(OPEN, told=NOON, over=NOON + SECOND)], NOON + SECOND)
    assert telling.over


@pytest.mark.parametrize(
    ("backlog", "stopped"),
    [
        (Backlog(None, None), False),
        (Backlog(NOON - STALLED, None), False),
        (Backlog(NOON - STALLED - SECOND, None), True),
        (Backlog(NOON - DAY, NOON - STALLED), False),
        (Backlog(NOON - DAY, NOON - STALLED - SECOND), True),
        (Backlog(None, NOON - DAY), False),
    ],
)
def test_posting_has_stopped_where_something_waits_for_over_an_hour_with_nothing_sent(backlog: Backlog, stopped: bool):
    assert posting_stopped(backlog, NOON) is stopped


def test_fetching_has_stopped_where_the_last_answer_of_any_feed_is_too_long_ago():
    silent = FeedState("a", next_try=NOON, last_success=NOON - 6 * HOUR, failures=2)
    assert fetching_stopped([silent], NOON, 6 * HOUR, NOON - DAY)
    assert not fetching_stopped([silent, FeedState("b", last_success=NOON - HOUR)], NOON, 6 * HOUR, NOON - DAY)
    assert not fetching_stopped([replace(silent, failures=0)], NOON, 6 * HOUR, NOON - DAY)
    assert fetching_stopped([replace(silent, failures=0, next_try=NOON - DAY)], NOON, 6 * HOUR, NOON - DAY)
    assert not fetching_stopped([], NOON, 6 * HOUR, NOON - DAY)


@modest
@given(st.integers(0, 10**12), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 60))
def test_the_growth_of_a_day_is_never_more_than_everything(size: int, articles: int, lately: int, days: int):
    grown = Size(size, articles, min(articles, lately)).growth(timedelta(days=days))
    assert 0 <= grown <= size
