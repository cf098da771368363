"""Fetching: every feed that is due is asked once, and what they bring is read in.

Hosts are asked side by side, the feeds of one host one after another. What they bring goes through one queue to one
reader, which stores articles in batches, oldest first, and only then what is remembered of their feeds. A run that is
killed in between asks those feeds again and finds their articles known.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.newsroom.fulltext import with_pages
from bot.newsroom.reach import Reach
from bot.newsroom.read import Intake, read_in
from bot.newsroom.room import Room
from digests.article import Entry
from digests.errors import BadInput, NotFound, Refusal
from digests.feed import Feed, FeedState, Parsed, Trouble, feeds_called, shown_address
from digests.intake import Outcome
from digests.own_feeds import is_own
from digests.polling.after import Intent, after, after_parse, after_refusal, stopped
from digests.polling.asked import Asked, Fetched
from digests.polling.due import due_feeds, host_in, request_for, state_of
from digests.web import Response

log = structlog.get_logger()

BATCH = 500
"""Entries that are read in together: enough to place them in the order of time, few enough to lose nothing."""
_WAITING = 50
"""Answers that may wait for the reader: what is asked goes no faster than what is stored."""

Progress = Callable[[int, int], None]
"""Told how many feeds are done, of how many."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one feed brought, on its way to the reader."""

    feed: Feed
    state: FeedState
    intent: Intent
    answer: Response | None = None
    parsed: Parsed | None = None


async def fetch(
    room: Room, reach: Reach, *, only: str | None = None, progress: Progress = lambda _, __: None
) -> Fetched:
    """Ask the feeds that are due, or those of them that are called ``only``; see ``feeds_called``.

    One bad feed stops nothing. Raises NotFound where no feed is called so, StoreUnusable.
    """
    every = await room.store.feeds()
    meant = feeds_called(every, only) if only else every
    if only and not meant:
        raise NotFound("no-such-feed", shown_address(only))
    states = await room.store.feed_states()
    round_ = _Round(room, reach, frozenset(feed.url for feed in every), states, progress)
    await round_.run(due_feeds(meant, states, room.clock.now()))
    return await round_.told(meant, only)


