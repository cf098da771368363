"""What a row is worth to the reader of a topic's timeline, with named grounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from digests.chronicle.accord import is_loose
from digests.chronicle.cues import ANECDOTE, REFUSED
from digests.chronicle.scope import Scope
from digests.chronicle.statuses import RELEASES
from digests.event import Event, Hedge, Status
from digests.lexicon import Kind
from digests.ranking import KIND_WEIGHTS
from digests.text.script import fold
from digests.witnesses import Origins, witnesses

_SECONDARY_RELEASE = 2.0
"""Deploying, integrating, updating or testing something: a release of lesser weight."""
_RECALLED = 0.5
"""What is spoken of again later mattered; the sign is weaker than a second outlet."""
_STATED = 0.3
"""What a row of the archive rests on says less than how many outlets reported a thing as news."""
_FAR_YEARS = 4
_BEGINS = frozenset({"found"})
"""How the topic itself began is part of its history, however long ago it was."""
_NEAR = 31
"""Days: a sentence without a known act and a wider date tells a time, not a happening."""
MINIMUM, MINIMUM_WITHOUT_TOPIC = 0.9, 0.0
"""Rows worth less embarrass a timeline and are dropped even where there is room."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A score with its grounds."""

    score: float
    reasons: tuple[str, ...]


def worth_of(event: Event, scope: Scope, centre: int, origins: Origins, recalled: int = 0) -> Worth:
    """Return what an event is worth within a topic whose happenings lie around the year ``centre``.

    ``recalled`` is how many later happenings speak of what it released.
    """
    place = scope.place_of(event)
    parts = [*_sources(event, origins), *_substance(event), *place, *_doubts(event)]
    if recalled:
        parts.append((_RECALLED * log2(1 + recalled), f"later rows: {recalled}"))
    begins = event.act in _BEGINS and any(score > 0 for score, _ in place)
    if abs(event.when.start.year - centre) >= _FAR_YEARS and not begins:
        parts.append((-1.5, "long before or after the rest"))
    return Worth(round(sum(p for p, _ in parts), 3), tuple(reason for _, reason in parts if reason))


def _sources(event: Event, origins: Origins) -> list[tuple[float, str]]:
    """Weigh how many independent outlets tell it, and how many addresses a row of the archive rests on."""
    count = len(witnesses(event.citations, origins))
    addresses = 1 + sum(len(c.also) for c in event.citations)
    stated = [(_STATED * log2(addresses), f"addresses: {addresses}")] if addresses > 1 else []
    return [*stated, (log2(count), f"{count} outlets") if count > 1 else (0.0, "1 outlet" if count else "")]


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


def _doubts(event: Event) -> list[tuple[float, str]]:
    """Weigh what speaks against the row."""
    parts = [(-0.3, "dated by publication")] if is_loose(event.when) else [(0.3, "")]
    if event.hedge is Hedge.ASKED:
        parts.append((-5.0, str(event.hedge)))  # that somebody wonders is no happening
    elif event.hedge is Hedge.NEGATED:
        refused = any(REFUSED.search(fold(c.quote.text)) for c in event.citations)
        parts.append((-2.5 if refused else -5.0, str(event.hedge)))  # to refuse is a deed, not to have done is none
    elif event.hedge is not None and event.hedge is not Hedge.ANNOUNCED:
        parts.append((-0.4, str(event.hedge)))
    if all(ANECDOTE.search(fold(c.quote.text)) for c in event.citations):
        parts.append((-2.5, "anecdote"))
    if not event.about:
        parts.append((-0.5, "no known name"))
    return parts
