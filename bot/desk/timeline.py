"""``timeline``: the dated happenings of a topic."""

from __future__ import annotations

from bot.desk.context import Asked, published_of, topic_called
from digests.chronicle import timeline
from digests.errors import BadInput
from digests.layout.lists import topic_name
from digests.layout.timeline import timeline_page
from digests.lexicon import Kind
from digests.page import Page
from digests.timeline import Timeline
from digests.topic import Topic, members


async def answer_timeline(asked: Asked) -> Page:
    """Answer with the timeline of a topic or named entity; of everything, where none is asked for.

    Options: ``topic``, ``from``, ``to`` (dates), ``kinds``, ``max``.
    """
    name = asked.optional_text("topic")
    topic = await topic_called(asked, name) if name else None
    made = await topic_timeline(asked, topic)
    cited = (c.quote.article for moment in made.moments for c in moment.event.citations)
    published = await published_of(asked.context.store, cited)
    shown = topic_name(topic, asked.words) if topic else None
    about = frozenset().union(*(moment.event.about for moment in made.moments))
    figures = await asked.context.store.figures(about)
    lexicon = asked.context.lexicon
    return timeline_page(made, shown, asked.words, published, figures=figures, lexicon=lexicon)


async def topic_timeline(asked: Asked, topic: Topic | None) -> Timeline:
    """Return the timeline that the options ask for."""
    start, end = asked.day("from"), asked.day("to")
    if start and end and start > end:
        raise BadInput(
            subject="from",
            problem=f"The timeline cannot start on {start} and end on {end}.",
            way_out="Swap --from and --to.",
        )
    lexicon = asked.context.lexicon
    wanted = members(topic, lexicon) if topic and not topic.words else None
    return timeline(
        await asked.context.store.events(wanted),
        topic,
        lexicon,
        asked.words,
        asked.question.lang,
        start=start,
        end=end,
        kinds=frozenset(map(_kind, asked.texts("kinds"))),
        limit=asked.number("max"),
    )


def _kind(name: str) -> Kind:
    try:
        return Kind(name.lower())
    except ValueError:
        kinds = ", ".join(kind.value for kind in Kind)
        raise BadInput(
            subject="kind", problem=f"“{name}” is not a kind of event.", way_out=f"Kinds: {kinds}."
        ) from None
