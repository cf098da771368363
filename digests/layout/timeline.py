"""The page of a topic's timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.archive import ArchiveRow, Dispute
from digests.event import ARCHIVE, Event
from digests.figure import Figure
from digests.language import Lang
from digests.layout.figures import differing
from digests.layout.lines import happening, happening_record
from digests.layout.numbers import counted
from digests.layout.sources import SEPARATOR, Dates, one_line
from digests.lexicon import Lexicon
from digests.page import Block, Footer, Heading, Page, Text, Tone
from digests.timeline import Timeline
from digests.urls import host_of
from digests.words import Words


def timeline_page(
    timeline: Timeline,
    topic_name: str | None,
    words: Words,
    published: Dates,
    *,
    figures: Sequence[Figure] = (),
    lexicon: Lexicon,
    archive: Iterable[ArchiveRow] = (),
) -> Page:
    """Return the rows of a timeline in order of date.

    ``topic_name`` is the topic's name in the reader's language, None for a timeline of everything. ``published`` has
    the articles cited; ``figures`` are those of them and ``archive`` the rows of the archive, for what the sources of a
    row disagree on.

    Its record: ``{"version": 1, "kind": "timeline", "topic", "lang", "rows", "left_out"}``.
    """
    title = words.say("timeline.title", topic=one_line(topic_name)) if topic_name else words.say("timeline.title.all")
    blocks: list[Block] = [Heading(title, 1)]
    disputes = {f"{ARCHIVE}{row.id}": row.disputes for row in archive if row.disputes}
    for moment in timeline.moments:
        told = differing([figure for figure in figures if _rests_on(figure, moment.event)], lexicon, words)
        told += tuple(_disputed(d, words) for c in moment.event.citations for d in disputes.get(c.quote.article, ()))
        row = happening(moment.event, moment.headline, published, words, differing=told, reprints=moment.reprints)
        blocks.append(row)
    if not timeline.moments:
        blocks.append(Text(words.say("timeline.empty"), Tone.QUIET))
    if timeline.left_out:
        blocks.append(Footer(counted("timeline.left-out", timeline.left_out, words)))
    return Page(title, tuple(blocks), _record(timeline, words.lang, published))


def _disputed(dispute: Dispute, words: Words) -> str:
    """Return what sources known to the archive disagree on, each account with its host."""
    accounts = dispute.accounts
    return SEPARATOR.join(
        words.say("archive.disputed", says=a.says[words.lang], host=host_of(a.url) or a.url) for a in accounts
    )


def _rests_on(figure: Figure, event: Event) -> bool:
    """Say whether a figure stands in a sentence that the event cites."""
    quote = figure.citation.quote
    return any(c.quote.article == quote.article and c.quote.start == quote.start for c in event.citations)


def _record(timeline: Timeline, lang: Lang, published: Dates) -> dict[str, object]:
    rows = [
        happening_record(moment.event, moment.headline, published)
        | {"score": moment.score, "reasons": list(moment.reasons), "reprints": moment.reprints}
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
