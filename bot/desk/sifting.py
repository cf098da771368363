"""What a tenant's filters leave of the stories that are told unasked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.context import Asked
from bot.desk.regrouped import stories_of
from digests.change import Holds
from digests.filters import Filter, Filters, caught_by, filters_held
from digests.story import Story

LOOKED_AT = 4
"""How many of the newest articles are looked at for each story that is wanted: a story has several."""
_FURTHER = 2
"""Times that as many again are looked at, where filters leave too few."""


async def filters_of(asked: Asked) -> tuple[Filter, ...]:
    """Return the filters of the asker's tenant, by name."""
    asker = asked.question.asker
    return filters_held(await asked.context.ledger.held(Holds.FILTER, asker.platform, asker.tenant))


async def newest_stories(asked: Asked, most: int) -> tuple[Story, ...]:
    """Return the newest stories that no filter leaves out, at most so many."""
    filters, looked_at = await filters_of(asked), most * LOOKED_AT
    stories: tuple[Story, ...] = ()
    for _ in range(1 + _FURTHER if filters else 1):
        newest = await asked.context.store.newest(looked_at)
        stories = await left_in(asked, await stories_of(asked, (article.id for article in newest)), filters)
        if len(stories) >= most or len(newest) < looked_at:
            break
        looked_at *= LOOKED_AT
    return stories[:most]


async def left_in(asked: Asked, stories: Sequence[Story], filters: Filters) -> tuple[Story, ...]:
    """Return the stories of which a report is left, in their order."""
    if not filters:
        return tuple(stories)
    articles = await asked.context.store.articles({a for story in stories for a in story.articles})
    left = {article.id for article in articles if not caught_by(article, filters)}
    return tuple(story for story in stories if not left.isdisjoint(story.articles))
