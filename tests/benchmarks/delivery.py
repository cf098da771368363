"""How late digests are that are due in the same minute, what a tick costs, and what blocks the event loop meanwhile.

There is no simple thing that does the same: what stands beside ours is the aim.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from sqlalchemy import insert

from adapters.queue.memory import MemoryQueue
from adapters.storage import ledger_tables as tables
from adapters.storage.engine import open_store
from adapters.storage.ledger_rows import subscription_row
from adapters.storage.store import SqlStore
from adapters.ticker import Ticker
from bot import wiring
from bot.jobs.life import Chore, Role, live
from bot.jobs.press import Press
from bot.jobs.sweep import sweep
from bot.jobs.tick import tick
from config.settings import SQLITE, Settings
from digests.article import Entry
from digests.delivery import Delivery, Outcome, State
from digests.language import Lang
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty
from tests.benchmarks.beating import beating
from tests.benchmarks.measure import Row
from tests.fakes.clock import FakeClock
from tests.fakes.platform.core import Platform
from tests.fakes.publisher import FakePublisher, InProcess
from tests.fakes.queue import FakeQueue
from tests.simulation.news import context_at
from tests.simulation.world import PLATFORM

CHANNELS, SUBSCRIPTIONS, DUE = 500, 100_000, 500
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWERS_AFTER = 0.2
"""Seconds: what chat platforms take to answer a post."""
AIM = "the aim"


def delivery(material: str, entries: Sequence[Entry]) -> Iterator[Row]:
    """Yield every row about delivery."""
    with tempfile.TemporaryDirectory() as folder:
        late, blocks = asyncio.run(_same_minute(Path(folder), entries))
    cuts = quantiles(late, n=100)
    for name, seconds in (("median", cuts[49]), ("99 of 100", cuts[98]), ("latest", max(late))):
        yield Row(f"{CHANNELS} at once", material, f"s, {name}", seconds, 10, AIM)
    yield Row("longest block", material, "ms", max(blocks) * 1e3, 50, AIM)
    with tempfile.TemporaryDirectory() as folder:
        took, longest = asyncio.run(_tick(f"{SQLITE}{folder}/tick.db"))
    yield Row("a tick", f"{SUBSCRIPTIONS:,}", "ms", took * 1e3, 50, AIM)
    yield Row("its longest block", f"{SUBSCRIPTIONS:,}", "ms", longest * 1e3, 50, AIM)


async def _same_minute(folder: Path, entries: Sequence[Entry]) -> tuple[list[float], list[float]]:
    """Return how many seconds after their hour so many channels were posted to, and how long the loop was blocked."""
    settings = Settings(database_url=f"{SQLITE}{folder / 'desk.db'}")
    clock = _Running()
    async with wiring.newsroom(settings, clock=FakeClock(NOON), archive=False) as opened:
        await opened.read(entries)
    async with wiring.newsroom(settings, clock=clock, archive=False) as opened:
        for number in range(CHANNELS):
            await opened.ledger.save_subscription(_order(number, NOON))
        log: list[dict[str, object]] = []
        platform = Platform(clock.now, log.append)
        publisher = _Slow(InProcess(platform), PLATFORM)
        press = Press(opened.context, opened.ledger, MemoryQueue(), {PLATFORM: publisher}, "bench", _nobody)
        chores = (
            Chore(Role.SCHEDULER, "tick", 5, lambda: tick(press)),
            Chore(Role.SCHEDULER, "sweep", 10, lambda: sweep(press)),
        )
        async with beating() as blocks:
            clock.begin()
            running = asyncio.create_task(live(press, Ticker(), chores, tuple(Role)))
            while (await opened.ledger.tallies())[State.SENT] < CHANNELS:  # noqa: ASYNC110  a ledger calls nobody
                await asyncio.sleep(0.2)
            press.stopping.set()
            await running
    instants = [datetime.fromisoformat(str(entry["at"])) for entry in log if entry["event"] == "seen"]
    return [(instant - NOON).total_seconds() for instant in instants], blocks


async def _tick(database: str) -> tuple[float, float]:
    """Return the seconds of a tick that finds a few of many subscriptions due, and the longest block in it."""
    async with open_store(database) as store:
        await _fill(store)
        press = Press(await context_at(FakeClock(NOON), store), store, FakeQueue(), {}, "bench", _nobody)
        async with beating() as blocks:
            begun = time.perf_counter()
            won = await tick(press)
            took = time.perf_counter() - begun
        if won != DUE:
            raise AssertionError
        return took, max(blocks)


async def _fill(store: SqlStore) -> None:
    """Store many subscriptions, a few of them due."""
    async with store.writing() as connection:
        for first in range(0, SUBSCRIPTIONS, 1_000):
            orders = [_order(n, NOON if n < DUE else NOON + DAY) for n in range(first, first + 1_000)]
            await connection.execute(insert(tables.subscriptions), list(map(subscription_row, orders)))


def _order(number: int, due: datetime) -> Subscription:
    return Subscription(
        f"sub{number}",
        Channel(PLATFORM, "guild", f"c{number}"),
        (),
        Schedule((NOON.time(),), "UTC"),
        Lang.EN,
        created=NOON - DAY,
        when_empty=WhenEmpty.ONE_LINE,
        next_run=due,
    )


class _Running:
    """A clock on which it is noon when it begins."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._began = time.perf_counter()

    def now(self) -> datetime:
        return NOON + timedelta(seconds=time.perf_counter() - self._began)


class _Slow(FakePublisher):
    """Is answered as slowly as over the network."""

    async def post(self, delivery: Delivery) -> Outcome:
        outcome = await super().post(delivery)
        await asyncio.sleep(ANSWERS_AFTER)
        return outcome


async def _nobody(_: object) -> None:
    """Tell nobody."""
