"""What answers do to the state of a feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digests.errors import BadInput
from digests.feed import FeedState, Moving, Trouble
from digests.polling.after import GIVE_UP, Intent, after, after_refusal
from digests.polling.due import is_due, request_for
from digests.polling.rhythm import LONGEST
from digests.web import Hop
from tests.digests.polling.steps import DAY, HOUR, NOW, UNREACHABLE, URL, answer, parsed, read_once, step

ODD = {"etag": 'W/"odd \\"quote\\"\xe9"', "last_modified": "Fri, 17 May 2024 9:00:00 gmt"}
WEEK = timedelta(days=7)


def test_a_new_feed_is_asked_without_conditions():
    assert request_for(FeedState(URL)).headers == {}
    assert request_for(FeedState(URL)).url == URL


def test_f20_validators_go_back_byte_for_byte():
    asked = request_for(read_once(**ODD)).headers
    assert asked == {"if-none-match": ODD["etag"], "if-modified-since": ODD["last_modified"]}


def test_f20_an_unchanged_answer_keeps_the_validators_and_ends_all_troubles():
    failed = step(read_once(**ODD), UNREACHABLE).state
    rested = step(failed, answer(304, b""), NOW + 3 * HOUR)
    assert rested.intent is Intent.REST
    assert (rested.state.trouble, rested.state.failures, rested.state.failing_since) == (None, 0, None)
    assert rested.state.last_success == NOW + 3 * HOUR
    assert request_for(rested.state).headers["if-none-match"] == ODD["etag"]


def test_an_unchanged_answer_that_nobody_asked_for_is_a_failure():
    polled = after(FeedState(URL), answer(304, b""), NOW)
    assert polled.intent is Intent.FAILED
    assert polled.state.trouble == Trouble("feed-status", URL, {"status": 304})


def test_f21_the_same_body_again_is_not_read_and_brings_its_newest_validators():
    again = after(read_once(etag='"a"'), answer(etag='"b"'), NOW + HOUR)
    assert again.intent is Intent.REST
    assert again.state.etag == '"b"'


def test_a_body_is_not_taken_for_read_before_it_was_read():
    polled = after(FeedState(URL), answer(etag='"a"'), NOW)
    assert polled.intent is Intent.READ
    assert (polled.state.etag, polled.state.body_hash, polled.state.last_success) == ("", "", None)


def test_f14_a_page_instead_of_a_feed_leaves_the_validators_as_they_were():
    state = read_once(etag='"a"', last_modified="then")
    polled = after(state, answer(200, b"<html>Log in</html>", etag='"login"'), NOW + HOUR)
    failed = after_refusal(polled.state, BadInput("no-feed", URL), NOW + HOUR)
    assert (failed.etag, failed.last_modified, failed.body_hash) == (state.etag, state.last_modified, state.body_hash)
    assert failed.trouble == Trouble("no-feed", URL)
    assert failed.last_success == NOW
    assert step(failed, answer(304, b""), NOW + 3 * HOUR).intent is Intent.REST


def test_what_was_read_is_counted():
    state = step(read_once(), answer(200, b"more"), NOW + HOUR, parsed(*[])).state
    assert (state.entries, state.total) == (0, 1)


def test_failures_double_the_wait_up_to_a_day_and_one_success_ends_them():
    state, now, waits = read_once(), NOW, []
    for _ in range(9):
        state = step(state, UNREACHABLE, now).state
        waits.append((state.next_try - now) / HOUR)  # type: ignore[operator]  # it has one
        now = state.next_try  # type: ignore[assignment]  # the same
    assert waits == sorted(waits)
    assert 1 <= waits[0] < 1.2
    assert 2 <= waits[1] < 2.2
    assert all(24 <= wait < 24.2 for wait in waits[-3:])
    assert state.failures == 9
    assert state.failing_since == NOW
    assert step(state, answer(304, b""), now).state.failures == 0


@pytest.mark.parametrize("status", [500, 502, 504, 400, 405, 406, 418, 300, 204])
def test_other_answers_are_failures_that_are_tried_again(status: int):
    polled = after(read_once(), answer(status), NOW + HOUR)
    assert polled.intent is Intent.FAILED
    assert polled.state.trouble == Trouble("feed-status", URL, {"status": status})
    assert polled.state.stopped is None


def test_f25_gone_stops_a_feed_for_good():
    polled = after(read_once(), answer(410), NOW + HOUR)
    assert polled.intent is Intent.STOPPED
    assert polled.state.stopped == polled.state.trouble == Trouble("feed-gone", URL)
    assert not is_due(polled.state, NOW + 1000 * DAY)


def test_f25_not_found_is_given_up_after_a_fortnight_of_nothing_else():
    state, now = read_once(), NOW + HOUR
    first = now
    while state.stopped is None:
        assert now - first < GIVE_UP + LONGEST + HOUR
        polled = after(state, answer(404), now)
        state = polled.state
        now = state.next_try or now
    assert now - first >= GIVE_UP
    assert polled.intent is Intent.STOPPED
    assert state.stopped.key == "feed-given-up"
    assert state.stopped.values == {"days": (now - first).days}


def test_f25_two_misses_with_a_holiday_between_are_no_proof():
    state = after(read_once(), answer(404), NOW).state
    assert after(state, answer(404), NOW + 40 * DAY).intent is Intent.FAILED


@pytest.mark.parametrize("status", [401, 403])
def test_f25_a_locked_feed_is_reported_and_never_given_up(status: int):
    state, now = read_once(), NOW
    for _ in range(60):
        state = after(state, answer(status), now).state
        now = state.next_try or now
    assert now - NOW > 3 * GIVE_UP
    assert state.trouble == Trouble("feed-locked", URL, {"status": status})
    assert state.stopped is None


def moved(status: int = 301, target: str = "https://grebe.example/new", first: str = URL) -> tuple[Hop, ...]:
    return (Hop(status, first, target),)


@pytest.mark.parametrize("status", [301, 308])
def test_f26_a_permanent_redirect_is_believed_the_third_time_and_after_two_days(status: int):
    state = read_once()
    for times, hours in ((1, 2), (2, 26)):
        state = step(state, answer(304, b"", moved(status)), NOW + hours * HOUR).state
        assert (state.url, state.moving and state.moving.times) == (URL, times)
    state = step(state, answer(304, b"", moved(status)), NOW + 50 * HOUR).state
    assert (state.url, state.moved_from, state.moving) == ("https://grebe.example/new", URL, None)
    assert state.body_hash


def test_f26_three_times_within_two_days_are_not_enough():
    state = read_once()
    for hours in range(1, 40):
        state = step(state, answer(304, b"", moved()), NOW + hours * HOUR).state
    assert state.url == URL
    assert state.moving == Moving("https://grebe.example/new", 39, NOW + HOUR)


@pytest.mark.parametrize("status", [302, 303, 307])
def test_f26_a_temporary_redirect_never_moves_a_feed(status: int):
    state = read_once()
    for days in range(1, 9):
        state = step(state, answer(304, b"", moved(status)), NOW + days * DAY).state
    assert (state.url, state.moving) == (URL, None)


def test_f26_a_chain_counts_as_far_as_it_is_permanent():
    chain = (
        Hop(301, URL, "https://grebe.example/b"),
        Hop(308, "https://grebe.example/b", "https://dunlin.example/c"),
        Hop(302, "https://dunlin.example/c", "https://cdn.example/d"),
        Hop(301, "https://cdn.example/d", "https://cdn.example/e"),
    )
    state = step(read_once(), answer(304, b"", chain), NOW + DAY).state
    assert state.moving
    assert state.moving.target == "https://dunlin.example/c"


def test_f26_another_target_or_none_begins_the_count_anew():
    state = read_once()
    for days, target in enumerate(["x", "x", "y"], start=1):
        hops = moved(target=f"https://grebe.example/{target}")
        state = step(state, answer(304, b"", hops), NOW + days * DAY).state
    assert state.moving == Moving("https://grebe.example/y", 1, NOW + 3 * DAY)
    assert step(state, answer(304, b""), NOW + 4 * DAY).state.moving is None


def test_f26_a_redirect_to_what_is_no_feed_is_not_counted():
    polled = after(read_once(), answer(200, b"<html>", moved()), NOW + DAY)
    assert after_refusal(polled.state, BadInput("no-feed", URL), NOW + DAY).moving is None


def test_f26_a_refused_target_is_a_failure_at_the_old_address():
    failed = step(read_once(), UNREACHABLE, NOW + DAY).state
    assert (failed.url, failed.moving) == (URL, None)


def test_secrets_of_an_address_are_not_in_its_troubles():
    state = replace(FeedState("https://me:pass@grebe.example/feed?api_key=hush&x=1"))
    trouble = after(state, answer(404), NOW).state.trouble
    assert trouble
    assert trouble.subject == "https://***@grebe.example/feed?api_key=***&x=1"
