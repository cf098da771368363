"""What is meant by a name of something that can be followed: a story, a topic or an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from bot.desk.context import Asked
from bot.desk.lookups import SHORTEST_ID
from bot.desk.material import briefs_of, material_of
from bot.desk.regrouped import stories_of, story_at
from bot.desk.tracked import topics_of
from digests.errors import NotFound
from digests.following import Sort, Subject, is_same
from digests.text.script import fold
from digests.topic import topic_named

KEPT = 20
"""Articles of a story that it is known by later: the newest, which stay in the memory longest."""
RECENT = 2_000
"""The newest articles, whose outlets are known though no feed carries their name."""


async def subject_called(asked: Asked, typed: str) -> Subject:
    """Return what is meant: a story's id or its beginning, an article's id or address, a topic's or an outlet's name.

    ``story:``, ``topic:`` or ``outlet:`` in front says which. Raises NotFound where it is nothing, or several things.
    """
    sort, name = _sorted_out(typed)
    found = [subject for subject in await _called(asked, name) if sort in (None, subject.sort)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound("subject-of-several", typed, choices=tuple(one.key for one in found))
    slugs = [topic.slug for topic in await topics_of(asked)]
    near = get_close_matches(fold(name), [*slugs, *map(fold, await outlets_known(asked))], n=1)
    if near:
        raise NotFound("no-such-subject-but", typed, near=near[0])
    raise NotFound("no-such-subject", typed, topics=tuple(slugs) or "–")


async def known_as(asked: Asked, typed: str, known: Sequence[Subject]) -> Subject:
    """Return which of the subjects is meant: as ``subject_called``, or by what it was called. Raises NotFound."""
    sort, name = _sorted_out(typed)
    alike = [one for one in known if sort in (None, one.sort)]
    found = [one for one in alike if _is_called(one, name)]
    if not found:
        meant = await _called(asked, name)
        found = [one for one in alike if any(is_same(one, subject) for subject in meant)]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound("subject-of-several", typed, choices=tuple(one.key for one in found))
    raise NotFound("not-followed", typed)


def _sorted_out(typed: str) -> tuple[Sort | None, str]:
    """Return which sort the text says in front, None for none, and the name."""
    front, colon, name = typed.replace("：", ":", 1).partition(":")
    is_sort = colon and fold(front) in set(Sort)
    return (Sort(fold(front)), name.strip()) if is_sort else (None, typed)


def _is_called(subject: Subject, name: str) -> bool:
    wanted = fold(name)
    is_beginning = subject.sort is Sort.STORY and len(wanted) >= SHORTEST_ID and subject.id.startswith(wanted)
    return is_beginning or wanted in (subject.id, fold(subject.name))


async def _called(asked: Asked, name: str) -> list[Subject]:
    """Return everything of that name, one of each sort at most."""
    topic = topic_named(name, await topics_of(asked), asked.context.lexicon)
    outlet = next((one for one in await outlets_known(asked) if fold(one) == fold(name)), None)
    topics = [Subject(Sort.TOPIC, topic.slug)] if topic else []
    outlets = [Subject(Sort.OUTLET, fold(outlet), outlet)] if outlet else []
    return [*await _stories(asked, name), *topics, *outlets]


async def _stories(asked: Asked, name: str) -> list[Subject]:
    """Return the story of that id, or the one of the article of that id or address."""
    store = asked.context.store
    story = await story_at(asked, name) if len(name) >= SHORTEST_ID else None
    articles = await store.find_articles(name) if len(name) >= SHORTEST_ID else ()
    stories = [story] if story else [*await stories_of(asked, (article.id for article in articles))]
    if len(stories) != 1:
        return []
    (brief,) = briefs_of(asked, await material_of(asked, stories))
    (its,) = stories
    return [Subject(Sort.STORY, its.id, brief.headline.text, asked.now, its.articles[-KEPT:])]


async def outlets_known(asked: Asked) -> list[str]:
    """Return the outlets there are: those of the feeds, then those of the newest articles."""
    store = asked.context.store
    newest = (article.outlet for article in await store.newest(RECENT))
    named = [*(feed.outlet for feed in await store.feeds()), *newest]
    return list({fold(outlet): outlet for outlet in reversed(named) if outlet}.values())
