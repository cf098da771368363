"""The bot as a process that runs until it is told to stop."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.storage.engine import open_store
from digests.delivery import State
from digests.language import Lang
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty

ENOUGH = 60.0
"""Seconds after which a wait counts as hanging."""
THE_BOT = ("-m", "bot", "run", "--roles", "gateway,scheduler,worker")
"""It asks no feeds: those that there are from the start are of the real web."""


@asynccontextmanager
async def a_bot(
    home: Path, environ: dict[str, str], program: Sequence[str] = THE_BOT
) -> AsyncIterator[asyncio.subprocess.Process]:
    with (home / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", *program),
            cwd=home,
            env=environ,
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def order(
    home: Path,
    channel: Channel,
    *,
    name: str = "s1",
    topics: Collection[str] = (),
    zone: str = "UTC",
    lang: Lang = Lang.EN,
) -> None:
    """Store a digest that is due since a minute."""
    due = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
    async with open_store(f"sqlite+aiosqlite:///{home / 'news.db'}") as store:
        local = due.astimezone(ZoneInfo(zone))
        schedule = Schedule((time(local.hour, local.minute),), zone)
        await store.save_subscription(
            Subscription(name, channel, tuple(topics), schedule, lang, due, when_empty=WhenEmpty.ONE_LINE, next_run=due)
        )


async def until_sent(home: Path, count: int = 1) -> None:
    async with asyncio.timeout(ENOUGH), open_store(f"sqlite+aiosqlite:///{home / 'news.db'}") as store:
        while len(await store.deliveries(State.SENT, 10)) < count:  # noqa: ASYNC110  another process sends no event
            await asyncio.sleep(0.2)
