"""The stories as whoever asks sees them: those of all, with the verdicts of the tenant laid over them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.desk.context import Asked, Context
from digests.change import Holds
from digests.regrouping import as_seen, dated, newest_first
from digests.story import Story
from digests.verdicts import Verdict, reached, rejected_of, verdicts_held

_STORY = re.compile("s[0-9a-f]{4,8}")
_VIEW = (Holds.VERDICT, Holds.FILTER)


async def verdicts_of(asked: Asked) -> tuple[Verdict, ...]:
    """Return the verdicts of the asker's tenant, oldest first."""
    asker = asked.question.asker
    return verdicts_held(await asked.context.ledger.held(Holds.VERDICT, asker.platform, asker.tenant))


async def view_at(context: Context, platform: str, tenant: str) -> str:
    """Return a text that is another one once the tenant's verdicts or filters are; empty for all who have none."""
    held = [one for holds in _VIEW for one in await context.ledger.held(holds, platform, tenant)]
    return repr(held) if held else ""


async def view_of(asked: Asked) -> str:
    """Return ``view_at`` of the asker's tenant."""
    return await view_at(asked.context, asked.question.asker.platform, asked.question.asker.tenant)


async def stories_of(asked: Asked, articles: Iterable[str]) -> tuple[Story, ...]:
    """Return the stories that hold any of the articles, as the asker's tenant sees them, each once, newest first."""
    return await stories_under(asked, articles, await verdicts_of(asked))


async def stories_under(asked: Asked, articles: Iterable[str], verdicts: Sequence[Verdict]) -> tuple[Story, ...]:
    """Return the stories that hold any of the articles, as they are under those verdicts, each once, newest first."""
    store, wanted = asked.context.store, frozenset(articles)
    shared = {story.id: story for story in await store.stories_of(wanted)}
    looked_up = wanted | _articles(shared.values())
    while missing := reached(looked_up, verdicts) - looked_up:
        shared |= {story.id: story for story in await store.stories_of(missing)}
        looked_up |= missing | _articles(shared.values())
    seen = as_seen(tuple(shared.values()), verdicts)
    mine = [story for story in seen if not wanted.isdisjoint(story.articles)]
    if all(shared.get(story.id) is story for story in mine):
        return tuple(mine)
    other = [one for one in mine if shared.get(one.id) is not one]
    articles = {one.id: one for one in await store.articles(_articles(other))}
    there = {one.id: dated(one, (articles[a] for a in one.articles if a in articles)) for one in other}
    return newest_first(there.get(one.id, one) for one in mine)


async def story_at(asked: Asked, name: str) -> Story | None:
    """Return the story of that id, or the one whose id alone begins so, as the asker's tenant sees it.

    The id of a story that is a part of another one now is an id of that.
    """
    shared, verdicts = await asked.context.store.story(name), await verdicts_of(asked)
    if not verdicts:
        return shared
    begun = await asked.context.store.find_articles(name[1:]) if _STORY.fullmatch(name) else ()
    meant = [*(shared.articles if shared else ()), *(article.id for article in begun)]
    seen = await stories_under(asked, meant, verdicts)
    named = [story for story in seen if story.id.startswith(name)]
    if not named and shared:
        named = [story for story in seen if shared.articles[0] in story.articles]
    return named[0] if len(named) == 1 else None


async def rejected_articles(asked: Asked, topic: str) -> frozenset[str]:
    """Return the articles of the stories that are said not to be about the topic of that slug."""
    verdicts = await verdicts_of(asked)
    said = [article for verdict in verdicts if verdict.topic == topic for article in verdict.articles]
    stories = await stories_under(asked, said, verdicts) if said else ()
    return frozenset(a for story in stories if topic in rejected_of(story, verdicts) for a in story.articles)


def _articles(stories: Iterable[Story]) -> frozenset[str]:
    return frozenset(article for story in stories for article in story.articles)
