"""The page of a topic's timeline."""

from __future__ import annotations

from collections.abc import Sequence

from digests.event import Event
from digests.figure import Figure
from digests.language import Lang
from digests.layout.figures import differing
from digests.layout.lines import happening, happening_record
from digests.layout.numbers import counted
from digests.layout.sources import Dates, one_line
from digests.lexicon import Lexicon
from digests.page import Block, Footer, Heading, Page, Text, Tone
from digests.timeline import Timeline
from digests.words import Words


def timeline_page(
    timeline: Timeline,
    topic_name: str | None,
    words: Words,
    published: Dates,
    *,
    figures: Sequence[Figure] = (),
    lexicon: Lexicon,
) -> Page:
    """Return the rows of a timeline in order of date.

    ``topic_name`` is the topic's name in the reader's language, None for a timeline of everything. ``published`` has
    the articles cited; ``figures`` are those of them, for what the sources of a row disagree on.

    Its record: ``{"version": 1, "kind": "timeline", "topic", "lang", "rows", "left_out"}``.
    """
    title = words.say("timeline.title", topic=one_line(topic_name)) if topic_name else words.say("timeline.title.all")
    blocks: list[Block] = [Heading(title, 1)]
    for event, headline in ((moment.event, moment.headline) for moment in timeline.moments):
        told = [figure for figure in figures if _rests_on(figure, event)]
        blocks.append(happening(event, headline, published, words, differing=differing(told, lexicon, words)))
    if not timeline.moments:
        blocks.append(Text(words.say("timeline.empty"), Tone.QUIET))
    if timeline.left_out:
        blocks.append(Footer(counted("timeline.left-out", timeline.left_out, words)))
    return Page(title, tuple(blocks), _record(timeline, words.lang, published))


def _rests_on(figure: Figure, event: Event) -> bool:
    """Say whether a figure stands in a sentence that the event cites."""
    quote = figure.citation.quote
    return any(c.quote.article == quote.article and c.quote.start == quote.start for c in event.citations)


def _record(timeline: Timeline, lang: Lang, published: Dates) -> dict[str, object]:
    rows = [
        happening_record(moment.event, moment.headline, published)
        | {"score": moment.score, "reasons": list(moment.reasons)}
        for moment in timeline.moments
    ]
    return {
        "version": 1,
        "kind": "timeline",
        "topic": timeline.topic,
        "lang": str(lang),
        "rows": rows,
        "left_out": timeline.left_out,
    }
