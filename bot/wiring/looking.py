"""Looking at feeds that admins name in chats: the polite reader, bounded, and kept to the public web."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from adapters.feeds.opml import OpmlFeed, read_opml, write_opml
from adapters.worker import Worker
from bot.newsroom.feeds import Wanted, try_feed
from bot.newsroom.reach import Reach
from bot.newsroom.room import Room
from digests.errors import BadInput, Refusal, Unreachable
from digests.feed import Feed, Found, shown_address
from digests.own_feeds import said_to_tenants
from digests.polling.due import host_in
from digests.web import Request

LONGEST = 30.0
"""Seconds for one look, with all that it asks."""
MOST_AT_ONCE = 4
"""Looks under way over all tenants; more wait for their turn."""
_OK = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PoliteLook:
    """A ``digests.ports.FeedLook`` on the way to the web of the newsroom."""

    room: Room
    reach: Reach
    turns: asyncio.Semaphore

    async def look(self, url: str) -> Found:
        """Return the feed there, or of the page there; see ``bot.newsroom.feeds.try_feed``."""
        tried = await self._bounded(url, lambda: try_feed(self.room, self._public, Wanted(url)))
        return Found(tried.feed, tried.parsed)

    async def listed(self, url: str) -> Sequence[Feed]:
        """Return the feeds of the list there."""
        return await self._bounded(url, lambda: self._listed(url))

    def as_list(self, feeds: Iterable[Feed]) -> str:
        """Return feeds as an OPML list; an address with a secret in it is one with asterisks."""
        listed = [OpmlFeed(shown_address(feed.url), feed.outlet) for feed in feeds]
        return write_opml(listed, self.room.clock.now())

    @property
    def _public(self) -> Reach:
        return replace(self.reach, web=self.reach.web_of_tenants or self.reach.web)

    async def _listed(self, url: str) -> Sequence[Feed]:
        answer = await self._public.web.get(Request(url))
        if answer.status != _OK:
            raise BadInput("feed-status", shown_address(url), status=answer.status)
        with Worker() as worker:
            found = await worker.call(read_opml, answer.body, shown_address(url))
        whole = (listed for listed in found if "***" not in listed.url)  # there ``as_list`` left out a secret
        return [Feed(listed.url, listed.title or host_in(listed.url)) for listed in whole]

    async def _bounded(self, url: str, work: Callable[[], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(LONGEST):
                async with self.turns:
                    return await work()
        except Refusal as refusal:
            raise said_to_tenants(refusal) from None
        except TimeoutError:
            raise Unreachable("web-slow", shown_address(url), seconds=f"{LONGEST:g}") from None
