"""The page of a topic's timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from digests.archive import ArchiveRow, Dispute
from digests.ask import Ask
from digests.event import ARCHIVE, Event
from digests.figure import Figure
from digests.language import Lang
from digests.layout import acts
from digests.layout.dates import shown_when
from digests.layout.figures import differing
from digests.layout.lines import happening, happening_record
from digests.layout.numbers import counted
from digests.layout.sources import SEPARATOR, Dates, one_line
from digests.lexicon import Lexicon
from digests.page import Block, Choice, Footer, Heading, Page, Text, Tone
from digests.timeline import Moment, Timeline
from digests.urls import host_of
from digests.when import Granularity, When, month_span
from digests.words import Words

_LEVEL = 4
"""Of the headings of months."""
_LONGEST_MONTH = 31


def timeline_page(
    timeline: Timeline,
    topic_name: str | None,
    words: Words,
    published: Dates,
    *,
    figures: Sequence[Figure] = (),
    lexicon: Lexicon,
    archive: Iterable[ArchiveRow] = (),
    ask: Ask | None = None,
    by_month: bool = False,
) -> Page:
    """Return the rows of a timeline in order of date; every so many of them, the list from which one is opened.

    ``by_month`` puts headings between the months, and years, in which they begin.

    ``topic_name`` is the topic's name in the reader's language, None for a timeline of everything. ``published`` has
    the articles cited; ``figures`` are those of them and ``archive`` the rows of the archive, for what the sources of a
    row disagree on; ``ask`` is what is answered.

    Its record: ``{"version": 1, "kind": "timeline", "topic", "lang", "rows", "left_out"}``.
    """
    title = timeline_title(topic_name, words)
    blocks: list[Block] = [Heading(title, 1)]
    disputes = {f"{ARCHIVE}{row.id}": row.disputes for row in archive if row.disputes}
    stated = _by_sentence(figures)
    month: Heading | None = None
    for number, moment in enumerate(timeline.moments, 1):
        told = differing(_resting(moment.event, stated), lexicon, words)
        told += tuple(_disputed(d, words) for c in moment.event.citations for d in disputes.get(c.quote.article, ()))
        row = happening(moment.event, moment.headline, published, words, differing=told, reprints=moment.reprints)
        begun = Heading(_month(moment.event.when, words), _LEVEL)
        blocks += [begun, row] if by_month and begun != month else [row]
        month = begun
        if number % acts.MOST_CHOICES == 0:
            blocks += _open(timeline.moments[number - acts.MOST_CHOICES : number], words)
    blocks += _open(timeline.moments[len(timeline.moments) // acts.MOST_CHOICES * acts.MOST_CHOICES :], words)
    if not timeline.moments:
        blocks.append(Text(words.say("timeline.empty"), Tone.QUIET))
    if timeline.left_out:
        blocks.append(Footer(counted("timeline.left-out", timeline.left_out, words)))
    blocks += acts.buttons(acts.picture(ask, words), acts.quotes(ask, words)) if timeline.moments else ()
    return Page(title, tuple(blocks), timeline_record(timeline, words.lang, published))


def _month(when: When, words: Words) -> str:
    """Return the month a period begins in; of one that is no shorter than a quarter, the period itself."""
    if when.days > _LONGEST_MONTH:
        return shown_when(when, words)
    return shown_when(When(*month_span(when.start.year, when.start.month), Granularity.MONTH), words)


def timeline_title(topic_name: str | None, words: Words) -> str:
    """Return the title of a topic's timeline, or of that of everything."""
    return words.say("timeline.title", topic=one_line(topic_name)) if topic_name else words.say("timeline.title.all")


def _open(moments: Sequence[Moment], words: Words) -> tuple[Choice, ...]:
    """Return the list from which the story of one of the rows is opened; a row of the archive has none."""
    firsts = ((moment, moment.event.citations[0]) for moment in moments)
    opened = (
        acts.opening(f"{shown_when(moment.event.when, words)} · {moment.headline.text}", first.quote.article)
        for moment, first in firsts
        if not first.archived
    )
    return acts.choice("open", opened, words)


def _disputed(dispute: Dispute, words: Words) -> str:
    """Return what sources known to the archive disagree on, each account with its host."""
    accounts = dispute.accounts
    return SEPARATOR.join(
        words.say("archive.disputed", says=a.says[words.lang], host=host_of(a.url) or a.url) for a in accounts
    )


def _by_sentence(figures: Iterable[Figure]) -> dict[tuple[str, int], list[tuple[int, Figure]]]:
    """Return the figures, numbered in their order, by the sentences in which they stand."""
    stated: dict[tuple[str, int], list[tuple[int, Figure]]] = defaultdict(list)
    for number, figure in enumerate(figures):
        stated[figure.citation.quote.article, figure.citation.quote.start].append((number, figure))
    return stated


def _resting(event: Event, stated: Mapping[tuple[str, int], Sequence[tuple[int, Figure]]]) -> list[Figure]:
    """Return the figures that stand in a sentence which the event cites, in their order."""
    sentences = {(citation.quote.article, citation.quote.start) for citation in event.citations}
    found = {number: figure for sentence in sentences for number, figure in stated.get(sentence, ())}
    return [found[number] for number in sorted(found)]


def timeline_record(timeline: Timeline, lang: Lang, published: Dates) -> dict[str, object]:
    """Return a timeline as plain values."""
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
