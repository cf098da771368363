"""The way to the web, and a worker process for what comes from there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version

from adapters.clock import SystemClock
from adapters.feeds.discover import feed_links, usual_places
from adapters.feeds.read import read_polled
from adapters.pages.read import read_page
from adapters.worker import Worker
from bot.newsroom.reach import PoliteWeb, Reach
from bot.wiring.health import DISTRIBUTION
from config.settings import Settings
from digests.feed import Parsed
from digests.ports import Clock


@asynccontextmanager
async def outside(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Reach]:
    """Open the way to the web, and a worker process for what comes from there. Raises BadSetting."""
    # aiohttp takes longer to import than most commands take to answer
    from adapters.web.addresses import read_allowance  # noqa: PLC0415  the reason is above
    from adapters.web.client import WebClient  # noqa: PLC0415  the reason is above
    from adapters.web.robots import RobotsGate  # noqa: PLC0415  the reason is above

    allowances = [read_allowance(text) for text in settings.allow_addresses]
    time = clock or SystemClock()
    agent = user_agent(settings)
    async with WebClient(agent, allowances) as client, WebClient(agent) as strict:
        with Worker() as worker:
            web = PoliteWeb(client)
            robots = RobotsGate(web, DISTRIBUTION, worker)

            async def read_body(body: bytes, origin: str, charset: str | None) -> Parsed:
                return await worker.call(partial(read_polled, charset=charset), body, origin)

            async def may_read(url: str) -> bool:
                return await robots.allowed(url, time.now())

            yield Reach(
                web=web,
                read_feed=read_body,
                read_page=partial(worker.call, read_page),
                find_feeds=partial(worker.call, feed_links),
                usual_places=usual_places,
                may_read=may_read,
                web_of_tenants=replace(web, web=strict),  # the turns of hosts are those of both
            )


def user_agent(settings: Settings) -> str:
    """Return who we say we are: name, version, and where we can be reached where that is set."""
    told = f" (+{settings.contact})" if settings.contact else ""
    return f"Llamawire/{version(DISTRIBUTION)}{told}"
