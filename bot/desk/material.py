"""Stories with everything needed to tell them, loaded from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.desk.context import Asked
from digests.compose import compose
from digests.draft import Brief
from digests.ranking import StoryMaterial
from digests.story import Story
from digests.understand import understand
from digests.when import Published

_A_MOMENT = timedelta(seconds=1)


async def material_of(asked: Asked, stories: Iterable[Story]) -> tuple[StoryMaterial, ...]:
    """Return the stories with the readings of their articles and the copies of those."""
    store, lexicon = asked.context.store, asked.context.lexicon
    return tuple(
        [
            StoryMaterial(
                story,
                tuple(understand(article, lexicon) for article in await store.articles(story.articles)),
                await store.copies(story.articles),
            )
            for story in stories
        ]
    )


def published_in(material: Iterable[StoryMaterial]) -> dict[str, Published | None]:
    """Return when each article of the stories was published."""
    return {reading.article.id: reading.article.published for one in material for reading in one.readings}


def briefs_of(asked: Asked, material: Sequence[StoryMaterial]) -> tuple[Brief, ...]:
    """Return every one of the stories as a brief, newest first, whenever it was published."""
    if not material:
        return ()
    start = min(one.story.first for one in material)
    end = max(one.story.last for one in material) + _A_MOMENT
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
    )
    return tuple(sorted(draft.briefs, key=lambda brief: (-brief.story.last.timestamp(), brief.story.id)))
