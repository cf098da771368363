"""When two events of different reports are one happening."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from datetime import timedelta

from digests.chronicle.cues import GENERIC_THING
from digests.chronicle.deeds import deed_keys, one_deed
from digests.chronicle.sayings import SAYINGS, figures_meet, figures_of, rival_figures, same_figure, tells_figure
from digests.chronicle.statuses import RELEASES
from digests.chronicle.things import same_thing
from digests.chronicle.wording import contains_name, in_two_languages, share_name, terms_of, told_alike, told_within
from digests.event import Event, Hedge, Status
from digests.text.script import fold
from digests.when import Basis, Qualifier, When

_SOFT = frozenset({None, Hedge.ANNOUNCED, Hedge.REPORTED})
_LATE_REPORT = timedelta(days=28)
"""How long after a release reports still call it new."""
_RETOLD = timedelta(days=3)
"""How long after any other act reports still tell it as news."""
_PRECISE = 31
"""Days: two acts that may recur are one only where both dates are at most a month wide."""
_WEEK = 7
_REACH = _LATE_REPORT.days
"""Days: dates farther apart than this are never of one happening."""
_ALIKE = 0.6
_VERSION = re.compile(r"\d+\.\d+")
_HALF = 0.5
"""The share of a text's terms that must stand in the other where the archive dates the same names to the same day."""


def act_class(event: Event) -> str | None:
    """Return what is compared: releasing and open-sourcing one version is one happening."""
    return "release" if event.act in RELEASES else event.act


def is_loose(when: When) -> bool:
    """Say whether a date only follows from when the report was published."""
    return when.basis is Basis.PUBLICATION and when.qualifier in (Qualifier.ABOUT, Qualifier.BY)


def same(a: Event, b: Event) -> bool:
    """Say whether two events that name what they are about report one happening."""
    if tells_figure(a) and _hedges_agree(a, b) and same_figure(a, b) and not _both_archived(a, b):
        return True
    if _both_archived(a, b) or a.status is not b.status or act_class(a) != act_class(b) or not _hedges_agree(a, b):
        return False
    if _by_words(a):
        return _same_words(a, b)
    if not actors_agree(a, b) or not _dates_agree(a, b):
        return False
    if a.objects and b.objects:
        return bool(set(a.objects) & set(b.objects)) or _whole_and_part(a, b)
    one = not a.objects and not b.objects and bool(set(a.actors) & set(b.actors)) and _one_thing(a, b)
    return one or one_deed(a, b)


def _one_thing(a: Event, b: Event) -> bool:
    """Say whether two accounts without a known object can mean one thing: named alike, else told alike."""
    if a.thing and b.thing:
        return same_thing(a.thing, b.thing)
    return told_alike(a, b) or _retold(a, b) or _same_number(a, b) or _named_in(a.thing, b) or _named_in(b.thing, a)


def _same_number(a: Event, b: Event) -> bool:
    """Say whether two languages tell one doer's act of one day with one version number."""
    if not in_two_languages(a, b) or a.when != b.when or a.when.days > 1:
        return False
    return any(_VERSION.fullmatch(term) for term in terms_of(a) & terms_of(b))


def _named_in(thing: str, event: Event) -> bool:
    """Say whether the words of a nameless account hold every word of a thing's name."""
    return not event.thing and any(contains_name(thing, c.quote.text) for c in event.citations)


def _retold(a: Event, b: Event) -> bool:
    """Say whether a nameless account says little that the other does not, or stands in the same article at its date."""
    if a.thing or b.thing:
        return False
    if a.when == b.when and {c.quote.article for c in a.citations} & {c.quote.article for c in b.citations}:
        return True
    return told_within(a, b)


def _whole_and_part(a: Event, b: Event) -> bool:
    """Say whether one releases a version and the other a named member of it, in the same days."""
    parts = any(is_part(o, e) or is_part(e, o) for o in a.objects for e in b.objects)
    at_once = max(a.when.days, b.when.days) <= _WEEK and _gap(a.when, b.when) <= timedelta(days=_WEEK)
    return parts and at_once and act_class(a) == "release" and bool(set(a.actors) & set(b.actors))


def is_part(entity: str, whole: str) -> bool:
    """Say whether an id is that of a named member of a version ("llama-4-scout" of "llama-4")."""
    return entity.startswith(f"{whole}-") and any(c.isdigit() for c in whole)


def meeting_points(event: Event) -> Iterator[Hashable]:
    """Give keys of which two events that are the ``same`` share at least one: what spares most comparisons."""
    if _by_words(event):
        keys: Iterable[str] = event.about or {""}
    else:
        keys = [v for o in event.objects for v in _wholes(o)] or [f"by {a}" for a in event.actors]
    figures = {value for value, _ in figures_of(event)} if tells_figure(event) else ()
    yield from () if _by_words(event) else deed_keys(event)
    for month in months_near(event.when):
        yield from ((month, event.status, act_class(event), key) for key in keys)
        yield from ((month, figure, entity) for figure in figures for entity in event.about)


