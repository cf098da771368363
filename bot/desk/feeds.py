"""The feeds, and how each does."""

from __future__ import annotations

from bot.desk.context import Asked
from digests.layout.feeds import feeds_page
from digests.page import Page


async def answer_feeds(asked: Asked) -> Page:
    """Answer with the feeds that are polled."""
    store = asked.context.store
    return feeds_page(await store.feeds(), await store.feed_states(), asked.zone, asked.words)
