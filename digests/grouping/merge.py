"""The second chance: two stories that grew towards each other become one.

Early reports share few words; once each story has a few, the overlap is plain. On headlines this is the largest
gain in recall. Stories about different parties stay apart: they share the words of their kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from digests.grouping.clash import other_parties
from digests.grouping.index import StoryIndex
from digests.grouping.match import Match, chosen, ranked
from digests.grouping.place import WINDOW, added
from digests.story import Decision, Reason, Story


@dataclass(frozen=True, slots=True)
class Union:
    """Two stories that are one now: the one that began first keeps its id, ``gone`` is the other's.

    ``decisions`` are told of the one that is gone and of the one that is kept.
    """

    story: Story
    gone: str
    decisions: tuple[Decision, Decision]


def second_chance(index: StoryIndex, touched: Iterable[str], now: datetime) -> tuple[Union, ...]:
    """Merge touched stories (ids) with what they have come to resemble, and keep the index in step.

    A lone article had its chance when it was placed: only a story that has grown can resemble others anew. It may
    grow by several unions; the last one that names it holds its final state.
    """
    unions = []
    for story_id in sorted(touched):
        story = index.stories.get(story_id)
        while story and len(story.articles) > 1 and (union := _union(index, story, now)):
            index.union(union.story, union.gone)
            unions.append(union)
            story = union.story
    return tuple(unions)


def resembled(index: StoryIndex, story: Story) -> Match | None:
    """Return the story of the index that another has come to resemble so much that the two are one."""
    others = [other for other in index.sharing(story.terms) if other.id != story.id and _near(story, other)]
    best = chosen(ranked(story.terms, story.articles, others, index), len(story.articles))
    return None if best is None or _apart(story, best.story) else best


def _union(index: StoryIndex, story: Story, now: datetime) -> Union | None:
    best = resembled(index, story)
    if best is None:
        return None
    kept, gone = sorted((story, best.story), key=lambda one: (one.first, one.id))
    decisions = _decision(gone, kept, best.score, now), _decision(kept, gone, best.score, now)
    return Union(_sum(kept, gone), gone.id, decisions)


def _near(one: Story, other: Story) -> bool:
    return one.first - WINDOW <= other.last and other.first - WINDOW <= one.last


def _apart(one: Story, other: Story) -> bool:
    return other_parties(one.terms, other.terms, (len(one.articles) / 2, len(other.articles) / 2))


def _decision(one: Story, other: Story, score: float, now: datetime) -> Decision:
    reason = Reason("grew-alike", {"story": other.id, "score": f"{score:.2f}"})
    return Decision(one.id, "place", "merged", reason, now, other.id)


def _sum(kept: Story, gone: Story) -> Story:
    articles = (*kept.articles, *gone.articles)
    return Story(kept.id, articles, added(kept.terms, gone.terms), kept.first, max(kept.last, gone.last))
