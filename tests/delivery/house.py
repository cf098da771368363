"""Channels with a digest due, and a bot that may die at any named point: what is the same on every platform.

Nobody waits: where the bot sleeps, the one clock is moved on.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from bot.jobs.press import Press
from config.catalogues import load_words
from digests.delivery import State
from digests.language import Lang
from digests.noticing import Telling
from digests.points import Point
from digests.publishing import Publisher
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty
from tests.fakes.platform.checker import Verdict
from tests.fakes.queue import FakeQueue
from tests.simulation.news import TOPIC, context_at, draft_of
from tests.simulation.world import MANY, Bot, Killed, OpenLedger

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
MINUTE = 60 * SECOND
STEP = 11 * SECOND
MOST_STEPS = 400
WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}


class Mortal:
    """Lets a process die where it comes to a point for the so-manieth time; what is dead does nothing more."""

    def __init__(self, point: Point | None, hit: int) -> None:
        self._point = point
        self._left = hit
        self.dead = False

    def __call__(self, point: Point) -> None:
        """Pass, or die."""
        self._left -= point is self._point
        if self.dead or (point is self._point and self._left == 0):
            self.dead = True
            raise Killed


class Clockwork(Protocol):
    """A clock in the bot's hands."""

    def now(self) -> datetime:
        """Return the present instant."""
        ...

    def advance(self, by: timedelta) -> None:
        """Move it on."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


@dataclass(slots=True)
class House(ABC):
    """All that outlives one life of the bot."""

    open_ledger: OpenLedger
    stories: int = field(default=1, kw_only=True)
    arrange: Callable[[Any], None] = field(default=lambda _: None, kw_only=True)
    """May bend the ledger of every life."""
    told: list[Telling] = field(default_factory=list, kw_only=True)

    @property
    @abstractmethod
    def hands(self) -> Clockwork:
        """The one clock."""

    @property
    @abstractmethod
    def log(self) -> Sequence[Mapping[str, object]]:
        """The log of the platform."""

    @abstractmethod
    def place(self, name: str) -> Channel:
        """Return the channel that is called so."""

    @abstractmethod
    def published(self) -> AbstractAsyncContextManager[Publisher]:
        """Open who posts, for one life of the bot."""

    @abstractmethod
    async def judged(self, promised: Mapping[str, int]) -> Verdict:
        """Return what a reader would complain of, with the newest number promised to each channel by its log's name."""

    def logged(self, channel: Channel) -> str:
        """Return what the platform's log calls a channel."""
        return channel.name

    @asynccontextmanager
    async def life(self, point: Point | None = None, hit: int = 1) -> AsyncIterator[Bot]:
        """Start the bot."""
        mortal = Mortal(point, hit)
        async with self.open_ledger() as ledger, self.published() as publisher:
            self.arrange(ledger)
            if hasattr(ledger, "passing"):
                ledger.passing = mortal
            press = Press(
                await context_at(self.hands, ledger),
                ledger,
                queue := FakeQueue(),
                {publisher.platform: publisher},
                owner=f"life {len(self.log)}",
                tell=self._tell,
                draft_of=lambda asked, topics, start, end, _: draft_of(asked, topics, start, end, self.stories),
                passing=mortal,
                sleep=self.hands.sleep,
            )
            yield Bot(press, queue, ledger)

    async def _tell(self, telling: Telling) -> None:
        self.told.append(telling)

    async def order(self, *names: str, **changes: Any) -> None:  # noqa: ANN401  fields of Subscription
        """Let channels have a digest every day at this minute, the first today."""
        now = self.hands.now().replace(second=0, microsecond=0)
        async with self.open_ledger() as ledger:
            for name in names:
                await ledger.save_subscription(an_order(name, self.place(name), now, **changes))

    async def live(self, point: Point | None = None, hit: int = 1) -> bool:
        """Let the bot live until nothing is under way, or until it dies; say whether it died."""
        died = False
        try:
            async with self.life(point, hit) as bot:
                for _ in range(MOST_STEPS):
                    await bot.step()
                    if await bot.is_quiet():
                        return False
                    self.hands.advance(STEP)
            raise TimeoutError
        except* Killed:
            died = True
        return died

    async def steps(self, bot: Bot, count: int = 3) -> None:
        """Let the bot take steps, with time between them."""
        for _ in range(count):
            await bot.step()
            self.hands.advance(STEP)

    def seen(self, name: str = "c0") -> int:
        """Return how many messages a reader of the channel has seen."""
        there = self.logged(self.place(name))
        return sum(entry["event"] == "seen" and entry["channel"] == there for entry in self.log)

    def calls(self, *verbs: str, name: str = "") -> int:
        """Return how often the platform was called so, in all channels or in one."""
        there = self.logged(self.place(name)) if name else None
        calls = [one for one in self.log if one["event"] == "call" and one["verb"] in verbs]
        return sum(there in (None, one["channel"]) for one in calls)

    async def states(self) -> dict[State, int]:
        """Return how many deliveries are in each state there is one in."""
        async with self.open_ledger() as ledger:
            return {state: count for state in State if (count := len(await ledger.deliveries(state, MANY)))}

    async def resting(self) -> set[str]:
        """Return the names of the orders that are paused."""
        async with self.open_ledger() as ledger:
            return {one.id for one in await ledger.subscriptions() if one.paused}

    async def verdict(self) -> Verdict:
        """Return what a reader would complain of, if every edition that was numbered was to be seen."""
        async with self.open_ledger() as ledger:
            every = {one.channel for one in await ledger.subscriptions()}
            newest = {c: max((e.number for e in await ledger.editions(c, 9)), default=0) for c in every}
        return await self.judged({self.logged(channel): number for channel, number in newest.items()})


class Hands:
    """The clock of a stand-in in the bot's hands."""

    def __init__(self, clock: Any, *, waits: bool = False) -> None:  # noqa: ANN401  that of a stand-in, with ``ahead``
        self._clock = clock
        self._waits = waits

    def now(self) -> datetime:
        """Return the present instant."""
        now: datetime = self._clock.now()
        return now.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move it on."""
        self._clock.ahead += by

    async def sleep(self, seconds: float) -> None:
        """Wait, in no time unless it is to be waited: the clock shows the end of the longest of what is waited for."""
        if self._waits:
            await asyncio.sleep(seconds)
            return
        end = self._clock.ahead + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        self._clock.ahead = max(self._clock.ahead, end)


def an_order(name: str, place: Channel, due: datetime, **changes: Any) -> Subscription:  # noqa: ANN401  fields of Subscription
    """Return what a channel has ordered, due daily at that time from then on."""
    given: dict[str, Any] = {
        "schedule": Schedule((due.time(),), "UTC"),
        "when_empty": WhenEmpty.ONE_LINE,
        "next_run": due,
        "lang": Lang.EN,
        "topics": (TOPIC.slug,),
    }
    return Subscription(name, place, created=due - DAY, **given | changes)


def well(found: Verdict) -> bool:
    """Say whether nothing at all is wrong; what is, is shown where an assertion fails."""
    wrong = (found.duplicates, found.losses, found.disorder, found.reposted, found.offences)
    assert wrong == ((), (), (), (), ())
    return True
