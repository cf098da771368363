"""Dates that count from a happening which another report of the same story dates.

"Two weeks after the launch of Heron-1" and 发布三个月后 have no date of their own where their article dates no launch.
The words name an act and what it was done to; where the other reports agree on when that was, it can be counted from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from digests.article import Article
from digests.chronicle.accord import act_class, is_loose
from digests.chronicle.acts import verbs_of
from digests.chronicle.choice import acts_in
from digests.chronicle.extract import find_events
from digests.chronicle.statuses import RELEASES
from digests.chronicle.wording import contains_name
from digests.dates import find_dates
from digests.dates.clause import clause_of
from digests.event import Event, Hedge, Status
from digests.lexicon import Act, Kind, Lexicon
from digests.reading import Expression, Reading, Sentence
from digests.text.script import fold
from digests.when import Basis, Granularity, Qualifier, When

_COUNTS = re.compile(
    r"\b(?:day|week|fortnight|month|quarter|year)s?\s+(?:later|after|before|earlier|following)\b"
    r"|\b(?:next|following|same)\s+(?:day|week|month|year)\b|[天日周月年期拜度][之以过]?[后後前]|[次翌]日|第二天"
)
_NAMES_NEXT = re.compile(r"(?:after|before|following)$")
"""What ends words behind which the event is named; before all others it is named, or has just been told."""
_UNSAID = re.compile(r"\s*(?:its|their|在|于|自|距|其)?\s*")
"""All that stands before an act that leaves out whose: "two weeks after launch, Heron-1 …", 发布三个月后，Heron-1……"""
_OPENS_NEXT = re.compile(r"\s*[,，]\s*(?:the\s+)?")
_SURE = frozenset({None, Hedge.ANNOUNCED})
_TOLD_LATE = timedelta(days=2)
"""How long before its first undated report a happening may lie."""
_STILL_NEW = timedelta(days=28)
"""Undated reports farther apart than this tell of more than one happening."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What words name: the class of an act, things by id, and the words themselves for things without one."""

    act: str
    entities: frozenset[str]
    words: str

    def means(self, event: Event) -> bool:
        """Say whether the event is what the words name."""
        if act_class(event) != self.act:
            return False
        if event.objects:
            return not self.entities.isdisjoint(event.objects)
        return contains_name(event.thing, self.words) if event.thing else not self.entities.isdisjoint(event.actors)


def anchored_together(readings: Sequence[Reading], lexicon: Lexicon) -> tuple[Reading, ...]:
    """Return the readings of one story, each with the dates that count from what it or another of them dates."""
    told = [event for reading in readings for event in reading.events]
    return tuple(anchored(reading, told, lexicon) for reading in readings)


def may_count(article: Article) -> bool:
    """Say whether a report holds words that count from an event: most hold none, and need not be read again."""
    return _COUNTS.search(article.content.casefold()) is not None


def anchored(reading: Reading, told: Iterable[Event], lexicon: Lexicon) -> Reading:
    """Return the reading with the dates that count from one of the events, and with its own events found again.

    What is named must have one known date: where two accounts of it disagree, or none is dated, nothing is resolved.
    Such a date has basis ``event`` and is never finer than its words, nor than the date it counts from.
    """
    if not may_count(reading.article):
        return reading
    sure = [
        e for e in told if e.status is Status.HAPPENED and e.hedge in _SURE and e.act and e.kind is not Kind.STATEMENT
    ]
    found = {e.start: d for e in reading.expressions if e.when is None and (d := _dated(reading, e, sure, lexicon))}
    if not found:
        return reading
    expressions = tuple(found.get(e.start, e) for e in reading.expressions)
    known = replace(reading, expressions=expressions)
    return replace(known, events=find_events(known, lexicon))


def _dated(reading: Reading, words: Expression, told: Sequence[Event], lexicon: Lexicon) -> Expression | None:
    """Return the expression with its date, if what it counts from is known and lies where it can."""
    sentence = next((s for s in reading.sentences if s.start <= words.start and words.end <= s.end), None)
    named = sentence and _named(reading, sentence, words, lexicon)
    if not sentence or not named:
        return None
    others = [e for e in told if named.means(e) and not _is_told_in(e, reading, sentence)]
    since = _agreed([e for e in others if not is_loose(e.when) or not _is_told_in(e, reading)])
    when = _counted(reading, words, since) if since else None
    return _placed(reading, words, when) if when else None


