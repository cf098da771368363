"""A queue of plain lists: the promises of ``digests.publishing.Queue`` in their simplest form."""

# ruff: noqa: D102  the port says what each method promises

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from digests.publishing import Handler


class FakeQueue:
    """A ``Queue`` in memory, that does its work when told to (``work``) or as it comes (``run``).

    ``loses`` says for each piece of work whether it is lost on its way.
    """

    def __init__(self, loses: Callable[[], bool] = lambda: False) -> None:
        self._loses = loses
        self._waiting: deque[tuple[str, tuple[str, ...], str]] = deque()
        self._handlers: dict[str, Handler] = {}
        self._stopping = asyncio.Event()
        self._come = asyncio.Event()

    async def enqueue(self, work: str, ids: Sequence[str], *, once: str = "") -> None:
        if self._loses() or (once and any((work, once) == (known, key) for known, _, key in self._waiting)):
            return
        self._waiting.append((work, tuple(ids), once))
        self._come.set()

    def handle(self, work: str, handler: Handler) -> None:
        self._handlers[work] = handler

    async def work(self) -> None:
        """Do all that waits."""
        while self._waiting:
            work, ids, once = self._waiting.popleft()
            try:
                await self._handlers[work](ids)
            except Exception:
                self._waiting.append((work, ids, once))
                raise

    async def run(self) -> None:
        while not self._stopping.is_set():
            await self._come.wait()
            self._come.clear()
            await self.work()

    async def stop(self) -> None:
        self._stopping.set()
        self._come.set()
