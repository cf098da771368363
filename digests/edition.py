"""An edition: a draft less what its subscription was told, frozen for one slot, in parts that a platform can post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digests.article import Quote
from digests.page import Page
from digests.subscription import Channel, Slot


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader can quote and the bot can find again: ``LW #127 · 2026-11-21 · 1/2``."""

    number: int
    """Counted per channel, from 1."""
    day: date
    part: int
    """From 1."""
    parts: int

    def __str__(self) -> str:
        """Return it as it is shown."""
        return f"LW #{self.number} · {self.day} · {self.part}/{self.parts}"


@dataclass(frozen=True, slots=True)
class Told:
    """What one subscription was told of one story in one edition: the measure of what is new next time."""

    subscription: str
    story: str
    edition: str
    part: int
    """Which part of the edition tells it, from 1."""
    at: datetime
    """When the edition was frozen; aware, UTC."""
    headline: str
    quotes: tuple[Quote, ...]
    """Every verbatim span that was shown, the headline's own first."""
    events: tuple[str, ...]
    """Signs of the happenings that were known (``digests.editing.novelty``): a further one is news."""
    outlets: int


@dataclass(frozen=True, slots=True)
class Part:
    """What one message holds."""

    mark: Mark
    page: Page


@dataclass(frozen=True, slots=True)
class Edition:
    """Frozen: what is posted is this, however often posting is tried."""

    slot: Slot
    channel: Channel
    number: int
    frozen_at: datetime
    start: datetime
    """Of the window it tells of, ``start <= t < end``; aware, UTC."""
    end: datetime
    parts: tuple[Part, ...]
    told: tuple[Told, ...]
    late: bool = False
    """Its slot was past when it was found."""

    @property
    def id(self) -> str:
        """The key of its slot."""
        return self.slot.key
