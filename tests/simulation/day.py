"""Days of the world, one after another, and what is held against the bot at their end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from digests.delivery import State
from digests.schedule import next_run
from digests.schedule.runs import runs_between
from digests.subscription import SlotState, Subscription
from tests.fakes.platform.checker import Verdict
from tests.fakes.platform.faults import Script
from tests.simulation.world import MANY, Bot, Fate, Killed, OpenLedger, World

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAULTS = 20
"""At least so many every day."""


@dataclass(slots=True)
class Report:
    """What came of a run."""

    seed: int
    days: int = 0
    faults: int = 0
    lives: int = 0
    wrong: list[str] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)

    def line(self) -> str:
        """Return one line that says what was wrong and how to see it again."""
        return (
            f"python -m tests.simulation --seed {self.seed} --days {self.days}: {'; '.join(self.wrong[:3]) or 'well'}"
        )


async def simulate(open_ledger: OpenLedger, seed: int, days: int, **world_: Any) -> Report:  # noqa: ANN401  what World takes
    """Live so many days; return what was wrong with them."""
    world = World(open_ledger, seed, **world_)
    report, course = Report(seed, days), _Course(world)
    async with world.life(Fate()) as bot:
        for order in world.orders():
            await bot.press.ledger.save_subscription(order)
    begun = world.hands.now()
    while not report.wrong and (world.hands.now() < begun + days * DAY or world.faults < FAULTS * days):
        await course.life()
        report.wrong += course.seen_twice()
    report.wrong += await course.end(begun)
    report.verdict, report.faults, report.lives = course.verdict, world.faults, world.lives
    return report


class _Course:
    """How the days go."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._read = 0
        self._seen: set[tuple[object, object]] = set()
        self._rest: list[tuple[str, datetime, datetime]] = []
        """When a subscription was paused, and until when."""
        self._closed: dict[str, datetime] = {}
        self._latest = world.hands.now()
        """The latest instant there was: clocks go back, what was due stays due."""
        self.verdict = Verdict()

    async def life(self) -> None:
        """Let the bot live until it dies or has lived long enough."""
        world, fate = self._world, self._fate()
        begun = len(world.log)
        try:
            async with world.life(fate) as bot:
                for _ in range(world.draw.randint(1, 12)):
                    await self._step(bot)
        except* Killed:
            world.faults += 1
        world.faults += sum(n <= fate.calls for n in fate.refusals)
        world.faults += sum(e["event"] == "call" and e["fault"] != "none" for e in world.log[begun:])

    def seen_twice(self) -> list[str]:
        """Return what a reader has seen twice since the last look."""
        entries, self._read = self._world.log[self._read :], len(self._world.log)
        twice = []
        for entry in entries:
            key = entry["channel"], entry.get("nonce")
            if entry["event"] == "seen":
                twice += [f"seen twice: {key} {entry['at']}"] if key in self._seen else []
                self._seen.add(key)
            elif entry["event"] == "removed" and entry["by"] == "moderator":
                self._seen.discard(key)
        return twice

    async def end(self, begun: datetime) -> list[str]:
        """Let all faults cease and the bot come to rest; return what is wrong then."""
        world = self._world
        world.platform.luck = Script()
        for channel in world.channels:
            world.platform.room(str(channel)).gone = False
        async with world.life(Fate()) as bot:
            for _ in range(3_000):
                await bot.step()
                if await bot.is_quiet():
                    break
                world.hands.advance(timedelta(seconds=31))
            else:
                return ["it never came to rest"]
            return [*self.seen_twice(), *[line async for line in self._wrong(bot, begun)]]

    async def _wrong(self, bot: Bot, begun: datetime) -> AsyncIterator[str]:
        stuck = [
            one for state in (State.DEAD, State.PARKED, State.DUE) for one in await bot.ledger.deliveries(state, MANY)
        ]
        noticed = {telling.notice.subject for telling in self._world.notices}
        for delivery in stuck:
            if str(delivery.channel) not in noticed:
                yield f"{delivery.channel} {delivery.mark} is {delivery.state}, and nobody was told"
        promised = {
            str(c): max((e.number for e in await bot.ledger.editions(c, 1)), default=0) for c in self._world.channels
        }
        excused = [f"{d.channel} {d.mark}" for d in stuck] + [f"{d.channel} LW #{d.mark.number}" for d in stuck]
        self.verdict = self._world.verdict(promised, excused)
        for line in (*self.verdict.duplicates, *self.verdict.losses, *self.verdict.disorder, *self.verdict.offences):
            yield line
        for order in await bot.ledger.subscriptions():
            for line in await self._forgotten(bot, order, begun):
                yield line

    async def _forgotten(self, bot: Bot, order: Subscription, begun: datetime) -> list[str]:
        """Return the runs of a subscription that came to nothing, and were not said to."""
        kept = {
            slot.key
            for slot, state in await bot.ledger.slots_of(order.id, begun - DAY)
            if state is not SlotState.CLAIMED
        }
        until = min(self._latest, order.next_run - timedelta(seconds=1)) if order.next_run else self._latest
        runs = runs_between(order.schedule, begun + timedelta(seconds=1), until)
        rests = [(start, end) for name, start, end in self._rest if name == order.id]
        return [
            f"{order.id} {day} {ordinal} was forgotten"
            for day, ordinal, due in runs
            if f"{order.id}/{day}/{ordinal}" not in kept and not any(start <= due <= end for start, end in rests)
        ]

    async def _step(self, bot: Bot) -> None:
        world = self._world
        await bot.step()
        self._latest = max(self._latest, world.hands.now())
        if not await bot.is_quiet():
            world.hands.advance(timedelta(seconds=world.draw.uniform(1, 35)))
        else:
            world.hands.advance(self._idle(await bot.ledger.subscriptions()))
        await self._doors(bot)
        if world.draw.random() < 0.01:
            world.faults += 1
            world.hands.advance(world.draw.choice((-2, 3, 7, 25)) * HOUR)

    def _idle(self, orders: Collection[Subscription]) -> timedelta:
        """Return how long nothing happens: until the next run, or some hours."""
        now, draw = self._world.hands.now(), self._world.draw
        following = min((o.next_run for o in orders if o.next_run and not o.paused), default=now + 6 * HOUR)
        return max(timedelta(seconds=1), min(following - now, 6 * HOUR)) + timedelta(seconds=draw.uniform(0, 20))

    async def _doors(self, bot: Bot) -> None:
        """Now and then the bot is shut out of a channel, and let in again some hours later by an admin."""
        world, now = self._world, self._world.hands.now()
        if world.draw.random() < 0.01:
            world.faults += 1
            world.platform.room(str(world.draw.choice(world.channels))).gone = True
        for order in await bot.ledger.subscriptions():
            if order.paused:
                self._closed.setdefault(order.id, now)
            if order.paused and now - self._closed[order.id] > 9 * HOUR:
                world.platform.room(str(order.channel)).gone = False
                following = next_run(order.schedule, now)
                self._rest.append((order.id, self._closed.pop(order.id) - 12 * HOUR, now))
                await bot.ledger.save_subscription(replace(order, paused=False, next_run=following and following[2]))

    def _fate(self) -> Fate:
        draw = self._world.draw
        return Fate(
            dies_after=draw.randint(1, 120) if draw.random() < 0.7 else None,
            refusals={draw.randint(1, 60) for _ in range(draw.choice((0, 0, 1, 3)))},
            after_commit=draw.random() < 0.5,
            stops=self._world.stops,
        )
