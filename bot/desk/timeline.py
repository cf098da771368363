"""``timeline``: the dated happenings of a topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.context import Asked, Context, published_of
from bot.desk.material import with_counted, with_stories
from bot.desk.regrouped import rejected_articles, stories_of
from bot.desk.thinking import thought
from bot.desk.tracked import topic_called
from digests.archive import ArchiveRow
from digests.archived import archive_events
from digests.chronicle.timelines import happenings, laid_out, within
from digests.errors import BadInput
from digests.event import Event
from digests.language import Lang
from digests.layout.lists import topic_name
from digests.layout.picture import MOST_DRAWN, timeline_picture
from digests.layout.timeline import timeline_page
from digests.lexicon import Kind
from digests.narrowed import events_in, langs_of
from digests.page import Look, Page
from digests.subscription import TERMINAL
from digests.text.script import fold
from digests.timeline import Timeline
from digests.topic import Topic, is_worded, members


async def answer_timeline(asked: Asked) -> Page:
    """Answer with the timeline of a topic or named entity; of everything, where none is asked for.

    Options: ``topic``, ``from``, ``to`` (periods), ``kinds``, ``max``, ``quotes``, ``picture`` (on which background).
    """
    name = asked.text("topic")
    topic = await topic_called(asked, name) if name else None
    look = asked.text("picture")
    made = await topic_timeline(asked, topic, MOST_DRAWN if look else None)
    cited = {c.quote.article for moment in made.moments for c in moment.event.citations}
    published = await published_of(asked.context.store, cited)
    shown = topic_name(topic, asked.words) if topic else None
    if look:
        return timeline_picture(made, shown, Look(look), asked.words, published, ask=asked.ask)
    about = frozenset().union(*(moment.event.about for moment in made.moments))
    context = asked.context
    figures = [figure for figure in await context.store.figures_of(cited) if figure.subject in about]
    return await thought(
        timeline_page,
        made,
        shown,
        asked.words,
        published,
        figures=figures,
        lexicon=context.lexicon,
        archive=context.archive(),
        ask=asked.ask,
        by_month=asked.question.asker.platform != TERMINAL,
    )


async def topic_timeline(asked: Asked, topic: Topic | None, most: int | None = None) -> Timeline:
    """Return the timeline that the options ask for, with ``most`` rows at most."""
    since, until = asked.period("from"), asked.period("to")
    start, end = since[0] if since else None, until[1] if until else None
    if start and end and start > end:
        raise BadInput("timeline-ends-first", "from", start=start, end=end)
    context, lang = asked.context, asked.question.lang
    kinds = frozenset(map(Kind, asked.texts("kinds")))
    known = await thought(archive_events, _archived(context, topic), lang, context.lexicon)
    langs = langs_of([topic]) if topic else frozenset[Lang]()
    known = events_in(known, langs)
    events = events_in(await with_counted(asked, await _events(asked, topic, known)), langs)
    rejected = await rejected_articles(asked, topic.slug) if topic else frozenset()
    events = tuple(event for event in events if event.citations[0].quote.article not in rejected)
    rows = await thought(happenings, (*events, *known), topic, context.lexicon)
    told, origins = await with_stories(asked, within(rows, start, end, kinds))
    told = events_in(told, langs)
    limit = min(filter(None, (asked.number("max"), most)), default=None)
    return await thought(laid_out, told, topic, context.lexicon, asked.words, lang, limit=limit, origins=origins)


async def _events(asked: Asked, topic: Topic | None, known: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of the stories that touch the topic: their other reports tell its happenings unnamed.

    Where words make a sentence belong, other stories may tell the same of the same names without them.
    """
    context = asked.context
    if topic is None:
        return await context.store.events()
    found = await context.store.events(members(topic, context.lexicon))
    if topic.words:
        holding = await context.store.events_of(await context.store.holding(topic.words))
        worded = [e for e in holding if any(is_worded(c.quote.text, topic) for c in e.citations)]
        about = frozenset().union(*(event.about for event in (*worded, *known)))
        found = (*found, *worded, *await context.store.events(about))
    told = {citation.quote.article for event in found for citation in event.citations}
    stories = await stories_of(asked, told)
    return await context.store.events_of(told.union(*(story.articles for story in stories)))


def _archived(context: Context, topic: Topic | None) -> tuple[ArchiveRow, ...]:
    """Return the rows of the archive that name the topic, in the order of the archive."""
    if topic is None:
        return tuple(context.archive())
    own = members(topic, context.lexicon)
    words = tuple(map(fold, topic.words))
    named = (row for row in context.archive() if own & {*row.entities} or _worded(row, words))
    return tuple(named)


def _worded(row: ArchiveRow, words: Sequence[str]) -> bool:
    """Say whether a sentence of the row may hold one of the words; whether it does is judged with the other events."""
    return any(word in fold(sentence) for sentence in row.sentence.values() for word in words)
