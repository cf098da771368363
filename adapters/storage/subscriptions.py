"""The shelf of subscriptions and their slots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as tables
from adapters.storage.articles import AFTER_ALL
from adapters.storage.ledger_rows import slot_of, slot_row, subscription_of, subscription_row
from adapters.storage.rows import reason_column
from adapters.storage.session import Session, legible, rows, rows_where, unbroken
from adapters.storage.upsert import insert_new, insert_or_replace, insert_unless_there
from digests.delivery import State
from digests.points import Passing, Point, unhindered
from digests.story import Reason
from digests.subscription import Channel, Claim, Slot, SlotState, Subscription

SUBSCRIPTION_GONE = Reason("subscription-gone")

_ordered = tables.subscriptions.c
_slots = tables.slots.c
_in_order = _ordered.channel, _ordered.created, _ordered.id


class LedgerSession(Session):
    """What every shelf of the ledger stands on: a session that can be killed at named points."""

    passing: Passing = staticmethod(unhindered)
    """Called at each point between two steps; see ``digests.points``."""


class SubscriptionShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` for what was ordered; it says what each method promises."""

    @unbroken
    async def subscriptions(self) -> tuple[Subscription, ...]:
        """Return all of them, by channel and age."""
        statement = select(tables.subscriptions).order_by(*_in_order)
        async with self.reading() as connection:
            return tuple(map(subscription_of, await rows(connection, statement)))

    @unbroken
    async def subscriptions_of(self, slots: Iterable[Slot]) -> tuple[Subscription, ...]:
        """Return those that the slots are of, by channel and age."""
        statement = select(tables.subscriptions)
        async with self.reading() as connection:
            found = await rows_where(connection, statement, _ordered.id, (slot.subscription for slot in slots))
        known = map(subscription_of, found)
        return tuple(sorted(known, key=lambda one: (str(one.channel), one.created, one.id)))

    @unbroken
    async def subscriptions_at(self, platform: str, tenant: str) -> tuple[Subscription, ...]:
        """Return those of the channels there, of direct messages too, by channel and age."""
        async with self.reading() as connection:
            return tuple(map(subscription_of, await rows(connection, of_channels_at(platform, tenant))))

    @unbroken
    async def subscriptions_by(self, platform: str, person: str) -> tuple[Subscription, ...]:
        """Return those that a person ordered, by channel and age, whichever tenants they are of."""
        async with self.reading() as connection:
            return tuple(map(subscription_of, await rows(connection, ordered_by(platform, person))))

    @unbroken
    async def subscriptions_in(self, channel: Channel) -> tuple[Subscription, ...]:
        """Return those of the one channel, by age."""
        statement = select(tables.subscriptions).where(_ordered.channel == legible(str(channel)))
        async with self.reading() as connection:
            found = await rows(connection, statement.order_by(_ordered.created, _ordered.id))
            return tuple(map(subscription_of, found))

    @unbroken
    async def orders(self, platform: str | None = None, tenant: str = "") -> tuple[Subscription, ...]:
        """Return the standing orders of channels, by channel and age, or those of one tenant."""
        async with self.reading() as connection:
            return tuple(map(subscription_of, await rows(connection, of_orders(platform, tenant))))

    @unbroken
    async def save_subscription(self, subscription: Subscription) -> None:
        """Store it, replacing the one of the same id."""
        async with self.writing() as connection:
            await insert_or_replace(connection, tables.subscriptions, subscription_row(subscription))

    @unbroken
    async def remove_subscription(self, subscription_id: str) -> None:
        """Forget it, and cancel what was not begun."""
        async with self.writing() as connection:
            await delete_subscription(connection, subscription_id)

    @unbroken
    async def due_subscriptions(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return those not paused whose next run is not after ``now``, the longest due first."""
        due = select(tables.subscriptions).where(_ordered.paused.is_(False), _ordered.next_run <= now)
        async with self.reading() as connection:
            found = await rows(connection, due.order_by(_ordered.next_run, _ordered.id).limit(limit))
            return tuple(map(subscription_of, found))

    @unbroken
    async def claim(self, claims: Sequence[Claim]) -> tuple[Slot, ...]:
        """Take slots and move their subscriptions' next runs on, all in one; return the slots nobody had taken."""
        slots = [claim.slot for claim in claims if claim.slot]
        async with self.writing() as connection:
            self.passing(Point.CLAIM_BEGUN)
            taken = await _take(connection, slots)
            self.passing(Point.CLAIM_SLOT)
            await _move_on(connection, claims)
            self.passing(Point.CLAIM_CURSOR)
        self.passing(Point.CLAIMED)
        return tuple(slot for slot in slots if slot.key in taken)

    @unbroken
    async def skip(self, slots: Iterable[Slot]) -> None:
        """Note slots whose hour is too long ago; one that is known stays as it is."""
        async with self.writing() as connection:
            for slot in slots:
                await insert_unless_there(connection, tables.slots, slot_row(slot, SlotState.SKIPPED))

    @unbroken
    async def claimed(self, limit: int) -> tuple[Slot, ...]:
        """Return the slots that wait for their edition, the longest due first."""
        statement = select(tables.slots).where(_slots.state == SlotState.CLAIMED).order_by(_slots.due).limit(limit)
        async with self.reading() as connection:
            return tuple(map(slot_of, await rows(connection, statement)))

    @unbroken
    async def slots(self, state: SlotState, since: datetime) -> tuple[Slot, ...]:
        """Return the slots in that state that were due at ``since`` or later, oldest first."""
        statement = select(tables.slots).where(_slots.state == state, _slots.due >= since)
        async with self.reading() as connection:
            found = await rows(connection, statement.order_by(_slots.due, _slots.subscription, _slots.ordinal))
            return tuple(map(slot_of, found))

    @unbroken
    async def slots_of(self, subscription_id: str, since: datetime) -> tuple[tuple[Slot, SlotState], ...]:
        """Return the subscription's slots that were due at ``since`` or later beside their states, oldest first."""
        its = and_(_slots.subscription == legible(subscription_id), _slots.due >= since)
        async with self.reading() as connection:
            found = await rows(connection, select(tables.slots).where(its).order_by(_slots.due, _slots.ordinal))
            return tuple((slot_of(row), SlotState(row["state"])) for row in found)

    @unbroken
    async def taken_slots(self, subscription_id: str, since: datetime) -> frozenset[str]:
        """Return the keys of the subscription's slots that were due at ``since`` or later."""
        statement = select(tables.slots).where(_slots.subscription == legible(subscription_id), _slots.due >= since)
        async with self.reading() as connection:
            return frozenset(slot_of(row).key for row in await rows(connection, statement))

    @unbroken
    async def close(self, slot: Slot, state: SlotState) -> bool:
        """Finish a claimed slot without an edition; False where it is finished already."""
        async with self.writing() as connection:
            return await finish_slot(connection, slot, state)


async def delete_subscription(connection: AsyncConnection, subscription_id: str) -> None:
    """Forget a subscription, and cancel what was not begun."""
    its = legible(subscription_id)
    await connection.execute(delete(tables.subscriptions).where(_ordered.id == its))
    claimed = and_(_slots.subscription == its, _slots.state == SlotState.CLAIMED)
    await connection.execute(update(tables.slots).where(claimed).values(state=SlotState.CANCELLED))
    editions = select(tables.editions.c.id).where(tables.editions.c.subscription == its)
    waiting = and_(tables.deliveries.c.edition.in_(editions.scalar_subquery()), tables.deliveries.c.state == State.DUE)
    dead = {"state": State.DEAD, "reason": reason_column(SUBSCRIPTION_GONE)}
    await connection.execute(update(tables.deliveries).where(waiting).values(dead))


def of_channels_at(platform: str, tenant: str) -> Select[Any]:
    """Return the question for the subscriptions of a tenant."""
    return _of_channels(str(Channel(platform, tenant, "")))


def ordered_by(platform: str, person: str) -> Select[Any]:
    """Return the question for the subscriptions that a person ordered."""
    return _of_channels(f"{platform}:").where(_ordered.ordered_by == legible(person))


def of_orders(platform: str | None, tenant: str) -> Select[Any]:
    """Return the question for standing orders: an index of their own answers it."""
    every = of_channels_at(platform, tenant) if platform else select(tables.subscriptions).order_by(*_in_order)
    return every.where(_ordered.wanted.is_(null()))


def _of_channels(beginning: str) -> Select[Any]:
    """Return the question for the subscriptions of channels whose text begins so, by channel and age."""
    start = legible(beginning)
    there = and_(_ordered.channel >= start, _ordered.channel < start + AFTER_ALL)
    return select(tables.subscriptions).where(there).order_by(*_in_order)


async def _take(connection: AsyncConnection, slots: Sequence[Slot]) -> frozenset[str]:
    """Insert the slots that are not there; return their keys."""
    if not slots:
        return frozenset()
    statement = insert_new(connection, tables.slots).returning(*tables.slots.c)
    taken = await connection.execute(statement, [slot_row(slot, SlotState.CLAIMED) for slot in slots])
    return frozenset(slot_of(row).key for row in taken.mappings().all())


async def _move_on(connection: AsyncConnection, claims: Sequence[Claim]) -> None:
    unmoved = and_(_ordered.id == bindparam("its"), _ordered.next_run == bindparam("read"))
    moves = [{"its": c.subscription.id, "read": c.subscription.next_run, "to": c.next_run} for c in claims]
    if moves:
        await connection.execute(update(tables.subscriptions).where(unmoved).values(next_run=bindparam("to")), moves)


async def finish_slot(connection: AsyncConnection, slot: Slot, state: SlotState) -> bool:
    """Move a slot on from claimed; False where somebody else has."""
    its = and_(same_slot(slot), _slots.state == SlotState.CLAIMED)
    return bool((await connection.execute(update(tables.slots).where(its).values(state=state))).rowcount)


def same_slot(slot: Slot) -> ColumnElement[Any]:
    """Return the condition that a row is that slot's."""
    return and_(_slots.subscription == slot.subscription, _slots.day == slot.day, _slots.ordinal == slot.ordinal)
