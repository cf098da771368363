"""Salience: the times that a set of reports keeps coming back to, each with the sentences that tell it best.

For one long story, whatever it is about: hundreds of reports tell the same days again and again, and what single
sentences say matters less than how many reports refer to a day. That count is the strongest simple sign of a day's
weight (Kessler et al. 2012, "Finding Salient Dates for Building Thematic Timelines"). A reference counts for more where
it stands early in its report, where it opens its sentence as the rows of a chronology do, and where the day is still
spoken of a month later. The sentences are those that the reports agree on (``digests.central``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from digests.central import Candidate, Rarity, central
from digests.event import Citation, Event, Status
from digests.reading import Expression, Reading, Sentence
from digests.when import Granularity, When

LEAD = 5
"""An undated sentence this early in a report tells of the day of publication or of the day before: a morning's paper
reports what the evening brought. Farther down stands background."""
FADING = 10
"""A reference in the tenth sentence weighs half as much as one in the first."""
OPENING = 20
"""Code points from the start of a sentence within which a date opens it ("On the evening of 5 June ...")."""
OPENS = 2.0
"""A date that opens its sentence is what the sentence is about; elsewhere it may only help to tell something else."""
REMEMBERED = 2.0
"""What a reference counts for in a report of at least ``MUCH_LATER`` days after: only days that matter are recalled."""
MUCH_LATER = 30
DATED, UNDATED = 1.2, 1.0
"""What a sentence counts for as it names the time itself, or as it only appeared then."""

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time that reports refer to; different happenings may share it."""

    when: When
    status: Status
    citations: tuple[Citation, ...]
    """Best first, none like another; never empty."""
    weight: float
    """How many reports refer to it, those that do so early counting more."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence that refers to a time."""

    reading: Reading
    sentence: Sentence
    when: When
    status: Status
    opens: bool = False
    """The time stands at the sentence's opening."""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class _Pool:
    """What one time's sentences are chosen from."""

    tellings: Sequence[_Telling]
    rarity: Rarity
    shown: Sequence[str]
    """The sentences of weightier times."""


def occasions(
    readings: Sequence[Reading],
    *,
    limit: int,
    sentences: int,
    start: date | None = None,
    end: date | None = None,
) -> tuple[Occasion, ...]:
    """Return the weightiest times (at most ``limit``, those that touch ``start .. end``) in order of date.

    Days count wherever a sentence names them; wider periods only where an event of the chronicle is told of them.
    """
    told: dict[Span, list[_Telling]] = defaultdict(list)
    readings = sorted(readings, key=_age)
    for telling in _tellings(readings):
        if (start is None or telling.when.end >= start) and (end is None or telling.when.start <= end):
            told[_span(telling.when)].append(telling)
    weights = {span: _weight(tellings) for span, tellings in told.items()}
    best = sorted(weights, key=lambda span: (-weights[span], span))[:limit]
    rarity, leads = Rarity(s.text for r in readings for s in r.sentences), _leads(readings)
    made: list[Occasion] = []
    for span in best:
        pool = _Pool([*told[span], *leads.get(span, ())], rarity, [c.quote.text for o in made for c in o.citations])
        made.append(_occasion(pool, weights[span], sentences))
    return tuple(sorted(made, key=lambda occasion: _span(occasion.when)))


def _age(reading: Reading) -> tuple[date, str]:
    """Return what reports are ordered by: whoever told a thing first is cited for it."""
    published = reading.article.published
    return published.day if published else date.max, reading.article.id


def _tellings(readings: Iterable[Reading]) -> Iterator[_Telling]:
    """Yield every reference: the events of the chronicle, and the days that sentences name besides."""
    for reading in readings:
        events: dict[int, list[Event]] = defaultdict(list)
        for event in reading.events:
            events[event.citations[0].quote.start].append(event)
        for sentence in reading.sentences:
            told = {e.when: e.status for e in events[sentence.start]}
            expressions = [e for e in reading.expressions_in(sentence) if e.when]
            named = {e.when: _status(e, reading) for e in expressions if e.when and _is_day(e)}
            opening = {_span(e.when) for e in expressions if e.when and e.start - sentence.start <= OPENING}
            for when, status in (named | told).items():
                yield _Telling(reading, sentence, when, status, opens=_span(when) in opening)


def _span(when: When) -> Span:
    return when.start, when.end


def _is_day(expression: Expression) -> bool:
    return expression.when is not None and expression.when.granularity is Granularity.DAY


def _status(expression: Expression, reading: Reading) -> Status:
    published = reading.article.published
    ahead = published is not None and expression.when is not None and expression.when.start > published.when.end
    return Status.PLANNED if expression.planned or ahead else Status.HAPPENED


def _weight(tellings: Iterable[_Telling]) -> float:
    """Return the sum of what the best reference of each report counts for."""
    best: dict[str, float] = {}
    for telling in tellings:
        article = telling.reading.article.id
        best[article] = max(_emphasis(telling), best.get(article, 0.0))
    return fsum(best.values())


def _emphasis(telling: _Telling) -> float:
    published = telling.reading.article.published
    remembered = published is not None and (published.when.start - telling.when.end).days >= MUCH_LATER
    early = FADING / (FADING + telling.sentence.index)
    return early * (OPENS if telling.opens else 1.0) * (REMEMBERED if remembered else 1.0)


def _leads(readings: Iterable[Reading]) -> Mapping[Span, list[_Telling]]:
    """Return the undated first sentences of reports, by the day they were published on and by the day before."""
    leads: dict[Span, list[_Telling]] = defaultdict(list)
    for reading in readings:
        when = reading.article.published.when if reading.article.published else None
        if when and when.granularity is Granularity.DAY:
            undated = [s for s in reading.sentences[:LEAD] if not any(e.when for e in reading.expressions_in(s))]
            for day in (when.start, date.fromordinal(max(1, when.start.toordinal() - 1))):
                leads[day, day] += [_Telling(reading, s, when, Status.HAPPENED, dated=False) for s in undated]
    return leads


def _occasion(pool: _Pool, weight: float, limit: int) -> Occasion:
    """Return what is told of one time; what was announced gives way to what happened."""
    happened = [t for t in pool.tellings if t.status is not Status.PLANNED or not t.dated]
    fulfilled = any(t.dated for t in happened)
    kept = happened if fulfilled else [t for t in pool.tellings if t.dated]
    by_text = {t.sentence.text: t for t in reversed(kept)}
    candidates = [_candidate(t) for t in reversed(kept)]
    chosen = [by_text[text] for text in central(candidates, pool.rarity, limit, pool.shown)]
    first = next((t for t in chosen if t.dated), next(t for t in kept if t.dated))
    return Occasion(first.when, first.status, tuple(t.reading.citation(t.sentence) for t in chosen), weight)


def _candidate(telling: _Telling) -> Candidate:
    article = telling.reading.article
    return Candidate(telling.sentence.text, article.lang, article.id, DATED if telling.dated else UNDATED)
