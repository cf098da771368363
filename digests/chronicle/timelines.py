"""The dated, merged and ranked happenings of a topic."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median_low

from digests.chronicle.accord import act_class, is_loose, is_version, months_near
from digests.chronicle.fulfilment import first_versions, fulfils, is_done
from digests.chronicle.headlines import headline, is_bare, is_nobodys
from digests.chronicle.merging import merged
from digests.chronicle.phrasing import reads_alone
from digests.chronicle.rank import MINIMUM, MINIMUM_WITHOUT_TOPIC, Worth, worth_of
from digests.chronicle.scope import Scope, scope_of
from digests.event import Event, Status
from digests.headline import Headline
from digests.language import Lang
from digests.lexicon import Kind, Lexicon
from digests.primary import is_primary
from digests.timeline import Moment, Timeline
from digests.topic import Topic
from digests.witnesses import NO_ORIGINS, Origins, reprints
from digests.words import Words

_SAYS_NOTHING = frozenset({None, "plan", "say"})


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

    ``events`` should be those of whole stories: a row counts the reports that do not name the topic too.
    ``start`` and ``end`` are inclusive and keep what touches the span; no ``kinds`` means all. With a ``limit`` the
    best rows are kept, and ``left_out`` counts the rest. Rows not worth showing are dropped in any case.
    """
    asked = within(happenings(events, topic, lexicon), start, end, kinds)
    return laid_out(asked, topic, lexicon, words, lang, limit=limit)


def happenings(events: Iterable[Event], topic: Topic | None, lexicon: Lexicon) -> tuple[Event, ...]:
    """Return the merged happenings that belong to a topic (all, without one)."""
    scope = scope_of(topic, lexicon)
    rows = merged(first_versions(tuple(events), lexicon))
    return tuple(_current([row for row, accounts in rows.items() if scope.keeps(row, accounts)], lexicon))


def within(rows: Iterable[Event], start: date | None, end: date | None, kinds: frozenset[Kind]) -> tuple[Event, ...]:
    """Return the rows that touch the span and are of a kind asked for; no ``kinds`` means all."""
    return tuple(row for row in rows if _asked(row, start, end, kinds))


def laid_out(
    rows: Sequence[Event],
    topic: Topic | None,
    lexicon: Lexicon,
    words: Words,
    lang: Lang,
    *,
    limit: int | None = None,
    origins: Origins = NO_ORIGINS,
) -> Timeline:
    """Return the ``happenings`` as a timeline: the best, each with its line; ``origins`` says what is a reprint.

    What has but a name to show in that language comes last, and without a known act not at all.
    """
    ranked = _ranked([_primary_first(row, lexicon) for row in rows], scope_of(topic, lexicon), origins)
    moments = [_moment(e, worth, headline(e, lang, lexicon, words), origins) for e, worth in ranked]
    judged = [(is_bare(m.headline, m.event, lexicon), m) for m in moments]
    told = [m for bare, m in judged if not bare] + [m for bare, m in judged if bare and _tells_act(m, lexicon)]
    kept = told[: len(told) if limit is None else limit]
    in_order = sorted(kept, key=lambda m: (m.event.when.start, m.event.when.end, -m.score, m.event.id))
    return Timeline(topic.slug if topic else None, tuple(in_order), left_out=len(told) - len(kept))


def _tells_act(moment: Moment, lexicon: Lexicon) -> bool:
    """Say whether a bare line tells at least a known act beside somebody's name."""
    event = moment.event
    unspoken = event.status is Status.STATEMENT and not event.actors
    if event.act in _SAYS_NOTHING or event.kind is Kind.FIGURE or unspoken:
        return False
    return not is_nobodys(moment.headline, event, lexicon)


def _asked(event: Event, start: date | None, end: date | None, kinds: frozenset[Kind]) -> bool:
    """Say whether the event touches the span and is of a kind asked for."""
    early = start is not None and event.when.end < start
    late = end is not None and event.when.start > end
    return not early and not late and (not kinds or event.kind in kinds)


def _current(events: Sequence[Event], lexicon: Lexicon) -> list[Event]:
    """Return the events without late mentions and fulfilled plans.

    A version is released once, so a vaguely dated second time is none; what has happened needs no row as a plan.
    """
    done = [e for e in events if is_done(e)]
    firm = {o for e in done if act_class(e) == "release" and not is_loose(e.when) for o in e.objects}
    kept = [e for e in events if not (is_loose(e.when) and act_class(e) == "release" and firm & {*e.objects})]
    past: dict[int | str, list[Event]] = defaultdict(list)
    for event in done:
        for key in (*months_near(event.when), *event.objects):
            past[key].append(event)
    return [e for e in kept if e.status is not Status.PLANNED or not _is_fulfilled(e, past, lexicon)]


def _is_fulfilled(plan: Event, past: Mapping[int | str, Sequence[Event]], lexicon: Lexicon) -> bool:
    """Say whether one of the happenings, listed by month and by object, is what was planned."""
    return any(fulfils(d, plan, lexicon) for key in (*months_near(plan.when), *plan.objects) for d in past.get(key, ()))


def _centre(events: Sequence[Event]) -> int:
    """Return the year the reports lie around: each is as old as the latest thing it tells, before what is planned."""
    latest: dict[str, int] = {}
    for event in sorted(events, key=lambda e: (e.status is Status.PLANNED, -e.when.start.year)):
        for citation in event.citations:
            latest.setdefault(citation.quote.article, event.when.start.year)
    return median_low(latest.values()) if latest else 0


def _spoken_of(events: Iterable[Event]) -> Mapping[str, Sequence[date]]:
    """Return the days, in order, on which each name is spoken of beside another thing; no version is its family."""
    days: dict[str, list[date]] = defaultdict(list)
    for event in sorted(events, key=lambda e: e.when.start):
        for entity in event.about.difference(event.objects):
            if not any(is_version(other, entity) for other in event.about):
                days[entity].append(event.when.start)
    return days


def _recalled(event: Event, spoken_of: Mapping[str, Sequence[date]]) -> int:
    """Return how many later happenings speak of what a release made known."""
    days = (spoken_of.get(o, ()) for o in event.objects if event.kind is Kind.RELEASE)
    return max((len(d) - bisect_right(d, event.when.end) for d in days), default=0)


def _ranked(events: Sequence[Event], scope: Scope, origins: Origins) -> list[tuple[Event, Worth]]:
    """Return the events worth a row, best first; of equal worth, the newer first."""
    least, centre = MINIMUM if scope.topic else MINIMUM_WITHOUT_TOPIC, _centre(events)
    spoken_of = _spoken_of(events)
    weighed = [(e, worth_of(e, scope, centre, origins, _recalled(e, spoken_of))) for e in events if _has_a_line(e)]
    worthy = [(e, w) for e, w in weighed if w.score >= least]
    return sorted(worthy, key=lambda pair: (-pair[1].score, -pair[0].when.start.toordinal(), pair[0].id))


def _has_a_line(event: Event) -> bool:
    """Say whether a row can say more than that something happened: a name, or a sentence that stands alone."""
    return bool(event.about or event.thing) or any(reads_alone(c.quote.text, c.lang) for c in event.citations)


def _primary_first(event: Event, lexicon: Lexicon) -> Event:
    """Return the event with the sources that publish their own news cited first."""
    cited = sorted(event.citations, key=lambda c: not is_primary(c.outlet, c.url, lexicon))
    return replace(event, citations=tuple(cited))


def _moment(event: Event, worth: Worth, line: Headline, origins: Origins) -> Moment:
    """Return the row."""
    return Moment(event, line, worth.score, worth.reasons, reprints(event.citations, origins))
