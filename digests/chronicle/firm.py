"""A title says what is new, the text below it says when: one happening of one article has one date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from digests.chronicle.accord import act_class, is_loose
from digests.chronicle.things import same_thing
from digests.event import Event

_NEWS_AGE = timedelta(days=7)
"""How old what a report tells as its news may be."""


def with_firm_dates(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of one article, what is only dated by the publication with the date the article states."""
    firm = [e for e in events if not is_loose(e.when)]
    return tuple(_dated_as(e, firm) if is_loose(e.when) else e for e in events)


def _dated_as(event: Event, firm: Sequence[Event]) -> Event:
    """Return the event with the date of the first firm one that tells the same, if there is one."""
    told = next((f for f in firm if _is_retold(event, f)), None)
    return replace(event, when=told.when) if told else event


def _is_retold(event: Event, firm: Event) -> bool:
    """Say whether a dated event of the article is what the undated one tells: same act, doer and thing, lately."""
    if event.act is None or act_class(event) != act_class(firm) or event.status is not firm.status:
        return False
    lately = timedelta(0) <= event.when.end - firm.when.start <= _NEWS_AGE + (event.when.end - event.when.start)
    return lately and _same_doer(event, firm) and _same_work(event, firm)


def _same_doer(a: Event, b: Event) -> bool:
    """Say whether the doers can be the same."""
    return not a.actors or not b.actors or bool(set(a.actors) & set(b.actors))


def _same_work(a: Event, b: Event) -> bool:
    """Say whether the things can be the same: named alike, or both without a name."""
    if a.objects or b.objects:
        return bool(set(a.objects) & set(b.objects))
    return same_thing(a.thing, b.thing) if a.thing or b.thing else True
