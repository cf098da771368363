"""A stand-in's time, which a test moves on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


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
