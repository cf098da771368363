"""Whether a feed may be asked now, and with which headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from digests.feed import Feed, FeedState
from digests.polling.rhythm import quiet
from digests.web import Request

HOST_WAIT = timedelta(days=1)
"""So long one feed's 429 holds back the other feeds of its host; the feed itself waits for as long as it was told."""


def request_for(state: FeedState) -> Request:
    """Return the request for a feed: a conditional one where a body was read before."""
    validators = {"if-none-match": state.etag, "if-modified-since": state.last_modified}
    return Request(state.url, {name: value for name, value in validators.items() if value})


def is_due(state: FeedState, now: datetime) -> bool:
    """Say whether a feed may be asked now, its host aside."""
    return state.stopped is None and (state.next_try is None or state.next_try <= now) and not quiet(state, now)


def due_feeds(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> tuple[Feed, ...]:
    """Return the feeds to be asked now, the longest due first, else by address."""
    waiting = {host_in(state.url) for state in states.values() if _holds_host_back(state, now)}
    due = [feed for feed in feeds if is_due(state_of(feed, states), now) and host_in(feed.url) not in waiting]
    never = now - timedelta(days=36500)
    return tuple(sorted(due, key=lambda feed: (state_of(feed, states).next_try or never, feed.url)))


def state_of(feed: Feed, states: Mapping[str, FeedState]) -> FeedState:
    """Return what is remembered of a feed; of a new one, nothing."""
    return states.get(feed.url) or FeedState(feed.url)


def _holds_host_back(state: FeedState, now: datetime) -> bool:
    """Say whether a feed was told (429) that its host wants no request now."""
    if state.told_to_wait is None or state.last_try is None:
        return False
    return now < min(state.told_to_wait, state.last_try + HOST_WAIT)


def host_in(url: str) -> str:
    """Return the host an address is asked at, in lower case; the whole address where none can be read."""
    try:
        return (urlsplit(url).hostname or url).lower()
    except ValueError:
        return url
