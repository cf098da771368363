"""The shelf of what tenants have set for themselves: as it stands, each change of it, and what was proposed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as tables
from adapters.storage.ledger_rows import subscription_of, subscription_row
from adapters.storage.rows import Values
from adapters.storage.session import legible, rows, to_json, unbroken
from adapters.storage.subscriptions import LedgerSession, delete_subscription, of_orders
from adapters.storage.upsert import insert_or_replace, insert_unless_there
from digests.change import Change, Held, Holds, Proposal, Value
from digests.standing import order_held, order_value
from digests.subscription import Subscription

_held, _changed, _proposed = tables.holdings.c, tables.changes.c, tables.proposals.c


class ChangeShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` on what tenants change; it says what each method promises."""

    @unbroken
    async def held(self, holds: Holds, platform: str, tenant: str) -> tuple[Held, ...]:
        """Return what the tenant has of that kind, by name."""
        theirs = select(tables.holdings).where(_of_tenant(tables.holdings, platform, tenant), _held.holds == holds)
        async with self.reading() as connection:
            if holds is Holds.SCHEDULE:
                orders = map(subscription_of, await rows(connection, of_orders(platform, tenant)))
                found = (Held(holds, one.id, order_value(one)) for one in orders)
            else:
                found = (Held(holds, row["name"], row["value"]) for row in await rows(connection, theirs))
            return tuple(sorted(found, key=lambda one: one.name))

    @unbroken
    async def every_held(self, holds: Holds, *, departed: bool = False) -> tuple[Held, ...]:
        """Return what all tenants have of that kind, those that the bot was removed from only where they are meant."""
        gone = select(tables.departures).where(
            tables.departures.c.platform == _held.platform, tables.departures.c.tenant == _held.tenant
        )
        every = select(tables.holdings).where(_held.holds == holds)
        wanted = every if departed else every.where(~gone.exists())
        ordered = wanted.order_by(_held.platform, _held.tenant, _held.name)
        async with self.reading() as connection:
            return tuple(Held(holds, row["name"], row["value"]) for row in await rows(connection, ordered))

    @unbroken
    async def change(self, change: Change, next_run: datetime | None = None) -> bool:
        """Put ``after`` in place of ``before`` and keep the change, both or neither; say whether."""
        async with self.writing() as connection:
            is_order = change.holds is Holds.SCHEDULE
            if not await (_order_stands if is_order else _holding_stands)(connection, change):
                return False
            if not await insert_unless_there(connection, tables.changes, _change_row(change)):
                return False
            await (_put_order if is_order else _put_holding)(connection, change, next_run)
            return True

    @unbroken
    async def changes(self, platform: str | None, tenant: str, limit: int) -> tuple[Change, ...]:
        """Return the newest changes, newest first."""
        statement = select(tables.changes).order_by(_changed.number.desc()).limit(limit)
        if platform is not None:
            statement = statement.where(_of_tenant(tables.changes, platform, tenant))
        async with self.reading() as connection:
            return tuple(map(_change_of, await rows(connection, statement)))

    @unbroken
    async def changed(self, platform: str | None, tenant: str, change_id: str) -> Change | None:
        """Return the change of that id; None where there is none."""
        statement = select(tables.changes).where(_changed.id == legible(change_id)).order_by(_changed.number.desc())
        if platform is not None:
            statement = statement.where(_of_tenant(tables.changes, platform, tenant))
        async with self.reading() as connection:
            return next(map(_change_of, await rows(connection, statement.limit(1))), None)

    @unbroken
    async def propose(self, proposal: Proposal, now: datetime) -> None:
        """Keep it until its time, and forget those whose time is over."""
        row = {
            "id": legible(proposal.id),
            "platform": proposal.platform,
            "tenant": legible(proposal.tenant),
            "person": legible(proposal.by),
            "verb": proposal.verb,
            "until": proposal.until,
            "options": _plain(proposal.options),
        }
        async with self.writing() as connection:
            await connection.execute(delete(tables.proposals).where(_proposed.until <= now))
            await insert_or_replace(connection, tables.proposals, row)

    @unbroken
    async def proposed(self, platform: str, tenant: str, by: str, proposal_id: str, now: datetime) -> Proposal | None:
        """Return the person's proposal of that id there, if it is still kept at ``now``."""
        theirs = and_(_of_tenant(tables.proposals, platform, tenant), _proposed.person == legible(by))
        kept = select(tables.proposals).where(theirs, _proposed.id == legible(proposal_id), _proposed.until > now)
        async with self.reading() as connection:
            return next(map(_proposal_of, await rows(connection, kept)), None)

    @unbroken
    async def forget_proposal(self, proposal_id: str) -> None:
        """Forget it; one that is gone changes nothing."""
        async with self.writing() as connection:
            await connection.execute(delete(tables.proposals).where(_proposed.id == legible(proposal_id)))


