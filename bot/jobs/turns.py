"""Turns: what only one process may do at a time, on whichever machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.jobs.press import Press

HELD = timedelta(minutes=2)
"""For how long a turn is taken; whoever dies with it keeps others waiting no longer."""
KEPT_EVERY = 30.0
"""Seconds after which it is taken anew while the work goes on."""


@asynccontextmanager
async def turn(press: Press, name: str) -> AsyncIterator[bool]:
    """Give the turn, if it is free, for as long as the block takes."""
    if not await _take(press, name, HELD):
        yield False
        return
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(_keep(press, name))
        try:
            yield True
        finally:
            keeping.cancel()
    await _take(press, name, timedelta())


async def _keep(press: Press, name: str) -> None:
    while True:
        await press.sleep(KEPT_EVERY)
        await _take(press, name, HELD)


async def _take(press: Press, name: str, held: timedelta) -> bool:
    now = press.clock.now()
    return await press.ledger.turn(name, press.owner, now, now + held)
