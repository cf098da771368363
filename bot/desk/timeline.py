"""``timeline``: the dated happenings of a topic."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.context import Asked, Context, published_of, topic_called
from bot.desk.material import with_counted, with_stories
from digests.archive import ArchiveRow
from digests.archived import archive_events
from digests.chronicle.timelines import happenings, laid_out, within
from digests.errors import BadInput
from digests.event import Event
from digests.layout.lists import topic_name
from digests.layout.timeline import timeline_page
from digests.lexicon import Kind
from digests.page import Page
from digests.text.script import fold
from digests.timeline import Timeline
from digests.topic import Topic, members


async def answer_timeline(asked: Asked) -> Page:
    """Answer with the timeline of a topic or named entity; of everything, where none is asked for.

    Options: ``topic``, ``from``, ``to`` (dates), ``kinds``, ``max``.
    """
    name = asked.question.options.get("topic")
    topic = None if name is None else await topic_called(asked, str(name).strip())
    made = await topic_timeline(asked, topic)
    cited = (c.quote.article for moment in made.moments for c in moment.event.citations)
    published = await published_of(asked.context.store, cited)
    shown = topic_name(topic, asked.words) if topic else None
    about = frozenset().union(*(moment.event.about for moment in made.moments))
    figures = await asked.context.store.figures(about)
    context = asked.context
    return timeline_page(
        made, shown, asked.words, published, figures=figures, lexicon=context.lexicon, archive=context.archive()
    )


async def topic_timeline(asked: Asked, topic: Topic | None) -> Timeline:
    """Return the timeline that the options ask for."""
    start, end = asked.day("from"), asked.day("to")
    if start and end and start > end:
        raise BadInput("timeline-ends-first", "from", start=start, end=end)
    context, lang = asked.context, asked.question.lang
    kinds = frozenset(map(_kind, asked.texts("kinds")))
    known = archive_events(_archived(context, topic), lang, context.lexicon)
    events = await with_counted(context, await _events(context, topic))
    rows = happenings((*events, *known), topic, context.lexicon)
    told, origins = await with_stories(context, within(rows, start, end, kinds))
    return laid_out(told, topic, context.lexicon, asked.words, lang, limit=asked.number("max"), origins=origins)


async def _events(context: Context, topic: Topic | None) -> tuple[Event, ...]:
    """Return the events of the stories that touch the topic: their other reports tell its happenings unnamed.

    What a topic's words, not its names, stand in is not indexed: then all events are looked at.
    """
    if topic is None or topic.words:
        return await context.store.events()
    found = await context.store.events(members(topic, context.lexicon))
    told = {citation.quote.article for event in found for citation in event.citations}
    stories = await context.store.stories_of(told)
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


def _kind(name: str) -> Kind:
    try:
        return Kind(name.lower())
    except ValueError:
        raise BadInput("no-such-kind", name, kinds=tuple(kind.value for kind in Kind)) from None
