"""Placing: each new article joins a story or opens one, in the order of publication."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import structlog

from bot.newsroom.room import Room
from digests.article import Article
from digests.grouping.batches import BATCH, order_of, place_batch
from digests.grouping.guests import Guests, guests_in, hosts, moved, place_own, stories_of_own, with_guests
from digests.grouping.index import StoryIndex
from digests.grouping.place import WINDOW, period
from digests.own_feeds import mark_of_id
from digests.reading import Reading
from digests.semantics import meanings
from digests.story import Decision, Story

log = structlog.get_logger()
T = TypeVar("T")


async def place_articles(room: Room, readings: Sequence[Reading]) -> int:
    """Place the articles and store their stories with a reason for each; return how many stories hold them.

    Those of all come first; what tenants' own feeds brought finds its place beside them.
    """
    if not readings:
        return 0
    ordered = sorted(readings, key=lambda reading: order_of(reading.article))
    periods = [period(reading.article) for reading in ordered]
    start, end = periods[0][0] - WINDOW, max(last for _, last in periods) + WINDOW
    known = await room.store.open_stories(start, end)
    run = _Run(room, StoryIndex(hosts(known), room.lexicon), guests_in(known))
    await run.learn(known, [reading.article for reading in ordered])
    brought, own = _by_mark(ordered, lambda one: one.article.id), _by_mark(stories_of_own(known), _first_of)
    of_all = brought.pop("", [])
    for first in range(0, len(of_all), BATCH):
        await run.place(of_all[first : first + BATCH])
    run.index.reopen()
    for mark in sorted(brought.keys() | (own.keys() if of_all else ())):  # where nothing came, nothing resembles anew
        await run.place_own(brought.get(mark, ()), own.get(mark, ()))
    return len(await room.store.stories_of(reading.article.id for reading in ordered))


def _by_mark(every: Iterable[T], article: Callable[[T], str]) -> dict[str, list[T]]:
    """Return them by the mark in the id of their article: those of all by the empty one."""
    found: dict[str, list[T]] = defaultdict(list)
    for one in every:
        found[mark_of_id(article(one))].append(one)
    return dict(found)


def _first_of(story: Story) -> str:
    return story.articles[0]


@dataclass(slots=True)
class _Run:
    """The working memory of one placing run."""

    room: Room
    index: StoryIndex
    """The stories of all."""
    guests: Guests

    async def learn(self, known: Iterable[Story], articles: Sequence[Article]) -> None:
        """Tell the index what the new articles mean, and those of the open stories; where that is switched on."""
        if self.room.semantics:
            there = await self.room.store.articles([one for story in known for one in story.articles])
            self.index.learn(await asyncio.to_thread(meanings, [*there, *articles], self.room.semantics))

    async def place(self, readings: Sequence[Reading]) -> None:
        """Place a batch of the articles of all."""
        try:
            placed = place_batch(readings, self.index, self.room.lexicon, self.room.clock.now())
        except Exception:
            if len(readings) == 1:  # the defect is ours, and one article's: it holds up no other
                log.exception("an article could not be placed", action="place", subject=readings[0].article.id)
                return
            for reading in readings:
                await self.place([reading])
            return
        self.guests = moved(self.guests, placed.decisions, placed.gone)
        await self._save([with_guests(story, self.guests) for story in placed.stories], placed.gone, placed.decisions)

    async def place_own(self, readings: Sequence[Reading], own: Sequence[Story]) -> Sequence[Story]:
        """Place what one own feed brought, beside its stories of earlier runs; return all that it has now."""
        try:
            stay = place_own(readings, own, self.guests, self.index, self.room.lexicon, self.room.clock.now())
        except Exception:
            if len(readings) <= 1:
                subject = [reading.article.id for reading in readings]
                log.exception("an article of an own feed could not be placed", action="place", subject=subject)
                return own
            for reading in readings:
                own = await self.place_own([reading], own)
            return own
        self.guests = stay.guests
        await self._save(stay.stories, stay.gone, stay.decisions)
        return stay.own

    async def _save(self, stories: Sequence[Story], gone: Collection[str], decisions: Sequence[Decision]) -> None:
        await self.room.store.save_stories(stories, gone)
        await self.room.store.save_decisions(decisions)
        for one in decisions:
            log.info(
                "an article was placed",
                action=one.outcome,
                subject=one.subject,
                story=one.other,
                reason=one.reason.key,
                evidence=dict(one.reason.values),
            )
