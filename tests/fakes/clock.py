"""A clock that stands still until told otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


class FakeClock:
    """A ``Clock`` that shows the time it was given."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the time it was given or moved to."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move on."""
        self._now += by
