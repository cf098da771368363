"""What later reports make of earlier ones: plans that came true, and families of which the first version is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digests.chronicle.accord import act_class, is_loose, is_version
from digests.chronicle.acts import verbs_of
from digests.chronicle.choice import acts_in
from digests.chronicle.things import same_thing
from digests.event import Event, Hedge, Status
from digests.lexicon import EntityType, Lexicon
from digests.text.script import fold, word_set

_EARLIER = timedelta(days=31)
"""How long before the time planned a release may come."""
_NOT_DONE = frozenset({Hedge.NEGATED, Hedge.DENIED, Hedge.ASKED, Hedge.TALKS})
_EXACT = 31
"""Days: how wide the date of a plan may be to be told from the next time."""
_COINED = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9]*(?:[a-z][A-Z]|\d|[a-z]{3})[A-Za-z0-9]*")
_OCCASIONS = frozenset({EntityType.PRODUCT, EntityType.BENCHMARK, EntityType.LICENCE})
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december today this that with from they when what their after before"
)


def is_done(event: Event) -> bool:
    """Say whether an event has happened, by its own account."""
    return event.status is Status.HAPPENED and event.hedge not in _NOT_DONE


def fulfils(done: Event, plan: Event, lexicon: Lexicon) -> bool:
    """Say whether a happening is what was planned: one act on one thing at its date, or one named occasion.

    A numbered version is released once: whenever that was, about the time planned or later, the plan is past.
    """
    if not is_done(done):
        return False
    if _same_version(plan, done):
        return done.when.end >= plan.when.start - _EARLIER
    if plan.when.days > _EXACT or not done.when.overlaps(plan.when):
        return False
    if plan.act not in (None, "say", "plan"):
        alike = same_thing(done.thing, plan.thing) if done.thing and plan.thing else False
        return act_class(plan) == act_class(done) and (alike or bool(set(plan.objects) & set(done.objects)))
    if _tells_deed(plan, done, lexicon):
        return True
    return bool(plan.about & done.about) and bool(_coined(plan, lexicon) & _coined(done, lexicon))


def _tells_deed(plan: Event, done: Event, lexicon: Lexicon) -> bool:
    """Say whether the words of a plan for one day hold the act that one of those they name did on it."""
    if plan.when.days > 1 or done.when.days > 1 or not plan.about.intersection(done.actors):
        return False
    verbs = verbs_of(lexicon)
    return any(act.id == done.act for c in plan.citations for _, act in acts_in(fold(c.quote.text), verbs))


def _same_version(a: Event, b: Event) -> bool:
    """Say whether both are the release of one numbered version."""
    if not act_class(a) == act_class(b) == "release":
        return False
    shared = set(a.objects) & set(b.objects) if len(a.objects) == len(b.objects) == 1 else set()
    things = {a.thing} if a.thing and b.thing and same_thing(a.thing, b.thing) else set()
    return any(c.isdigit() for name in shared | things for c in name)


def _coined(event: Event, lexicon: Lexicon) -> frozenset[str]:
    """Return the capitalised Latin words of an event's sentences that belong to no company, person or model."""
    usual = [lexicon.entities[e] for e in event.about if lexicon.entities[e].type not in _OCCASIONS]
    known = {word.lower() for entity in usual for name in entity.names for word in name.split()}
    words = {w.lower() for c in event.citations for w in _COINED.findall(c.quote.text)}
    return frozenset(words - known - _CALENDAR)


def first_versions(events: Sequence[Event], lexicon: Lexicon) -> list[Event]:
    """Return the events with the release that opens a family named as its version 1.

    That is the earliest firm release of the bare family, where nothing earlier speaks of a version and later ones
    are known to follow; the lexicon must know the version.
    """
    released: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if len(event.objects) == 1 and _is_firm_release(event):
            released[event.objects[0]].append(event)
    firsts = {
        family: _opening(family, found, events) for family, found in released.items() if _has_first(family, lexicon)
    }
    return [_as_first(e, firsts) for e in events]


def _is_firm_release(event: Event) -> bool:
    """Say whether an event is a release with a date of its own and no doubt."""
    firm = event.status is Status.HAPPENED and not is_loose(event.when) and event.hedge is None
    return firm and act_class(event) == "release"


def _has_first(family: str, lexicon: Lexicon) -> bool:
    """Say whether the lexicon knows a version 1 of the family."""
    first = lexicon.entities.get(f"{family}-1")
    return first is not None and first.family == family


def _opening(family: str, found: Sequence[Event], events: Sequence[Event]) -> Event | None:
    """Return the release that opens the family, if later versions follow and none is spoken of before."""
    first = min(found, key=lambda e: (e.when.start, e.when.end, e.id))
    dates = [e.when for e in events if any(is_version(a, family) and a != f"{family}-1" for a in e.about)]
    return first if dates and all(w.start > first.when.end for w in dates) else None


def _as_first(event: Event, firsts: dict[str, Event | None]) -> Event:
    """Return the event with version 1 for its object, if it is a release of the bare family at its opening."""
    first = firsts.get(event.objects[0]) if len(event.objects) == 1 else None
    if first is None or act_class(event) != "release" or not event.when.overlaps(first.when):
        return event
    version = f"{event.objects[0]}-1"
    return replace(event, objects=(version,), about=event.about | {version})