def _counted(reading: Reading, words: Expression, since: When) -> When | None:
    """Return what the words mean where they count from that date; None where they count from something else."""
    read = find_dates(words.text, reading.article.published, since)
    when = read[0].when if read and read[0].text == words.text else None
    if when is None or when.basis is not Basis.EVENT:
        return None
    return replace(when, qualifier=when.qualifier or since.qualifier)


def _placed(reading: Reading, words: Expression, when: When) -> Expression | None:
    """Return the expression with that date; one after the publication must have been told as one to come."""
    published = reading.article.published
    if published is None:
        return replace(words, when=when)
    if when.start > published.when.end and not words.planned:
        return None
    return replace(words, when=when, planned=words.planned and when.end >= published.when.start)


def _agreed(told: Sequence[Event]) -> When | None:
    """Return when it happened: the finest of the stated dates if no two exclude each other.

    Where only undated reports tell it, it lies about the first of them.
    """
    stated = sorted((e.when for e in told if not is_loose(e.when)), key=lambda w: (w.days, w.start))
    if stated:
        return stated[0] if all(a.overlaps(b) for a in stated for b in stated) else None
    reported = sorted((e.when for e in told), key=lambda w: w.start)
    if not reported or reported[-1].start - reported[0].start > _STILL_NEW:
        return None
    first = reported[0]
    return When(first.start - _TOLD_LATE, first.end, Granularity.RANGE, Qualifier.ABOUT)


def _is_told_in(event: Event, reading: Reading, sentence: Sentence | None = None) -> bool:
    """Say whether the article, or that sentence of it, tells the event."""
    quotes = [c.quote for c in event.citations if c.quote.article == reading.article.id]
    return any(sentence is None or q.start == sentence.start for q in quotes)


def _named(reading: Reading, sentence: Sentence, words: Expression, lexicon: Lexicon) -> _Named | None:
    """Return what the words beside the expression name; for "later", what was told right before."""
    clause = clause_of(fold(reading.article.content), words.start, words.end)
    if _NAMES_NEXT.search(words.text.casefold()):
        end = min(clause.stop, sentence.end)
        return _in_span(reading, words.end, end, end, lexicon)
    beside = _in_span(reading, max(clause.begin, sentence.start), words.start, words.end, lexicon)
    return beside or _before(reading, sentence, words, lexicon)


def _before(reading: Reading, sentence: Sentence, words: Expression, lexicon: Lexicon) -> _Named | None:
    """Return what the sentence told so far, else the one before it; another date between hides it."""
    start = sentence.start
    if sentence.index and not acts_in(fold(reading.article.content)[start : words.start], verbs_of(lexicon)):
        start = reading.sentences[sentence.index - 1].start
    if any(start <= e.start < words.start for e in reading.expressions):
        return None
    return _in_span(reading, start, words.start, words.end, lexicon)


def _in_span(reading: Reading, start: int, end: int, onward: int, lexicon: Lexicon) -> _Named | None:
    """Return the one act told there and everything named beside it; None without an act, or with several.

    Sayings do not count: "after announcing a partnership" names the partnership.

    Where the act alone stands there, it is that of the name which opens the clause ``onward``.
    """
    text = fold(reading.article.content)[start:end]
    acts = [(at, act) for at, act in acts_in(text, verbs_of(lexicon)) if act.kind is not Kind.STATEMENT]
    if len({_class(act) for _, act in acts}) != 1:
        return None
    at, act = acts[0]
    inside = frozenset(m.entity for m in reading.mentions if start <= m.start and m.end <= end)
    bare = _UNSAID.fullmatch(text[:at]) and any(text[at:].strip() in forms for forms in act.forms.values())
    return _Named(_class(act), inside or (_opening_next(reading, onward) if bare else inside), text)


def _class(act: Act) -> str:
    """Return what is compared, as ``act_class`` does for an event."""
    return "release" if act.id in RELEASES else act.id


def _opening_next(reading: Reading, place: int) -> frozenset[str]:
    """Return the name that opens the clause behind a comma at the place."""
    ahead = next((m for m in reading.mentions if m.start >= place), None)
    if ahead is None or not _OPENS_NEXT.fullmatch(reading.article.content[place : ahead.start]):
        return frozenset()
    return frozenset({ahead.entity})
