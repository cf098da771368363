"""Reports of tenants' own feeds beside the stories of all: they join these without changing them.

What is for some only may not decide what others read together. So such a report is nothing that another report is
compared with: it stands in a story of all as a guest, whose terms and times the story does not take, or in a story of
its feed alone. Whoever has the feed sees it there; for all others the story is as though it had never come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from digests.grouping.index import StoryIndex
from digests.grouping.merge import resembled
from digests.grouping.place import place
from digests.grouping.terms import index_terms
from digests.lexicon import Lexicon
from digests.own_feeds import mark_of_id
from digests.reading import Reading
from digests.story import Decision, Reason, Story

Guests = Mapping[str, tuple[str, ...]]
"""Ids of the articles of own feeds, by the story of all that they stand in."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the reports of one own feed stand: the stories that changed, those that are gone, and why."""

    stories: tuple[Story, ...]
    gone: frozenset[str]
    decisions: tuple[Decision, ...]
    guests: Guests
    own: tuple[Story, ...]
    """All the stories that are of that feed alone now."""


def hosts(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return the stories of all, without the guests in them."""
    parts = ((story, tuple(one for one in story.articles if not mark_of_id(one))) for story in stories)
    return tuple(replace(story, articles=articles) for story, articles in parts if articles)


def guests_in(stories: Iterable[Story]) -> Guests:
    """Return the guests of stories of all."""
    parts = ((story, tuple(one for one in story.articles if mark_of_id(one))) for story in stories)
    return MappingProxyType({story.id: own for story, own in parts if own and len(own) < len(story.articles)})


def stories_of_own(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Return the stories in which nothing stands but reports of own feeds."""
    return tuple(story for story in stories if all(map(mark_of_id, story.articles)))


def with_guests(story: Story, guests: Guests) -> Story:
    """Return a story of all with its guests."""
    return replace(story, articles=(*story.articles, *guests.get(story.id, ())))


def moved(guests: Guests, decisions: Iterable[Decision], gone: frozenset[str]) -> Guests:
    """Return the guests where they stand once stories are gone into others, as those decisions tell."""
    into = {one.subject: one.other or "" for one in decisions if one.subject in gone and one.outcome == "merged"}
    there: dict[str, tuple[str, ...]] = {}
    for host, own in guests.items():
        while host in gone:
            host = into[host]  # noqa: PLW2901  it is followed to where it ended
        there[host] = (*there.get(host, ()), *own)
    return MappingProxyType(there)


def place_own(  # noqa: PLR0917  what, beside what, with what knowledge, and when
    readings: Sequence[Reading],
    own: Sequence[Story],
    guests: Guests,
    index: StoryIndex,
    lexicon: Lexicon,
    now: datetime,
) -> Stay:
    """Place the reports of one own feed, in order, beside its earlier stories and those of all, which the index holds.

    A story of its own that one of all has come to resemble goes into that. The index is as before when it is done.
    """
    seated = frozenset(one for every in guests.values() for one in every)
    visit = _Visit(index, now, {story.id: story for story in own}, dict(guests), seated)
    for story in own:
        index.put(story)
    try:
        for reading in readings:
            visit.place(reading, lexicon)
    finally:
        for story_id in visit.mine:
            index.take_out(story_id)
    for story in tuple(visit.mine.values()):
        visit.take_in(story)
    return visit.ended()


@dataclass(slots=True)
class _Visit:
    """The working memory of placing the reports of one own feed."""

    index: StoryIndex
    now: datetime
    mine: dict[str, Story]
    """The stories of that feed alone, by id."""
    there: dict[str, tuple[str, ...]]
    """The guests of all feeds."""
    seated: frozenset[str]
    """Those of them that were there before."""
    touched: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)

    def place(self, reading: Reading, lexicon: Lexicon) -> None:
        """Put a report where it belongs."""
        article = reading.article
        if article.id in self.seated:
            return
        placed = place(article, index_terms(reading, lexicon), self.index, self.now)
        self.decisions.append(placed.decision)
        self.touched.add(placed.story.id)
        if placed.story.id in self.index.stories and placed.story.id not in self.mine:
            self._seat(placed.story.id, (article.id,))
        else:
            self.mine[placed.story.id] = placed.story
            self.index.put(placed.story)

    def take_in(self, story: Story) -> None:
        """Put the reports of a story of the feed alone into one of all that it resembles by now."""
        best = resembled(self.index, story)
        if best is None:
            return
        reason = Reason("grew-alike", {"story": best.story.id, "score": f"{best.score:.2f}"})
        self.decisions.append(Decision(story.id, "place", "merged", reason, self.now, best.story.id))
        self._seat(best.story.id, story.articles)
        self.touched.add(best.story.id)
        self.gone.add(story.id)
        del self.mine[story.id]

    def ended(self) -> Stay:
        """Return what has changed."""
        kept = sorted(self.touched - self.gone)
        stories = (self.mine.get(one) or with_guests(self.index.stories[one], self.there) for one in kept)
        own = tuple(self.mine.values())
        return Stay(tuple(stories), frozenset(self.gone), tuple(self.decisions), MappingProxyType(self.there), own)

    def _seat(self, host: str, articles: Sequence[str]) -> None:
        self.there[host] = (*self.there.get(host, ()), *articles)