class _Round:
    """One pass over the feeds."""

    def __init__(
        self, room: Room, reach: Reach, known: frozenset[str], states: dict[str, FeedState], progress: Progress
    ) -> None:
        self._room = room
        self._reach = reach
        self._known = known
        self._states = states
        self._progress = progress
        self._queue: asyncio.Queue[_Brought | None] = asyncio.Queue(_WAITING)
        self._due: Sequence[Feed] = ()
        self._asked: dict[str, Asked] = {}
        self._intakes: list[Intake] = []

    async def run(self, due: Sequence[Feed]) -> None:
        """Ask the feeds and read in what they bring."""
        self._due = due
        self._progress(0, len(due))
        hosts: defaultdict[str, list[Feed]] = defaultdict(list)
        for feed in due:
            hosts[host_in(feed.url)].append(feed)
        try:
            async with asyncio.TaskGroup() as reading:
                reading.create_task(self._read_all())
                async with asyncio.TaskGroup() as asking:
                    for feeds in hosts.values():
                        asking.create_task(self._ask_host(feeds))
                await self._queue.put(None)
        except BaseExceptionGroup as group:
            raise _first(group) from None

    async def told(self, meant: Sequence[Feed], only: str | None) -> Fetched:
        """Return what the pass brought."""
        states = await self._room.store.feed_states()
        now_known = await self._room.store.feeds()
        rest = feeds_called(now_known, only) if only else now_known
        tries = [state_of(feed, states).next_try for feed in rest if not state_of(feed, states).stopped]
        return Fetched(
            known=len(meant),
            asked=tuple(self._asked[feed.url] for feed in self._due if feed.url in self._asked),
            new=sum(intake.new for intake in self._intakes),
            revised=sum(intake.revised for intake in self._intakes),
            copies=sum(intake.copies for intake in self._intakes),
            refused=tuple(refusal for intake in self._intakes for refusal in intake.refused),
            stories=sum(intake.stories for intake in self._intakes),
            next_try=min((time for time in tries if time), default=None),
        )

    async def _ask_host(self, feeds: Sequence[Feed]) -> None:
        """Ask the feeds of a host one by one, until it wants to be left alone."""
        for feed in feeds:
            brought = await self._ask(feed)
            await self._queue.put(brought)
            if brought.state.told_to_wait:
                return

    async def _ask(self, feed: Feed) -> _Brought:
        """Ask a feed; whatever goes wrong is its trouble and no other's."""
        state = state_of(feed, self._states)
        try:
            return await self._answered(feed, state)
        except Refusal as refusal:
            polled = after(state, refusal, self._room.clock.now())
        except Exception as defect:
            log.exception("a feed could not be asked", action="ask", subject=shown_address(feed.url))
            polled = after(state, _defect(feed, defect), self._room.clock.now())
        return _Brought(feed, polled.state, polled.intent)

    async def _answered(self, feed: Feed, state: FeedState) -> _Brought:
        """Return what a feed answered, read where that is called for."""
        answer = await self._reach.web_for(feed).get(request_for(state))
        now = self._room.clock.now()
        polled = after(state, answer, now)
        if polled.intent is not Intent.READ:
            return _Brought(feed, polled.state, polled.intent)
        try:
            parsed = await self._reach.feed_in(answer)
        except BadInput as refusal:
            return _Brought(feed, after_refusal(polled.state, refusal, now), Intent.FAILED)
        entries = tuple(_signed(entry, feed) for entry in parsed.entries)
        if feed.full_text:
            entries = await with_pages(entries, self._room.store, self._reach)
        return _Brought(feed, polled.state, polled.intent, answer, replace(parsed, entries=entries))

    async def _read_all(self) -> None:
        """Store what arrives until nothing more will, as much at a time as has arrived."""
        last = False
        while not last:
            batch = [await self._queue.get()]
            while _entries_in(batch) < BATCH and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            last = None in batch
            if brought := [one for one in batch if one]:
                await self._shelve(brought)
            self._progress(len(self._asked), len(self._due))

    async def _shelve(self, batch: Sequence[_Brought]) -> None:
        """Read in what feeds brought, then keep their states. A feed whose articles break the program is set aside."""
        try:
            new = await self._read_in(batch)
        except Refusal:
            raise
        except Exception as defect:
            if len(batch) > 1:
                for one in batch:
                    await self._shelve([one])
                return
            log.exception("what a feed brought could not be read in", action="read", subject=batch[0].feed.outlet)
            refusal = _defect(batch[0].feed, defect)
            state = after_refusal(batch[0].state, refusal, self._room.clock.now())
            batch, new = [replace(batch[0], state=state, intent=Intent.FAILED)], [0]
        await self._remember([self._settled(one, count) for one, count in zip(batch, new, strict=True)])

    async def _read_in(self, batch: Sequence[_Brought]) -> list[int]:
        """Read in the entries of a batch, oldest first; return how many of each feed's were new."""
        now = self._room.clock.now()
        entries = [(_time_of(e, now), n, e) for n, one in enumerate(batch) if one.parsed for e in one.parsed.entries]
        entries.sort(key=lambda triple: triple[0])
        new = [0] * len(batch)
        if entries:
            intake = await read_in(self._room, [entry for _, _, entry in entries])
            self._intakes.append(intake)
            for (_, number, _), outcome in zip(entries, intake.outcomes, strict=True):
                new[number] += outcome is Outcome.NEW
        return new

    def _settled(self, one: _Brought, new: int) -> Asked:
        """Return what became of a feed whose articles are stored by now."""
        state = one.state
        if one.intent is Intent.READ and one.answer and one.parsed:
            state = after_parse(state, one.answer, one.parsed, new, self._room.clock.now())
        if state.url != one.feed.url and is_own(one.feed):  # it is at the address that its tenants know
            state = replace(state, url=one.feed.url, moving=None)
        elif state.url != one.feed.url and state.url in self._known:
            twin = Trouble("feed-twice", shown_address(one.feed.url), {"other": shown_address(state.url)})
            return Asked(one.feed, stopped(replace(state, url=one.feed.url), twin), Intent.STOPPED, new)
        return Asked(one.feed, state, one.intent, new)

    async def _remember(self, settled: Sequence[Asked]) -> None:
        """Keep the states, and the new addresses of feeds that have moved."""
        moved = [asked for asked in settled if asked.state.url != asked.feed.url]
        if moved:
            await self._room.store.save_feeds([replace(asked.feed, url=asked.state.url) for asked in moved])
        await self._room.store.save_feed_states([asked.state for asked in settled])
        for asked in moved:
            await self._room.store.remove_feed(asked.feed.url)
        for asked in settled:
            self._asked[asked.feed.url] = asked
            trouble = asked.state.trouble
            log.info(
                "a feed was asked",
                action=asked.intent.value,
                subject=shown_address(asked.feed.url),
                new=asked.new,
                key=trouble and trouble.key,
            )


def _signed(entry: Entry, feed: Feed) -> Entry:
    """Return the entry under the outlet's name, in the language that the feed is known for."""
    return replace(entry, outlet=feed.outlet, lang=feed.lang or entry.lang)


def _time_of(entry: Entry, now: datetime) -> datetime:
    return entry.published.latest if entry.published else now


def _entries_in(batch: Sequence[_Brought | None]) -> int:
    return sum(len(one.parsed.entries) for one in batch if one and one.parsed)


def _defect(feed: Feed, defect: Exception) -> Refusal:
    return Refusal("feed-defect", shown_address(feed.url), fault=type(defect).__name__)


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the first exception of a group of groups: what a reader is told."""
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
