"""What fetching needs of the world outside, and its manners there: one request at a time to any host."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from digests.article import Entry
from digests.feed import Feed, Parsed, bare_address
from digests.own_feeds import is_own
from digests.polling.due import host_in
from digests.ports import Web
from digests.web import Request, Response

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
MOST_AT_ONCE = 20
"""Requests under way over all hosts."""


@dataclass(frozen=True, slots=True)
class PoliteWeb:
    """A ``Web`` that asks one thing of a host at a time, in the order of asking, and ``MOST_AT_ONCE`` of all hosts."""

    web: Web
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))

    async def get(self, request: Request) -> Response:
        """Return the answer when it is the request's turn. Raises Unreachable."""
        async with self._turns[host_in(request.url)], self._places:
            return await self.web.get(request)


@dataclass(frozen=True, slots=True)
class Reach:
    """The web, and what reads what it brings: strangers' bytes, read elsewhere than in the event loop."""

    web: PoliteWeb
    read_feed: Callable[[bytes, str, str | None], Awaitable[Parsed]]
    """Body, address and the encoding that the answer names, to what the feed holds. Raises BadInput for no feed."""
    read_page: Callable[[bytes, str], Awaitable[Entry]]
    """Body and origin to the report on a page. Raises BadInput where it holds none."""
    find_feeds: Callable[[bytes, str], Awaitable[tuple[str, ...]]]
    """Body and origin of a page to the feeds that it names."""
    usual_places: Callable[[str], tuple[str, ...]]
    """Address of a page to where its site may have a feed, the likeliest first."""
    may_read: Callable[[str], Awaitable[bool]]
    """Whether the publisher lets programs read the page at an address (robots.txt)."""

    web_of_tenants: PoliteWeb | None = None
    """For what tenants name, where the operator allows for feeds of all what is not of the public web."""

    def web_for(self, feed: Feed) -> PoliteWeb:
        """Return the way to a feed: what a tenant names may be nothing but of the public web."""
        return self.web_of_tenants if self.web_of_tenants and is_own(feed) else self.web

    async def feed_in(self, answer: Response) -> Parsed:
        """Return the feed that an answer brought. Raises BadInput where it is none."""
        charset = _CHARSET.search(answer.headers.get("content-type", ""))
        return await self.read_feed(answer.body, bare_address(answer.url), charset[1] if charset else None)
