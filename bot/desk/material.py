"""Stories with everything needed to tell them, loaded from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from bot.desk.context import Asked, Context
from bot.desk.thinking import thought
from digests.article import Article, Copy
from digests.chronicle.anchored import anchored, anchored_together, may_count
from digests.chronicle.retold import with_story
from digests.compose import compose
from digests.draft import Brief
from digests.event import Event
from digests.grouping.place import period
from digests.ranking import StoryMaterial
from digests.story import Story
from digests.understand import understand
from digests.when import Published
from digests.witnesses import Origins, origins_of, witnesses

_A_MOMENT = timedelta(seconds=1)

understood = lru_cache(maxsize=1024)(understand)
"""Remembers the readings of the articles that were last told of: reading one again takes as long as all else."""


async def material_of(asked: Asked, stories: Iterable[Story]) -> tuple[StoryMaterial, ...]:
    """Return the stories with the readings of their articles and the copies of those."""
    store, lexicon, told = asked.context.store, asked.context.lexicon, tuple(stories)
    articles = {a.id: a for a in await store.articles(a for story in told for a in story.articles)}
    home, copies = {a: story.id for story in told for a in story.articles}, defaultdict[str, list[Copy]](list)
    for copy in await store.copies(articles):
        copies[home[copy.article]].append(copy)

    def one(story: Story) -> StoryMaterial:
        readings = [understood(articles[a], lexicon) for a in story.articles if a in articles]
        return StoryMaterial(story, anchored_together(readings, lexicon), tuple(copies[story.id]))

    return await thought(lambda: tuple(map(one, told)))


async def with_counted(context: Context, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events with those whose date counts from what another report of their story dates.

    Only reports of several about one story are read again, and only if their words count from an event.
    """
    told = _by_article(events)
    stories = [s for s in await context.store.stories_of(told) if len(s.articles) > 1]
    articles = await context.store.articles({a for story in stories for a in story.articles})
    counting = {article.id: article for article in articles if may_count(article)}

    def count() -> None:
        for story in stories:
            known = [event for a in story.articles for event in told.get(a, ())]
            for article in (counting[a] for a in story.articles if a in counting):
                reading = understood(article, context.lexicon)
                resolved = anchored(reading, known, context.lexicon)
                if resolved is not reading:
                    told[article.id] = [*resolved.events]

    await thought(count)
    return tuple(event for found in told.values() for event in found)


def _by_article(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return the events by the article that tells them first."""
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        told[event.citations[0].quote.article].append(event)
    return dict(told)


async def with_stories(context: Context, rows: Sequence[Event]) -> tuple[tuple[Event, ...], Origins]:
    """Return the rows with what the rest of their stories says of them, and which of their sources are reprints."""
    store = context.store
    homes = {a: story for story in await store.stories_of(_cited(rows)) for a in story.articles}
    articles = {a.id: a for a in await store.articles({*homes, *_cited(rows)})}

    def judge() -> tuple[tuple[Event, ...], Origins]:
        told = tuple(with_story(row, _reports(row, homes, articles), context.lexicon) for row in rows)
        several = [row for row in told if len(witnesses(row.citations)) > 1]
        return told, origins_of(articles[a] for a in _cited(several) if a in articles)

    return await thought(judge)


def _cited(rows: Iterable[Event]) -> dict[str, None]:
    """Return the articles that the rows cite."""
    return dict.fromkeys(citation.quote.article for row in rows for citation in row.citations)


def _reports(row: Event, homes: Mapping[str, Story], articles: Mapping[str, Article]) -> list[Article]:
    """Return the reports of the stories that the row's sources belong to."""
    stories = {home.id: home for a in _cited([row]) if (home := homes.get(a))}
    return [articles[a] for story in stories.values() for a in story.articles if a in articles]


def published_in(material: Iterable[StoryMaterial]) -> dict[str, Published | None]:
    """Return when each article of the stories was published."""
    return {reading.article.id: reading.article.published for one in material for reading in one.readings}


def briefs_of(asked: Asked, material: Sequence[StoryMaterial]) -> tuple[Brief, ...]:
    """Return every one of the stories as a brief, newest first, whenever it was published."""
    if not material:
        return ()
    # by its articles too: a revised one may be dated otherwise than when the story was made of it
    dated = [(one.story.first, one.story.last) for one in material]
    dated += [period(reading.article) for one in material for reading in one.readings]
    start, end = min(first for first, _ in dated), max(last for _, last in dated) + _A_MOMENT
    context = asked.context
    draft = compose(
        material,
        (),
        asked.question.lang,
        context.lexicon,
        asked.words,
        start,
        end,
        limit=len(material),
        per_outlet=None,
        repeats=True,
    )
    return tuple(sorted(draft.briefs, key=lambda brief: (-brief.story.last.timestamp(), brief.story.id)))
