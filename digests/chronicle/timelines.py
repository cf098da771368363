"""The dated, merged and ranked happenings of a topic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from statistics import median_low

from digests.chronicle.accord import act_class, is_loose
from digests.chronicle.fulfilment import first_versions, fulfils
from digests.chronicle.headlines import headline
from digests.chronicle.merging import merge
from digests.chronicle.phrasing import reads_alone
from digests.chronicle.rank import MINIMUM, MINIMUM_WITHOUT_TOPIC, Worth, worth_of
from digests.chronicle.scope import Scope, scope_of
from digests.event import Event, Status
from digests.language import Lang
from digests.lexicon import Kind, Lexicon
from digests.timeline import Moment, Timeline
from digests.topic import Topic
from digests.words import Words


def timeline(
    events: Iterable[Event],
    topic: Topic | None,
    lexicon: Lexicon,
    words: Words,
    lang: Lang,
    *,
    start: date | None = None,
    end: date | None = None,
    kinds: frozenset[Kind] = frozenset(),
    limit: int | None = None,
) -> Timeline:
    """Return the rows of a topic (of everything, without one) in order of date.

    ``start`` and ``end`` are inclusive and keep what touches the span; no ``kinds`` means all. With a ``limit`` the
    best rows are kept, and ``left_out`` counts the rest. Rows not worth showing are dropped in any case.
    """
    scope = scope_of(topic, lexicon)
    known = first_versions([e for e in events if scope.holds(e)], lexicon)
    merged = _current([e for e in merge(known) if scope.holds(e)], lexicon)
    ranked = _ranked([e for e in merged if _asked(e, start, end, kinds)], scope, _centre(merged))
    kept = ranked[: len(ranked) if limit is None else limit]
    rows = (_moment(e, worth, lexicon, words, lang) for e, worth in kept)
    in_order = sorted(rows, key=lambda m: (m.event.when.start, m.event.when.end, -m.score, m.event.id))
    return Timeline(topic.slug if topic else None, tuple(in_order), left_out=len(ranked) - len(kept))


def _asked(event: Event, start: date | None, end: date | None, kinds: frozenset[Kind]) -> bool:
    """Say whether the event touches the span and is of a kind asked for."""
    early = start is not None and event.when.end < start
    late = end is not None and event.when.start > end
    return not early and not late and (not kinds or event.kind in kinds)


def _current(events: Sequence[Event], lexicon: Lexicon) -> list[Event]:
    """Return the events without late mentions and fulfilled plans.

    A version is released once, so a vaguely dated second time is none; what has happened needs no row as a plan.
    """
    firm = {o for e in events if act_class(e) == "release" and not is_loose(e.when) for o in e.objects}
    late = [e for e in events if is_loose(e.when) and act_class(e) == "release" and set(e.objects) & firm]
    past = [e for e in events if e.status is Status.HAPPENED]
    kept = [e for e in events if e not in late]
    return [e for e in kept if e.status is not Status.PLANNED or not any(fulfils(p, e, lexicon) for p in past)]


def _centre(events: Sequence[Event]) -> int:
    """Return the year the happenings lie around, counted by citation."""
    years = [e.when.start.year for e in events for _ in e.citations]
    return median_low(years) if years else 0


def _ranked(events: Sequence[Event], scope: Scope, centre: int) -> list[tuple[Event, Worth]]:
    """Return the events worth a row, best first."""
    least = MINIMUM if scope.topic else MINIMUM_WITHOUT_TOPIC
    weighed = [(e, worth_of(e, scope, centre)) for e in events if _has_a_line(e)]
    worthy = [(e, w) for e, w in weighed if w.score >= least]
    return sorted(worthy, key=lambda pair: (-pair[1].score, pair[0].when.start, pair[0].id))


def _has_a_line(event: Event) -> bool:
    """Say whether a row can say more than that something happened: a name, or a sentence that stands alone."""
    return bool(event.about or event.thing) or any(reads_alone(c.quote.text, c.lang) for c in event.citations)


def _moment(event: Event, worth: Worth, lexicon: Lexicon, words: Words, lang: Lang) -> Moment:
    """Return the row, primary sources cited first."""
    primary = lexicon.primary_outlets
    cited = sorted(event.citations, key=lambda c: (c.outlet or "").casefold() not in primary)
    shown = replace(event, citations=tuple(cited))
    return Moment(shown, headline(shown, lang, lexicon, words), worth.score, worth.reasons)
