"""A queue on Postgres tables, for any number of processes on any number of hosts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import asyncpg
import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver, AsyncpgPoolDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.errors import FailingListenerError
from pgqueuer.domain.models import Job
from pgqueuer.qm import QueueManager

from adapters.queue.carrier import Carrier, Order, Rhythm
from digests.errors import StoreUnusable

_LOG = structlog.get_logger()
_LOST = (
    *(OSError, TimeoutError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, FailingListenerError),
    *(asyncpg.OperatorInterventionError, asyncpg.TooManyConnectionsError, asyncpg.InternalClientError),
)
"""What a server that is away, starting, stopping or crowded is noticed by."""
_PATIENCE = 10.0
"""Seconds for making a connection."""


async def prepare(connection: asyncpg.Connection) -> None:
    """Make the queue's tables, or bring them up to this release; a second time changes nothing.

    The connection must be in no transaction: the statements cannot share one. Several processes take turns.
    """
    queries = Queries(AsyncpgDriver(connection))
    async with queries.schema_lock():
        if not await queries.schema_is_installed():
            await queries.install()
    await queries.upgrade()


async def prepared(server: str, place: str) -> None:
    """Make or bring up to date the queue's tables in that database. Raises StoreUnusable where it is away."""
    try:
        connection = await asyncpg.connect(server, timeout=_PATIENCE)
    except _LOST as error:
        raise StoreUnusable("database-unreachable", place) from error
    try:
        await prepare(connection)
    finally:
        await connection.close()


@asynccontextmanager
async def postgres_queue(server: str, place: str, rhythm: Rhythm | None = None) -> AsyncIterator[PostgresQueue]:
    """Open the queue of a database, with connections of its own; ``prepare`` has made its tables.

    ``server`` is the address as asyncpg takes it, ``place`` its name as people are told it, without a password.
    """
    async with asyncpg.create_pool(
        server, min_size=0, max_size=2, timeout=_PATIENCE, command_timeout=_PATIENCE
    ) as pool:
        yield PostgresQueue(server, place, pool, rhythm or Rhythm())


class PostgresQueue(Carrier):
    """A ``Queue`` on Postgres.

    ``enqueue`` raises StoreUnusable where the server is away; ``run`` waits for it, and raises StoreUnusable only where
    the tables are not those of this release.
    """

    def __init__(self, server: str, place: str, pool: asyncpg.Pool, rhythm: Rhythm) -> None:
        super().__init__(rhythm)
        self._server = server
        self._place = place
        self._queries = Queries(AsyncpgPoolDriver(pool))

    async def _put(self, order: Order, rest: timedelta) -> None:
        key = f"{order.work}/{order.once}" if order.once else None
        try:
            await self._queries.enqueue(
                order.work, order.written(), execute_after=rest, dedupe_key=key, on_conflict="skip"
            )
        except _LOST as error:
            raise StoreUnusable("database-unreachable", self._place) from error

    async def _begin(self, job: Job, order: Order) -> None:
        """Free the key: PgQueuer's own meaning would drop what is asked for while the work is being done."""
        if order.once:
            table = self._queries.qbe.settings.qualified.queue_table
            await self._queries.driver.execute(f"UPDATE {table} SET dedupe_key = NULL WHERE id = $1", job.id)  # noqa: S608  the library's own name of its table

    async def _carry(self) -> None:
        while not self._stopping.is_set():
            try:
                await self._serve_connected()
            except _LOST as error:
                _LOG.warning("queue lost", database=self._place, error=repr(error))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), self._rhythm.reconnect.total_seconds())

    async def _serve_connected(self) -> None:
        """Serve over a connection that nobody else uses: it listens."""
        connection = await asyncpg.connect(self._server, timeout=_PATIENCE)
        queries = Queries(AsyncpgDriver(connection))
        try:
            await self._check(queries)
            await self._serve(queries)
        finally:
            connection.terminate()

    async def _check(self, queries: Queries) -> None:
        """Raise StoreUnusable unless the tables are those that this release of PgQueuer works with."""
        try:
            await QueueManager(queries).verify_structure()
        except RuntimeError as error:
            raise StoreUnusable("queue-not-prepared", self._place) from error
