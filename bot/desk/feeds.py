"""The feeds, and how each does; the outlets behind them, and when each was last heard from."""

from __future__ import annotations

from bot.desk.context import Asked
from digests.layout.feeds import feeds_page
from digests.layout.outlets import sources_page
from digests.page import Page


async def answer_feeds(asked: Asked) -> Page:
    """Answer with the feeds that are polled."""
    store = asked.context.store
    return feeds_page(await store.feeds(), await store.feed_states(), asked.zone, asked.words)


async def answer_sources(asked: Asked) -> Page:
    """Answer with the outlets that are read, each once."""
    store = asked.context.store
    return sources_page(await store.feeds(), await store.feed_states(), asked.zone, asked.words)
