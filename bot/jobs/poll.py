"""Polling: the feeds that are due are asked and read in, by one process at a time: grouping is serial."""

from __future__ import annotations

import structlog

from bot.jobs.press import Press
from bot.jobs.turns import turn
from bot.newsroom.fetch import fetch
from bot.newsroom.for_tenants import poll_for_tenants
from bot.newsroom.reach import Reach
from bot.newsroom.room import Room

log = structlog.get_logger()

NEWSROOM = "newsroom"
"""The turn at reading in."""


async def poll(press: Press, room: Room, reach: Reach) -> None:
    """Ask the feeds that are due, unless another process is at it."""
    async with turn(press, NEWSROOM) as mine:
        if not mine:
            return
        await poll_for_tenants(room.store, press.ledger)
        fetched = await fetch(room, reach, only=None)
        if fetched.asked:
            log.info("feeds were asked", action="poll", asked=len(fetched.asked), new=fetched.new)
