"""Joins the events of many reports into happenings, each once, with every report that tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digests.chronicle.absorbing import absorb
from digests.chronicle.accord import (
    act_class,
    closings,
    exclusive,
    is_loose,
    is_part,
    is_vague,
    is_version,
    may_be,
    may_be_vague,
    meeting_points,
    openings,
    rival_key,
    same,
)
from digests.chronicle.phrasing import reads_alone
from digests.chronicle.things import is_latin
from digests.event import Citation, Event
from digests.when import Basis, When

_BASES = (Basis.ABSOLUTE, Basis.PUBLICATION, Basis.EVENT)


def merge(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the happenings in order of date, whatever the order of the input; merging twice changes nothing.

    Every article keeps one citation, its best sentence. The date is the finest that agrees with most accounts. Where
    accounts of one release exclude each other, the better attested one holds the others as ``rivals``.
    """
    return tuple(merged(events))


def merged(events: Iterable[Event]) -> Mapping[Event, tuple[Event, ...]]:
    """Return the happenings as ``merge`` does, each with the events that it was made of, those of rivals included."""
    made_of: dict[Event, tuple[Event, ...]] = {event: (event,) for event in _alone(events)}
    pool, known = list(made_of), dict[Event, _Keys]()
    while len(clusters := _clusters(pool, known)) < len(pool):
        made_of = _summed((_joined(c), (e for m in c for e in made_of[m])) for c in clusters)
        pool = sorted(made_of, key=_firmness)
    made_of = _summed((host, (e for m in taken for e in made_of[m])) for host, taken in absorb(pool))
    rows = _summed((row, (e for m in (first, *row.rivals) for e in made_of[m])) for row, first in _with_rivals(made_of))
    return {row: rows[row] for row in sorted(rows, key=lambda e: (e.when.start, e.when.end, e.id))}


def _summed(parts: Iterable[tuple[Event, Iterable[Event]]]) -> dict[Event, tuple[Event, ...]]:
    """Return what each event is made of; equal events become one."""
    made_of: dict[Event, tuple[Event, ...]] = {}
    for event, sources in parts:
        made_of[event] = (*made_of.get(event, ()), *sources)
    return made_of


def _alone(events: Iterable[Event]) -> list[Event]:
    """Return the events and their rivals, each once and without rivals, firmest first."""
    flat = {replace(e, rivals=()) if e.rivals else e for event in events for e in (event, *event.rivals)}
    return sorted(flat, key=_firmness)


@dataclass(frozen=True, slots=True, eq=False)
class _Spelled:
    """An event in the order of its fields written out: only worked out for events that are alike in all else."""

    event: Event

    def __lt__(self, other: _Spelled) -> bool:
        """Say whether the event stands before the other."""
        one, two = ((repr(e.citations), repr(e)) for e in (self.event, other.event))
        return one < two


