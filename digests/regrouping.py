"""A tenant's verdicts laid over the stories that all tenants share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import permutations
from types import MappingProxyType

from digests.article import Article
from digests.grouping.place import period
from digests.story import Story
from digests.verdicts import Verdict


def as_seen(stories: Sequence[Story], verdicts: Iterable[Verdict]) -> tuple[Story, ...]:
    """Return the stories as a tenant sees them, newest first; those that no verdict touches are the same as before.

    ``stories`` are all those that hold an article which ``reached`` returns. Every article stays in one story. What is
    said later counts, where verdicts say otherwise. An article that came since stays with the rest of its shared story,
    not with what was split off. A story that became another has the id of the shared one whose first article it holds,
    else one made of its own first article; it has no ``terms``, and the period of the stories that it is made of:
    ``dated`` knows better.
    """
    arranged = [verdict for verdict in verdicts if verdict.parts]
    named = {article for verdict in arranged for part in verdict.parts for article in part}
    touched = [story for story in stories if not named.isdisjoint(story.articles)]
    if not touched:
        return tuple(stories)
    groups = _Groups()
    for verdict in sorted(arranged, key=lambda one: (one.since, one.name), reverse=True):
        groups.say(verdict.parts)
    leavers = {article for verdict in arranged for article in verdict.apart}
    kept = [story for story in stories if named.isdisjoint(story.articles)]
    return newest_first([*kept, *_regrouped(sorted(touched, key=_age), groups, leavers)])


def dated(story: Story, articles: Iterable[Article]) -> Story:
    """Return the story with the period of those articles; as it is, where there are none."""
    periods = [period(article) for article in articles]
    if not periods:
        return story
    return replace(story, first=min(first for first, _ in periods), last=max(last for _, last in periods))


def newest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return the stories in the order in which a store returns them."""
    by_id = sorted(stories, key=lambda story: story.id)
    return tuple(sorted(by_id, key=lambda story: (story.last, story.first), reverse=True))


class _Groups:
    """Which articles are one story, and which are not: what was said first stays."""

    def __init__(self) -> None:
        self._with: dict[str, set[str]] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def say(self, parts: Sequence[Sequence[str]]) -> None:
        """Join the articles of each part, and keep the parts apart, as far as nothing was said against it."""
        for part in parts:
            for article in part[1:]:
                self.join(part[0], article)
        for one, other in permutations(parts, 2):
            for article in one:
                self._apart[article].update(other)

    def join(self, one: str, other: str) -> bool:
        """Put the two together, unless they are to be apart; say whether they are together."""
        here, there = self.of(one), self.of(other)
        if here is there:
            return True
        if any(not there.isdisjoint(self._apart[article]) for article in here & self._apart.keys()):
            return False
        here |= there
        self._with.update(dict.fromkeys(there, here))
        return True

    def of(self, article: str) -> set[str]:
        """Return what is together with the article, itself among them."""
        return self._with.setdefault(article, {article})


def _regrouped(stories: Sequence[Story], groups: _Groups, leavers: set[str]) -> Iterator[Story]:
    """Yield what becomes of the stories, oldest first: each article stays with what it was with, as far as it may."""
    owned: dict[str, Story] = {}
    for story in stories:
        anchors: list[str] = []
        for article in sorted(story.articles, key=lambda one: one in leavers):
            if not any(groups.join(anchor, article) for anchor in anchors):
                anchors.append(article)
        first = next((a for a in story.articles if story.id == _id_from(a)), anchors[0])
        owned[first] = story
    left = {article: story for story in stories for article in story.articles}
    while left:
        together = groups.of(next(iter(left)))
        articles = tuple(article for article in left if article in together)
        sources = {left[article].id: left.pop(article) for article in articles}
        names = [story.id for first, story in owned.items() if first in together]
        yield _story(names[0] if names else _id_from(articles[0]), articles, [*sources.values()])


def _story(story_id: str, articles: tuple[str, ...], sources: Sequence[Story]) -> Story:
    """Return the story of those articles: the same as before, where it is one of the sources."""
    (one, *others) = sources
    if not others and one.id == story_id and set(one.articles) == set(articles):
        return one
    first, last = min(story.first for story in sources), max(story.last for story in sources)
    return Story(story_id, articles, MappingProxyType({}), first, last)


def _age(story: Story) -> tuple[datetime, str]:
    return story.first, story.id


def _id_from(article: str) -> str:
    """Return the id of a story that begins with the article, as ``digests.grouping.place`` makes it."""
    return f"s{article[:8]}"
