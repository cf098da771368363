"""Answers and states to begin with, and one step of polling as fetching takes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digests.article import Entry
from digests.errors import Refusal, Unreachable
from digests.feed import FeedState, Parsed
from digests.polling.after import Intent, Polled, after, after_parse
from digests.web import Hop, Response
from tests.builders import an_entry, published

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)  # a Friday
URL = "https://grebe.example/feed"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def answer(status: int = 200, body: bytes = b"<rss/>", hops: tuple[Hop, ...] = (), /, **headers: str) -> Response:
    """Return an answer; a header's underscores stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(hops[-1].target if hops else URL, status, named, body, hops)


def parsed(*entries: Entry, ttl: int | None = None, hours: frozenset[int] = frozenset(), **over: object) -> Parsed:
    days = over.get("days", frozenset())
    assert isinstance(days, frozenset)
    return Parsed(entries, "Grebe", None, ttl, hours, days)


def published_every(gap: timedelta, count: int = 12, until: datetime = NOW) -> tuple[Entry, ...]:
    return tuple(an_entry(published=published((until - n * gap).isoformat())) for n in range(count))


def step(state: FeedState, reply: Response | Refusal, now: datetime = NOW, read: Parsed | None = None) -> Polled:
    """Take an answer in, reading its body where that is called for."""
    polled = after(state, reply, now)
    if polled.intent is Intent.READ and isinstance(reply, Response):
        found = read or parsed(an_entry())
        return Polled(after_parse(polled.state, reply, found, len(found.entries), now), Intent.READ)
    return polled


def read_once(now: datetime = NOW, read: Parsed | None = None, /, **headers: str) -> FeedState:
    """Return the state of a feed that was read once."""
    return step(FeedState(URL), answer(**headers), now, read).state


UNREACHABLE = Unreachable("web-no-connection", URL)
