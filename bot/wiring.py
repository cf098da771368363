"""Introduces the rooms to each other: settings in, a running newsroom out. The only module that knows them all."""

from __future__ import annotations

import asyncio
import os
import platform
import pyexpat
import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib.metadata import packages_distributions, version
from importlib.resources import as_file
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import structlog

from adapters.clock import SystemClock
from adapters.feeds.discover import feed_links, usual_places
from adapters.feeds.opml import OpmlFeed, read_opml, write_opml
from adapters.feeds.read import read_feed, read_polled
from adapters.files import ReadOptions, read_paths
from adapters.pages.read import read_page
from adapters.storage.address import read_address
from adapters.storage.engine import open_store
from adapters.worker import Worker
from bot.desk.context import Context
from bot.desk.desk import NewsDesk
from bot.jobs.life import Chore, Role, chores_of, live
from bot.jobs.press import Press
from bot.newsroom import feeds as feed_list
from bot.newsroom.fetch import Progress as FetchProgress
from bot.newsroom.fetch import fetch
from bot.newsroom.reach import PoliteWeb, Reach
from bot.newsroom.read import Intake, read_in
from bot.newsroom.room import Room
from config.catalogues import load_words
from config.demo import DEMO_NOW, demo_articles
from config.feeds import load_feeds
from config.lexicon import load_lexicon, load_topics
from config.settings import Settings, default_database_url
from digests.archive import ArchiveRow
from digests.article import Entry
from digests.desk import Question
from digests.errors import Refusal, StoreUnusable
from digests.feed import Feed, Parsed
from digests.language import Lang
from digests.layout.lists import Check
from digests.layout.status import notice_subject
from digests.noticing import Telling
from digests.page import Page
from digests.polling.asked import Fetched
from digests.polling.due import host_in
from digests.ports import Clock, Desk, Store
from digests.publishing import Ledger, Queue, Ticker
from digests.semantics import Semantics
from digests.story import Reason
from digests.words import Words

if TYPE_CHECKING:
    from adapters.storage.backup import Restored
    from adapters.storage.copying import TableSeen

THROW_AWAY = "sqlite+aiosqlite://"
"""A database that is gone when it is closed."""
DISTRIBUTION = "llamawire"
PACKAGES = ("adapters", "bot", "config", "digests")
STARTER_FEEDS = "starter-feeds"
"""Noted in the store when the starter feeds were put in: one that an admin removes never comes back."""

log = structlog.get_logger()

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
        feeds = await self.room.store.feeds()
        return write_opml([OpmlFeed(feed.url, feed.outlet) for feed in feeds], self.room.clock.now())

    async def answer(self, question: Question) -> Page:
        """Answer a question. Raises Refusal."""
        return await self.desk.answer(question)


@dataclass(frozen=True, slots=True)
class Running:
    """A running bot before it is started."""

    newsroom: Newsroom
    press: Press
    ticker: Ticker
    chores: tuple[Chore, ...]
    roles: frozenset[Role]

    async def live(self) -> None:
        """Run until ``press.stopping`` is set; see ``bot.jobs.life``."""
        await live(self.press, self.ticker, self.chores, self.roles)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still: the demo's."""

    instant: datetime

    def now(self) -> datetime:
        """Return the one instant."""
        return self.instant


@asynccontextmanager
async def newsroom(
    settings: Settings, *, database_url: str | None = None, clock: Clock | None = None, archive: bool = True
) -> AsyncIterator[Newsroom]:
    """Open the newsroom on its database and close it again; with the archive, unless that is not wanted.

    Raises BadSetting and StoreUnusable.
    """
    url = database_url or settings.database_url
    _make_default_folder(url)
    time, lexicon = clock or SystemClock(), load_lexicon(settings.starter_folder)
    async with open_store(url) as store:
        if not await store.topics():
            await store.save_topics(load_topics(settings.starter_folder))
        await _put_in_starter_feeds(store, settings.starter_folder)
        archived = partial(_archive, settings.starter_folder) if archive else tuple
        words, stories = _every_catalogue(), settings.digest_stories
        context = Context(store, lexicon, words, time, stories, partial(checks, url), archived, ledger=store)
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


