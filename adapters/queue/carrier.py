"""What the queue in memory and the queue on Postgres have in common: doing the work as it comes, and again if it fails.

PgQueuer knows a piece of work as a job, deletes it when its handler returned, and gives it to another process when
the one that took it was not heard of for a while. A failed job would be deleted too: so it is asked for anew before.
"""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import structlog
from pgqueuer.adapters.inmemory import InMemoryQueries
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.models import Job
from pgqueuer.qm import QueueManager

from digests.publishing import Handler

_LOG = structlog.get_logger()
_AT_ONCE = 4
"""Pieces of work that are taken in one go; twice as many at most are under way in one process."""
_LONGEST_REST = timedelta(minutes=5)
_TIDY_EVERY = 500
"""After so many pieces PgQueuer's own log of them is emptied: nothing here reads it, and it would only grow."""

Place = Queries | InMemoryQueries
"""Where work waits."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How patient a queue is."""

    first_rest: timedelta = timedelta(seconds=1)
    """After a first failure; twice as long after every further one, 5 minutes at most."""
    silence: timedelta = timedelta(seconds=30)
    """Who was not heard of for so long has lost its work to another process."""

    reconnect: timedelta = timedelta(seconds=5)
    """Between two tries to reach a server that is away."""

    def rest(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures in a row, from 1."""
        doubled: int = 1 << min(failures - 1, 20)
        return min(self.first_rest * doubled, _LONGEST_REST)


@dataclass(frozen=True, slots=True)
class Order:
    """A piece of work that was asked for."""

    work: str
    ids: tuple[str, ...]
    once: str = ""
    failures: int = 0

    def written(self) -> bytes:
        """Return it as a job carries it."""
        return json.dumps([self.ids, self.once, self.failures]).encode()

    @classmethod
    def of(cls, job: Job) -> Order:
        """Return what a job carries."""
        ids, once, failures = json.loads(job.payload or b"")
        return cls(job.entrypoint, tuple(ids), once, failures)


class Carrier(ABC):
    """A ``Queue``, but for where the work waits. Handlers are named before ``run``."""

    def __init__(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm
        self._handlers: dict[str, Handler] = {}
        self._done = 0
        self._current: QueueManager | None = None
        self._stopping = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    async def enqueue(self, work: str, ids: Sequence[str], *, once: str = "") -> None:
        """See ``Queue``."""
        await self._put(Order(work, tuple(ids), once), timedelta())

    def handle(self, work: str, handler: Handler) -> None:
        """See ``Queue``."""
        self._handlers[work] = handler

    async def run(self) -> None:
        """See ``Queue``. Cancelling it instead of calling ``stop`` drops what was begun."""
        self._idle.clear()
        try:
            await self._carry()
        finally:
            self._idle.set()

    async def stop(self) -> None:
        """See ``Queue``. Returns when what was begun has ended; not to be called by a handler."""
        self._stopping.set()
        if self._current:
            self._current.shutdown.set()
        await self._idle.wait()

    @abstractmethod
    async def _put(self, order: Order, rest: timedelta) -> None:
        """Let the order wait, once if it says so, and be taken after ``rest``."""

    @abstractmethod
    async def _begin(self, job: Job, order: Order) -> None:
        """Note that the order waits no more: from now on the same may be asked for again."""

    @abstractmethod
    async def _carry(self) -> None:
        """Do the work as it comes, until ``stop``."""

    async def _serve(self, queries: Place) -> None:
        """Do the work that waits at one place, until ``stop`` or until the place is lost."""
        engine = self._current = QueueManager(queries)
        for work in self._handlers:
            engine.entrypoint(work)(partial(self._do, queries))
        if self._stopping.is_set():
            engine.shutdown.set()
        try:
            await engine.run(
                batch_size=_AT_ONCE,
                max_concurrent_tasks=2 * _AT_ONCE,
                heartbeat_timeout=self._rhythm.silence,
                dequeue_timeout=self._rhythm.silence / 3,  # nothing calls when another process has fallen silent
                shutdown_on_listener_failure=True,
                log_aggregation_interval=timedelta(),
            )
        finally:
            self._current = None

    async def _do(self, queries: Place, job: Job) -> None:
        """Do one piece of work; if that fails, let it wait again. If even that fails, the sweeper will find it."""
        order = Order.of(job)
        await self._begin(job, order)
        if self._stopping.is_set():  # it was on its way to us when we stopped: somebody else's turn
            return await self._put(order, timedelta())
        try:
            await self._handlers[order.work](order.ids)
        except Exception:  # noqa: BLE001  the port's promise: whatever it raises, it is called again
            failures = order.failures + 1
            rest = self._rhythm.rest(failures)
            _LOG.exception("work failed", work=order.work, ids=order.ids, failures=failures, again_after=str(rest))
            await self._put(replace(order, failures=failures), rest)
        return await self._tidy(queries)

    async def _tidy(self, queries: Place) -> None:
        """Empty PgQueuer's log now and then."""
        self._done += 1
        if self._done % _TIDY_EVERY == 0:
            await queries.clear_queue_log()
