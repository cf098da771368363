"""One interaction: what a person did, and what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from tests.standin.discord.world import EPHEMERAL, LOADING, Channel, Json, Message, Person

FIRST_ANSWER = timedelta(seconds=3)
VALID = timedelta(minutes=15)


class Did(IntEnum):
    """What a person did, as Discord numbers it."""

    COMMAND = 2
    COMPONENT = 3
    TYPING = 4
    MODAL = 5


class Said(IntEnum):
    """How the bot answered first, as Discord numbers it."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_CHANGE = 6
    CHANGE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(slots=True, eq=False)
class Interaction:
    """See above."""

    id: str
    token: str
    did: Did
    person: Person
    channel: Channel
    at: datetime
    source: Message | None = None
    """The message in which something was pressed."""
    about: Json = field(default_factory=dict)
    """As messages tell of it in ``interaction_metadata``."""
    said: Said | None = None
    original: Message | None = None
    """The answer; for a change the source."""
    followups: list[Message] = field(default_factory=list)
    choices: list[Json] = field(default_factory=list)
    modal: Json | None = None
    first: float | None = None
    """Seconds until it was answered at all."""
    full: float | None = None
    """Seconds until what was deferred was there, or the answer itself."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def loading(self) -> bool:
        """Whether the answer is still announced only."""
        return self.original is not None and bool(self.original.flags & LOADING)

    @property
    def messages(self) -> list[Message]:
        """What was posted in answer and is still there, oldest first."""
        own = [self.original] if self.original is not None and self.original is not self.source else []
        return [one for one in [*own, *self.followups] if not one.removed]

    @property
    def private(self) -> Person | None:
        """The one who sees the answer, where it is ephemeral."""
        return self.original.only_for if self.original else None

    def done(self, now: datetime) -> None:
        """Take note that something was answered in full."""
        if self.full is None:
            self.full = (now - self.at).total_seconds()
        self.changed.set()


def only_for(person: Person, flags: int) -> Person | None:
    """Return who sees a message with those flags; None where everybody does."""
    return person if flags & EPHEMERAL else None
