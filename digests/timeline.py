"""A timeline: the dated happenings of a topic, merged across outlets and languages."""

from __future__ import annotations

from dataclasses import dataclass

from digests.event import Event
from digests.headline import Headline


@dataclass(frozen=True, slots=True)
class Moment:
    """One row: a merged event with its line in the reader's language and why it is worth a row."""

    event: Event
    headline: Headline
    score: float
    reasons: tuple[str, ...]
    """Named grounds of the score, e.g. ``3 outlets``, ``release``, ``topic in object``."""
    reprints: int = 0
    """How many of its outlets only repeat another's text."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows in order of date; ``left_out`` counts those that ranked too low for the asked number."""

    topic: str | None
    moments: tuple[Moment, ...]
    left_out: int = 0
