"""Placing: each new article joins a story or opens one, in the order of publication."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.newsroom.room import Room
from digests.grouping.index import StoryIndex
from digests.grouping.merge import Union, second_chance
from digests.grouping.place import WINDOW, period, place
from digests.grouping.terms import index_terms
from digests.reading import Reading
from digests.story import Decision

log = structlog.get_logger()

BATCH = 50
"""After so many articles the stories they touched get their second chance to join each other."""


async def place_articles(room: Room, readings: Sequence[Reading]) -> int:
    """Place the articles and store their stories with a reason for each; return how many stories hold them."""
    if not readings:
        return 0
    ordered = sorted(readings, key=lambda reading: (period(reading.article), reading.article.id))
    periods = [period(reading.article) for reading in ordered]
    start, end = periods[0][0] - WINDOW, max(last for _, last in periods) + WINDOW
    index = StoryIndex(await room.store.open_stories(start, end), room.lexicon.frequencies)
    for first in range(0, len(ordered), BATCH):
        await _place_batch(room, ordered[first : first + BATCH], index)
    return len(await room.store.stories_of(reading.article.id for reading in ordered))


async def _place_batch(room: Room, readings: Sequence[Reading], index: StoryIndex) -> None:
    now = room.clock.now()
    touched: set[str] = set()
    decisions: list[Decision] = []
    for reading in readings:
        placement = place(reading.article, index_terms(reading, room.lexicon), index, room.lexicon, now)
        index.put(placement.story)
        touched.add(placement.story.id)
        decisions.append(placement.decision)
    unions: Sequence[Union] = second_chance(index, touched, now)
    gone = {union.gone for union in unions}
    kept = (touched | {union.story.id for union in unions}) - gone
    await room.store.save_stories([index.stories[story_id] for story_id in sorted(kept)], gone)
    decided = (*decisions, *(union.decision for union in unions))
    await room.store.save_decisions(decided)
    for one in decided:
        log.info("an article was placed", action=one.outcome, subject=one.subject, story=one.other, reason=one.reason)
