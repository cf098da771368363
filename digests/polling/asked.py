"""What one pass over the feeds brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digests.errors import Refusal
from digests.feed import Feed, FeedState
from digests.polling.after import Intent


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of one feed."""

    feed: Feed
    """As it was asked."""
    state: FeedState
    """As it is now; where the feed has moved, under its new address."""
    intent: Intent
    new: int = 0
    """Articles that were not known."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one pass over the feeds brought."""

    known: int
    """How many feeds there are (of those that were meant)."""
    asked: tuple[Asked, ...]
    """The feeds that were asked, the longest due first."""
    new: int
    revised: int
    copies: int
    refused: tuple[Refusal, ...]
    stories: int
    """How many stories hold the new articles."""
    next_try: datetime | None
    """When the next of the feeds is due; None where none is asked any more."""
