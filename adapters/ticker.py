"""A clockwork that calls functions every so many seconds. It only wakes: what is due is asked of the store.

So a call that came too late, or while the one before was still under way, is never lost and never doubled: the next
one does what is due then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

_LOG = structlog.get_logger()
logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of every call left out: that is how it is meant

Job = Callable[[], Awaitable[None]]


class Ticker:
    """Calls each of its jobs at an interval, one call of the same job at a time."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._under_way: set[str] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def every(self, seconds: float, name: str, job: Job) -> None:
        """Call ``job`` every ``seconds`` once started. What it raises is logged under ``name``; it is called again."""
        # misfire_grace_time: by default a call that comes a second late would be left out
        self._scheduler.add_job(
            self._call,
            "interval",
            (name, job),
            seconds=seconds,
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin; the event loop must be running. Each job's first call comes when its interval has passed once."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Call no more, and let what is under way end. If this is cancelled, that is cancelled too."""
        self._scheduler.pause()
        try:
            await self._idle.wait()
        finally:
            self._scheduler.shutdown()
        await asyncio.sleep(0)  # the scheduler ends itself with the loop's next turn

    async def _call(self, name: str, job: Job) -> None:
        self._under_way.add(name)
        self._idle.clear()
        try:
            await job()
        except Exception:  # noqa: BLE001  no job may end the others
            _LOG.exception("job failed", job=name)
        finally:
            self._under_way.discard(name)
            if not self._under_way:
                self._idle.set()
