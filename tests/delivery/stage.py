"""A few channels with a digest due at noon, a platform with its faults, and a bot that may die at any named point."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.jobs.press import Press
from digests.delivery import Budget, Pace, Scope, State
from digests.language import Lang
from digests.noticing import Telling
from digests.points import Point
from digests.publishing import Ledger
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty
from tests.fakes.platform.checker import Verdict, verdict
from tests.fakes.platform.core import Platform
from tests.fakes.platform.faults import SOUND, Fault, Script
from tests.fakes.publisher import FakePublisher, InProcess
from tests.fakes.queue import FakeQueue
from tests.simulation.news import TOPIC, context_at, draft_of
from tests.simulation.world import MANY, PLATFORM, Bot, Hands, Killed, OpenLedger

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
STEP = 11 * SECOND
MOST_STEPS = 400
ROOMY = FakePublisher.budget
NARROW = Budget(characters=400, blocks=50)
"""Of a platform whose messages hold about one story."""


class Publisher(FakePublisher):
    """In the pace of a bot and of each channel."""

    def paces(self, channel: Channel) -> tuple[Pace, ...]:
        """Return the limits."""
        return Pace("fake:bot", 1_000), Pace(f"fake:{channel.name}", 1_000, Scope.CHANNEL)


@dataclass(slots=True)
class ByChannel:
    """Faults of posts, for each channel its own."""

    scripts: Mapping[str, Script]

    def next(self, verb: str, channel: str) -> Fault:
        """See ``Luck``."""
        return self.scripts[channel].next(verb, channel) if channel in self.scripts else SOUND


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


@dataclass(slots=True)
class Stage:
    """All that outlives one life of the bot."""

    open_ledger: OpenLedger
    faults: Mapping[str, Iterable[Fault]] = field(default_factory=dict)
    """By channel."""
    stories: int = 1
    budget: Budget = ROOMY
    arrange: Callable[[Any], None] = lambda _: None
    """May bend the ledger of every life."""
    hands: Hands = field(default_factory=lambda: Hands(NOON))
    log: list[dict[str, object]] = field(default_factory=list)
    told: list[Telling] = field(default_factory=list)
    platform: Platform = field(init=False)

    def __post_init__(self) -> None:
        """Open the platform."""
        luck = ByChannel({str(channel(name)): Script(its) for name, its in self.faults.items()})
        self.platform = Platform(self.hands.now, self.log.append, luck, window=60)

    @asynccontextmanager
    async def life(self, point: Point | None = None, hit: int = 1) -> AsyncIterator[Bot]:
        """Start the bot."""
        async with self.open_ledger() as ledger:
            mortal = Mortal(point, hit)
            self.arrange(ledger)
            if hasattr(ledger, "passing"):
                ledger.passing = mortal
            publisher = Publisher(InProcess(self.platform, self.hands.sleep), PLATFORM)
            publisher.budget = self.budget
            press = Press(
                await context_at(self.hands, ledger),
                ledger,
                queue := FakeQueue(),
                {PLATFORM: publisher},
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
        """Let channels have a digest at noon every day, the first today."""
        async with self.open_ledger() as ledger:
            for name in names:
                await ledger.save_subscription(an_order(name, **changes))

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

    def seen(self, name: str = "c0") -> int:
        """Return how many messages a reader of the channel has seen."""
        return sum(entry["event"] == "seen" and entry["channel"] == str(channel(name)) for entry in self.log)

    def calls(self, verb: str) -> int:
        """Return how often the platform was called so."""
        return sum(entry["event"] == "call" and entry["verb"] == verb for entry in self.log)

    async def states(self) -> dict[State, int]:
        """Return how many deliveries are in each state there is one in."""
        async with self.open_ledger() as ledger:
            return {state: count for state in State if (count := len(await ledger.deliveries(state, MANY)))}

    async def verdict(self) -> Verdict:
        """Return what a reader would complain of, if every edition that was numbered was to be seen."""
        self.platform.settle(to_the_end=True)
        async with self.open_ledger() as ledger:
            channels = {one.channel for one in await ledger.subscriptions()}
            promised = {str(c): max((e.number for e in await ledger.editions(c, 9)), default=0) for c in channels}
        return verdict(self.log, promised)


def channel(name: str) -> Channel:
    """Return the channel of that name."""
    return Channel(PLATFORM, "guild", name)


def an_order(name: str, **changes: Any) -> Subscription:  # noqa: ANN401  fields of Subscription
    """Return what a channel has ordered."""
    given: dict[str, Any] = {
        "schedule": Schedule((NOON.time(),), "UTC"),
        "when_empty": WhenEmpty.ONE_LINE,
        "next_run": NOON,
    }
    return Subscription(name, channel(name), (TOPIC.slug,), lang=Lang.EN, created=NOON - DAY, **given | changes)


def well(found: Verdict) -> bool:
    """Say whether nothing at all is wrong; what is, is shown where an assertion fails."""
    wrong = (found.duplicates, found.losses, found.disorder, found.reposted, found.offences)
    assert wrong == ((), (), (), (), ())
    return True


async def editions_of(ledger: Ledger, name: str = "c0") -> list[int]:
    """Return the numbers of a channel's editions, ascending."""
    return sorted(edition.number for edition in await ledger.editions(channel(name), 99))
