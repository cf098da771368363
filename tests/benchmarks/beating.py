"""How late the event loop is while something else goes on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

BEAT = 0.001


@asynccontextmanager
async def beating() -> AsyncIterator[list[float]]:
    """Give a list of how many seconds the loop was late each time."""
    late = [0.0]

    async def beat() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(BEAT)
            late.append(time.perf_counter() - begun - BEAT)

    beats = asyncio.create_task(beat())
    try:
        yield late
        await asyncio.sleep(0)
    finally:
        beats.cancel()