@asynccontextmanager
async def outside(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Reach]:
    """Open the way to the web, and a worker process for what comes from there. Raises BadSetting."""
    # aiohttp takes longer to import than most commands take to answer
    from adapters.web.addresses import read_allowance  # noqa: PLC0415  the reason is above
    from adapters.web.client import WebClient  # noqa: PLC0415  the reason is above
    from adapters.web.robots import RobotsGate  # noqa: PLC0415  the reason is above

    allowances = [read_allowance(text) for text in settings.allow_addresses]
    time = clock or SystemClock()
    async with WebClient(user_agent(settings), allowances) as client:
        with Worker() as worker:
            web = PoliteWeb(client)
            robots = RobotsGate(web, DISTRIBUTION, worker)

            async def read_body(body: bytes, origin: str, charset: str | None) -> Parsed:
                return await worker.call(partial(read_polled, charset=charset), body, origin)

            async def may_read(url: str) -> bool:
                return await robots.allowed(url, time.now())

            yield Reach(
                web=web,
                read_feed=read_body,
                read_page=partial(worker.call, read_page),
                find_feeds=partial(worker.call, feed_links),
                usual_places=usual_places,
                may_read=may_read,
            )


def user_agent(settings: Settings) -> str:
    """Return who we say we are: name, version, and where we can be reached where that is set."""
    told = f" (+{settings.contact})" if settings.contact else ""
    return f"Llamawire/{version(DISTRIBUTION)}{told}"


