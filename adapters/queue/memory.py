"""A queue within one process: what waits is lost with it, and found again by the sweeper."""

from __future__ import annotations

from datetime import timedelta

from pgqueuer.adapters.inmemory import InMemoryDriver, InMemoryQueries
from pgqueuer.domain.models import Job

from adapters.queue.carrier import Carrier, Order, Rhythm


class MemoryQueue(Carrier):
    """A ``Queue`` in memory."""

    def __init__(self, rhythm: Rhythm | None = None) -> None:
        super().__init__(rhythm or Rhythm())
        self._queries = InMemoryQueries(InMemoryDriver())
        self._waiting: set[tuple[str, str]] = set()
        """PgQueuer's own key would hold until the work is done; here it ends when the work begins."""

    async def _put(self, order: Order, rest: timedelta) -> None:
        key = order.work, order.once
        if key in self._waiting:
            return
        if order.once:
            self._waiting.add(key)
        await self._queries.enqueue(order.work, order.written(), execute_after=rest)

    async def _begin(self, _: Job, order: Order) -> None:
        self._waiting.discard((order.work, order.once))

    async def _carry(self) -> None:
        await self._serve(self._queries)
