"""A digest to a few channels of Discord or Slack, by their real libraries in a process that may be killed.

The stand-in lives in another process. Its clock is the real one, ahead of it by what nobody waited for; the bot's is
the same.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import aiohttp
import structlog

from adapters.discord.publisher import DiscordPublisher
from adapters.discord.token import Token
from adapters.discord.wire import wire
from adapters.slack.publisher import SlackPublisher
from adapters.slack.workspaces import OneToken, workspaces
from adapters.storage.engine import open_store
from bot.jobs.press import Press
from config.catalogues import load_words
from digests.language import Lang
from digests.points import Point
from digests.publishing import Publisher
from digests.subscription import DISCORD, Channel, Schedule, Subscription
from tests.fakes.queue import FakeQueue
from tests.simulation.news import TOPIC, context_at, draft_of
from tests.simulation.world import Bot
from tests.standin.faults import Fault, Kind

STEP = timedelta(seconds=31)
MOST_STEPS = 200
STORIES = 1
MISFORTUNES: Mapping[str, tuple[Fault, ...]] = MappingProxyType(
    {
        "well": (),
        "busy": (Fault(Kind.LIMITED, seconds=20), Fault(Kind.LIMITED, seconds=20)),
        "failed": (Fault(Kind.ERROR, status=502), Fault(Kind.ERROR, status=502)),
        "deaf": (Fault(Kind.LOST_REPLY),),
        "long-deaf": (Fault(Kind.LOST_REPLY), Fault(Kind.LOST_REPLY)),
        "cut": (Fault(Kind.CUT), Fault(Kind.CUT), Fault(Kind.CUT)),
        "cut-too": (Fault(Kind.CUT), Fault(Kind.CUT), Fault(Kind.CUT)),
    }
)
"""What the posts into each channel meet, in order."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one process is started for."""

    database: str
    address: str
    """Of the stand-in."""
    platform: str
    api: str
    token: str = field(repr=False)
    report: str
    """Path of a file for how often each point was passed, written at the end."""
    ahead: timedelta = timedelta()
    """Of the stand-in's clock."""
    point: str = ""
    """Where it is killed …"""
    hit: int = 0
    """… and at the how manieth time it comes there; 0 for never."""


class Clockwork:
    """The stand-in's clock, moved from here."""

    def __init__(self, plan: Plan, session: aiohttp.ClientSession) -> None:
        self._address = f"{plan.address}/-/advance"
        self._ahead = plan.ahead
        self._session = session

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC) + self._ahead

    async def advance(self, by: timedelta) -> None:
        """Move on."""
        async with self._session.post(self._address, params={"seconds": str(by.total_seconds())}) as reply:
            reply.raise_for_status()
        self._ahead += by

    async def sleep(self, _: float) -> None:
        """Pass over a wait of the pace: the next step moves the clock further than that."""
        await asyncio.sleep(0)


def start(plan: Plan) -> None:
    """Post what is due; come to rest and return, or be killed. This is where the process begins."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    passed = asyncio.run(_live(plan))
    Path(plan.report).write_text("\n".join(f"{count} {point}" for point, count in passed.items()), "utf-8")


async def _live(plan: Plan) -> Counter[Point]:
    passed: Counter[Point] = Counter()

    def passing(point: Point) -> None:
        passed[point] += 1
        if passed[point] == plan.hit and point == plan.point:
            os.kill(os.getpid(), signal.SIGKILL)

    async def note(_: object) -> None:
        pass

    async with (
        aiohttp.ClientSession() as session,
        open_store(plan.database, patience=20) as store,
        _published(plan) as publisher,
    ):
        store.passing = passing
        clock, queue = Clockwork(plan, session), FakeQueue()
        press = Press(
            await context_at(clock, store),
            store,
            queue,
            {plan.platform: publisher},
            owner=f"process {os.getpid()}",
            tell=note,
            draft_of=lambda asked, topics, first, last, _: draft_of(asked, topics, first, last, STORIES),
            passing=passing,
            sleep=clock.sleep,
        )
        await _until_quiet(Bot(press, queue, store), clock)
    return passed


@asynccontextmanager
async def _published(plan: Plan) -> AsyncIterator[Publisher]:
    words = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
    if plan.platform == DISCORD:
        async with wire(Token(plan.token), plan.api) as discord:
            yield DiscordPublisher(discord, words, patience=3)
    else:
        async with workspaces(plan.api, OneToken(plan.token, plan.api)) as slack:
            yield SlackPublisher(slack, words, patience=3)


async def _until_quiet(bot: Bot, clock: Clockwork) -> None:
    for _ in range(MOST_STEPS):
        await bot.step()
        if await bot.is_quiet():
            return
        await clock.advance(STEP)
    raise TimeoutError


async def order(store: Any, channels: Mapping[str, Channel], now: datetime) -> None:  # noqa: ANN401  an open store
    """Store what the channels, by name, have ordered: a digest at this minute."""
    due = now.replace(second=0, microsecond=0)
    for name, place in channels.items():
        await store.save_subscription(
            Subscription(
                id=name,
                channel=place,
                topics=(TOPIC.slug,),
                schedule=Schedule((due.time(),), "UTC"),
                lang=Lang.EN,
                created=due - timedelta(days=1),
                next_run=due,
            )
        )
