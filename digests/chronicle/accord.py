"""When two events of different reports are one happening."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import timedelta
from functools import lru_cache

from digests.chronicle.cues import GENERIC_THING
from digests.chronicle.statuses import RELEASES
from digests.event import Event, Hedge, Status
from digests.text.script import fold
from digests.text.terms import search_terms
from digests.when import Basis, Qualifier, When

_SOFT = frozenset({None, Hedge.ANNOUNCED, Hedge.REPORTED})
_LATE_REPORT = timedelta(days=28)
"""How long after a release reports still call it new."""
_PRECISE = 31
"""Days: two acts that may recur are one only where both dates are at most a month wide."""
_WEEK = 7
_ALIKE = 0.6


def act_class(event: Event) -> str | None:
    """Return what is compared: releasing and open-sourcing one version is one happening."""
    return "release" if event.act in RELEASES else event.act


def is_loose(when: When) -> bool:
    """Say whether a date only follows from when the report was published."""
    return when.basis is Basis.PUBLICATION and when.qualifier in (Qualifier.ABOUT, Qualifier.BY)


def same(a: Event, b: Event) -> bool:
    """Say whether two events that name what they are about report one happening."""
    if a.status is not b.status or act_class(a) != act_class(b) or not _hedges_agree(a, b):
        return False
    if _by_words(a):
        return _same_words(a, b)
    if not actors_agree(a, b) or not _dates_agree(a, b):
        return False
    if a.objects and b.objects:
        return bool(set(a.objects) & set(b.objects))
    return not a.objects and not b.objects and bool(set(a.actors) & set(b.actors)) and _alike(a, b)


def meeting_points(event: Event) -> frozenset[Hashable]:
    """Return keys of which two events that are the ``same`` share at least one: what spares most comparisons."""
    if _by_words(event):
        months = range(
            12 * event.when.start.year + event.when.start.month, 12 * event.when.end.year + event.when.end.month + 1
        )
        keys: Iterable[Hashable] = months
    else:
        keys = event.objects or [f"by {a}" for a in event.actors]
    return frozenset((event.status, act_class(event), key) for key in keys)


def may_be_vague(event: Event) -> bool:
    """Say whether an event is a release of something without a version."""
    return act_class(event) == "release" and not any(c.isdigit() for o in event.objects for c in o)


def _by_words(event: Event) -> bool:
    """Say whether sameness is judged by the words: sayings, states and sentences without a known act."""
    return event.act is None or event.status in (Status.STATEMENT, Status.SNAPSHOT)


def may_be(vague: Event, specific: Event) -> bool:
    """Say whether an event about "the model" or a bare family may be the specific one."""
    if act_class(vague) != "release" or act_class(specific) != "release" or vague.status is not specific.status:
        return False
    if not _hedges_agree(vague, specific) or not is_vague(vague, specific) or vague.when.days > _PRECISE:
        return False
    if not vague.objects and not all(GENERIC_THING.search(fold(c.quote.text)) for c in vague.citations):
        return False
    kin = {o for o in specific.objects if any(_is_member(o, e) for e in (vague.objects or vague.about))}
    shares = bool(set(vague.actors) & set(specific.actors)) or bool(kin)
    return shares and actors_agree(vague, specific) and _dates_agree(vague, specific)


def is_vague(event: Event, other: Event) -> bool:
    """Say whether the event leaves open which version it is about, where the other names one."""
    if not event.objects:
        return bool(other.objects)
    return bool(other.objects) and all(any(_is_version(o, e) for o in other.objects) for e in event.objects)


def _is_member(entity: str, other: str) -> bool:
    """Say whether an entity is the other or, by its id, a version of it."""
    return entity == other or _is_version(entity, other)


def _is_version(entity: str, family: str) -> bool:
    """Say whether an id is that of a numbered version of a family ("llama-3.1" of "llama")."""
    return (
        entity.startswith(f"{family}-")
        and entity[len(family) + 1 : len(family) + 2].isdigit()
        and not family[-1].isdigit()
    )


def actors_agree(a: Event, b: Event) -> bool:
    """Say whether the two accounts can mean the same doer; a person stands for the employer and the reverse."""
    if not a.actors or not b.actors or set(a.actors) & set(b.actors):
        return True
    return set(a.actors) <= b.about or set(b.actors) <= a.about


def exclusive(a: Event, b: Event) -> bool:
    """Say whether two accounts of one version's release cannot both be right: a version is released once."""
    return (
        a.status is b.status is Status.HAPPENED
        and act_class(a) == act_class(b) == "release"
        and len(a.objects) == 1
        and a.objects == b.objects
        and any(c.isdigit() for c in a.objects[0])
        and not is_loose(a.when)
        and not is_loose(b.when)
        and _hedges_agree(a, b)
        and timedelta(0) < _gap(a.when, b.when) <= 3 * _LATE_REPORT
    )


def _hedges_agree(a: Event, b: Event) -> bool:
    """Say whether the words of doubt allow one row: a denial never joins a report."""
    return a.hedge == b.hedge or (a.hedge in _SOFT and b.hedge in _SOFT)


def _dates_agree(a: Event, b: Event) -> bool:
    """Say whether both dates can be of one happening."""
    release = act_class(a) == "release"
    if a.when.overlaps(b.when):
        return release or max(a.when.days, b.when.days) <= _PRECISE
    if not release or a.status is not Status.HAPPENED:
        return False
    early, late = sorted((a.when, b.when), key=lambda w: w.start)
    return is_loose(late) and _gap(early, late) <= _LATE_REPORT


def _gap(a: When, b: When) -> timedelta:
    """Return the time between two periods, zero where they share a day."""
    return max(timedelta(0), a.start - b.end, b.start - a.end)


def _same_words(a: Event, b: Event) -> bool:
    """Say whether two sayings, states or bare dated sentences are one: alike, or by one speaker on one thing."""
    if not a.when.overlaps(b.when):
        return False
    if _alike(a, b):
        return True
    one = bool(set(a.actors) & set(b.actors)) and bool(set(a.objects) & set(b.objects))
    return a.status is Status.STATEMENT and one and max(a.when.days, b.when.days) <= _WEEK


def _alike(a: Event, b: Event) -> bool:
    """Say whether two citations of the events share most of their words."""
    return any(_overlap(c.quote.text, d.quote.text) >= _ALIKE for c in a.citations for d in b.citations)


def _overlap(a: str, b: str) -> float:
    """Return the Jaccard index of two texts' search terms."""
    left, right = _terms(a), _terms(b)
    return len(left & right) / max(1, len(left | right))


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    """Return a text's search terms."""
    return frozenset(search_terms(text))
