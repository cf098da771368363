"""One day of a few channels, in a process that may be killed: everything a delivery can meet happens in it once.

The bot runs on a real database and posts over real sockets to a platform in another process. Its clock is moved by
hand, here and there alike, so that leases and windows pass without waiting.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiohttp
import structlog

from adapters.storage.engine import open_store
from bot.desk.context import Asked
from bot.desk.digest import Drafted
from bot.jobs.build import SPARE
from bot.jobs.press import Press
from digests.delivery import Pace, Scope
from digests.language import Lang
from digests.points import Point
from digests.subscription import Channel, Schedule, Subscription
from digests.topic import Topic
from tests.fakes.platform.faults import Fault, Kind
from tests.fakes.publisher import FakePublisher, Loopback
from tests.fakes.queue import FakeQueue
from tests.simulation.news import TOPIC, context_at, draft_of
from tests.simulation.world import PLATFORM, Bot

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOST_STEPS = 200
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

_ONCE: Mapping[str, tuple[Fault, ...]] = MappingProxyType(
    {
        "well": (),
        "busy": (Fault(Kind.LIMITED, seconds=20),),
        "deaf": (Fault(Kind.LOST_REPLY), Fault(Kind.LOST_REPLY)),
        "cut": (Fault(Kind.CUT), Fault(Kind.CUT), Fault(Kind.CUT)),
        "odd": (Fault(Kind.ERROR, status=502, effect=True), Fault(Kind.ERROR, status=502, effect=False)),
        "blind": (Fault(Kind.LOST_REPLY), Fault(Kind.LOST_REPLY)),
        "gone": (),
        "empty": (),
        "skipped": (),
    }
)
MISFORTUNES = {f"{name}{wave}": faults for name, faults in _ONCE.items() for wave in ("", "-later")}
"""What the posts into each channel meet, in order: every fault meets one channel at noon and one a minute later, so
that every point is passed before anything can be seen, and again when much was."""
LENGTHS = {"blind": 1, "empty": 0}
"""Stories of a channel's edition, where it is not enough for several parts."""
SEVERAL = 6
EXCUSED = frozenset({"blind", "gone"})
"""Channels that cannot be read, or posted into: there the bot has to give up, and say so."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process is started for."""

    database: str
    platform: str
    """Address of the platform."""
    run: str
    """Begins the names of the channels, so that runs share a platform."""
    report: str
    """Path of a file for how often each point was passed, written at the end."""
    now: datetime = NOON
    point: str = ""
    """Where it is killed …"""
    hit: int = 0
    """… and at the how manieth time it comes there; 0 for any point."""
    step: timedelta = timedelta(seconds=31)
    """How far its clock is moved at a time."""


async def _news(asked: Asked, topics: Sequence[Topic], start: datetime, end: datetime, limit: int) -> Drafted:
    return await draft_of(asked, topics, start, end, limit - SPARE)


def start(plan: Plan) -> None:
    """Live the day; come to rest and return, or be killed. This is where the process begins."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    passed = asyncio.run(_live(plan))
    Path(plan.report).write_text("\n".join(f"{count} {point}" for point, count in passed.items()), "utf-8")


class Clockwork:
    """The bot's clock: where it is moved, the platform's is too."""

    def __init__(self, plan: Plan, session: aiohttp.ClientSession) -> None:
        self._plan = plan
        self._session = session
        self._now = plan.now

    def now(self) -> datetime:
        """Return the present instant."""
        return self._now

    async def advance(self, by: timedelta) -> None:
        """Move on."""
        self._now += by
        address = f"{self._plan.platform}/-/advance"
        async with self._session.post(address, params={"seconds": str(by.total_seconds())}) as reply:
            reply.raise_for_status()

    async def sleep(self, _: float) -> None:
        """Pass over a wait of the pace: the next step moves the clock further than that."""
        await asyncio.sleep(0)


class Publisher(FakePublisher):
    """In the pace of a bot and of each channel."""

    def paces(self, channel: Channel) -> tuple[Pace, ...]:
        """Return the limits."""
        return Pace("fake:bot", 1_000, Scope.BOT), Pace(f"fake:{channel.name}", 1_000, Scope.CHANNEL)


async def _live(plan: Plan) -> Counter[Point]:
    passed: Counter[Point] = Counter()

    def passing(point: Point) -> None:
        passed[point] += 1
        hits = passed[point] if plan.point else passed.total()
        if hits == plan.hit and plan.point in ("", point):
            os.kill(os.getpid(), signal.SIGKILL)

    async with aiohttp.ClientSession() as session, open_store(plan.database, patience=20) as store:
        store.passing = passing
        clock = Clockwork(plan, session)
        publisher = Publisher(Loopback(session, plan.platform), PLATFORM, patience=5.0)
        queue = FakeQueue()

        async def note(_: object) -> None:
            pass

        press = Press(
            await context_at(clock, store),
            store,
            queue,
            {PLATFORM: publisher},
            owner=f"process {os.getpid()}",
            tell=note,
            draft_of=_news,
            passing=passing,
            sleep=clock.sleep,
        )
        await _until_quiet(Bot(press, queue, store), clock, plan.step)
    return passed


async def _until_quiet(bot: Bot, clock: Clockwork, step: timedelta) -> None:
    for _ in range(MOST_STEPS):
        await bot.step()
        if clock.now() > NOON + MINUTE and await bot.is_quiet():
            return
        await clock.advance(step)
    raise TimeoutError


async def order(store: Any, run: str) -> None:  # noqa: ANN401  an open store
    """Store what the channels of a run have ordered: for each, what is due at noon."""
    for name in MISFORTUNES:
        kind, _, is_later = name.partition("-")
        due = NOON + MINUTE if is_later else NOON
        await store.save_subscription(
            Subscription(
                id=f"{run}-{name}",
                channel=Channel(PLATFORM, "guild", f"{run}-{name}"),
                topics=(TOPIC.slug,),
                schedule=Schedule((due.time(),), "UTC"),
                lang=Lang.EN,
                created=NOON - DAY,
                length=LENGTHS.get(kind, SEVERAL),
                next_run=due - 2 * DAY if kind == "skipped" else due,
            )
        )
