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
from digests.subscription import DISCORD, Channel
from tests.conftest import ROOT
from tests.crash.chat_scenario import order
from tests.delivery.house import WORDS
from tests.fakes.queue import FakeQueue
from tests.simulation.news import context_at, draft_of

CHANNELS = 500
AT_ONCE = 5
"""Pieces of work that a queue gives to one process."""
HELD_UP = 10
"""Calls that may be told to wait: where this machine holds a process up for a moment, requests that left evenly spaced
arrive at once. Without a pace of our own it is more than a thousand."""
ROUNDS = 30


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


@pytest.mark.no_cover  # tracing would slow the very pace that is tested
async def test_500_channels_at_once_all_get_their_digest_in_the_pace_that_discord_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_standin() as address:
        async with aiohttp.ClientSession() as session:
            world = await pull(session, address, "world")
            ids = await pull(session, address, "channels", count=CHANNELS)
            monkeypatch.setattr("discord.http.Route.BASE", world["api"])
            database = f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"
            async with open_store(database) as store, wire(Token(world["token"])) as opened:
                channels = {place: Channel(DISCORD, world["guild"], place) for place in ids}
                await order(store, channels, datetime.now(UTC))
                queue = FakeQueue()
                press = Press(
                    await context_at(RealClock(), store),
                    store,
                    queue,
                    {DISCORD: DiscordPublisher(opened, WORDS)},
                    owner="one",
                    tell=lambda _: asyncio.sleep(0),
                    draft_of=lambda asked, topics, start, end, _: draft_of(asked, topics, start, end, 1),
                )
                queue.handle(BUILD, lambda keys: build(press, keys))
                queue.handle(SEND, lambda _: asyncio.sleep(0))  # the same work, done below as several at once
                await tick(press)
                await queue.work()
                begun = time.monotonic()
                for _ in range(ROUNDS):
                    await asyncio.gather(*(send(press, DISCORD) for _ in range(AT_ONCE)))
                    if not await store.deliveries(State.DUE, 1):
                        break
                    await asyncio.sleep(1)
                took = time.monotonic() - begun
                assert len(await store.deliveries(State.SENT, CHANNELS + 1)) == CHANNELS
            log = await pull(session, address, "log")
            assert await pull(session, address, "offences") == []
    calls = [entry for entry in log if entry["event"] == "call"]
    answered = Counter(entry["status"] for entry in calls)
    assert answered[200] == CHANNELS + 2, "two of them for the login"
    assert answered.keys() <= {200, 429}
    assert answered[429] <= HELD_UP
    assert Counter(entry["channel"] for entry in log if entry["event"] == "seen") == dict.fromkeys(ids, 1)
    print(f"{CHANNELS} digests in {took:.1f} s, told to wait: {answered[429]}")  # noqa: T201  the figure is what a reader of the run wants
