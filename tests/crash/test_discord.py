"""The process is killed around its posts to Discord, by the real discord.py; a reader sees each digest once."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.storage.engine import open_store
from digests.delivery import State
from digests.points import Point
from tests.crash.discord_scenario import MISFORTUNES, Plan, order, start
from tests.crash.test_crash import DATABASES, LEASE_OVER, WINDOW_OVER
from tests.crash.theatre import PATIENCE
from tests.simulation.world import MANY
from tests.standin.discord import Fault, Kind, Standin, standin

AROUND = (
    Point.TAKEN,
    Point.POST_BEGUN,
    Point.POST_ANSWERED,
    Point.LATER_HELD,
    Point.RECORD_BEGUN,
    Point.RECORD_ROW,
    Point.RECORDED,
    Point.RETAKEN,
    Point.REPEAT_BEGUN,
    Point.REPEAT_ANSWERED,
    Point.LOOK_BEGUN,
    Point.LOOK_ANSWERED,
    Point.FOUND_RECORDED,
    Point.ABSENT_RECORDED,
)
"""From the taking of a delivery to the record of what became of it."""
TELLING = (Point.POST_BEGUN, Point.POST_ANSWERED, Point.LOOK_ANSWERED)
"""Those of them that are tried on Postgres too."""
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.crash.scenario", "tests.crash.discord_scenario"])


@dataclass(slots=True)
class Run:
    """One process, killed and started again, with the stand-in that outlives it."""

    plan: Plan
    discord: Standin

    async def live(self, point: str = "", hit: int = 0, *, until_seen: bool = False) -> bool:
        """Let the process live, or kill it once a reader has seen something; say whether it was killed."""
        plan = replace(self.plan, point=point, hit=hit, ahead=self.discord.state.clock.ahead)
        process = _forks.Process(target=start, args=(plan,))
        await asyncio.to_thread(process.start)
        async with asyncio.timeout(PATIENCE):
            while process.is_alive():
                if until_seen and any(entry["event"] == "seen" for entry in self.discord.log):
                    process.kill()
                await asyncio.sleep(0.01)
        process.join()
        await self._settled()
        assert process.exitcode in (0, -signal.SIGKILL), f"the process ended with {process.exitcode}"
        return process.exitcode != 0

    async def _settled(self) -> None:
        """Wait until what a dead process had asked is done: it was asked before any time passed."""
        known = -1
        while known != len(self.discord.log):
            known = len(self.discord.log)
            await asyncio.sleep(0.1)

    async def judge(self) -> None:
        """Fail where a reader saw anything twice or not at all, or Discord had to complain."""
        async with open_store(self.plan.database) as store:
            channels = {one.channel for one in await store.subscriptions()}
            promised = {c.name: max((e.number for e in await store.editions(c, 9)), default=0) for c in channels}
            sent = await store.deliveries(State.SENT, MANY)
        found = await self.discord.verdict(promised)
        assert set(promised.values()) == {1}
        assert len(sent) == len(channels)
        assert (found.duplicates, found.losses, found.disorder, found.offences) == ((), (), (), ())
        assert not self.discord.offences


@asynccontextmanager
async def a_run(folder: Path, kind: str) -> AsyncIterator[Run]:
    async with DATABASES[kind](folder) as database, standin() as discord:
        channels = {name: discord.guild.channel(name).id for name in MISFORTUNES}
        for name, faults in MISFORTUNES.items():
            await discord.misfortune(*faults, verbs=["post"], channel=channels[name])
        async with open_store(database) as store:
            await order(store, discord.guild.id, channels, discord.state.clock.now())
        yield Run(Plan(database, discord.address, discord.api, discord.token, str(folder / "passed")), discord)


@pytest.mark.parametrize(("is_again", "away"), [(False, LEASE_OVER), (True, WINDOW_OVER)], ids=["before", "after"])
@pytest.mark.parametrize(
    ("kind", "point"), [*(("sqlite", point) for point in AROUND), *(("postgres", point) for point in TELLING)]
)
async def test_killed_around_a_post_to_discord_every_digest_is_seen_once(
    tmp_path: Path, kind: str, point: Point, away: int, *, is_again: bool
) -> None:
    async with a_run(tmp_path, kind) as run:
        assert await run.live(point, hit=2 if is_again else 1)
        run.discord.state.clock.ahead += timedelta(seconds=away)
        assert not await run.live()
        await run.judge()


@pytest.mark.parametrize("away", [1, LEASE_OVER, WINDOW_OVER])
async def test_killed_while_it_waits_for_the_reply_every_digest_is_seen_once(tmp_path: Path, away: int) -> None:
    async with a_run(tmp_path, "sqlite") as run:
        await run.discord.misfortune(*[Fault(Kind.SLOW, seconds=2)] * 3, verbs=["post"])
        assert await run.live(until_seen=True)
        run.discord.state.clock.ahead += timedelta(seconds=away)
        assert not await run.live()
        await run.judge()
