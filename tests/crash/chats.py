"""Starts, kills and restarts the scenario's process on Discord or Slack, whose stand-in outlives it; then counts."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.storage.engine import open_store
from digests.delivery import State
from digests.subscription import Channel
from tests.crash.chat_scenario import MISFORTUNES, Plan, order, start
from tests.crash.theatre import PATIENCE
from tests.simulation.world import MANY

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.crash.scenario", "tests.crash.chat_scenario"])


@dataclass(slots=True)
class Run:
    """One process, killed and started again, with the stand-in that outlives it."""

    plan: Plan
    standin: Any
    """That of Discord or of Slack."""

    async def live(self, point: str = "", hit: int = 0, *, until_seen: bool = False) -> bool:
        """Let the process live, or kill it once a reader has seen something; say whether it was killed."""
        plan = replace(self.plan, point=point, hit=hit, ahead=self.standin.state.clock.ahead)
        process = _forks.Process(target=start, args=(plan,))
        await asyncio.to_thread(process.start)
        async with asyncio.timeout(PATIENCE):
            while process.is_alive():
                if until_seen and any(entry["event"] == "seen" for entry in self.standin.log):
                    process.kill()
                await asyncio.sleep(0.01)
        process.join()
        await self._settled()
        assert process.exitcode in (0, -signal.SIGKILL), f"the process ended with {process.exitcode}"
        return process.exitcode != 0

    def pause(self, seconds: float) -> None:
        """Let time pass while no bot runs."""
        self.standin.state.clock.ahead += timedelta(seconds=seconds)

    async def _settled(self) -> None:
        """Wait until what a dead process had asked is done: it was asked before any time passed."""
        known = -1
        while known != len(self.standin.log):
            known = len(self.standin.log)
            await asyncio.sleep(0.1)

    async def judge(self) -> None:
        """Fail where a reader saw anything twice or not at all, or the platform had to complain."""
        async with open_store(self.plan.database) as store:
            channels = {one.channel for one in await store.subscriptions()}
            promised = {c.name: max((e.number for e in await store.editions(c, 9)), default=0) for c in channels}
            sent = await store.deliveries(State.SENT, MANY)
        found = await self.standin.verdict(promised)
        assert set(promised.values()) == {1}
        assert len(sent) == len(channels)
        assert (found.duplicates, found.losses, found.disorder, found.offences) == ((), (), (), ())
        assert not self.standin.offences


@asynccontextmanager
async def a_run(folder: Path, database: str, standin: Any, channels: Mapping[str, Channel]) -> AsyncIterator[Run]:  # noqa: ANN401  of Discord or Slack
    """Set the stage: a digest is due in the channels, by the names of their misfortunes."""
    for name, faults in MISFORTUNES.items():
        await standin.misfortune(*faults, verbs=["post"], channel=channels[name].name)
    async with open_store(database) as store:
        await order(store, channels, standin.state.clock.now())
    platform = channels["well"].platform
    yield Run(Plan(database, standin.address, platform, standin.api, standin.token, str(folder / "passed")), standin)
