"""How often something may be done: so many times within any stretch of so long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


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