def _firmness(event: Event) -> tuple[Any, ...]:
    """Order events from the most to the least specific and exact; numbered versions before bare families."""
    when = event.when
    return (
        not event.objects,
        not any(character.isdigit() for each in event.objects for character in each),
        is_loose(when),
        when.days,
        not event.complete,
        not event.actors,
        _BASES.index(when.basis),
        when.start,
        event.id,
        _Spelled(event),
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """Under what an event looks for a group that tells the same, for one that it may vaguely be of, and is found."""

    meeting: frozenset[Hashable]
    opening: frozenset[Hashable]
    listed: frozenset[Hashable]


def _keys_of(event: Event) -> _Keys:
    meeting = frozenset(meeting_points(event))
    named = event.objects and act_class(event) == "release"
    opening = frozenset(openings(event)) if may_be_vague(event) else frozenset[Hashable]()
    return _Keys(meeting, opening, meeting | frozenset(closings(event)) if named else meeting)


def _clusters(pool: Sequence[Event], known: dict[Event, _Keys]) -> list[list[Event]]:
    """Group events: each joins the first group all of whose members agree; a vague one only where one group fits.

    ``known`` keeps the keys of events from one round to the next.
    """
    clusters: list[list[Event]] = []
    index: dict[Hashable, set[int]] = defaultdict(set)
    for event in pool:
        keys = known.get(event) or known.setdefault(event, _keys_of(event))
        near = sorted(_found(index, keys.meeting))
        home = next((at for at in near if all(same(event, m) for m in clusters[at])), None)
        if home is None and keys.opening:
            home = _only_fit(event, clusters, _found(index, keys.opening))
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(event)
        for key in keys.listed:
            index[key].add(home)
    return clusters


def _found(index: Mapping[Hashable, set[int]], keys: frozenset[Hashable]) -> set[int]:
    """Return the groups that stand under any of the keys."""
    return set().union(*(index[key] for key in keys if key in index))


def _only_fit(event: Event, clusters: Sequence[Sequence[Event]], near: Iterable[int]) -> int | None:
    """Return the one group a vague event can belong to; None where none or several fit."""
    fitting = [at for at in near if any(may_be(event, m) for m in clusters[at]) and _could_join(event, clusters[at])]
    return fitting[0] if len(fitting) == 1 else None


def _could_join(event: Event, cluster: Sequence[Event]) -> bool:
    """Say whether a vague event fits every specific member of a group."""
    return all(may_be(event, m) or same(event, m) for m in cluster if is_vague(event, m))


def _joined(cluster: Sequence[Event]) -> Event:
    """Return one event for a group: the fields of its best account, the finest date, everyone's citations."""
    if len(cluster) == 1:
        return cluster[0]
    best = min(cluster, key=_account)
    named = sorted(cluster, key=_account)
    objects = _objects(named)
    return replace(
        best,
        id=min(e.id for e in cluster),
        when=_finest(cluster),
        actors=best.actors or next((e.actors for e in named if e.actors), ()),
        objects=objects,
        thing="" if objects else _thing(named),
        about=frozenset().union(*(e.about for e in cluster)),
        citations=_citations(cluster),
        hedge=None if any(e.hedge is None for e in cluster) else best.hedge,
        qualifiers=tuple(sorted({q for e in cluster for q in e.qualifiers if q != best.act})),
    )


def _objects(named: Sequence[Event]) -> tuple[str, ...]:
    """Return what the accounts are about, best first: the version rather than the family or one member of it."""
    known = [e.objects for e in named if e.objects]
    best = known[0] if known else ()
    best = next((o for o in known if all(any(is_version(x, b) for x in o) for b in best)), best)
    return next((o for o in known if all(any(is_part(b, x) for x in o) for b in best)), best)


def _thing(named: Sequence[Event]) -> str:
    """Return the name of an unknown thing, best account first, one in Latin letters before others."""
    return min((e.thing for e in named if e.thing), key=lambda thing: not is_latin(thing), default="")


def _account(event: Event) -> tuple[Any, ...]:
    """Order the accounts of one happening from the best proved to the least."""
    return (not event.complete, not (event.actors and event.objects), event.hedge is not None, *_firmness(event))


def _finest(cluster: Sequence[Event]) -> When:
    """Return the narrowest date among those that agree with most accounts; a stated date beats one of a publication."""
    dates = [e.when for e in cluster]

    def rank(when: When) -> tuple[Any, ...]:
        agreeing = sum(when.overlaps(d) for d in dates if not is_loose(d))
        vague = when.qualifier is not None
        return is_loose(when), -agreeing, when.days, vague, _BASES.index(when.basis), when.start, repr(when)

    return min(dates, key=rank)


def _citations(cluster: Sequence[Event]) -> tuple[Citation, ...]:
    """Return the best sentence of every article, best first."""
    best: dict[str, Citation] = {}
    for citation in sorted({c for e in cluster for c in e.citations}, key=_worth_quoting):
        best.setdefault(citation.quote.article, citation)
    return tuple(sorted(best.values(), key=_worth_quoting))


def _worth_quoting(citation: Citation) -> tuple[Any, ...]:
    """Order citations: those that can stand alone first, then as they come."""
    quote = citation.quote
    return not reads_alone(quote.text, citation.lang), quote.article, quote.start, quote.end, repr(citation)


def _with_rivals(pool: Iterable[Event]) -> list[tuple[Event, Event]]:
    """Return the events with every account that excludes a better attested one put beside it as its rival.

    Each comes with the event it was before.
    """
    kept: list[tuple[Event, Event]] = []
    index: dict[Hashable, list[int]] = defaultdict(list)
    for event in sorted(pool, key=lambda e: (-len(e.citations), *_firmness(e))):
        key = rival_key(event)
        at = next((i for i in index[key] if exclusive(event, kept[i][0])), None) if key is not None else None
        if at is None:
            index[key].append(len(kept))
            kept.append((event, event))
        else:
            row, first = kept[at]
            rivals = tuple(sorted((*row.rivals, event), key=lambda e: (e.when.start, e.id)))
            kept[at] = replace(row, rivals=rivals), first
    return kept
