"""A newsroom on its database: settings in, what reads and answers out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from adapters.clock import SystemClock
from adapters.feeds.opml import OpmlFeed, read_opml, write_opml
from adapters.feeds.read import read_feed
from adapters.files import ReadOptions, read_paths
from adapters.pages.read import read_page
from adapters.storage.engine import open_store
from adapters.worker import Worker
from bot.desk.context import Context
from bot.desk.desk import NewsDesk
from bot.newsroom import feeds as feed_list
from bot.newsroom.fetch import Progress as FetchProgress
from bot.newsroom.fetch import fetch
from bot.newsroom.for_tenants import poll_for_tenants
from bot.newsroom.reach import Reach
from bot.newsroom.read import Intake, read_in
from bot.newsroom.room import Room
from bot.wiring.databases import make_default_folder
from bot.wiring.health import checks
from config.catalogues import load_words
from config.feeds import load_feeds
from config.lexicon import load_lexicon, load_topics
from config.secrets import has_secret, has_slack
from config.settings import Settings
from digests.archive import ArchiveRow
from digests.article import Entry
from digests.desk import Question
from digests.errors import Refusal
from digests.feed import Feed
from digests.language import Lang
from digests.own_feeds import shared_feeds
from digests.page import Page
from digests.polling.asked import Fetched
from digests.polling.due import host_in
from digests.ports import Clock, Desk, Store
from digests.publishing import Ledger
from digests.semantics import Semantics
from digests.subscription import DISCORD, SLACK, TERMINAL
from digests.words import Words

STARTER_FEEDS = "starter-feeds"
"""Noted in the store when the starter feeds were put in: one that an admin removes never comes back."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running newsroom: what the command line talks to."""

    room: Room
    desk: Desk
    context: Context
    ledger: Ledger

    async def read(self, entries: Iterable[Entry | Refusal], progress: Progress = lambda _: None) -> Intake:
        """Take in entries; see ``bot.newsroom.read``."""
        return await read_in(self.room, entries, progress)

    async def fetch(self, reach: Reach, only: str | None, progress: FetchProgress = lambda _, __: None) -> Fetched:
        """Ask the feeds that are due; see ``bot.newsroom.fetch``."""
        await poll_for_tenants(self.room.store, self.ledger)
        return await fetch(self.room, reach, only=only, progress=progress)

    async def add_feed(self, reach: Reach, wanted: feed_list.Wanted) -> feed_list.Added:
        """Add a feed; see ``bot.newsroom.feeds``."""
        return await feed_list.add_feed(self.room, reach, wanted)

    async def try_feed(self, reach: Reach, wanted: feed_list.Wanted) -> feed_list.Tried:
        """Try a feed without adding it; see ``bot.newsroom.feeds``."""
        return await feed_list.try_feed(self.room, reach, wanted)

    async def remove_feed(self, name: str) -> Feed:
        """Remove a feed; see ``bot.newsroom.feeds``."""
        return await feed_list.remove_feed(self.room.store, name)

    async def import_feeds(self, body: bytes, origin: str) -> tuple[int, int]:
        """Take over the feeds of an OPML list; return how many were new, and how many known. Raises BadInput."""
        with Worker() as worker:
            found = await worker.call(read_opml, body, origin)
        feeds = [Feed(listed.url, listed.title or host_in(listed.url)) for listed in found]
        return await feed_list.take_over(self.room.store, feeds)

    async def export_feeds(self) -> str:
        """Return the feeds as an OPML list."""
        feeds = shared_feeds(await self.room.store.feeds())
        return write_opml([OpmlFeed(feed.url, feed.outlet) for feed in feeds], self.room.clock.now())

    async def answer(self, question: Question) -> Page:
        """Answer a question. Raises Refusal."""
        return await self.desk.answer(question)


@asynccontextmanager
async def newsroom(
    settings: Settings, *, database_url: str | None = None, clock: Clock | None = None, archive: bool = True
) -> AsyncIterator[Newsroom]:
    """Open the newsroom on its database and close it again; with the archive, unless that is not wanted.

    Raises BadSetting and StoreUnusable.
    """
    url = database_url or settings.database_url
    make_default_folder(url)
    time, lexicon = clock or SystemClock(), load_lexicon(settings.starter_folder)
    async with open_store(url) as store:
        if not await store.topics():
            await store.save_topics(load_topics(settings.starter_folder))
        await _put_in_starter_feeds(store, settings.starter_folder)
        archived = partial(_archive, settings.starter_folder) if archive else tuple
        words, stories = _every_catalogue(), settings.digest_stories
        context = Context(
            store,
            lexicon,
            words,
            time,
            stories,
            partial(checks, url),
            archived,
            ledger=store,
            platforms=_platforms(settings),
            zone=settings.zone,
            command=settings.command,
            allowed=settings.allowed,
        )
        room = Room(store, lexicon, time, semantics_of(wanted=settings.semantic))
        yield Newsroom(room, NewsDesk(context), context, store)


def semantics_of(*, wanted: bool) -> Semantics | None:
    """Return the model of meaning where it is wanted. Raises BadSetting where it is not installed."""
    if not wanted:
        return None
    # few want it, and it takes seconds to load
    from adapters.semantic.encoder import SentenceEncoder  # noqa: PLC0415  the reason is above

    return SentenceEncoder()


def _archive(starter: Path | None) -> Sequence[ArchiveRow]:
    # only timelines look into it
    from config.archive import load_archive  # noqa: PLC0415  the reason is above

    return load_archive(starter)


async def _put_in_starter_feeds(store: Store, starter: Path | None) -> None:
    if not await store.noted(STARTER_FEEDS):
        await store.save_feeds(load_feeds(starter))
        await store.note(STARTER_FEEDS)


def read_entries(
    paths: Sequence[str], stdin: BinaryIO, options: ReadOptions | None = None
) -> Iterator[Entry | Refusal]:
    """Yield what the paths hold; pages and feeds are parsed in a worker process that ends with the iterator."""
    with Worker() as worker:
        yield from read_paths(
            paths,
            stdin=stdin,
            options=options or ReadOptions(),
            pages=partial(worker.run, read_page),
            feeds=partial(worker.run, read_feed),
        )


def _platforms(settings: Settings) -> tuple[str, ...]:
    """Return where digests can be ordered to."""
    there = {TERMINAL: True, DISCORD: has_secret(settings, "discord_token"), SLACK: has_slack(settings)}
    return tuple(platform for platform, wanted in there.items() if wanted)


def _every_catalogue() -> dict[Lang, Words]:
    return {lang: load_words(lang) for lang in Lang if lang is not Lang.OTHER}
