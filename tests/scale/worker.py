"""One worker process: it posts and clears, as ``llamawire run --roles scheduler,worker`` does."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import structlog

from adapters.storage.engine import open_store
from adapters.ticker import Ticker
from bot.jobs.life import Chore, Role, live
from bot.jobs.press import Press
from bot.jobs.sweep import sweep
from bot.wiring.running import queue_at
from digests.delivery import Pace
from digests.points import Passing, Point
from tests.fakes.publisher import FakePublisher
from tests.scale.platform import Hasty, Line, a_line
from tests.simulation.news import context_at
from tests.simulation.world import PLATFORM

SWEEPS_EVERY = 0.5
"""Real seconds."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one process is started for."""

    name: str
    """Its own in the ledger."""
    database: str
    port: int
    """Of the platform."""
    began: float
    speed: float
    """Of the clock that all share."""
    rate: float = 0.0
    """Posts a second of all together; 0 for no limit."""
    report: str = ""
    """Path of a file in which it notes at its end when it posted."""
    stops_at: str = ""
    """Where it stops itself, once, as SIGSTOP stops a process; a file ``report`` with ``.stopped`` says so before."""


def start(order: Order) -> None:
    """Work until SIGTERM. This is where the process begins."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    posted = asyncio.run(_work(order))
    if order.report:
        Path(order.report).write_text(json.dumps(posted), "utf-8")


async def _work(order: Order) -> list[float]:
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    clock = Hasty(order.began, order.speed)
    async with AsyncExitStack() as opened:
        store = await opened.enter_async_context(open_store(order.database))
        line = await opened.enter_async_context(a_line(order.port, clock))
        press = Press(
            await context_at(clock, store),
            store,
            await opened.enter_async_context(queue_at(order.database)),
            {PLATFORM: _publisher(line, order.rate)},
            owner=order.name,
            tell=_nobody,
            passing=_passing(order),
            sleep=clock.sleep,
            stopping=stopping,
        )
        chores = (Chore(Role.SCHEDULER, "sweep", SWEEPS_EVERY, lambda: sweep(press)),)
        await live(press, Ticker(), chores, (Role.SCHEDULER, Role.WORKER))
    return line.posted


def _publisher(line: Line, rate: float) -> FakePublisher:
    return FakePublisher(line, PLATFORM, paces=(Pace("fake:bot", rate),) if rate else ())


def _passing(order: Order) -> Passing:
    sign = Path(f"{order.report}.stopped")

    def passing(point: Point) -> None:
        if point == order.stops_at and not sign.exists():
            sign.touch()
            os.kill(os.getpid(), signal.SIGSTOP)

    return passing


async def _nobody(_: object) -> None:
    """Tell nobody."""
