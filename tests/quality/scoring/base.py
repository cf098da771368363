"""What all scores are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured, and in words what was missed."""

    metrics: Mapping[str, float]
    misses: Sequence[str] = ()


def share(part: float, whole: float) -> float:
    """Return the part of the whole; all of it where there is nothing to count: nothing was missed."""
    return part / whole if whole else 1.0


def shares(tally: Mapping[str, int], names: Iterable[str]) -> dict[str, float]:
    """Return, of the names that were asked for at all, how often the answer was yes."""
    return {name: share(tally[name], tally[f"{name} asked"]) for name in names if tally[f"{name} asked"]}


def balance(precision: float, recall: float) -> float:
    """Return F: the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(one: Row, other: Row) -> int:
    """Return how many characters two spans share; not above 0 where they share none."""
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))
