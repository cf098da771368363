"""The second chance: two stories that grew towards each other become one.

Early reports share few words; once each story has a few, the overlap is plain. On headlines this is the largest
gain in recall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from digests.grouping.index import StoryIndex
from digests.grouping.match import chosen, ranked
from digests.grouping.place import WINDOW, added
from digests.story import Decision, Reason, Story


@dataclass(frozen=True, slots=True)
class Union:
    """Two stories that are one now: the one that began first keeps its id, ``gone`` is the other's."""

    story: Story
    gone: str
    decision: Decision


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


def _union(index: StoryIndex, story: Story, now: datetime) -> Union | None:
    others = [other for other in index.sharing(story.terms) if other.id != story.id and _near(story, other)]
    matches = ranked(story.terms, story.articles, others, index)
    best = chosen(matches, len(story.articles))
    if best is None:
        return None
    kept, gone = sorted((story, best.story), key=lambda one: (one.first, one.id))
    reason = Reason("grew-alike", {"story": kept.id, "score": f"{best.score:.2f}"})
    return Union(_sum(kept, gone), gone.id, Decision(gone.id, "place", "merged", reason, now, kept.id))


def _near(one: Story, other: Story) -> bool:
    return one.first - WINDOW <= other.last and other.first - WINDOW <= one.last


def _sum(kept: Story, gone: Story) -> Story:
    articles = (*kept.articles, *gone.articles)
    return Story(kept.id, articles, added(kept.terms, gone.terms), kept.first, max(kept.last, gone.last))
