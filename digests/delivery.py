"""A delivery: one part of an edition on its way to one channel, and what a platform can answer."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from digests.edition import Mark
from digests.page import Page
from digests.story import Reason
from digests.subscription import Channel

_NONCE = 25
"""The longest nonce Discord takes (discord-api-docs, Create Message)."""


class State(StrEnum):
    """Where a delivery stands."""

    DUE = "due"
    SENDING = "sending"
    """May have been posted; nobody may post it without looking first."""
    SENT = "sent"
    PARKED = "parked"
    """Nobody can tell whether it was posted: an admin decides."""
    DEAD = "dead"
    """Will not be posted, for a reason that the admins were told."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the ledger. All instants are aware UTC."""

    edition: str
    mark: Mark
    channel: Channel
    page: Page
    promised: datetime
    """When its edition was frozen."""
    due: datetime
    """Not tried before."""
    state: State = State.DUE
    attempts: int = 0
    """Times a post was begun."""
    lost: int = 0
    """Times a sender was never heard of again while it held the row."""
    first_try: datetime | None = None
    owner: str = ""
    fence: int = 0
    """Counts who held the row; a sender that was passed by may record nothing more."""
    lease: datetime | None = None
    """Until when the owner alone may act."""
    message: str = ""
    """The platform's id of the message, once it is known."""
    reason: Reason | None = None
    """Why it waits, is parked or dead."""
    under: str = ""
    """The platform's id of the message in whose thread it is posted; empty for the channel itself."""

    @property
    def key(self) -> str:
        """Its identity as text: the edition's and the part's number."""
        return f"{self.edition}/{self.mark.part}"

    @property
    def nonce(self) -> str:
        """The same for every try of this delivery, whoever makes it, and no other delivery's."""
        return nonce_of(self.key)


def nonce_of(key: str) -> str:
    """Return 25 characters that stand for a delivery's key: 125 bits of its SHA-256, in base 32."""
    return b32encode(sha256(key.encode()).digest()).decode()[:_NONCE].lower()


class Scope(StrEnum):
    """Who has to wait, or is shut out."""

    CHANNEL = "channel"
    BOT = "bot"
    """Everything posted with these credentials."""


@dataclass(frozen=True, slots=True)
class Posted:
    """The platform has it, under that id."""

    message: str


@dataclass(frozen=True, slots=True)
class Later:
    """The platform certainly does not have it, and may be asked again after ``wait``."""

    reason: Reason
    wait: timedelta
    scope: Scope = Scope.CHANNEL


@dataclass(frozen=True, slots=True)
class Never:
    """The platform certainly does not have it, and will not take it."""

    reason: Reason
    pauses: bool = False
    """The channel itself is gone or closed to us: its subscriptions rest until an admin acts."""
    scope: Scope = Scope.CHANNEL
    """Whose subscriptions rest: BOT for those of the whole tenant, from which the bot was removed."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """No word, or none that says whether the platform has it."""

    reason: Reason


Outcome = Posted | Later | Never | Unclear


@dataclass(frozen=True, slots=True)
class Absent:
    """The channel was read far enough back, and the message is not there."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The channel cannot be read; ``wait`` where it may be later, None where it may not."""

    reason: Reason
    wait: timedelta | None = None
    scope: Scope = Scope.CHANNEL
    """Who has to wait, where there is a wait."""


Sight = Posted | Absent | Unreadable
"""What a look into a channel found."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a bucket may be drawn from."""

    bucket: str
    rate: float
    """Permits a second, evenly spaced."""
    scope: Scope = Scope.BOT
    """Whether it is the limit of one channel, or of all that is posted with these credentials."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one message may hold, or what blocks take of it."""

    characters: int
    """UTF-16 units of text, as the platform counts them."""
    blocks: int
    """Blocks, or what stands for one on the platform."""
