"""A subscription: who is posted what, and when. Also the slot, one appointed posting of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from digests.errors import BadInput
from digests.following import Wanted
from digests.language import Lang

TERMINAL = "terminal"
DISCORD = "discord"
SLACK = "slack"
LOCAL = "local"
"""The tenant of the terminal."""
EVERY_DAY = frozenset(range(7))
LENGTH = 8
"""Stories of an edition at most, unless another number is ordered."""
FIRST_ALERT = 100
"""The ordinal of a day's first alert: no schedule has so many times a day."""


@dataclass(frozen=True, slots=True, order=True)
class Channel:
    """Where people read."""

    platform: str
    """``terminal``, ``discord`` or ``slack``."""
    tenant: str
    """The platform's id of the server or workspace."""
    name: str
    """The platform's id of the channel; for the terminal any name."""

    def __str__(self) -> str:
        """Return it as it is typed: ``terminal:NAME``, else ``PLATFORM:TENANT/ID``."""
        if self.platform == TERMINAL:
            return f"{self.platform}:{self.name}"
        return f"{self.platform}:{self.tenant}/{self.name}"


def channel_typed(text: str) -> Channel:
    """Return the channel of a text such as ``str`` gives. Raises BadInput."""
    platform, _, rest = text.strip().partition(":")
    tenant, _, name = rest.partition("/") if platform != TERMINAL else (LOCAL, "", rest)
    if not (platform.isidentifier() and tenant.strip() and name.strip() and text.isprintable()):
        raise BadInput("no-channel", text)
    return Channel(platform, tenant.strip(), name.strip())


class WhenEmpty(StrEnum):
    """What is posted where a slot has nothing to tell."""

    SILENT = "silent"
    ONE_LINE = "one-line"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest is wanted, in the channel's own time."""

    times: tuple[time, ...]
    """Local times of day, whole minutes, ascending, each once; the place of one among them is its slot's ordinal."""
    zone: str
    """An IANA name."""
    weekdays: frozenset[int] = EVERY_DAY
    """Monday 0 to Sunday 6; one alone makes a weekly digest."""
    quiet_days: frozenset[date] = frozenset()
    """Local dates without a digest."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's standing order, or what one reader follows."""

    id: str
    channel: Channel
    topics: tuple[str, ...]
    """Slugs; empty for all news."""
    schedule: Schedule
    lang: Lang
    created: datetime
    """Aware, UTC."""
    length: int = LENGTH
    """Stories of an edition at most."""
    when_empty: WhenEmpty = WhenEmpty.SILENT
    alerts: int = 0
    """Stories a day that may come between editions; 0 for none."""
    paused: bool = False
    next_run: datetime | None = None
    """The next slot's instant in UTC; None where none will come."""
    wanted: Wanted | None = None
    """What the one reader of a personal subscription follows; None for the standing order of a channel."""
    ordered_by: str = ""
    """The platform's id of the person who ordered it, who is told when it stops; empty where nobody is known."""
    threaded: bool = False
    """Of a day, one message stands in the channel, and all that comes after it in the thread of that."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One appointed posting. Its identity has no instant in it: clocks and zones change, a local date stands."""

    subscription: str
    day: date
    """Local, of the subscription's zone."""
    ordinal: int
    """Which of the day's times it is, from 0; which of the day's alerts, from ``FIRST_ALERT``."""
    due: datetime
    """Aware, UTC."""

    @property
    def is_alert(self) -> bool:
        """True where it was appointed by what happened, and by no schedule."""
        return self.ordinal >= FIRST_ALERT

    @property
    def key(self) -> str:
        """Its identity as text."""
        return f"{self.subscription}/{self.day}/{self.ordinal}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a tick does about one due subscription."""

    subscription: Subscription
    """As it was read."""
    slot: Slot | None
    """To be posted; None where all that was missed is too long ago."""
    next_run: datetime | None


class SlotState(StrEnum):
    """What became of a slot."""

    CLAIMED = "claimed"
    """Taken; its edition is not frozen yet."""
    FROZEN = "frozen"
    EMPTY = "empty"
    """There was nothing to tell, and the channel wants silence then."""
    SKIPPED = "skipped"
    """Its hour was too long ago when it was found; listed by ``status``."""
    CANCELLED = "cancelled"
    """The subscription was removed or paused before its edition was made."""
