"""Which stories may lead a draft: told without reading for events, which takes nearly all the time of reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.compose import in_window, known_until
from digests.draft import Draft
from digests.lexicon import Lexicon
from digests.narrowed import langs_of, told_in
from digests.ranking import KIND_WEIGHTS, StoryMaterial, rank
from digests.story import Story
from digests.topic import Topic

_MOST_BY_EVENTS = max(KIND_WEIGHTS.values())
"""What the events of a story can add to its score."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A story that belongs into a draft, if there is room for it."""

    story: Story
    most: float
    """Its score is no higher than this."""


def prospects(
    glanced: Iterable[StoryMaterial], topics: Sequence[Topic], lexicon: Lexicon, start: datetime, end: datetime
) -> tuple[Prospect, ...]:
    """Return the stories among which ``compose`` chooses, the most promising first.

    ``glanced`` are stories with readings that have names (``digests.understand.glance``), and events only where a
    topic asks for kinds of them.
    """
    within = [known_until(one, end) for one in glanced if not one.filtered and in_window(one, start, end)]
    ranked = ((one.story, rank(told_in(one, langs_of(topics)), topics, lexicon, end)) for one in within)
    found = [Prospect(story, standing.score + _MOST_BY_EVENTS) for story, standing in ranked if standing.topical]
    return tuple(sorted(found, key=lambda one: (-one.most, one.story.id)))


def rivals(draft: Draft, room: int, found: Sequence[Prospect]) -> int:
    """Return how many of the found, the most promising, may be in a draft of all, given that of some of them.

    Where those were no fewer, it is the draft of all.
    """
    if len(draft.briefs) < room:
        return len(found)
    worst = draft.briefs[-1].score
    return sum(one.most >= worst for one in found)
