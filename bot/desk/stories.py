"""``latest`` and ``story``: what is new, and one story opened."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bot.desk.context import Asked
from bot.desk.lookups import article_or_story
from bot.desk.material import briefs_of, material_of, published_in, with_stories
from bot.desk.regrouped import stories_of
from bot.desk.sifting import filters_of, newest_stories
from bot.desk.thinking import thought
from digests.article import Article
from digests.ask import Ask
from digests.chronicle.timelines import happenings, laid_out
from digests.errors import NotFound
from digests.filters import sifted
from digests.layout.stories import latest_page, story_page
from digests.layout.verdicts import story_acts
from digests.page import Page
from digests.story import Story
from digests.subject import subject_of
from digests.subscription import TERMINAL

MOST_SHOWN = 10


async def answer_latest(asked: Asked) -> Page:
    """Answer with the newest stories, at most ``max``."""
    most = asked.number("max") or MOST_SHOWN
    filters = await filters_of(asked)
    told = await material_of(asked, await newest_stories(asked, most))
    material = [sifted(one, filters) for one in told]
    briefs = await thought(briefs_of, asked, material)
    return latest_page(briefs, asked.words, asked.zone, published_in(material), ask=asked.ask)


async def answer_story(asked: Asked) -> Page:
    """Answer with the story of that ``id``, or the one that holds the article of that id or address."""
    (material,) = await material_of(asked, [await story_called(asked, asked.needed("id"))])
    (brief,) = await thought(briefs_of, asked, [material])
    context = asked.context
    events = [event for reading in material.readings for event in reading.events]
    rows, origins = await with_stories(asked, await thought(happenings, events, None, context.lexicon))
    told = await thought(laid_out, rows, None, context.lexicon, asked.words, asked.question.lang, origins=origins)
    articles = [reading.article for reading in material.readings]
    quotes = {"quotes": True} if asked.question.options.get("quotes") else {}
    ask = Ask("story", MappingProxyType({"id": material.story.id, **quotes}))
    subject = subject_of(brief.events, context.lexicon)
    page = story_page(
        brief, told.moments, articles, material.copies, words=asked.words, zone=asked.zone, ask=ask, subject=subject
    )
    teaching = story_acts(material.story.id, asked.words) if shows_acts(asked) else ()
    return replace(page, ask=ask, blocks=(*page.blocks, *teaching))


def shows_acts(asked: Asked) -> bool:
    """Say whether the answer shows what only admins press."""
    asker = asked.question.asker
    return asker.is_admin and asker.platform != TERMINAL


async def story_called(asked: Asked, name: str) -> Story:
    """Return the story of that id, or the one that holds the article of that id or address. Raises NotFound."""
    found = await article_or_story(asked, name)
    if isinstance(found, Article):
        stories = await stories_of(asked, [found.id])
        if not stories:
            raise NotFound("no-story-yet", name, article=found.id)
        return stories[0]
    return found
