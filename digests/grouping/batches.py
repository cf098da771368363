"""A placing run: articles in the order of publication, batch by batch, each batch with its second chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.article import Article
from digests.grouping.index import StoryIndex
from digests.grouping.merge import second_chance
from digests.grouping.place import WINDOW, period, place
from digests.grouping.terms import index_terms
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.story import Decision, Story

BATCH = 50
"""After so many articles the stories they touched get their second chance to join each other."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What one batch changed: the stories as they are now, the ids of those merged into others, and why."""

    stories: tuple[Story, ...]
    gone: frozenset[str]
    decisions: tuple[Decision, ...]


def order_of(article: Article) -> tuple[datetime, datetime, str]:
    """Return what a placing run sorts its articles by: the time they may date from, then the id."""
    return (*period(article), article.id)


def place_batch(readings: Sequence[Reading], index: StoryIndex, lexicon: Lexicon, now: datetime) -> Placed:
    """Place the next articles of a run, in order, and keep the index in step; ``now`` (aware) dates the decisions."""
    if readings:
        index.close(period(readings[0].article)[0] - WINDOW)
    touched: set[str] = set()
    decisions: list[Decision] = []
    for reading in readings:
        placement = place(reading.article, index_terms(reading, lexicon), index, now)
        index.put(placement.story)
        touched.add(placement.story.id)
        decisions.append(placement.decision)
    unions = second_chance(index, touched, now)
    gone = frozenset(union.gone for union in unions)
    kept = (touched | {union.story.id for union in unions}) - gone
    stories = tuple(index.stories[story_id] for story_id in sorted(kept))
    return Placed(stories, gone, (*decisions, *(told for union in unions for told in union.decisions)))
