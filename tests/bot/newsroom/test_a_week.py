"""A week of polling against servers that judge: simulated, with a clock that is moved."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.newsroom.fetch import fetch
from bot.newsroom.room import Room
from digests.feed import Feed
from digests.web import Request, Response
from tests.bot.newsroom.feeds import an_rss_item, reach_of, rss
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.fakes.web import ScoringWeb, ServedFeed, response

START = datetime(2024, 7, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class Busy:
    """A server that answers every third request with 429 or 503, and says for how long."""

    def __init__(self, served: ServedFeed, status: int, wait: str) -> None:
        self.served, self.status, self.wait, self.count = served, status, wait, 0

    def __call__(self, request: Request) -> Response:
        """Answer a request."""
        self.count += 1
        if self.count % 3:
            return self.served(request)
        return response(self.served.url, self.status, b"", (), retry_after=self.wait)


class Week:
    """Forty feeds on sixteen hosts, of every sort of server, and what is published on them."""

    def __init__(self, web: ScoringWeb, clock: FakeClock) -> None:
        self.web, self.clock = web, clock
        self.feeds = tuple(Feed(f"https://h{n % 16}.example/{n}", f"Outlet {n}") for n in range(40))
        self.items: dict[str, list[str]] = {feed.url: [] for feed in self.feeds}
        self.served = {feed.url: ServedFeed(feed.url, b"", self.headers(n)) for n, feed in enumerate(self.feeds)}
        for n, feed in enumerate(self.feeds):
            self.publish(n)
            served = self.served[feed.url]
            busy = n % 8 in (3, 4)
            status, wait = (429, "5400") if n % 8 == 3 else (503, "Wed, 24 Jul 2024 20:00:00 GMT")
            web.pages[feed.url] = Busy(served, status, wait) if busy else served

    @staticmethod
    def headers(n: int) -> dict[str, str]:
        """Return what a server says of caching; most say nothing."""
        return {1: {"cache_control": "max-age=7200"}, 2: {"cache_control": "max-age=900"}}.get(n % 8, {})

    def publish(self, n: int, before: timedelta = timedelta()) -> None:
        """Let a feed bring something new."""
        url, count = self.feeds[n].url, len(self.items[self.feeds[n].url])
        title, text = f"q{n}x{count}", f"a{n}b{count} c{count}d{n}."
        self.items[url].append(an_rss_item(title, self.clock.now() - before, url=f"{url}/{count}", text=text))
        self.served[url].body = rss(self.items[url][-20:], "<ttl>180</ttl>" if n % 8 == 5 else "")

    @property
    def published(self) -> int:
        """How many articles there are."""
        return sum(map(len, self.items.values()))


@pytest.fixture
def web(clock: FakeClock) -> ScoringWeb:
    return ScoringWeb(clock)


async def test_g7_a_week_of_polling_gives_no_server_cause_to_complain(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    week = Week(web, clock)
    await store.save_feeds(week.feeds)
    for quarter in range(7 * 24 * 4):
        if quarter % 11 == 0:
            week.publish(quarter // 11 % 40)
        await fetch(room, reach_of(web))  # a way to the web of its own, as after a restart
        clock.advance(15 * MINUTE)
    assert web.offences == []
    counts = Counter(record.url for record in web.records)
    assert all(7 <= count <= 7 * 24 * 2 for count in counts.values())
    assert sum(record.status == 200 for record in web.records) <= week.published + len(week.feeds)
    clock.advance(24 * HOUR)
    await fetch(room, reach_of(web))
    clock.advance(24 * HOUR)
    await fetch(room, reach_of(web))
    assert (await store.counts())["articles"] == week.published


async def test_g7_only_those_who_invite_it_are_asked_more_than_once_an_hour(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    week = Week(web, clock)
    for n in range(40):
        for minutes in (15, 10, 5):
            week.publish(n, minutes * MINUTE)
    await store.save_feeds(week.feeds)
    for _ in range(24 * 60 // 7):
        await fetch(room, reach_of(web))
        clock.advance(7 * MINUTE)
    assert web.offences == []
    for n, feed in enumerate(week.feeds):
        gaps = [later.at - earlier.at for earlier, later in pairwise(web.asked(feed.url))]
        assert min(gaps) < (HOUR if n % 8 == 2 else 10 * HOUR)
        assert min(gaps) >= (30 * MINUTE if n % 8 == 2 else HOUR)


async def test_f27_fifty_restarts_in_an_hour_ask_each_feed_once(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    week = Week(web, clock)
    await store.save_feeds(week.feeds)
    for _ in range(50):
        await fetch(room, reach_of(web))
        clock.advance(HOUR / 50)
    counts = Counter(record.url for record in web.records)
    assert counts == dict.fromkeys((feed.url for feed in week.feeds), 1)


async def test_f30_feeds_added_together_drift_apart_from_the_first_hour_on(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    for n in range(200):
        feed = Feed(f"https://h{n}.example/feed", f"Outlet {n}")
        web.pages[feed.url] = response(feed.url, 200, rss([]), (), etag='"same"')
        await store.save_feeds([feed])
    await fetch(room, reach_of(web))
    clock.advance(HOUR)
    for _ in range(20 * 7):
        await fetch(room, reach_of(web))
        clock.advance(MINUTE / 20)
    second = Counter(record.at for record in web.records if record.at > START)
    assert second.total() == 200
    assert max(second.values()) < 10
    assert web.most_open <= 20
