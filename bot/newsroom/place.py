"""Placing: each new article joins a story or opens one, in the order of publication."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from bot.newsroom.room import Room
from digests.article import Article
from digests.grouping.batches import BATCH, order_of, place_batch
from digests.grouping.index import StoryIndex
from digests.grouping.place import WINDOW, period
from digests.reading import Reading
from digests.semantics import meanings

log = structlog.get_logger()


async def place_articles(room: Room, readings: Sequence[Reading]) -> int:
    """Place the articles and store their stories with a reason for each; return how many stories hold them."""
    if not readings:
        return 0
    ordered = sorted(readings, key=lambda reading: order_of(reading.article))
    periods = [period(reading.article) for reading in ordered]
    start, end = periods[0][0] - WINDOW, max(last for _, last in periods) + WINDOW
    index = StoryIndex(await room.store.open_stories(start, end), room.lexicon)
    await _learn(room, index, [reading.article for reading in ordered])
    for first in range(0, len(ordered), BATCH):
        await _place_batch(room, ordered[first : first + BATCH], index)
    return len(await room.store.stories_of(reading.article.id for reading in ordered))


async def _learn(room: Room, index: StoryIndex, articles: Sequence[Article]) -> None:
    """Tell the index what the new articles mean, and those of the open stories; where that is switched on."""
    if room.semantics:
        known = await room.store.articles([one for story in index.stories.values() for one in story.articles])
        index.learn(await asyncio.to_thread(meanings, [*known, *articles], room.semantics))


async def _place_batch(room: Room, readings: Sequence[Reading], index: StoryIndex) -> None:
    try:
        placed = place_batch(readings, index, room.lexicon, room.clock.now())
    except Exception:
        if len(readings) == 1:  # the defect is ours, and one article's: it holds up no other
            log.exception("an article could not be placed", action="place", subject=readings[0].article.id)
            return
        for reading in readings:
            await _place_batch(room, [reading], index)
        return
    await room.store.save_stories(placed.stories, placed.gone)
    await room.store.save_decisions(placed.decisions)
    for one in placed.decisions:
        log.info(
            "an article was placed",
            action=one.outcome,
            subject=one.subject,
            story=one.other,
            reason=one.reason.key,
            evidence=dict(one.reason.values),
        )
