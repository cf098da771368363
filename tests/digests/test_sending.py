"""What becomes of a delivery: whatever comes, none is posted again unless somebody looked, and none is lost unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.delivery import (
    Absent,
    Delivery,
    Later,
    Never,
    Outcome,
    Posted,
    Sight,
    State,
    Unclear,
    Unreadable,
    nonce_of,
)
from digests.edition import Mark
from digests.page import Page
from digests.sending import (
    FIRST_WAIT,
    LANDS_WITHIN,
    LEASE,
    LONGEST_WAIT,
    MOST_LOST,
    PATIENCE,
    POST_WITHIN,
    SENDERS_LOST,
    Next,
    after_look,
    after_post,
    after_repeat,
    given_back,
    how_to_clear,
    in_time,
)
from digests.story import Reason
from digests.subscription import channel_typed

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
WHY = Reason("disk-full")
TRIED = Delivery(
    "sub1/2026-11-21/0",
    Mark(7, date(2026, 11, 21), 1, 2),
    channel_typed("terminal:news"),
    Page("Digest", ()),
    promised=NOON,
    due=NOON,
    state=State.SENDING,
    attempts=1,
    first_try=NOON,
    owner="one",
    fence=1,
    lease=NOON + LEASE,
)

spans = st.timedeltas(timedelta(0), timedelta(hours=12))
outcomes: st.SearchStrategy[Outcome] = st.one_of(
    st.just(Posted("m1")),
    st.builds(Later, st.just(WHY), spans),
    st.builds(Never, st.just(WHY), st.booleans()),
    st.just(Unclear(WHY)),
)
sights: st.SearchStrategy[Sight] = st.one_of(
    st.just(Posted("m1")), st.just(Absent()), st.builds(Unreadable, st.just(WHY), st.none() | spans)
)
tried = st.builds(
    lambda attempts, lost: replace(TRIED, attempts=attempts, lost=lost), st.integers(1, 30), st.integers(0, 5)
)
modest = settings(deadline=None, max_examples=200)


@modest
@given(tried, outcomes, spans)
def test_after_a_try_only_a_clear_no_makes_it_due_again(delivery: Delivery, outcome: Outcome, after: timedelta):
    decided = after_post(delivery, outcome, NOON + after)
    assert (decided.state is State.SENT) == isinstance(outcome, Posted)
    assert (decided.state is State.SENDING) == isinstance(outcome, Unclear)
    if decided.state is State.DUE:
        assert isinstance(outcome, Later)
        assert decided.due >= NOON + after + outcome.wait
        assert decided.due <= delivery.promised + PATIENCE
        assert decided.first_try is None
    if decided.state is State.DEAD:
        assert decided.reason is not None


@modest
@given(tried, outcomes, spans)
def test_a_repeat_never_makes_it_due_or_dead_since_a_no_speaks_of_the_repeat_alone(
    delivery: Delivery, outcome: Outcome, after: timedelta
):
    decided = after_repeat(delivery, outcome, NOON + after)
    assert decided.state is (State.SENT if isinstance(outcome, Posted) else State.SENDING)
    assert decided.first_try == delivery.first_try


@modest
@given(tried, sights, spans)
def test_after_a_look_only_what_is_not_there_is_due_again(delivery: Delivery, sight: Sight, after: timedelta):
    decided = after_look(delivery, sight, NOON + after)
    if decided.state is State.DUE:
        assert isinstance(sight, Absent)
        assert delivery.lost < MOST_LOST
    if decided.state is State.SENDING:
        assert isinstance(sight, Unreadable)
        assert decided.lease is not None
        assert decided.lease <= delivery.promised + PATIENCE
    if decided.state in (State.PARKED, State.DEAD):
        assert decided.reason is not None
        assert decided.lease is None


@modest
@given(tried, spans, spans)
def test_a_repeat_always_lands_while_the_platform_knows_the_first_try(
    delivery: Delivery, after: timedelta, window: timedelta
):
    now = NOON + after
    if how_to_clear(delivery, now, window) is Next.REPEAT:
        assert now + LANDS_WITHIN < NOON + window
        assert delivery.lost < MOST_LOST


def test_d14_what_may_be_killing_its_senders_is_never_repeated_and_after_a_look_parked():
    deadly = replace(TRIED, lost=MOST_LOST)
    assert how_to_clear(deadly, NOON, timedelta(hours=1)) is Next.LOOK
    parked = after_look(deadly, Absent(), NOON)
    assert (parked.state, parked.reason) == (State.PARKED, SENDERS_LOST)
    assert after_look(deadly, Posted("m1"), NOON).state is State.SENT


def test_what_was_never_tried_cannot_be_repeated():
    assert how_to_clear(replace(TRIED, first_try=None), NOON, timedelta(hours=1)) is Next.LOOK


def test_d08_a_channel_that_cannot_be_read_is_parked_at_once_one_that_may_be_later_is_waited_for():
    assert after_look(TRIED, Unreadable(WHY), NOON).state is State.PARKED
    waits = after_look(TRIED, Unreadable(WHY, SECOND), NOON)
    assert (waits.state, waits.lease, waits.reason) == (State.SENDING, NOON + SECOND, WHY)


def test_what_was_absent_is_posted_within_six_hours_and_given_up_after():
    assert after_look(TRIED, Absent(), NOON + PATIENCE).state is State.DUE
    assert after_look(TRIED, Absent(), NOON + PATIENCE + SECOND).state is State.DEAD


def test_what_is_put_off_waits_longer_each_time_up_to_a_limit():
    def wait(attempts: int) -> timedelta:
        return after_post(replace(TRIED, attempts=attempts), Later(WHY, timedelta(0)), NOON).due - NOON

    assert [wait(n) for n in (0, 1, 2, 3)] == [FIRST_WAIT, FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert wait(50) == LONGEST_WAIT


def test_what_was_given_back_was_never_tried():
    back = given_back(TRIED, NOON + SECOND)
    assert (back.state, back.due, back.attempts, back.first_try, back.lease) == (
        *(State.DUE, NOON + SECOND, 0),
        *(None, None),
    )


@pytest.mark.parametrize(("left", "fits"), [(POST_WITHIN, True), (POST_WITHIN - SECOND, False)])
def test_a_post_begins_only_if_it_ends_within_the_lease(left: timedelta, fits: bool):
    assert in_time(TRIED, NOON + LEASE - left) is fits
    assert not in_time(replace(TRIED, lease=None), NOON)


def test_who_takes_over_looks_at_a_channel_that_has_come_to_rest():
    assert POST_WITHIN < LANDS_WITHIN < LEASE


@modest
@given(st.lists(st.text(min_size=1), unique=True, max_size=30))
def test_d25_different_keys_have_different_nonces_of_a_length_that_platforms_take(keys: list[str]):
    nonces = [nonce_of(key) for key in keys]
    assert len(set(nonces)) == len(keys)
    assert all(len(nonce) == 25 and nonce.isascii() and nonce.isalnum() for nonce in nonces)
    assert nonces == [nonce_of(key) for key in keys]
