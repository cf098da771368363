"""How often something may be done, and how much a tenant may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.change import Holds


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times at most within so long; counted over every stretch of that length, so no border lets more in."""

    most: int
    within: timedelta

    def recent(self, past: Sequence[datetime], now: datetime) -> tuple[datetime, ...]:
        """Return the times that still count, oldest first; what a clock that went back left in the future does not."""
        return tuple(one for one in past if timedelta() <= now - one < self.within)

    def wait(self, past: Sequence[datetime], now: datetime) -> timedelta:
        """Return how long to wait until it may be done once more; zero where it may be now."""
        recent = self.recent(past, now)
        return recent[-self.most] + self.within - now if len(recent) >= self.most else timedelta()


_SHARE = 6
"""A person asks so large a part of a minute's commands within so large a part of the minute."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """How much a tenant may have at most, and how often its people may ask in chats."""

    topics: int = 50
    """Of its own, those counted that it does not want of the shared ones."""
    feeds: int = 50
    """Likewise."""
    schedules: int = 50
    filters: int = 30
    verdicts: int = 500
    """Merges, splits and rejections that hold."""
    grants: int = 50
    """People and roles."""
    words: int = 100
    """Of a topic, as many that it excludes, and of a filter."""
    commands: int = 30
    """Of one person in a minute, a sixth of them within ten seconds."""

    @property
    def person(self) -> Limit:
        """How often one person may ask."""
        return Limit(max(1, self.commands // _SHARE), timedelta(minutes=1) / _SHARE)

    def most(self, holds: Holds) -> int | None:
        """Return how many things of a kind a tenant may have; None for as many as there are."""
        of = {
            Holds.TOPIC: self.topics,
            Holds.FEED: self.feeds,
            Holds.SCHEDULE: self.schedules,
            Holds.FILTER: self.filters,
            Holds.VERDICT: self.verdicts,
            Holds.GRANT: self.grants,
        }
        return of.get(holds)
