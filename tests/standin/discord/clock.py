"""The stand-in's time, which a test moves on, and the ids that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""Discord's; its ids count milliseconds from it (discord-api-docs, Reference, Snowflakes)."""


class Clock:
    """The present, moved on by what a test did not want to wait."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self._held: datetime | None = None

    def now(self) -> datetime:
        """Return the present instant."""
        return self._held or datetime.now(UTC) + self.ahead

    @contextmanager
    def held(self, instant: datetime) -> Iterator[None]:
        """Let it be that instant."""
        self._held = instant
        try:
            yield
        finally:
            self._held = None


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
