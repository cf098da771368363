"""``lab timeline``: what happened when, of one topic or of one long story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.lab.dates import span_of
from bot.lab.rows import Row, reports_in
from bot.lab.summary import by_article, main_language, sentence_row
from digests.chronicle import timeline
from digests.chronicle.anchored import anchored_together
from digests.chronicle.choice import in_order
from digests.event import Citation, Event, Status
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.salience import occasions
from digests.topic import Topic
from digests.understand import understand
from digests.when import When
from digests.words import Words

Told = tuple[When, Status, Sequence[Citation]]
"""A time, what sort of row it is, and the sentences that tell it, best first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of a timeline is asked for: at most so many dates, so many sentences each, within the span."""

    dates: int
    sentences: int
    start: date | None = None
    end: date | None = None
    topic: Topic | None = None


def chronicled(lines: Iterable[bytes], wanted: Wanted, lexicon: Lexicon, words: Words) -> Iterator[Row]:
    """Yield the entries in order of date.

    With a topic they are the rows of its chronicle, the best first to get a date. Without one the articles are one
    story: the entries are the times that its reports keep coming back to.
    """
    reports = by_article(reports_in(lines))
    read = [understand(report.article, lexicon) for report in reports.values() if report.article]
    readings = anchored_together(read, lexicon)
    topic = wanted.topic
    told = _of_topic(readings, topic, wanted, lexicon, words) if topic else _of_story(readings, wanted)
    for when, status, citations in told:
        sentences = [sentence_row(citation.quote, reports) for citation in citations]
        yield {**span_of(when), "status": str(status), "sentences": sentences}


def _of_story(readings: Sequence[Reading], wanted: Wanted) -> Iterator[Told]:
    found = occasions(readings, limit=wanted.dates, sentences=wanted.sentences, start=wanted.start, end=wanted.end)
    return ((occasion.when, occasion.status, occasion.citations) for occasion in found)


def _of_topic(
    readings: Sequence[Reading], topic: Topic, wanted: Wanted, lexicon: Lexicon, words: Words
) -> Iterator[Told]:
    """Yield the rows of the chronicle on the dates of the best ones."""
    events = (event for reading in readings for event in reading.events)
    lang = main_language(readings)
    found = timeline(events, topic, lexicon, words, lang, start=wanted.start, end=wanted.end).moments
    ranked = sorted(found, key=lambda moment: (-moment.score, moment.event.when.start, moment.event.id))
    best = list(dict.fromkeys(_span(moment.event) for moment in ranked))[: wanted.dates]
    for event in (moment.event for moment in found):
        if _span(event) in best:
            yield event.when, event.status, _distinct(in_order(event, lang, lexicon))[: wanted.sentences]


def _span(event: Event) -> tuple[date, date]:
    return event.when.start, event.when.end


def _distinct(citations: Sequence[Citation]) -> list[Citation]:
    """Return the citations without those that repeat another's words."""
    return list({citation.quote.text: citation for citation in reversed(citations)}.values())[::-1]
