"""What a row is worth to the reader of a topic's timeline, with named grounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from digests.chronicle.accord import is_loose
from digests.chronicle.cues import ANECDOTE
from digests.chronicle.scope import Scope
from digests.chronicle.statuses import RELEASES
from digests.event import Event, Hedge, Status
from digests.lexicon import Kind
from digests.ranking import KIND_WEIGHTS
from digests.text.script import fold
from digests.witnesses import Origins, witnesses

_SECONDARY_RELEASE = 2.0
"""Deploying, integrating, updating or testing something: a release of lesser weight."""
_FAR_YEARS = 4
_NEAR = 31
"""Days: a sentence without a known act and a wider date tells a time, not a happening."""
MINIMUM, MINIMUM_WITHOUT_TOPIC = 0.9, 0.0
"""Rows worth less embarrass a timeline and are dropped even where there is room."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A score with its grounds."""

    score: float
    reasons: tuple[str, ...]


def worth_of(event: Event, scope: Scope, centre: int, origins: Origins) -> Worth:
    """Return what an event is worth within a topic whose happenings lie around the year ``centre``."""
    parts = [*_sources(event, origins), *_substance(event), *scope.place_of(event), *_doubts(event, centre)]
    return Worth(round(sum(p for p, _ in parts), 3), tuple(reason for _, reason in parts if reason))


def _sources(event: Event, origins: Origins) -> list[tuple[float, str]]:
    """Weigh how many independent outlets tell it."""
    count = len(witnesses(event.citations, origins))
    return [(log2(count), f"{count} outlets")] if count > 1 else [(0.0, "1 outlet" if count else "")]


def _substance(event: Event) -> list[tuple[float, str]]:
    """Weigh what sort of happening it is."""
    lesser = event.kind is Kind.RELEASE and event.act not in RELEASES
    parts = [(_SECONDARY_RELEASE if lesser else KIND_WEIGHTS[event.kind], event.act or str(event.kind))]
    if event.status is not Status.HAPPENED:
        parts.append((-0.3, str(event.status)))
    if event.act is None and event.status is Status.HAPPENED:
        parts.append((-0.5, "no known act") if event.when.days <= _NEAR else (-1.5, "no known act in a wide time"))
    elif event.act and event.kind is not Kind.FIGURE and not event.actors and not event.objects:
        parts.append((-0.3, "nobody known to have done it"))
    return parts


def _doubts(event: Event, centre: int) -> list[tuple[float, str]]:
    """Weigh what speaks against the row."""
    parts = [(-0.3, "dated by publication")] if is_loose(event.when) else [(0.3, "")]
    if event.hedge is Hedge.ASKED:
        parts.append((-5.0, str(event.hedge)))  # that somebody wonders is no happening
    elif event.hedge is Hedge.NEGATED:
        parts.append((-2.5, str(event.hedge)))
    elif event.hedge is not None and event.hedge is not Hedge.ANNOUNCED:
        parts.append((-0.4, str(event.hedge)))
    if all(ANECDOTE.search(fold(c.quote.text)) for c in event.citations):
        parts.append((-2.5, "anecdote"))
    if not event.about:
        parts.append((-0.5, "no known name"))
    if abs(event.when.start.year - centre) >= _FAR_YEARS:
        parts.append((-1.5, "long before or after the rest"))
    return parts
