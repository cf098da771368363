"""What can go wrong with a call, and which call meets what: as on ``tests.fakes.platform``, and the platforms' own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The ways of going wrong. Values are those of ``tests.fakes.platform.faults.Kind``, whose faults serve as well."""

    NONE = "none"
    CUT = "cut"
    """The connection breaks before the platform has understood; nothing happens."""
    LOST_REPLY = "lost reply"
    """It happens, and the connection breaks before the answer."""
    LATE = "late"
    """No answer ever; it happens ``seconds`` after the call."""
    SLOW = "slow"
    """It happens at once, and the answer comes after ``seconds``."""
    LIMITED = "limited"
    """429 with ``seconds`` to wait, for the channel or, if ``everywhere``, for every call of this bot."""
    ERROR = "error"
    """``status`` with ``code``; a 5xx with or without ``effect``, anything else without."""
    EMPTY = "empty"
    """200 without a body, with or without ``effect``."""
    FOREIGN = "foreign"
    """200 with a body that speaks of something else, with or without ``effect``."""
    REMOVED = "removed"
    """It happens and the answer is lost; then a moderator takes the message away."""
    BANNED = "banned"
    """429 from the house before the platform: a page in HTML, with ``seconds`` in Retry-After."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call."""

    kind: Kind = Kind.NONE
    seconds: float = 0.0
    status: int = 500
    effect: bool = True
    everywhere: bool = False
    code: int = 0
    """Discord's error code; 0 chooses one by the status."""
    shared: bool = False
    """Of a limit on Discord: it is one that other bots have used up."""
    error: str = ""
    """Slack's word for an error, such as ``is_archived``; empty chooses one by the status."""


SOUND = Fault()


@dataclass(slots=True)
class _Line:
    """Faults that wait for calls of certain verbs, in one channel or in any."""

    faults: deque[Fault]
    verbs: frozenset[str]
    channel: str | None

    def meets(self, verb: str, channel: str) -> bool:
        return bool(self.faults) and verb in self.verbs and self.channel in (None, channel)


class Script:
    """Faults in the order given, each for the next call of one of its verbs; when they are used up, all is well."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []

    def add(self, faults: Iterable[Fault], verbs: Iterable[str], channel: str | None = None) -> None:
        """Add faults for calls with one of the verbs, in that channel or in any."""
        self._lines.append(_Line(deque(faults), frozenset(verbs), channel))

    def next(self, verb: str, channel: str) -> Fault:
        """Return what goes wrong with the call that comes now."""
        line = next((line for line in self._lines if line.meets(verb, channel)), None)
        return line.faults.popleft() if line else SOUND
