"""What can go wrong with one call, and which call meets what."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol


class Kind(StrEnum):
    """The ways of going wrong."""

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
    """``status`` (500, 502, 504 …) with or without ``effect``."""
    EMPTY = "empty"
    """200 without a body, with or without ``effect``."""
    FOREIGN = "foreign"
    """200 with a body that speaks of something else, with or without ``effect``."""
    REMOVED = "removed"
    """It happens and the answer is lost; then a moderator takes the message away."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one call."""

    kind: Kind = Kind.NONE
    seconds: float = 0.0
    status: int = 500
    effect: bool = True
    everywhere: bool = False

    def as_record(self) -> dict[str, object]:
        """Return it as JSON takes it."""
        return asdict(self)


SOUND = Fault()


class Luck(Protocol):
    """Says what a call meets."""

    def next(self, verb: str, channel: str) -> Fault:
        """Return what goes wrong with the call that comes now."""
        ...


class Script:
    """Faults in the order given; when they are used up, all is well. Only calls with a ``verb`` among them count."""

    def __init__(self, faults: Iterable[Fault] = (), verbs: Iterable[str] = ("post",)) -> None:
        self._faults = deque(faults)
        self._verbs = frozenset(verbs)

    def next(self, verb: str, channel: str) -> Fault:  # noqa: ARG002  the protocol's
        """See ``Luck``."""
        return self._faults.popleft() if self._faults and verb in self._verbs else SOUND


LIKELY: Mapping[Kind, float] = MappingProxyType({kind: 1.0 for kind in Kind if kind is not Kind.NONE})
"""Every way of going wrong, each as likely as the others."""
LATEST = 20.0
"""Seconds after which the last late call has happened; a reader of a channel that waited less may be wrong."""


class Chance:
    """Faults drawn by a random generator, whose seed the test names: ``rate`` is the share of calls that meet one."""

    def __init__(self, draw: random.Random, rate: float, weights: Mapping[Kind, float] = LIKELY) -> None:
        self._draw = draw
        self._rate = rate
        self._kinds, self._weights = list(weights), list(weights.values())

    def next(self, verb: str, channel: str) -> Fault:  # noqa: ARG002  the protocol's
        """See ``Luck``."""
        if self._draw.random() >= self._rate:
            return SOUND
        (kind,) = self._draw.choices(self._kinds, self._weights)
        return Fault(
            kind,
            seconds=round(self._draw.uniform(0.5, LATEST), 3),
            status=self._draw.choice((500, 502, 503, 504)),
            effect=self._draw.random() < 0.5,
            everywhere=self._draw.random() < 0.3,
        )
