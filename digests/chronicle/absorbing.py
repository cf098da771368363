"""Rows that tell nothing of their own: a dated sentence beside a known happening is one more citation of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digests.chronicle.accord import is_loose, is_version, months_near
from digests.chronicle.cues import ANNOUNCED
from digests.event import Event, Status
from digests.lexicon import Kind
from digests.text.script import fold

_WIDEST = 31
_NEAR = 2
"""Days: how wide a date may be to be that of a happening whose thing has no known name."""


def absorb(events: Sequence[Event]) -> list[tuple[Event, tuple[Event, ...]]]:
    """Return the events, those without an act of their own cited by the firm happening they stand beside.

    Each comes with the events that it now tells: itself, and those it has taken in.
    """
    hosts: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, event in enumerate(events):
        for key in _places(event, _topics(event)):
            hosts[key].append(at)
    taken: dict[int, list[Event]] = defaultdict(list)
    for at, event in enumerate(events):
        host = _host(event, events, hosts) if _is_mere(event) else None
        taken[at if host is None else host] += [event]
    return [(_citing(events[at], more), tuple(more)) for at, more in taken.items()]


def _places(event: Event, names: Iterable[str]) -> list[tuple[int, str]]:
    """Return where an event stands in time, under each name."""
    return [(month, name) for month in months_near(event.when) for name in names] if names else []


def _topics(event: Event) -> frozenset[str]:
    """Return what a firm happening is found by; nothing for what cannot hold a further citation."""
    firm = event.status is Status.HAPPENED and event.act is not None and event.hedge is None
    if not firm or is_loose(event.when) or event.when.days > _WIDEST:
        return frozenset()
    families = frozenset(a for a in event.about for o in event.objects if is_version(o, a))
    return families | frozenset(event.objects or (event.actors if event.thing else ()))


def _is_mere(event: Event) -> bool:
    """Say whether an event is a date with names: no act, or an announcement of nothing known."""
    if event.objects or event.thing or event.hedge is not None or event.when.days > _WIDEST:
        return False
    if event.act is None:
        return event.status is Status.HAPPENED and event.kind is Kind.OTHER
    said = event.act == "say" and event.status is Status.STATEMENT
    return said and all(ANNOUNCED.search(fold(c.quote.text)) for c in event.citations)


def _host(event: Event, events: Sequence[Event], hosts: Mapping[tuple[int, str], list[int]]) -> int | None:
    """Return the place of the best happening at that date that shares what it is about."""
    near = {at for key in _places(event, event.about) for at in hosts.get(key, ()) if _is_beside(event, events[at])}
    if not near:
        return None
    return min(near, key=lambda at: (-len(event.about & set(events[at].objects)), events[at].when.days, events[at].id))


def _is_beside(event: Event, host: Event) -> bool:
    """Say whether a date lies at a happening and nothing named speaks of another one."""
    if not event.when.overlaps(host.when) or (event.actors and not set(event.actors) & host.about):
        return False
    if any(is_version(a, f) and a not in host.about for f in host.about for a in event.about):
        return False
    return bool(host.objects) or max(event.when.days, host.when.days) <= _NEAR


def _citing(host: Event, more: Sequence[Event]) -> Event:
    """Return the happening with the other articles' sentences as further citations."""
    cited = {c.quote.article for c in host.citations}
    citations = list(host.citations)
    for citation in sorted((c for e in more for c in e.citations), key=repr):
        if citation.quote.article not in cited:
            cited.add(citation.quote.article)
            citations.append(citation)
    return replace(host, citations=tuple(citations))
