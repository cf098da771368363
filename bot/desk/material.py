"""Stories with everything needed to tell them, loaded from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache

from bot.desk.context import Asked
from bot.desk.regrouped import stories_of, verdicts_of
from bot.desk.thinking import thought
from digests.article import Article, Copy
from digests.chronicle.anchored import anchored, anchored_together, may_count
from digests.chronicle.retold import with_story
from digests.compose import compose
from digests.draft import Brief
from digests.event import Event
from digests.grouping.place import period
from digests.lexicon import Lexicon
from digests.ranking import StoryMaterial
from digests.reading import Reading
from digests.story import Story
from digests.understand import glance, understand
from digests.verdicts import rejected_of
from digests.when import Published
from digests.witnesses import Origins, origins_of, witnesses

_A_MOMENT = timedelta(seconds=1)

_SHORT = 1_000
"""Characters of a report that takes little room when it is read, about 2 kB; a feed has hardly longer ones."""
READ = (lru_cache(maxsize=4096)(understand), lru_cache(maxsize=1024)(understand))
"""Remember the readings of the articles, short and long, that were last told of: reading one takes as long as all else.
A full week of all news is remembered whole."""


def understood(article: Article, lexicon: Lexicon) -> Reading:
    """Return the article as ``understand`` does, remembered."""
    return READ[len(article.content) > _SHORT](article, lexicon)


async def material_of(asked: Asked, stories: Iterable[Story], *, glancing: bool = False) -> tuple[StoryMaterial, ...]:
    """Return the stories with the readings of their articles and the copies of those.

    Where it is only glanced at them, their readings have sentences and names, and no events.
    """
    store, lexicon, told = asked.context.store, asked.context.lexicon, tuple(stories)
    verdicts = await verdicts_of(asked)
    articles = {a.id: a for a in await store.articles(a for story in told for a in story.articles)}
    home, copies = {a: story.id for story in told for a in story.articles}, defaultdict[str, list[Copy]](list)
    for copy in await store.copies(articles):
        copies[home[copy.article]].append(copy)

    def one(story: Story) -> StoryMaterial:
        reports = [articles[a] for a in story.articles if a in articles]
        if glancing:
            theirs = tuple(glance(report, lexicon) for report in reports)
        else:
            theirs = anchored_together([understood(report, lexicon) for report in reports], lexicon)
        return StoryMaterial(story, theirs, tuple(copies[story.id]), rejected_of(story, verdicts))

    return await thought(lambda: tuple(map(one, told)))


async def with_counted(asked: Asked, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events with those whose date counts from what another report of their story dates.

    Only reports of several about one story are read again, and only if their words count from an event.
    """
    context, told = asked.context, _by_article(events)
    stories = [s for s in await stories_of(asked, told) if len(s.articles) > 1]
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


async def with_stories(asked: Asked, rows: Sequence[Event]) -> tuple[tuple[Event, ...], Origins]:
    """Return the rows with what the rest of their stories says of them, and which of their sources are reprints."""
    context = asked.context
    homes = {a: story for story in await stories_of(asked, _cited(rows)) for a in story.articles}
    articles = {a.id: a for a in await context.store.articles({*homes, *_cited(rows)})}

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
