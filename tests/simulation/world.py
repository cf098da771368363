"""A small world: a fake clock, a platform with bad luck, a database that sometimes refuses, and a bot that is killed.

The bot's own code runs, on a real database; the world around it is a stand-in, and everything that happens is drawn
from one seed. What is counted at the end is read from the platform's log alone.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from adapters.storage.store import SqlStore
from bot.jobs.build import build
from bot.jobs.clear import clear
from bot.jobs.notices import tell
from bot.jobs.press import BUILD, CLEAR, SEND, Press
from bot.jobs.send import send
from bot.jobs.sweep import sweep
from bot.jobs.tick import tick
from digests.delivery import Pace, Scope, State
from digests.errors import StoreUnusable
from digests.language import Lang
from digests.noticing import Telling
from digests.points import Point
from digests.publishing import Ledger
from digests.schedule import next_run
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty
from tests.fakes.ledger import FakeLedger
from tests.fakes.platform.checker import Verdict, verdict
from tests.fakes.platform.core import Platform
from tests.fakes.platform.faults import Chance
from tests.fakes.publisher import FakePublisher, InProcess
from tests.fakes.queue import FakeQueue
from tests.simulation.news import TOPIC, context_at, some_draft_of

OpenLedger = Callable[[], AbstractAsyncContextManager[Ledger]]
"""Opens the one ledger of a world, for one life of its bot."""
PLATFORM = "fake"
MANY = 10**6
START = datetime(2026, 3, 1, tzinfo=UTC)
ZONES = ("UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/London", "Asia/Shanghai")


class Killed(BaseException):
    """The process is gone: nothing of it runs any more."""


class Hands:
    """The clock of the world; waiting moves it."""

    def __init__(self, now: datetime) -> None:
        self.instant = now

    def now(self) -> datetime:
        """Return the present instant."""
        return self.instant

    def advance(self, by: timedelta) -> None:
        """Move it on."""
        self.instant += by

    async def sleep(self, seconds: float) -> None:
        """Wait: the clock shows the end of the wait, unless others waited longer meanwhile."""
        end = self.instant + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self.instant = max(self.instant, end)


@dataclass(slots=True)
class Fate:
    """What befalls one life of the bot: death at the so-manieth point, a database that refuses at a call."""

    dies_after: int | None = None
    refusals: set[int] = field(default_factory=set)
    """Which calls of the ledger are refused."""
    after_commit: bool = False
    """The refused calls have taken their effect: their answer was lost."""
    stops: float = 0.0
    """How likely a post is followed by the process being stopped for minutes, while another does its work."""
    points: int = 0
    calls: int = 0
    dead: bool = False

    def passing(self, _: Point) -> None:
        """Die here, if it is time."""
        self.points += 1
        if self.dead or self.points == self.dies_after:
            self.dead = True
            raise Killed


_AROUND = {
    "claim": (Point.CLAIM_BEGUN, Point.CLAIMED),
    "freeze": (Point.FREEZE_BEGUN, Point.FROZEN),
    "take": (Point.TAKE_BEGUN, Point.TAKEN),
    "retake": (Point.RETAKE_BEGUN, Point.RETAKEN),
    "record": (Point.RECORD_BEGUN, Point.RECORDED),
}
"""Where one may die around a call of a ledger in memory, which is one step."""


class FickleLedger:
    """A ledger whose database is now and then locked, full or out of reach."""

    def __init__(self, ledger: Ledger, fate: Fate) -> None:
        self._ledger = ledger
        self._fate = fate
        self._around = _AROUND if isinstance(ledger, FakeLedger) else {}
        if isinstance(ledger, SqlStore):
            ledger.passing = fate.passing

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        """Return a call of the ledger that may be refused before or after it took effect."""
        call = getattr(self._ledger, name)

        async def tried(*args: Any, **values: Any) -> Any:  # noqa: ANN401  any call of the ledger
            fate = self._fate
            fate.calls += 1
            if fate.dead:
                raise Killed
            refused = fate.calls in fate.refusals
            if refused and not fate.after_commit:
                raise StoreUnusable("database-locked", "world")
            before, after = self._around.get(name, (None, None))
            if before:
                fate.passing(before)
            answer = await call(*args, **values)
            if after:
                fate.passing(after)
            if refused:
                raise StoreUnusable("disk-failed", "world")
            return answer

        return tried


class LivePublisher(FakePublisher):
    """Posts only while its process lives, and in the pace of a bot and of a channel."""

    def __init__(self, world: World, fate: Fate) -> None:
        window = timedelta(seconds=min(60, world.window))
        super().__init__(InProcess(world.platform, world.hands.sleep), PLATFORM, repeats_for=window)
        self._world = world
        self._fate = fate

    def paces(self, channel: Channel) -> tuple[Pace, ...]:
        """Return the limits."""
        return Pace("fake:bot", 45, Scope.BOT), Pace(f"fake:{channel.name}", 5, Scope.CHANNEL)

    async def post(self, delivery: Any) -> Any:  # noqa: ANN401  as the class above has it
        """Post, unless the process is gone."""
        if self._fate.dead:
            raise Killed
        outcome = await super().post(delivery)
        if self._world.draw.random() < self._fate.stops:
            await self._world.meanwhile()
        return outcome


class World:
    """Some channels with their subscriptions, on one database."""

    def __init__(
        self,
        open_ledger: OpenLedger,
        seed: int,
        *,
        channels: int = 3,
        rate: float = 0.3,
        start: datetime | None = None,
        zones: Sequence[str] = ZONES,
        hours: Sequence[int] = range(24),
        stops: float = 0.03,
    ) -> None:
        self._open_ledger = open_ledger
        self.draw = random.Random(seed)  # noqa: S311  a seed that is told is the point
        self.hands = Hands(start or START + timedelta(days=self.draw.randrange(600)))
        self._zones, self._hours = zones, hours
        self.stops = stops
        self.log: list[dict[str, object]] = []
        self.window = self.draw.choice((60, 120, 300))
        self.platform = Platform(self.hands.now, self.log.append, Chance(self.draw, rate), self.window)
        self.channels = tuple(Channel(PLATFORM, "guild", f"c{n}") for n in range(channels))
        self.notices: list[Telling] = []
        self.faults = 0
        self.lives = 0

    def orders(self) -> list[Subscription]:
        """Return subscriptions of all kinds: several times a day, several to a channel, in zones that change clocks."""
        made = []
        for number, channel in enumerate(self.channels):
            hours = sorted(self.draw.sample(self._hours, min(len(self._hours), self.draw.choice((1, 1, 2)))))
            zone = self.draw.choice(self._zones)
            schedule = Schedule(tuple(time(hour, 30) for hour in hours), zone)
            first = next_run(schedule, self.hands.now())
            empty = self.draw.choice(tuple(WhenEmpty))
            made.append(
                Subscription(
                    f"sub{number}",
                    channel,
                    (TOPIC.slug,),
                    schedule,
                    Lang.EN,
                    self.hands.now(),
                    when_empty=empty,
                    next_run=first and first[2],
                )
            )
        return made

    @asynccontextmanager
    async def life(self, fate: Fate) -> AsyncIterator[Bot]:
        """Start the bot on its database; at the end its memory is gone."""
        self.lives += 1
        async with self._open_ledger() as kept:
            queue = FakeQueue(lambda: self.draw.random() < 0.1)

            async def note(telling: Telling) -> None:
                self.notices.append(telling)

            ledger: Any = FickleLedger(kept, fate)
            press = Press(
                await context_at(self.hands, ledger),
                ledger,
                queue,
                {PLATFORM: LivePublisher(self, fate)},
                owner=f"life{self.lives}",
                tell=note,
                draft_of=some_draft_of,
                passing=fate.passing,
                sleep=self.hands.sleep,
            )
            yield Bot(press, queue, kept)

    async def meanwhile(self) -> None:
        """Let another process do the work for a few minutes."""
        self.faults += 1
        async with self.life(Fate()) as other:
            for _ in range(6):
                await other.step()
                self.hands.advance(timedelta(seconds=31))

    def verdict(self, promised: dict[str, int], excused: Sequence[str]) -> Verdict:
        """Return what a reader would complain of."""
        self.platform.settle(to_the_end=True)
        return verdict(self.log, promised, excused)


async def _whatever_the_database_does(job: Awaitable[object]) -> None:
    """Do a job; one that met an unusable database is done again with the next step."""
    try:
        await job
    except* StoreUnusable:
        pass


@dataclass(frozen=True, slots=True)
class Bot:
    """One life of the bot."""

    press: Press
    queue: FakeQueue
    ledger: Ledger
    """The ledger as it is, which refuses nothing."""

    async def step(self) -> None:
        """Do everything once that a running bot does again and again."""
        press = self.press
        self.queue.handle(BUILD, lambda keys: build(press, keys))

        async def send_there(platforms: Sequence[str]) -> None:
            await send(press, platforms[0])

        async def clear_there(platforms: Sequence[str]) -> None:
            await clear(press, platforms[0])

        self.queue.handle(SEND, send_there)
        self.queue.handle(CLEAR, clear_there)
        for chore in (tick, sweep, tell):
            await _whatever_the_database_does(chore(press))
            await _whatever_the_database_does(self.queue.work())

    async def is_quiet(self) -> bool:
        """Say whether nothing is under way: what stands behind a parked part waits for an admin."""
        tallies = await self.ledger.tallies()
        if tallies["claimed"] or tallies[State.SENDING]:
            return False
        if not tallies[State.DUE]:
            return True
        parked = {delivery.edition for delivery in await self.ledger.deliveries(State.PARKED, MANY)}
        return all(delivery.edition in parked for delivery in await self.ledger.deliveries(State.DUE, MANY))


__all__ = ["Bot", "Fate", "Killed", "World"]
