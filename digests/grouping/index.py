"""The open stories, found by their terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from heapq import nlargest

from digests.grouping.bridge import Bridge, bridge
from digests.grouping.likeness import MARKS, Likeness, Profile, likeness, profile
from digests.grouping.rarity import Rarity
from digests.lexicon import Lexicon
from digests.semantics import Vector, nearness, summed
from digests.story import Story

POSTINGS = 1500
"""How many entries of the index are looked at for an article, those of its rarest terms first."""
CANDIDATES = 24
"""How many stories it is compared with: those that share most."""
STALE = 1.02
"""Growth of the articles seen after which a story is made ready anew, though nothing joined it."""
_UNLISTED = MARKS.replace("t", "")
"""Kinds of terms that no story is listed under."""


class StoryIndex:
    """Open stories by id and by term, with how many articles held each term.

    Mutable, and only by ``put``, ``union``, ``take_out``, ``close`` and ``reopen``: it is the working memory of one
    placing run, built from what the store calls open.
    """

    def __init__(self, stories: Iterable[Story], lexicon: Lexicon) -> None:
        """Index the stories; the lexicon brings background frequencies and what Chinese words mean."""
        self.stories: dict[str, Story] = {}
        self.rarity = Rarity(lexicon.frequencies)
        self._vectors: dict[str, Vector] = {}
        self._bridge: Bridge = bridge(lexicon)
        self._open: dict[str, None] = {}
        self._postings: dict[str, dict[str, None]] = {}
        self._profiles: dict[str, tuple[float, Profile]] = {}
        self._homes: dict[str, str] = {}
        for story in stories:
            self.put(story)

    def put(self, story: Story) -> None:
        """Add a story, or replace the one of its id."""
        before = self.stories.get(story.id)
        had = before.terms if before else {}
        added = {term: weight - had.get(term, 0.0) for term, weight in story.terms.items()}
        self.rarity.count(added, len(story.articles) - (len(before.articles) if before else 0))
        self._list(story, had)

    def union(self, kept: Story, gone: str) -> None:
        """Put the story that two have become in the place of both."""
        self._unlist(self.stories.pop(gone))
        self._list(kept, self.stories[kept.id].terms)

    def take_out(self, story_id: str) -> None:
        """Take a story out, as though it had never been put in; its articles have no home."""
        story = self.stories.pop(story_id)
        self._unlist(story)
        self.rarity.count({term: -weight for term, weight in story.terms.items()}, -len(story.articles))
        for article in story.articles:
            del self._homes[article]

    def close(self, before: datetime) -> None:
        """Offer the stories whose last report is older no more; they stay the homes of their articles."""
        for story in [self.stories[story_id] for story_id in self._open]:
            if story.last < before:
                self._unlist(story)

    def reopen(self) -> None:
        """Offer the closed stories again."""
        for story in self.stories.values():
            if story.id not in self._open:
                self._list(story, {})

    def home(self, article_id: str) -> Story | None:
        """Return the story that holds the article."""
        return self.stories.get(self._homes.get(article_id, ""))

    def titled(self, terms: Iterable[str]) -> Iterator[Story]:
        """Yield the open stories that hold a report of the same title."""
        mark = next((term for term in terms if term[0] == "t"), "")
        return (self.stories[story_id] for story_id in self._postings.get(mark, ()))

    def sharing(self, terms: Mapping[str, float]) -> list[Story]:
        """Return the open stories that share most with the terms, by the weight of what they share."""
        found: dict[str, float] = {}
        looked = 0
        for rarity, key, weight in sorted((-self.rarity.of(key), key, weight) for key, weight in self._sought(terms)):
            listed = self._postings[key]
            worth = weight * rarity * rarity
            for story_id in listed:
                found[story_id] = found.get(story_id, 0.0) + worth
            looked += len(listed)
            if looked > POSTINGS:
                break
        best = nlargest(CANDIDATES, [(worth, story_id) for story_id, worth in found.items()])
        return [self.stories[story_id] for _, story_id in best]

    def likeness(self, own: Profile, story: Story) -> Likeness:
        """Compare a profile with a story's."""
        return likeness(own, self.profile(story), self.rarity, self._bridge)

    def learn(self, vectors: Mapping[str, Vector]) -> None:
        """Take in what articles (by id) mean. Where nothing is ever learnt, meaning plays no part."""
        self._vectors.update(vectors)

    def nearness(self, articles: Iterable[str], story: Story) -> float | None:
        """Return how near the articles (ids) are to the story in meaning; None where either's is not known."""
        ours, theirs = self._known(articles), self._known(story.articles)
        return nearness(summed(ours), summed(theirs)) if ours and theirs else None

    def _known(self, articles: Iterable[str]) -> list[Vector]:
        return [self._vectors[one] for one in articles if one in self._vectors]

    def profile(self, story: Story) -> Profile:
        """Return the story made ready to compare."""
        cached = self._profiles.get(story.id)
        if cached and self.rarity.taken <= STALE * cached[0]:
            return cached[1]
        made = profile(story.terms, self.rarity)
        self._profiles[story.id] = (self.rarity.taken, made)
        return made

    def _sought(self, terms: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """Yield the keys to look under that list a story: the terms, and words of the other language for them."""
        for term, weight in terms.items():
            kind = term[0]
            if kind in MARKS:
                continue
            keys = [term, f"k{term[1:]}"] if kind == "w" else [term]
            if kind == "z":
                keys += self._bridge.terms(term[2:])
            yield from ((key, weight) for key in keys if key in self._postings)

    def _list(self, story: Story, had: Mapping[str, float]) -> None:
        new = story.terms.keys() - had.keys() if story.id in self._open else story.terms
        self.stories[story.id] = story
        self._open[story.id] = None
        self._profiles.pop(story.id, None)
        self._homes.update(dict.fromkeys(story.articles, story.id))
        for key in self._keys(new):
            self._postings.setdefault(key, {})[story.id] = None

    def _unlist(self, story: Story) -> None:
        self._open.pop(story.id, None)
        self._profiles.pop(story.id, None)
        for key in self._keys(story.terms):
            listed = self._postings.get(key)
            if listed:
                listed.pop(story.id, None)
                if not listed:
                    del self._postings[key]

    def _keys(self, terms: Iterable[str]) -> Iterator[str]:
        """Yield what a story with those terms is listed under."""
        for term in terms:
            if term[0] not in _UNLISTED:
                yield term
            if term[0] == "z":
                yield from (f"k{word[1:]}" for word in self._bridge.terms(term[2:]))
