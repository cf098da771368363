"""Two tenants on one desk over one database: with news for both, and feeds, orders and deliveries of each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from adapters.storage.engine import open_store
from adapters.storage.store import SqlStore
from bot.desk.context import Context
from bot.desk.desk import NewsDesk
from bot.jobs.tenants import removed
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from config.catalogues import load_words
from config.lexicon import load_lexicon, load_topics
from digests.article import Entry
from digests.change import Change, Held, Holds
from digests.delivery import State
from digests.feed import Feed, Found, Parsed, shown_address
from digests.language import Lang
from digests.notice import Notice
from digests.own_feeds import feed_value, mark_of, polled_feeds
from digests.polling.due import host_in
from digests.story import Reason
from digests.subscription import TERMINAL
from tests.bot.conftest import NOW
from tests.bot.desk.rivals.tenant import Tenant
from tests.bot.desk.rivals.typing import BOTH, feed_of
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, report
from tests.contracts.test_ledger import an_order, frozen
from tests.fakes.clock import FakeClock

PARKED = 4
"""Deliveries of each that wait for an admin's word."""
OWN = (1, 2)
"""Which of its own feeds a tenant has from the beginning."""


class AnyFeed:
    """A ``digests.ports.FeedLook`` that finds a feed wherever it looks."""

    async def look(self, url: str) -> Found:
        """Return one with a report that is known to nobody."""
        entries = (replace(MISTRAL_EN, url=own_at(url, "new")),)
        return Found(Feed(url, host_in(url), Lang.EN), Parsed(entries, url, None, None, frozenset(), frozenset()))

    async def listed(self, url: str) -> Sequence[Feed]:
        """Return two."""
        return [Feed(f"{url}&{number}", f"{host_in(url)} {number}") for number in (1, 2)]

    def as_list(self, feeds: Iterable[Feed]) -> str:
        """Return an address a line."""
        return "\n".join(shown_address(feed.url) for feed in feeds)


def own_at(feed: str, page: str) -> str:
    """Return the address of a page at the place of a feed."""
    return f"{feed.partition('?')[0]}/{page}"


@asynccontextmanager
async def a_desk(path: Path, tenants: Sequence[Tenant]) -> AsyncIterator[NewsDesk]:
    """Open the desk, every tenant furnished."""
    clock, lexicon = FakeClock(NOW), load_lexicon()
    words = {lang: load_words(lang) for lang in (*Lang,) if lang != Lang.OTHER}
    async with open_store(f"sqlite+aiosqlite:///{path}") as store:
        await store.save_topics(load_topics())
        platforms = (TERMINAL, *{tenant.platform for tenant in tenants})
        context = Context(store, lexicon, words, clock, 8, lambda _: [], ledger=store, platforms=platforms)
        room = Room(store, lexicon, clock)
        await store.save_feeds([Feed("https://shared.example/feed", "Model Gazette")])
        await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
        for tenant in tenants:
            await _furnish(store, room, tenant)
        yield NewsDesk(replace(context, look=AnyFeed()))


async def _furnish(store: SqlStore, room: Room, tenant: Tenant) -> None:
    """Let it have feeds that brought something, and deliveries that are stuck."""
    feeds = {url: Feed(url, f"{tenant.name} {place}") for place, url in _own(tenant)}
    for number, feed in enumerate(feeds.values()):
        value = feed_value(feed, NOW)
        change = Change(f"first{number}", tenant.platform, tenant.id, Holds.FEED, feed.url, None, value, "feeds add",
                        tenant.person("admin").user, NOW)  # fmt: skip
        await store.change(change)
    polled = polled_feeds([Held(Holds.FEED, url, feed_value(feed, NOW)) for url, feed in feeds.items()])
    await store.save_feeds([*polled.values()])
    await read_in(room, [replace(one, outlet=polled[url].outlet) for url in feeds for one in _reports(tenant, url)])
    for url in feeds.keys() - {BOTH}:
        tenant.learn(url, "feed")
        tenant.learn(mark_of(url), "mark")
    await _park(store, tenant)


def _own(tenant: Tenant) -> list[tuple[str, str]]:
    return [*((str(number), feed_of(tenant, number)) for number in OWN), ("both", BOTH)]


def _reports(tenant: Tenant, url: str) -> list[Entry]:
    """Return what a feed brings: news of its own, with a name that it introduces, and what all report."""
    if url == BOTH:
        both = report("Both of them read of Grebe-9", "Saltmarsh released Grebe-9 to all.", "Both", "2024-07-23")
        return [both]
    name = tenant.name.title()
    told = f"{name} Labs（燕鸥{name}）发布了{name}-1模型，参数达700亿。"
    own = report(f"{name} Labs releases {name}-1", told, "Own", "2024-07-24")
    told = f"{LLAMA_31_EN.text}\n{name} Labs said that Llama 3.1 has 406 billion parameters."
    return [replace(own, url=own_at(url, "own")), replace(LLAMA_31_EN, text=told, url=own_at(url, "llama"))]


async def _park(store: SqlStore, tenant: Tenant) -> None:
    now = NOW + timedelta(days=900)
    order = an_order(f"{tenant.name}order", channel=tenant.channel(), ordered_by=tenant.person("admin").user)
    await store.save_subscription(order)
    tenant.learn(order.id, "subscriptions")
    for ordinal in range(PARKED):
        await frozen(store, order, 1, ordinal)
        for taken in await store.take(tenant.platform, "one", now, now + timedelta(minutes=1), 9):
            await store.record([replace(taken, state=State.PARKED, reason=Reason("senders-lost"), lease=None)])
            tenant.learn(taken.key, "deliveries")
    parked = Reason("parked", {"mark": f"{tenant.name} #1"})
    for subject, reason in (
        (str(tenant.channel()), parked),
        (f"{tenant.platform}:{tenant.id}", removed(tenant.platform)),
    ):
        await store.save_notice(Notice(subject, reason, NOW))
