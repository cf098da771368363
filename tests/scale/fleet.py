"""Starts, kills, stops and ends worker processes; every wait for one has an end."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import time

from sqlalchemy import insert

from adapters.queue.postgres import postgres_queue, prepared
from adapters.storage import ledger_tables as tables
from adapters.storage.address import read_address
from adapters.storage.ledger_rows import delivery_row, edition_row
from adapters.storage.store import SqlStore
from bot.jobs.press import SEND, SHARD
from digests.delivery import State
from digests.edition import Edition, Mark, Part
from digests.page import Page, Text
from digests.subscription import Channel, Slot
from tests.postgres import a_database
from tests.scale.platform import Hasty, Square, a_square
from tests.scale.worker import Order, start
from tests.simulation.world import PLATFORM

PATIENCE = 120.0
"""Seconds after which a process, or what it should do, counts as hanging."""
SPEED = 5.0
"""A lease of 30 s is over after 6."""
PARTS = 2
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.scale.worker"])


@dataclass(slots=True)
class Fleet:
    """Processes on one database, and the platform that they post to."""

    database: str
    clock: Hasty
    square: Square
    processes: list[BaseProcess] = field(default_factory=list)

    def launch(self, name: str, **more: object) -> BaseProcess:
        """Start one more process."""
        order = Order(name, self.database, self.square.port, self.clock.began, self.clock.speed, **more)  # type: ignore[arg-type]  # fields of Order
        process = _forks.Process(target=start, args=(order,))
        process.start()
        self.processes.append(process)
        return process

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for something, without end only if nothing happens for too long."""
        async with asyncio.timeout(PATIENCE):
            while not done():  # noqa: ASYNC110  what is waited for happens in other processes
                await asyncio.sleep(0.005)

    async def end(self, process: BaseProcess, how: signal.Signals = signal.SIGTERM) -> int | None:
        """Send a process a signal, wait until it has ended, and return its exit code."""
        if process.pid is not None and process.is_alive():
            os.kill(process.pid, how)
        await asyncio.to_thread(process.join, PATIENCE)
        return process.exitcode


@asynccontextmanager
async def a_file(folder: Path) -> AsyncIterator[str]:
    """Give the address of a SQLite database that is made when it is opened."""
    yield f"sqlite+aiosqlite:///{folder / 'scale.db'}"


DATABASES: dict[str, Callable[[Path], AbstractAsyncContextManager[str]]] = {
    "sqlite": a_file,
    "postgres": lambda _: a_database(),
}


@asynccontextmanager
async def a_fleet(database: str, speed: float = SPEED) -> AsyncIterator[Fleet]:
    """Set the stage; at the end no process is left."""
    clock = Hasty(time(), speed)
    async with a_square(clock) as square:
        fleet = Fleet(database, clock, square)
        try:
            yield fleet
        finally:
            for process in fleet.processes:
                process.kill()
                await asyncio.to_thread(process.join)


async def settled(store: SqlStore) -> None:
    """Wait until nothing is due or under way any more."""
    async with asyncio.timeout(PATIENCE):
        while True:
            tallies = await store.tallies()
            if not tallies[State.DUE] + tallies[State.SENDING]:
                return
            await asyncio.sleep(0.1)


async def promise(store: SqlStore, count: int, now: datetime) -> dict[str, int]:
    """Freeze editions of two parts for so many deliveries, one a channel; return how many each channel is owed."""
    editions = [_edition(number, now) for number in range(count // PARTS)]
    rows = [delivery_row(edition, part) for edition in editions for part in edition.parts]
    async with store.writing() as connection:
        for part in _pieces([edition_row(edition) for edition in editions]):
            await connection.execute(insert(tables.editions), part)
        for part in _pieces(rows):
            await connection.execute(insert(tables.deliveries), part)
    return {str(edition.channel): edition.number for edition in editions}


async def ask_for_posts(database: str, count: int) -> None:
    """Lay the work before whoever is free, as building does; a database in a file has no queue but the sweeper."""
    address = read_address(database)
    if address.server:
        await prepared(address.server, address.place)
        async with postgres_queue(address.server, address.place) as queue:
            for shard in range(max(1, count // SHARD)):
                await queue.enqueue(SEND, [PLATFORM], once=f"{SEND} {PLATFORM} {shard}")


def _edition(number: int, now: datetime) -> Edition:
    slot = Slot(f"sub{number}", now.date(), 0, now)
    channel = Channel(PLATFORM, "guild", f"c{number}")
    pages = (Page("Digest", (Text(f"News {number}, part {part}."),)) for part in range(1, PARTS + 1))
    parts = tuple(Part(Mark(1, slot.day, part, PARTS), page) for part, page in enumerate(pages, 1))
    return Edition(slot, channel, 1, now, now - timedelta(days=1), now, parts, ())


def _pieces(rows: Sequence[dict[str, object]], size: int = 1_000) -> Iterator[Sequence[dict[str, object]]]:
    for first in range(0, len(rows), size):
        yield rows[first : first + size]
