"""``latest`` and ``story``: what is new, and one story opened."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bot.desk.context import Asked
from bot.desk.lookups import article_or_story
from bot.desk.material import briefs_of, material_of, published_in, with_stories
from bot.desk.thinking import thought
from digests.article import Article
from digests.ask import Ask
from digests.chronicle.timelines import happenings, laid_out
from digests.errors import NotFound
from digests.layout.stories import latest_page, story_page
from digests.page import Page
from digests.story import Story
from digests.subject import subject_of

MOST_SHOWN = 10
ARTICLES_LOOKED_AT = 4
"""How many of the newest articles are looked at for each story shown: a story has several."""


async def answer_latest(asked: Asked) -> Page:
    """Answer with the newest stories, at most ``max``."""
    most = asked.number("max") or MOST_SHOWN
    newest = await asked.context.store.newest(most * ARTICLES_LOOKED_AT)
    stories = await asked.context.store.stories_of(article.id for article in newest)
    material = await material_of(asked, stories[:most])
    briefs = await thought(briefs_of, asked, material)
    return latest_page(briefs, asked.words, asked.zone, published_in(material), ask=asked.ask)


async def answer_story(asked: Asked) -> Page:
    """Answer with the story of that ``id``, or the one that holds the article of that id or address."""
    (material,) = await material_of(asked, [await _story(asked, asked.needed("id"))])
    (brief,) = await thought(briefs_of, asked, [material])
    context = asked.context
    events = [event for reading in material.readings for event in reading.events]
    rows, origins = await with_stories(context, await thought(happenings, events, None, context.lexicon))
    told = await thought(laid_out, rows, None, context.lexicon, asked.words, asked.question.lang, origins=origins)
    articles = [reading.article for reading in material.readings]
    quotes = {"quotes": True} if asked.question.options.get("quotes") else {}
    ask = Ask("story", MappingProxyType({"id": material.story.id, **quotes}))
    subject = subject_of(brief.events, context.lexicon)
    page = story_page(
        brief, told.moments, articles, material.copies, words=asked.words, zone=asked.zone, ask=ask, subject=subject
    )
    return replace(page, ask=ask)


async def _story(asked: Asked, name: str) -> Story:
    found = await article_or_story(asked.context.store, name)
    if isinstance(found, Article):
        stories = await asked.context.store.stories_of([found.id])
        if not stories:
            raise NotFound("no-story-yet", name, article=found.id)
        return stories[0]
    return found
