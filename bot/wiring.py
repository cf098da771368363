"""Introduces the rooms to each other: settings in, a running newsroom out. The only module that knows them all."""

from __future__ import annotations

import platform
import pyexpat
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from importlib.metadata import packages_distributions, version
from importlib.resources import as_file
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from adapters.clock import SystemClock
from adapters.feeds.read import read_feed
from adapters.files import ReadOptions, read_paths
from adapters.pages.read import read_page
from adapters.storage.engine import open_store, path_in
from adapters.worker import Worker
from bot.desk.context import Context
from bot.desk.desk import NewsDesk
from bot.newsroom.read import Intake, read_in
from bot.newsroom.room import Room
from config.catalogues import load_words
from config.demo import DEMO_NOW, demo_articles
from config.lexicon import load_lexicon, load_topics
from config.settings import Settings, default_database_url
from digests.article import Entry
from digests.desk import Question
from digests.errors import Refusal, StoreUnusable
from digests.language import Lang
from digests.layout.lists import Check
from digests.page import Page
from digests.ports import Clock, Desk
from digests.words import Words

THROW_AWAY = "sqlite+aiosqlite://"
"""A database that is gone when it is closed."""
DISTRIBUTION = "llamawire"
PACKAGES = ("adapters", "bot", "config", "digests")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running newsroom: what the command line talks to."""

    room: Room
    desk: Desk

    async def read(self, entries: Iterable[Entry | Refusal], progress: Progress = lambda _: None) -> Intake:
        """Take in entries; see ``bot.newsroom.read``."""
        return await read_in(self.room, entries, progress)

    async def answer(self, question: Question) -> Page:
        """Answer a question. Raises Refusal."""
        return await self.desk.answer(question)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still: the demo's."""

    instant: datetime

    def now(self) -> datetime:
        """Return the one instant."""
        return self.instant


@asynccontextmanager
async def newsroom(
    settings: Settings, *, database_url: str | None = None, clock: Clock | None = None
) -> AsyncIterator[Newsroom]:
    """Open the newsroom on its database and close it again. Raises BadSetting and StoreUnusable."""
    url = database_url or settings.database_url
    _make_default_folder(url)
    time, lexicon = clock or SystemClock(), load_lexicon()
    async with open_store(url) as store:
        if not await store.topics():
            await store.save_topics(load_topics())
        context = Context(store, lexicon, _every_catalogue(), time, settings.digest_stories, partial(checks, url))
        yield Newsroom(Room(store, lexicon, time), NewsDesk(context))


def _make_default_folder(url: str) -> None:
    """Make the folder of the default database. A folder somebody named is theirs to make: it may be a slip."""
    if url != default_database_url():
        return
    folder = Path(str(path_in(url))).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"The folder {folder} for the database cannot be made: {error.strerror or error}."
        raise StoreUnusable(str(folder), problem, "Name another place with --database or database_url.") from error


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


async def demo(settings: Settings, progress: Progress = lambda _: None) -> tuple[Page, ...]:
    """Read the demo's articles into a throw-away database at the demo's fixed time; return its digest and timeline."""
    async with newsroom(settings, database_url=THROW_AWAY, clock=StoppedClock(DEMO_NOW)) as opened:
        with as_file(demo_articles()) as path:
            await opened.read(read_entries([str(path)], BytesIO()), progress)
        asked = (Question("digest", {}), Question("timeline", {"topic": "llama"}))
        return tuple([await opened.answer(replace(q, lang=settings.lang, zone=settings.zone)) for q in asked])


async def upgrade(database_url: str) -> str:
    """Bring the database to the newest schema; return a sentence that says what was done."""
    # Alembic takes longer to import than any other command takes to run
    from adapters.storage.migrate import upgrade as migrate_database  # noqa: PLC0415  the reason is above

    _make_default_folder(database_url)
    done = await migrate_database(database_url)
    if done.before == done.after:
        return f"The database is at schema revision {done.after} already."
    return f"The database went from schema revision {done.before or 'none'} to {done.after}."


def checks(database_url: str, counts: Mapping[str, int]) -> tuple[Check, ...]:
    """Return what ``doctor`` looks at, given what the store counted."""
    return (
        Check("llamawire", good=True, found=version(DISTRIBUTION)),
        Check("python", good=True, found=platform.python_version()),
        Check("database", good=True, found=f"{path_in(database_url)}, SQLite {sqlite3.sqlite_version}"),
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
        way_out="Use a Python built with expat 2.4 or later.",
    )


def _neighbours() -> Check:
    """Our folders have common names; another distribution that ships one of them would shadow ours."""
    shipped = packages_distributions()
    others = {name: set(shipped.get(name, ())) - {DISTRIBUTION} for name in PACKAGES}
    clashes = [f"{name} of {', '.join(sorted(who))}" for name, who in others.items() if who]
    return Check(
        "environment",
        good=not clashes,
        found="; ".join(clashes) or "no other package of the same names",
        way_out="Install llamawire into an environment of its own.",
    )


def _every_catalogue() -> dict[Lang, Words]:
    return {lang: load_words(lang) for lang in Lang if lang is not Lang.OTHER}
