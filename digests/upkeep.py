"""Upkeep: what those who run the bot want to know of it and decide about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What was set."""

    keep_ledger: timedelta = timedelta(days=180)
    """For how long editions stay, with their deliveries and what they told."""
    keep_decisions: timedelta = timedelta(days=90)
    keep_articles: timedelta = timedelta(days=1095)
    alarm: timedelta = timedelta(hours=6)
    """Without a feed that answers for so long, the admins are told."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What should have gone out and has not. All instants are aware UTC."""

    waits_since: datetime | None
    """The earliest hour or promise that waits; what stands behind a parked part waits for an admin, and is no part."""
    last_try: datetime | None
    """When the newest of what was sent was first tried."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who does what only one process may do at a time."""

    name: str
    owner: str
    until: datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the memory is."""

    bytes: int
    articles: int
    lately: int
    """Of these, how many were first seen since the instant that was asked for."""

    def growth(self, span: timedelta) -> int:
        """Return the bytes that each day of ``span`` has added, by the share of its articles: about right."""
        days = max(span / timedelta(days=1), 1)
        return round(self.bytes * self.lately / self.articles / days) if self.articles else 0
