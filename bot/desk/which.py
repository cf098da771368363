"""``which``: the story that a message is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from bot.desk.context import Asked
from bot.desk.lookups import articles_at
from bot.desk.material import briefs_of, material_of, published_in
from bot.desk.regrouped import stories_of, story_at
from bot.desk.stories import answer_story
from digests.desk import Question
from digests.entities import find_mentions
from digests.errors import NotFound
from digests.layout.stories import latest_page
from digests.page import Page
from digests.story import Story

MOST_SHOWN = 10
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}「」『』《》，。；！？、]+")
_AFTER = ".,;:!?)]*_~"
"""What stands behind an address and is none of it."""
_STORY = re.compile(r"\bs[0-9a-f]{8}\b")
_MOST_TRIED = 20
"""Addresses or lines of a message that are looked up."""
_SHORTEST, _LONGEST = 4, 200
"""Characters of a line that is searched for."""
_MOST_NAMES = 4


async def answer_which(asked: Asked) -> Page:
    """Answer with the story that a message tells: by the stories and addresses in ``text``, else by its words.

    Where there are several, they are listed.
    """
    stories = await _stories(asked, asked.needed("text"))
    if not stories:
        raise NotFound("no-story-told", "which")
    if len(stories) == 1:
        told = Question("story", MappingProxyType({"id": stories[0].id}), asked.question.lang, asked.question.zone)
        return await answer_story(replace(asked, question=replace(told, asker=asked.question.asker)))
    material = await material_of(asked, stories[:MOST_SHOWN])
    briefs = briefs_of(asked, material)
    return latest_page(briefs, asked.words, asked.zone, published_in(material), title="which.title")


async def _stories(asked: Asked, text: str) -> tuple[Story, ...]:
    store = asked.context.store
    named = [story for name in _STORY.findall(text)[:_MOST_TRIED] if (story := await story_at(asked, name))]
    if named:
        return tuple({story.id: story for story in named}.values())
    addresses = [found[0].rstrip(_AFTER) for found in _ADDRESS.finditer(text)]
    articles = [article.id for url in addresses[:_MOST_TRIED] for article in await articles_at(store, url)]
    if articles:
        return await stories_of(asked, articles)
    for words in _worded(asked, _ADDRESS.sub(" ", text)):
        found = await store.search(words, MOST_SHOWN)
        if found:
            return await stories_of(asked, [article.id for article in found])
    return ()


def _worded(asked: Asked, text: str) -> Iterator[str]:
    """Yield what to search for: the lines of a message, then the names in it."""
    lines = [line.strip(" *_#>-\t") for line in text.splitlines()]
    yield from [line for line in lines if _SHORTEST <= len(line) <= _LONGEST][:_MOST_TRIED]
    names = dict.fromkeys(text[m.start : m.end] for m in find_mentions(text, asked.context.lexicon))
    if len(names) > 1:
        yield " ".join([*names][:_MOST_NAMES])
