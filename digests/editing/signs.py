"""The sign of an event: what it is known by later, whatever it is merged with and however it is told by then."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from digests.event import Citation, Event, Hedge, Status
from digests.numbers import find_quantities

DOUBTS = frozenset({Hedge.DENIED, Hedge.NEGATED})
_FAR = Decimal("0.1")
"""Two values of one figure that are this far apart, as a share of the larger, are not one value rounded."""
_NEAR = timedelta(days=3)
"""A report that gives no date tells of the day before as of its own: so near, one deed is not told twice."""
_NEAR_NAMED = timedelta(days=14)
"""The same of a deed whose thing both name: nothing is released twice in a fortnight."""
_WORDS = "~"
_TALKED_OF, _PLANNED, _DONE = range(3)


@dataclass(frozen=True, slots=True)
class Sign:
    """Act, parties, dates, how far it had come, and the figures that were stated of it."""

    act: str
    actors: frozenset[str]
    objects: frozenset[str]
    """Entity ids; ``~`` and the words of the text for what has none."""
    start: date
    end: date
    is_denied: bool
    stage: int
    figures: Mapping[str, tuple[Decimal, ...]]
    """Values by unit."""


def sign_of(event: Event) -> str:
    """Return the sign of an event as text."""
    sign = signed(event)
    figures = {unit: [f"{value:f}" for value in values] for unit, values in sorted(sign.figures.items())}
    parties = sorted(sign.actors), sorted(sign.objects)
    days = sign.start.isoformat(), sign.end.isoformat()
    return json.dumps([sign.act, *parties, *days, sign.is_denied, sign.stage, figures], ensure_ascii=False)


def read_sign(text: str) -> Sign:
    """Return the sign that ``sign_of`` wrote."""
    act, actors, objects, start, end, is_denied, stage, figures = json.loads(text)
    values = {unit: tuple(map(Decimal, numbers)) for unit, numbers in figures.items()}
    days = date.fromisoformat(start), date.fromisoformat(end)
    return Sign(act, frozenset(actors), frozenset(objects), *days, is_denied, stage, values)


def covers(sign: Sign, now: Sign) -> bool:
    """Say whether who knows the one sign knows the other's event: the same happening, come no further since.

    Parties that one account leaves out or names more fully, and dates a few days apart, make no other happening.
    """
    is_same_deed = (sign.act, sign.is_denied) == (now.act, now.is_denied)
    if not (is_same_deed and _agree(sign.actors, now.actors) and _agree(sign.objects, now.objects)):
        return False
    apart = _NEAR_NAMED if sign.objects and now.objects else _NEAR
    is_near = sign.start <= now.end + apart and now.start <= sign.end + apart
    return sign.stage > now.stage or (sign.stage == now.stage and is_near)


def figure_changed(sign: Sign, event: Event) -> bool:
    """Say whether a source now gives another value for the one figure of a unit that was known."""
    for citation in event.citations:
        for unit, values in _figures([citation]).items():
            known = sign.figures.get(unit, ())
            if len(known) == len(values) == 1 and _is_far(*known, *values):
                return True
    return False


def signed(event: Event) -> Sign:
    """Return the sign of an event."""
    objects = frozenset(event.objects or ((_WORDS + event.thing.casefold(),) if event.thing else ()))
    act, days = event.act or str(event.kind), (event.when.start, event.when.end)
    figures = _figures(event.citations)
    return Sign(act, frozenset(event.actors), objects, *days, event.hedge in DOUBTS, _stage(event), figures)


def _stage(event: Event) -> int:
    if event.hedge is Hedge.TALKS:
        return _TALKED_OF
    return _PLANNED if event.status is Status.PLANNED else _DONE


def _figures(citations: Iterable[Citation]) -> dict[str, tuple[Decimal, ...]]:
    """Return the values that the citations state, by unit; a bare number counts nothing that could change."""
    texts = [citation.quote.text for citation in citations if not citation.archived]
    found = [quantity for text in texts for quantity in find_quantities(text) if quantity.unit]
    return {unit: tuple(sorted({q.value for q in found if q.unit == unit})) for unit in {q.unit for q in found}}


def _is_far(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) > _FAR * max(abs(one), abs(other))


def _agree(ones: frozenset[str], others: frozenset[str]) -> bool:
    return not ones or not others or any(_is_one(one, other) for one in ones for other in others)


def _is_one(one: str, other: str) -> bool:
    """Say whether two names may be one's: the same id, or words of which one has all of the other's."""
    if not (one.startswith(_WORDS) or other.startswith(_WORDS)):
        return one == other
    words, more = (set(re.findall(r"\w+", name.casefold())) for name in (one, other))
    return words <= more or more <= words
