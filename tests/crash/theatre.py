"""Starts, kills and restarts the scenario's process, with a platform that outlives it; then counts."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

from aiohttp import web

from adapters.storage.engine import open_store
from digests.delivery import State
from digests.subscription import Channel
from tests.crash.scenario import EXCUSED, MISFORTUNES, NOON, Plan, order, start
from tests.fakes.platform.checker import Verdict, verdict
from tests.fakes.platform.core import Platform
from tests.fakes.platform.faults import SOUND, Fault, Luck, Script
from tests.fakes.platform.server import House, served
from tests.simulation.world import MANY, PLATFORM

PATIENCE = 120.0
"""Seconds after which a process counts as hanging."""
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["tests.crash.scenario"])


class HandHouse(House):
    """Its clock is moved by hand alone."""

    def __init__(self, luck: Luck) -> None:
        super().__init__(StringIO(), window=120.0)
        self.log: list[dict[str, object]] = []
        self.platform = Platform(self.now, self.log.append, luck, window=120.0)

    def now(self) -> datetime:
        """Return the present instant."""
        return NOON + self.ahead


@dataclass(slots=True)
class EachItsOwn:
    """The luck of each channel: faults of posts, in order, of its own."""

    scripts: Mapping[str, Script]

    def next(self, verb: str, channel: str) -> Fault:
        """See ``Luck``."""
        return self.scripts[channel].next(verb, channel) if channel in self.scripts else SOUND


@dataclass(slots=True)
class Run:
    """One process, killed and started again, with all that it meets."""

    plan: Plan
    house: HandHouse

    async def live(self, point: str = "", hit: int = 0) -> bool:
        """Let the process live; say whether it was killed. Anything but that or a good end fails."""
        ended = await asyncio.to_thread(_ended, replace(self.plan, point=point, hit=hit, now=self.house.now()))
        assert ended in (0, -signal.SIGKILL), f"the process ended with {ended}"
        return ended != 0

    def pause(self, seconds: float) -> None:
        """Let time pass while no bot runs."""
        self.house.ahead += timedelta(seconds=seconds)

    def passed(self) -> dict[str, int]:
        """Return how often the process that came to its end has passed each point."""
        lines = Path(self.plan.report).read_text("utf-8").splitlines()
        return {point: int(count) for count, _, point in (line.partition(" ") for line in lines)}

    async def verdict(self) -> Verdict:
        """Return what a reader would complain of; every channel has its edition, or a word why not."""
        self.house.platform.settle(to_the_end=True)
        names = {name: Channel(PLATFORM, "guild", f"{self.plan.run}-{name}") for name in MISFORTUNES}
        async with open_store(self.plan.database) as store:
            promised = {str(c): max((e.number for e in await store.editions(c, 9)), default=0) for c in names.values()}
            noticed = {notice.subject for notice in await store.notices()}
            stuck = [one for state in (State.DEAD, State.PARKED) for one in await store.deliveries(state, MANY)]
        for name, channel in names.items():
            assert promised[str(channel)] == (not name.startswith("empty")), name
        assert {one.channel for one in stuck} <= {c for name, c in names.items() if name.partition("-")[0] in EXCUSED}
        assert {str(one.channel) for one in stuck} <= noticed
        excused = [f"{one.channel} {one.mark}" for one in stuck] + [f"{one.channel} LW #1" for one in stuck]
        return verdict(self.house.log, promised, excused)


@asynccontextmanager
async def a_run(folder: Path, name: str, database: str) -> AsyncIterator[Run]:
    """Set the stage for one process."""
    channels = {name_: f"{PLATFORM}:guild/{name}-{name_}" for name_ in MISFORTUNES}
    house = HandHouse(EachItsOwn({channels[n]: Script(faults) for n, faults in MISFORTUNES.items()}))
    for name_, channel in channels.items():
        house.platform.room(channel).unreadable = name_.startswith("blind")
        house.platform.room(channel).gone = name_.startswith("gone")
    runner = web.AppRunner(served(house), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with open_store(database) as store:
            await order(store, name)
        address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield Run(Plan(database, address, name, str(folder / f"{name}.passed")), house)
    finally:
        await runner.cleanup()


def _ended(plan: Plan) -> int | None:
    process = _forks.Process(target=start, args=(plan,))
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    return process.exitcode