def _make_default_folder(url: str) -> None:
    """Make the folder of the default database. A folder somebody named is theirs to make: it may be a slip."""
    if url != default_database_url():
        return
    folder = Path(place_of(url)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable("database-folder-not-made", str(folder), reason=error.strerror or str(error)) from error


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


@asynccontextmanager
async def running(settings: Settings, roles: Collection[Role], stopping: asyncio.Event) -> AsyncIterator[Running]:
    """Open all that a running bot needs. Raises BadSetting and StoreUnusable."""
    # the engines of queue and ticker take longer to import than most commands take to answer
    from adapters.storage.alone import alone_on  # noqa: PLC0415  the reason is above
    from adapters.terminal.publisher import TerminalPublisher  # noqa: PLC0415  the reason is above
    from adapters.ticker import Ticker  # noqa: PLC0415  the reason is above

    _make_default_folder(settings.database_url)
    with alone_on(settings.database_url):
        async with newsroom(settings) as opened, outside(settings) as reach, _queue(settings.database_url) as queue:
            publishers = [TerminalPublisher(settings.terminal_path)]
            press = Press(
                opened.context,
                opened.ledger,
                queue,
                {publisher.platform: publisher for publisher in publishers},
                owner=f"{platform.node()}/{os.getpid()}/{secrets.token_hex(4)}",
                tell=partial(_log_notice, opened.context.words[settings.lang]),
                stopping=stopping,
            )
            chores = chores_of(press, opened.room, reach, settings.upkeep)
            yield Running(opened, press, Ticker(), chores, frozenset(roles))


@asynccontextmanager
async def _queue(database_url: str) -> AsyncIterator[Queue]:
    address = read_address(database_url)
    if address.server:
        from adapters.queue.postgres import postgres_queue, prepared  # noqa: PLC0415  only Postgres needs its driver

        await prepared(address.server, address.place)
        async with postgres_queue(address.server, address.place) as queue:
            yield queue
    else:
        from adapters.queue.memory import MemoryQueue  # noqa: PLC0415  the engine takes its time to import

        yield MemoryQueue()


async def _log_notice(words: Words, telling: Telling) -> None:
    """Tell the operator; whoever reads along on a platform is told there too."""
    notice = telling.notice
    key = "notice.over" if telling.over else "notice.trouble"
    subject, reason = notice_subject(notice.subject, words), words.reason(notice.reason)
    log.warning(words.say(key, subject=subject, reason=reason), since=str(notice.since))


async def demo(settings: Settings, progress: Progress = lambda _: None) -> tuple[Page, ...]:
    """Read the demo's articles into a throw-away database at the demo's fixed time; return its digest and timeline."""
    async with newsroom(settings, database_url=THROW_AWAY, clock=StoppedClock(DEMO_NOW), archive=False) as opened:
        with as_file(demo_articles()) as path:
            await opened.read(read_entries([str(path)], BytesIO()), progress)
        asked = (Question("digest", {}), Question("timeline", {"topic": "llama"}))
        return tuple([await opened.answer(replace(q, lang=settings.lang, zone=settings.zone)) for q in asked])


async def upgrade(database_url: str) -> Reason:
    """Bring the database to the newest schema; return what was done."""
    # Alembic takes longer to import than any other command takes to run
    from adapters.storage.migrate import upgrade as migrate_database  # noqa: PLC0415  the reason is above

    _make_default_folder(database_url)
    done = await migrate_database(database_url)
    if done.before == done.after:
        return Reason("schema-newest", {"after": done.after})
    if not done.before:
        return Reason("schema-made", {"after": done.after})
    return Reason("schema-upgraded", {"before": done.before, "after": done.after})


async def copy_database(source: str, target: str) -> tuple[TableSeen, ...]:
    """Copy a database into an empty one; see ``adapters.storage.copying``."""
    from adapters.storage.copying import copy  # noqa: PLC0415  only this command needs it

    _make_default_folder(target)
    return await copy(source, target)


async def back_up(database_url: str, file: Path, *, force: bool) -> tuple[TableSeen, ...]:
    """Save a database in a file; see ``adapters.storage.backup``."""
    from adapters.storage.backup import backup  # noqa: PLC0415  it imports Alembic

    return await backup(database_url, file, replace=force)


async def restore(file: Path, database_url: str, *, force: bool) -> Restored:
    """Put back what a file holds; see ``adapters.storage.backup``."""
    from adapters.storage.backup import restore as put_back  # noqa: PLC0415  it imports Alembic

    _make_default_folder(database_url)
    return await put_back(file, database_url, replace=force)


def place_of(database_url: str) -> str:
    """Return the place of a database as people may see it: without a password."""
    return read_address(database_url).place


def _described(database_url: str) -> str:
    address = read_address(database_url)
    return address.place if address.server else f"{address.path}, SQLite {sqlite3.sqlite_version}"


def checks(database_url: str, counts: Mapping[str, int]) -> tuple[Check, ...]:
    """Return what ``doctor`` looks at, given what the store counted."""
    return (
        Check("llamawire", good=True, found=version(DISTRIBUTION)),
        Check("python", good=True, found=platform.python_version()),
        Check("database", good=True, found=_described(database_url)),
        Check("stored", good=True, found=", ".join(f"{name}: {number}" for name, number in counts.items())),
        _expat(),
        _neighbours(),
    )


def _expat() -> Check:
    """Feeds are XML of strangers: before 2.4 the parser does not stop entity bombs by itself."""
    return Check(
        "expat",
        good=pyexpat.version_info >= (2, 4, 0),
        found=pyexpat.EXPAT_VERSION,
    )


def _neighbours() -> Check:
    """Our folders have common names; another distribution that ships one of them would shadow ours."""
    shipped = packages_distributions()
    others = {name: set(shipped.get(name, ())) - {DISTRIBUTION} for name in PACKAGES}
    clashes = [f"{name} of {', '.join(sorted(who))}" for name, who in others.items() if who]
    return Check(
        "environment",
        good=not clashes,
        found="; ".join(clashes),
    )


def _every_catalogue() -> dict[Lang, Words]:
    return {lang: load_words(lang) for lang in Lang if lang is not Lang.OTHER}
