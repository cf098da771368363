"""How long a feed is left alone: its own rhythm, and what its server asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.feed import FIRST_INTERVAL, Feed, FeedState
from digests.polling.after import after
from digests.polling.due import due_feeds, host_in, is_due
from digests.polling.headers import LONGEST_WAIT, fresh_for, told_to_wait
from digests.polling.rhythm import LONGEST, SHORTEST, USUAL_LONGEST, gap_between, jitter, quiet
from digests.web import Hop
from tests.builders import an_entry, published
from tests.digests.polling.steps import (
    DAY,
    HOUR,
    NOW,
    UNREACHABLE,
    URL,
    answer,
    parsed,
    published_every,
    read_once,
    step,
)

MINUTE = timedelta(minutes=1)


def interval_of(gap: timedelta, **headers: str) -> timedelta:
    return read_once(NOW, parsed(*published_every(gap)), **headers).interval


def test_an_unknown_rhythm_is_asked_once_an_hour():
    assert read_once(NOW, parsed(an_entry(published=None))).interval == FIRST_INTERVAL


@pytest.mark.parametrize(
    ("gap", "interval"),
    [
        (5 * MINUTE, FIRST_INTERVAL),
        (12 * HOUR, HOUR),
        (DAY, 2 * HOUR),
        (2 * DAY, 4 * HOUR),
        (7 * DAY, USUAL_LONGEST),
    ],
)
def test_a_feed_is_asked_twelve_times_between_two_publications(gap: timedelta, interval: timedelta):
    assert interval_of(gap) == interval


def test_only_a_server_that_says_so_is_asked_more_than_once_an_hour():
    assert interval_of(5 * MINUTE, cache_control="max-age=600") == SHORTEST
    assert interval_of(5 * MINUTE, cache_control="max-age=0") == FIRST_INTERVAL
    assert read_once(NOW, parsed(*published_every(5 * MINUTE), ttl=20)).interval == SHORTEST


def test_a_feed_that_has_been_silent_for_a_month_is_asked_once_a_day():
    old = parsed(*published_every(HOUR, until=NOW - 31 * DAY))
    assert read_once(NOW, old).interval == LONGEST


def test_a_feed_without_dates_sleeps_when_it_has_brought_nothing_for_a_month():
    state = read_once(NOW, parsed(an_entry(published=None)))
    assert step(state, answer(304, b""), NOW + 31 * DAY).state.interval == LONGEST
    assert step(state, answer(200, b"news"), NOW + 31 * DAY, parsed(an_entry(published=None))).state.interval == HOUR


def test_dates_ahead_of_now_and_too_few_dates_tell_no_rhythm():
    ahead = [an_entry(published=published((NOW + n * DAY).isoformat())) for n in range(1, 9)]
    assert gap_between(ahead, NOW) == (None, None)
    assert gap_between(published_every(DAY, 2), NOW) == (None, NOW)
    assert gap_between(published_every(DAY, 3), NOW) == (DAY, NOW)


def test_one_burst_does_not_change_the_rhythm():
    entries = (*published_every(DAY, 12), an_entry(published=published((NOW - MINUTE).isoformat())))
    assert gap_between(entries, NOW)[0] == DAY


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", 2 * MINUTE),
        (" 120 ", 2 * MINUTE),
        ("0", timedelta()),
        ("-5", timedelta()),
        ("90.5", timedelta(seconds=90)),
        ("315360000", LONGEST_WAIT),
        ("9" * 400, LONGEST_WAIT),
        (format_datetime(NOW + HOUR, usegmt=True), HOUR),
        (format_datetime(NOW - HOUR, usegmt=True), timedelta()),
        ("Fri, 17 May 2034 12:00:00 GMT", LONGEST_WAIT),
        ("Friday, 17-May-24 13:00:00 GMT", HOUR),
        ("soon", None),
        ("", None),
        ("Fri, 99 May 2024 12:00:00 GMT", None),
    ],
)
def test_f22_retry_after_is_read_in_all_its_forms(said: str, wait: timedelta | None):
    assert told_to_wait({"retry-after": said}, NOW) == wait


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("said", "least"), [("7200", 2 * HOUR), ("1", HOUR), ("-5", HOUR), ("315360000", 7 * DAY)])
def test_f22_a_server_that_asks_for_patience_gets_it_within_bounds(status: int, said: str, least: timedelta):
    state = after(read_once(), answer(status, retry_after=said), NOW).state
    assert state.next_try
    assert least <= state.next_try - NOW <= least + 0.1 * HOUR
    assert state.trouble
    assert state.trouble.key == "feed-busy"


def test_f22_other_feeds_of_a_host_that_is_busy_wait_too_a_day_at_most():
    feeds = [Feed(f"https://grebe.example/{n}", "Grebe") for n in range(3)]
    elsewhere = Feed("https://dunlin.example/0", "Dunlin")
    told = after(FeedState(feeds[0].url), answer(429, retry_after="259200"), NOW).state
    states = {told.url: told}
    assert due_feeds([*feeds, elsewhere], states, NOW + HOUR) == (elsewhere,)
    assert due_feeds([*feeds, elsewhere], states, NOW + DAY) == (elsewhere, *feeds[1:])
    assert not is_due(told, NOW + DAY)


def test_f22_a_broken_page_of_a_host_holds_nobody_else_back():
    told = after(FeedState(URL), answer(503, retry_after="7200"), NOW).state
    other = Feed("https://grebe.example/other", "Grebe")
    assert due_feeds([other], {told.url: told}, NOW + HOUR) == (other,)


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({"cache-control": "public, max-age=3600"}, HOUR),
        ({"cache-control": 'Max-Age="3600"'}, HOUR),
        ({"cache-control": "max-age=3600", "age": "600"}, 50 * MINUTE),
        ({"cache-control": "max-age=600", "age": "3600"}, timedelta()),
        ({"cache-control": "s-maxage=3600"}, timedelta()),
        ({"cache-control": "max-age=3600", "expires": "0"}, HOUR),
        ({"cache-control": "max-age=" + "9" * 40}, LONGEST_WAIT),
        ({"cache-control": "no-store"}, timedelta()),
        ({"expires": format_datetime(NOW + HOUR, usegmt=True)}, HOUR),
        (
            {
                "expires": format_datetime(NOW + 3 * HOUR, usegmt=True),
                "date": format_datetime(NOW + 2 * HOUR, usegmt=True),
            },
            HOUR,
        ),
        ({"expires": format_datetime(NOW - HOUR, usegmt=True)}, timedelta()),
        ({"expires": "-1"}, timedelta()),
        ({}, timedelta()),
    ],
)
def test_f23_freshness_is_read_as_caches_read_it(headers: dict[str, str], fresh: timedelta):
    assert fresh_for(headers, NOW) == fresh


@pytest.mark.parametrize("status", [200, 304])
def test_f23_nothing_is_asked_for_while_it_is_fresh(status: int):
    state = step(read_once(), answer(status, b"" if status == 304 else b"<rss/>", cache_control="max-age=36000")).state
    assert not is_due(state, NOW + 10 * HOUR - MINUTE)
    assert is_due(state, NOW + 10 * HOUR + jitter(URL) * HOUR + MINUTE)


def test_f24_the_time_to_live_of_a_feed_is_kept_over_unchanged_answers():
    state = read_once(NOW, parsed(an_entry(), ttl=600))
    assert not is_due(state, NOW + 10 * HOUR - MINUTE)
    later = step(state, answer(304, b""), NOW + 11 * HOUR).state
    assert not is_due(later, NOW + 21 * HOUR - MINUTE)


@pytest.mark.parametrize(("ttl", "most"), [(10**9, LONGEST_WAIT), (-5, HOUR), (0, HOUR)])
def test_f24_an_absurd_time_to_live_is_bounded(ttl: int, most: timedelta):
    state = read_once(NOW, parsed(an_entry(), ttl=ttl))
    assert state.next_try
    assert state.next_try - NOW <= most + 0.1 * LONGEST


def test_f24_hours_and_days_of_quiet_are_kept():
    state = read_once(NOW, parsed(an_entry(), hours=frozenset({13, 14, 15}), days=frozenset({5, 6})))
    assert state.next_try
    assert NOW + 4 * HOUR <= state.next_try < NOW + 5 * HOUR
    late = replace(state, next_try=NOW)
    assert not is_due(late, NOW + 2 * HOUR)  # started anew in an hour of quiet
    assert not is_due(late, NOW + DAY)  # a Saturday
    assert is_due(late, NOW + 3 * DAY)


def test_f24_quiet_at_all_hours_or_on_all_days_is_a_slip():
    assert not quiet(FeedState(URL, skip_hours=frozenset(range(24))), NOW)
    assert not quiet(FeedState(URL, skip_days=frozenset(range(7))), NOW)


def test_f30_feeds_added_together_drift_apart_and_each_keeps_its_place():
    states = [replace(FeedState(f"https://h{n}.example/feed")) for n in range(200)]
    tries = {step(state, UNREACHABLE).state.next_try for state in states}
    assert len(tries) > 100
    assert all(NOW + HOUR <= each <= NOW + 1.1 * HOUR for each in tries if each)
    assert step(states[0], UNREACHABLE).state.next_try == step(states[0], UNREACHABLE).state.next_try


def test_the_longest_due_feed_is_asked_first_and_the_order_is_the_same_each_time():
    feeds = [Feed(f"https://h{n}.example/feed", f"H{n}") for n in range(5)]
    states = {feed.url: FeedState(feed.url, next_try=NOW - n * HOUR) for n, feed in enumerate(feeds[:3])}
    assert due_feeds(reversed(feeds), states, NOW) == (feeds[3], feeds[4], feeds[2], feeds[1], feeds[0])


def test_the_host_of_an_address_is_its_name_alone_and_a_broken_address_is_its_own():
    assert host_in("https://me:pass@Grebe.example:8080/feed") == "grebe.example"
    assert host_in("http://[broken/feed") == "http://[broken/feed"


header_values = st.one_of(
    st.text(max_size=20),
    st.integers(-(10**12), 10**12).map(str),
    st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001  it is given one
        lambda at: format_datetime(at.replace(tzinfo=UTC), usegmt=True)
    ),
    st.integers(-5, 10**9).map(lambda seconds: f"public, max-age={seconds}"),
)
answers = st.builds(
    lambda status, headers, body, hops: replace(answer(status, body, hops), headers=headers),
    st.sampled_from([200, 203, 304, 301, 401, 403, 404, 410, 429, 500, 503]),
    st.dictionaries(st.sampled_from(["retry-after", "cache-control", "expires", "age", "date", "etag"]), header_values),
    st.binary(max_size=4),
    st.lists(
        st.builds(Hop, st.sampled_from([301, 302, 307, 308]), st.just(URL), st.sampled_from([URL, URL + "2"])),
        max_size=2,
    ).map(tuple),
)
bodies = st.builds(
    lambda gaps, ttl, hours, days: parsed(*published_every(gaps), ttl=ttl, hours=hours, days=days),
    st.integers(1, 10**7).map(lambda seconds: timedelta(seconds=seconds)),
    st.none() | st.integers(-(10**7), 10**7),
    st.frozensets(st.integers(0, 23)),
    st.frozensets(st.integers(0, 6)),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(answers | st.just(UNREACHABLE), bodies, st.integers(0, 10**6)), min_size=1, max_size=6))
def test_whatever_servers_say_the_next_request_is_after_what_they_asked_and_the_interval_in_bounds(
    talk: list[tuple[object, object, int]],
):
    state, now = FeedState(URL), NOW
    for reply, body, wait in talk:
        state = step(state, reply, now, body).state  # type: ignore[arg-type]  # drawn as these
        assert SHORTEST <= state.interval <= LONGEST
        if state.stopped:
            assert not is_due(state, now + 1000 * DAY)
            return
        assert state.next_try
        assert state.next_try - now >= SHORTEST
        assert state.next_try - now <= LONGEST_WAIT + 8 * DAY
        assert not quiet(state, state.next_try)
        headers = getattr(reply, "headers", {})
        status = getattr(reply, "status", 0)
        if status in (429, 503):
            assert state.next_try >= now + (told_to_wait(headers, now) or timedelta())
        if status in (200, 203):
            assert state.next_try >= now + fresh_for(headers, now)
        assert not is_due(state, state.next_try - timedelta(seconds=1))
        assert is_due(state, state.next_try)
        now = state.next_try + timedelta(seconds=wait)
