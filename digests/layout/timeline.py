"""The page of a topic's timeline."""

from __future__ import annotations

from digests.language import Lang
from digests.layout.lines import happening, happening_record
from digests.layout.numbers import counted
from digests.layout.sources import Dates, one_line
from digests.page import Block, Footer, Heading, Page, Text, Tone
from digests.timeline import Timeline
from digests.words import Words


def timeline_page(timeline: Timeline, topic_name: str | None, lang: Lang, words: Words, published: Dates) -> Page:
    """Return the rows of a timeline in order of date.

    ``topic_name`` is the topic's name in the reader's language, None for a timeline of everything. ``published`` has
    the articles cited. Its record: ``{"version": 1, "kind": "timeline", "topic", "lang", "rows", "left_out"}``.
    """
    title = words.say("timeline.title", topic=one_line(topic_name)) if topic_name else words.say("timeline.title.all")
    blocks: list[Block] = [Heading(title, 1)]
    blocks += [happening(moment.event, moment.headline, published, words) for moment in timeline.moments]
    if not timeline.moments:
        blocks.append(Text(words.say("timeline.empty"), Tone.QUIET))
    if timeline.left_out:
        blocks.append(Footer(counted("timeline.left-out", timeline.left_out, words)))
    return Page(title, tuple(blocks), _record(timeline, lang, published))


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