async def _holding_stands(connection: AsyncConnection, change: Change) -> bool:
    """Say whether the thing is as the change found it."""
    held = await rows(connection, select(tables.holdings).where(_is_named(change)))
    return bool((held[0]["value"] if held else None) == _plain(change.before))


async def _order_stands(connection: AsyncConnection, change: Change) -> bool:
    """Say whether the schedule is as the change found it, and the tenant's own."""
    found = await rows(connection, select(tables.subscriptions).where(tables.subscriptions.c.id == change.name))
    there = next(map(subscription_of, found), None)
    is_own = all(_is_order_of(change, one) for one in (there, _order_after(change)) if one)
    return is_own and (order_value(there) if there else None) == _plain(change.before)


def _is_order_of(change: Change, order: Subscription) -> bool:
    tenant = order.channel.platform, order.channel.tenant
    return order.wanted is None and tenant == (change.platform, change.tenant)


def _order_after(change: Change, next_run: datetime | None = None) -> Subscription | None:
    return order_held(change.name, change.after, next_run) if change.after is not None else None


async def _put_order(connection: AsyncConnection, change: Change, next_run: datetime | None) -> None:
    order = _order_after(change, next_run)
    if order is None:
        await delete_subscription(connection, change.name)
    else:
        await insert_or_replace(connection, tables.subscriptions, subscription_row(order))


async def _put_holding(connection: AsyncConnection, change: Change, _: datetime | None) -> None:
    if change.after is None:
        await connection.execute(delete(tables.holdings).where(_is_named(change)))
        return
    key = {"platform": change.platform, "tenant": legible(change.tenant)}
    row = {**key, "holds": change.holds, "name": legible(change.name), "value": _plain(change.after)}
    await insert_or_replace(connection, tables.holdings, row)


def _is_named(change: Change) -> ColumnElement[bool]:
    theirs = _of_tenant(tables.holdings, change.platform, change.tenant)
    return and_(theirs, _held.holds == change.holds, _held.name == legible(change.name))


def _of_tenant(table: Table, platform: str, tenant: str) -> ColumnElement[bool]:
    return and_(table.c.platform == platform, table.c.tenant == legible(tenant))


def _plain(value: Value | Mapping[str, object] | None) -> Any:  # noqa: ANN401  what JSON gives back is of any type
    """Return values as they come back when they were stored."""
    return None if value is None else json.loads(legible(to_json(dict(value))))


def _change_row(change: Change) -> Values:
    texts = ("id", "platform", "tenant", "holds", "name", "verb", "undoes")
    row = {name: legible(getattr(change, name)) for name in texts}
    values = {"before": _plain(change.before), "after": _plain(change.after), "at": change.at}
    return {**row, **values, "person": legible(change.by), "place": legible(change.where)}


def _change_of(row: RowMapping) -> Change:
    names = ("id", "platform", "tenant", "name", "before", "after", "verb", "at", "undoes")
    same: dict[str, Any] = {name: row[name] for name in names}
    return Change(holds=Holds(row["holds"]), by=row["person"], where=row["place"], **same)


def _proposal_of(row: RowMapping) -> Proposal:
    names = ("id", "platform", "tenant", "verb", "until")
    same: dict[str, Any] = {name: row[name] for name in names}
    options = {name: tuple(one) if isinstance(one, list) else one for name, one in row["options"].items()}
    return Proposal(by=row["person"], options=options, **same)
