"""The system's clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """A ``Clock`` that reads the machine's time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  the one edge where time enters
