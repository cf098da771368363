"""The ids that hold the stand-in's time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from tests.standin.clock import Clock

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""Discord's; its ids count milliseconds from it (discord-api-docs, Reference, Snowflakes)."""


class Ids:
    """Snowflakes, ascending."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = count()

    def __call__(self) -> str:
        """Return a new one."""
        milliseconds = (self._clock.now() - EPOCH) // timedelta(milliseconds=1)
        return str(milliseconds << 22 | next(self._count) % (1 << 22))


def instant(snowflake: str) -> datetime:
    """Return when an id was made."""
    return EPOCH + timedelta(milliseconds=int(snowflake) >> 22)
