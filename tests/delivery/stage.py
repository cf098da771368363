"""A few channels with a digest due at noon, and a platform of our own with its faults."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from digests.delivery import Budget, Pace, Scope
from digests.publishing import Ledger
from digests.subscription import Channel
from tests.delivery.house import DAY, HOUR, NOON, SECOND, STEP, House, well
from tests.fakes.platform.checker import Verdict, verdict
from tests.fakes.platform.core import Platform
from tests.fakes.platform.faults import SOUND, Fault, Script
from tests.fakes.publisher import FakePublisher, InProcess
from tests.simulation.world import PLATFORM, Hands

__all__ = ["DAY", "HOUR", "NARROW", "NOON", "SECOND", "STEP", "ByChannel", "Stage", "channel", "editions_of", "well"]

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


@dataclass(slots=True)
class Stage(House):
    """The platform, and what else outlives one life of the bot."""

    faults: Mapping[str, Iterable[Fault]] = field(default_factory=dict)
    """By channel."""
    budget: Budget = ROOMY
    hands: Hands = field(default_factory=lambda: Hands(NOON))
    log: list[dict[str, object]] = field(default_factory=list)
    platform: Platform = field(init=False)

    def __post_init__(self) -> None:
        """Open the platform."""
        luck = ByChannel({str(channel(name)): Script(its) for name, its in self.faults.items()})
        self.platform = Platform(self.hands.now, self.log.append, luck, window=60)

    def place(self, name: str) -> Channel:
        """See ``House``."""
        return channel(name)

    def logged(self, channel: Channel) -> str:
        """See ``House``."""
        return str(channel)

    @asynccontextmanager
    async def published(self) -> AsyncIterator[Publisher]:
        """See ``House``."""
        publisher = Publisher(InProcess(self.platform, self.hands.sleep), PLATFORM)
        publisher.budget = self.budget
        yield publisher

    async def judged(self, promised: Mapping[str, int]) -> Verdict:
        """See ``House``."""
        self.platform.settle(to_the_end=True)
        return verdict(self.log, promised)


def channel(name: str) -> Channel:
    """Return the channel of that name."""
    return Channel(PLATFORM, "guild", name)


async def editions_of(ledger: Ledger, name: str = "c0") -> list[int]:
    """Return the numbers of a channel's editions, ascending."""
    return sorted(edition.number for edition in await ledger.editions(channel(name), 99))
