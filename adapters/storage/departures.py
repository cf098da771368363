"""The shelf of tenants that the bot was removed from: what is theirs is kept for a while, and then goes whole."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as tables
from adapters.storage.articles import AFTER_ALL
from adapters.storage.session import legible, rows, unbroken
from adapters.storage.subscriptions import LedgerSession
from adapters.storage.upsert import insert_unless_there
from digests.subscription import Channel

_gone = tables.departures.c
_OF_EDITIONS = (tables.told_quotes, tables.told, tables.deliveries)
_OF_TENANTS = (
    tables.holdings,
    tables.changes,
    tables.proposals,
    tables.languages,
    tables.ratings,
    tables.departures,
)


class DepartureShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` on departures; it says what each method promises."""

    @unbroken
    async def depart(self, platform: str, tenant: str, at: datetime) -> None:
        """Note that the bot was removed there; what was noted before stands."""
        row = {"platform": platform, "tenant": legible(tenant), "since": at}
        async with self.writing() as connection:
            await insert_unless_there(connection, tables.departures, row)

    @unbroken
    async def come_back(self, platform: str, tenant: str) -> bool:
        """Note that the bot is there again; say whether it was noted as away.

        Most were never away, and asking that of all at a start waits for nobody who writes.
        """
        its = _of(tables.departures, platform, tenant)
        async with self.reading() as connection:
            if not await rows(connection, select(tables.departures).where(its)):
                return False
        async with self.writing() as connection:
            return bool((await connection.execute(delete(tables.departures).where(its))).rowcount)

    @unbroken
    async def forget_departed(self, before: datetime, limit: int) -> int:
        """Forget all that is of tenants which the bot left before an instant, at most ``limit``; return how many."""
        old = select(tables.departures).where(_gone.since < before).order_by(_gone.since).limit(limit)
        async with self.writing() as connection:
            departed = await rows(connection, old)
            for one in departed:
                await _forget(connection, one["platform"], one["tenant"])
        return len(departed)


async def _forget(connection: AsyncConnection, platform: str, tenant: str) -> None:
    """Delete every row of a tenant; what refers to another stands before it."""
    theirs = select(tables.editions.c.id).where(_is_there(tables.editions, platform, tenant)).scalar_subquery()
    for table in _OF_EDITIONS:
        await connection.execute(delete(table).where(table.c.edition.in_(theirs)))
    orders = select(tables.subscriptions.c.id).where(_is_there(tables.subscriptions, platform, tenant))
    await connection.execute(delete(tables.slots).where(tables.slots.c.subscription.in_(orders.scalar_subquery())))
    for table in (tables.editions, tables.subscriptions, tables.channels):
        await connection.execute(delete(table).where(_is_there(table, platform, tenant)))
    subject = tables.notices.c.subject
    told = or_(subject == f"{platform}:{tenant}", _begins(subject, str(Channel(platform, tenant, ""))))
    await connection.execute(delete(tables.notices).where(told))
    for table in _OF_TENANTS:
        await connection.execute(delete(table).where(_of(table, platform, tenant)))


def _of(table: Table, platform: str, tenant: str) -> ColumnElement[bool]:
    return and_(table.c.platform == platform, table.c.tenant == legible(tenant))


def _is_there(table: Table, platform: str, tenant: str) -> ColumnElement[bool]:
    """Return the condition that a row is of one of the tenant's channels."""
    return _begins(table.c.channel, str(Channel(platform, tenant, "")))


def _begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    start = legible(beginning)
    return and_(column >= start, column < start + AFTER_ALL)
