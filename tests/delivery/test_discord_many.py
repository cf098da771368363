"""Five hundred channels at once, in real time: Discord takes fifty requests a second of a bot and no more."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.discord.publisher import DiscordPublisher
from adapters.discord.token import Token
from adapters.discord.wire import wire
from adapters.storage.engine import open_store
from bot.jobs.build import build
from bot.jobs.press import BUILD, SEND, Press
from bot.jobs.send import send
from bot.jobs.tick import tick
from digests.delivery import State
from tests.conftest import ROOT
from tests.crash.discord_scenario import order
from tests.delivery.discord_stage import PLATFORM, WORDS
from tests.fakes.queue import FakeQueue
from tests.simulation.news import context_at, draft_of

CHANNELS = 500
AT_ONCE = 5
"""Pieces of work that a queue gives to one process."""


class RealClock:
    """The time it is."""

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)


@contextmanager
def a_standin() -> Iterator[str]:
    """Start a stand-in in a process of its own, that shares no event loop with the bot; give its address."""
    command = (sys.executable, "-m", "tests.standin.discord")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError
        yield process.stdout.readline().strip()
        process.stdin.close()


async def pull(session: aiohttp.ClientSession, address: str, string: str, **asked: object) -> Any:  # noqa: ANN401  JSON
    async with session.post(f"{address}/-/{string}", json=asked) as reply:
        reply.raise_for_status()
        return await reply.json()


async def test_500_channels_at_once_all_get_their_digest_and_nobody_is_ever_told_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_standin() as address:
        async with aiohttp.ClientSession() as session:
            world = await pull(session, address, "world")
            ids = await pull(session, address, "channels", count=CHANNELS)
            monkeypatch.setattr("discord.http.Route.BASE", world["api"])
            database = f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
            async with open_store(database) as store, wire(Token(world["token"])) as opened:
                await order(store, world["guild"], dict(zip(ids, ids, strict=True)), datetime.now(UTC))
                queue = FakeQueue()
                press = Press(
                    await context_at(RealClock(), store),
                    store,
                    queue,
                    {PLATFORM: DiscordPublisher(opened, WORDS)},
                    owner="one",
                    tell=lambda _: asyncio.sleep(0),
                    draft_of=lambda asked, topics, start, end, _: draft_of(asked, topics, start, end, 1),
                )
                queue.handle(BUILD, lambda keys: build(press, keys))
                queue.handle(SEND, lambda _: asyncio.sleep(0))  # the same work, done below as several at once
                await tick(press)
                await queue.work()
                begun = time.monotonic()
                await asyncio.gather(*(send(press, PLATFORM) for _ in range(AT_ONCE)))
                took = time.monotonic() - begun
                assert len(await store.deliveries(State.SENT, CHANNELS + 1)) == CHANNELS
            log = await pull(session, address, "log")
            assert await pull(session, address, "offences") == []
    calls = [entry for entry in log if entry["event"] == "call"]
    assert Counter(entry["status"] for entry in calls) == {200: CHANNELS + 2}, "two of them for the login"
    assert Counter(entry["channel"] for entry in log if entry["event"] == "seen") == dict.fromkeys(ids, 1)
    print(f"{CHANNELS} digests in {took:.1f} s")  # noqa: T201  the figure is what a reader of the run wants
