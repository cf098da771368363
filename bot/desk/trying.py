"""What a digest would have brought in the last days, had it been ordered then: by the same code as the digest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.desk.context import Asked
from bot.desk.digest import composed, material_left
from bot.desk.material import published_in
from bot.desk.regrouped import stories_of
from bot.desk.thinking import thought
from digests.event import Event
from digests.layout.trials import Trial
from digests.prospects import prospects, rivals
from digests.ranking import StoryMaterial
from digests.story import Story
from digests.topic import Topic
from digests.topic_typed import every_spelling

TRIED = timedelta(days=7)
_READ_AT_FIRST = 4
"""Times as many stories as are shown; then all that may be better than one of those."""


async def tried(asked: Asked, topics: Sequence[Topic], shown: int, *, per_outlet: int | None = None) -> Trial:
    """Return what one digest of the topics, or of all news, would have brought since a week ago; ``shown`` at most.

    It is made with the cap of the tenant for each outlet, where no other is named. Only the most promising stories are
    read, as many as it takes until no other could be among those that are shown.
    """
    store, start, end = asked.context.store, asked.now - TRIED, asked.now
    stories = await stories_of(asked, (article.id for article in await store.articles_between(start, end)))
    likely = await _likely(asked, stories, topics)
    glanced = await _with_events(asked, await material_left(asked, likely, glancing=True), topics)
    found = await thought(prospects, glanced, topics, asked.context.lexicon, start, end)
    read = 0
    needed = shown * _READ_AT_FIRST
    while read < needed:
        read = needed
        material = await material_left(asked, [one.story for one in found[:read]])
        draft = await composed(asked, material, topics, start, end, shown, per_outlet=per_outlet)
        needed = rivals(draft, shown, found)
    return Trial(draft, published_in(material), len(found), len(stories), TRIED.days)


async def _with_events(
    asked: Asked, glanced: Sequence[StoryMaterial], topics: Sequence[Topic]
) -> Sequence[StoryMaterial]:
    """Return the stories with their events as they are stored, where a topic asks of which sort they are."""
    if not any(topic.kinds for topic in topics):
        return glanced
    told: dict[str, list[Event]] = defaultdict(list)
    for event in await asked.context.store.events_of(r.article.id for one in glanced for r in one.readings):
        told[event.citations[0].quote.article].append(event)
    return [
        replace(one, readings=tuple(replace(r, events=tuple(told[r.article.id])) for r in one.readings))
        for one in glanced
    ]


async def _likely(asked: Asked, stories: Sequence[Story], topics: Sequence[Topic]) -> list[Story]:
    """Return the stories that hold a word or spelling of one of the topics: the others cannot be about them."""
    if not topics:
        return [*stories]
    spelt = dict.fromkeys(word for topic in topics for word in every_spelling(topic, asked.context.lexicon))
    wanted = [*spelt, *(f"{word}s" for word in spelt if word[-1:].isdigit())]  # GPT-4s: a number is no word's end
    naming = frozenset(await asked.context.store.holding(wanted, {a for story in stories for a in story.articles}))
    return [story for story in stories if not naming.isdisjoint(story.articles)]
