"""The open stories, found by their terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from digests.grouping.likeness import Profile, profile
from digests.grouping.rarity import Rarity
from digests.story import Story

POSTINGS = 250
"""How many stories an article is compared with at most, those that share its rarest terms first."""


class StoryIndex:
    """Open stories by id and by term, with how many articles held each term.

    Mutable, and only by ``put``, ``union`` and ``close``: it is the working memory of one placing run, built from
    what the store calls open.
    """

    def __init__(self, stories: Iterable[Story] = (), frequencies: Mapping[str, int] = MappingProxyType({})) -> None:
        """Index the stories; ``frequencies`` are background counts with their total under the empty key."""
        self.stories: dict[str, Story] = {}
        self.rarity = Rarity(frequencies)
        self._postings: dict[str, dict[str, None]] = {}
        self._profiles: dict[str, tuple[int, Profile]] = {}
        self._homes: dict[str, str] = {}
        for story in stories:
            self.put(story)

    def put(self, story: Story) -> None:
        """Add a story, or replace the one of its id."""
        before = self.stories.get(story.id)
        had = before.terms if before else {}
        added = {term: weight - had.get(term, 0.0) for term, weight in story.terms.items()}
        self.rarity.count(added, len(story.articles) - (len(before.articles) if before else 0))
        self._list(story)

    def union(self, kept: Story, gone: str) -> None:
        """Put the story that two have become in the place of both."""
        self._unlist(self.stories[gone])
        self._list(kept)

    def close(self, before: datetime) -> None:
        """Forget the stories whose last report is older; what they taught about rarity stays."""
        for story in [story for story in self.stories.values() if story.last < before]:
            self._unlist(story)

    def home(self, article_id: str) -> Story | None:
        """Return the open story that holds the article."""
        return self.stories.get(self._homes.get(article_id, ""))

    def profile(self, story: Story) -> Profile:
        """Return the story made ready to compare."""
        cached = self._profiles.get(story.id)
        if cached and cached[0] == self.rarity.taken:
            return cached[1]
        made = profile(story.terms, self.rarity)
        self._profiles[story.id] = (self.rarity.taken, made)
        return made

    def sharing(self, terms: Iterable[str]) -> Iterator[Story]:
        """Yield stories that share a term, the rarest terms first, until ``POSTINGS`` are reached."""
        seen: set[str] = set()
        for term in sorted((t for t in terms if t[0] != "l"), key=lambda t: (t[0] != "t", -self.rarity.of(t), t)):
            fresh = [story_id for story_id in self._postings.get(term, ()) if story_id not in seen]
            seen.update(fresh)
            yield from (self.stories[story_id] for story_id in fresh)
            if len(seen) >= POSTINGS:
                return

    def _list(self, story: Story) -> None:
        self.stories[story.id] = story
        self._profiles.pop(story.id, None)
        self._homes.update(dict.fromkeys(story.articles, story.id))
        for term in story.terms:
            self._postings.setdefault(term, {})[story.id] = None

    def _unlist(self, story: Story) -> None:
        del self.stories[story.id]
        self._profiles.pop(story.id, None)
        for term in story.terms:
            del self._postings[term][story.id]