def openings(vague: Event) -> Iterator[Hashable]:
    """Give keys of which a vague release shares one with every event that it ``may_be``."""
    kin = [f"kin {e}" for e in (vague.objects or vague.about)]
    for month in months_near(vague.when):
        yield from ((month, vague.status, key) for key in (*kin, *(f"by {a}" for a in vague.actors)))


def closings(specific: Event) -> Iterator[Hashable]:
    """Give the keys under which a release is found by the ``openings`` of the vague ones that may be it."""
    kin = [f"kin {f}" for o in specific.objects for f in _families(o)]
    for month in months_near(specific.when):
        yield from ((month, specific.status, key) for key in (*kin, *(f"by {a}" for a in specific.actors)))


def months_near(when: When) -> range:
    """Return the numbers of the spans of ``_REACH`` days that a date touches or follows within that time.

    Two dates that overlap, or lie no more than that apart, share one.
    """
    return range((when.start.toordinal() - _REACH) // _REACH, when.end.toordinal() // _REACH + 1)


def rival_key(event: Event) -> Hashable:
    """Return what two accounts share that exclude each other; None for an event that has no rivals."""
    if event.status in SAYINGS:
        return event.about, event.when.start
    return event.objects if act_class(event) == "release" and len(event.objects) == 1 else None


def _wholes(entity: str) -> list[str]:
    """Return an id and the ids of versions that it may be a named member of."""
    steps = entity.split("-")
    shorter = ("-".join(steps[:i]) for i in range(1, len(steps)))
    return [entity, *(s for s in shorter if any(c.isdigit() for c in s))]


def _families(entity: str) -> list[str]:
    """Return an id and the ids of families that it may be a version of."""
    cuts = [i for i, character in enumerate(entity) if character == "-"]
    return [entity, *(entity[:i] for i in cuts)]


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
    if vague.thing or (not vague.objects and not specific.objects):
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
    return bool(other.objects) and all(any(is_version(o, e) for o in other.objects) for e in event.objects)


def _is_member(entity: str, other: str) -> bool:
    """Say whether an entity is the other or, by its id, a version of it."""
    return entity == other or is_version(entity, other)


def is_version(entity: str, family: str) -> bool:
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
    """Say whether two accounts cannot both be right: a version is released once, and an amount has one value."""
    return not _both_archived(a, b) and (rival_figures(a, b) or _released_twice(a, b))


def _both_archived(a: Event, b: Event) -> bool:
    """Say whether both are rows of the archive, where each happening stands once and disputes are named."""
    return _is_archived(a) and _is_archived(b)


def _is_archived(event: Event) -> bool:
    """Say whether a row of the archive tells it."""
    return any(c.archived for c in event.citations)


def _released_twice(a: Event, b: Event) -> bool:
    """Say whether two accounts date one version's release apart."""
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
    if a.status is not Status.HAPPENED:
        return False
    early, late = sorted((a.when, b.when), key=lambda w: w.start)
    known = bool(set(a.actors) & set(b.actors))
    return is_loose(late) and _gap(early, late) <= (_LATE_REPORT if release else _RETOLD * known)


def _gap(a: When, b: When) -> timedelta:
    """Return the time between two periods, zero where they share a day."""
    return max(timedelta(0), a.start - b.end, b.start - a.end)


def _same_words(a: Event, b: Event) -> bool:
    """Say whether two sayings, states or bare dated sentences are one: alike, or by one speaker on one thing."""
    figures = figures_of(a), figures_of(b)
    if not a.when.overlaps(b.when) or (all(figures) and not figures_meet(*figures)):
        return False
    if a.about.isdisjoint(b.about) and (a.about or b.about):
        return False
    if told_alike(a, b) or _same_scene(a, b) or _same_denial(a, b):
        return True
    one = bool(set(a.actors) & set(b.actors)) and bool(set(a.objects) & set(b.objects))
    return a.status is Status.STATEMENT and one and max(a.when.days, b.when.days) <= _WEEK


def _same_scene(a: Event, b: Event) -> bool:
    """Say whether two languages, or archive and report, tell of the same names on one day, without a known act."""
    if a.act is not None or max(a.when.days, b.when.days) > 1:
        return False
    shared = a.about & b.about
    if _is_archived(a) or _is_archived(b):
        return len(shared) > 1 and told_within(a, b, _HALF)
    if not in_two_languages(a, b):
        return False
    return len(shared) > 1 and len(shared) >= _ALIKE * len(a.about | b.about)


def _same_denial(a: Event, b: Event) -> bool:
    """Say whether one speaker denies or charges the same: in nearly the same words, or on one day naming the same."""
    told = a.act not in (None, "say") and a.act == b.act and bool(set(a.actors) & set(b.actors))
    return told and (told_within(a, b) or (max(a.when.days, b.when.days) == 1 and share_name(a, b)))
