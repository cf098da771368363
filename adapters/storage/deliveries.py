"""The shelf of deliveries: who may post what, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import compress
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as tables
from adapters.storage.articles import AFTER_ALL
from adapters.storage.days import under
from adapters.storage.ledger_rows import delivery_of, progress_row
from adapters.storage.page_rows import page_row
from adapters.storage.rows import Values, reason_column
from adapters.storage.session import legible, rows, rows_where, unbroken
from adapters.storage.subscriptions import LedgerSession
from adapters.storage.tables import Instant
from digests.delivery import Delivery, State
from digests.page import Page
from digests.points import Point
from digests.story import Reason
from digests.subscription import Channel, SlotState

PART_BEFORE_DEAD = Reason("part-before-dead")

_row = tables.deliveries.c
_earlier = tables.deliveries.alias("earlier")
_UNDER = under()
_UNDER_WAY = (State.DUE, State.SENDING)
_PROGRESS = update(tables.deliveries).where(_row.edition == bindparam("its"), _row.part == bindparam("its_part"))


class DeliveryShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` for what is delivered; it says what each method promises."""

    @unbroken
    async def take(self, platform: str, owner: str, now: datetime, until: datetime, limit: int) -> tuple[Delivery, ...]:
        """Mark due deliveries as being sent by ``owner`` and return them, the longest due first."""
        part_before = exists().where(
            _earlier.c.edition == _row.edition, _earlier.c.part < _row.part, _earlier.c.state != State.SENT
        )
        edition_before = exists().where(
            _earlier.c.channel == _row.channel, _earlier.c.state.in_(_UNDER_WAY), _earlier.c.number < _row.number
        )
        due = and_(_row.platform == platform, _row.state == State.DUE, _row.due <= now, ~part_before, ~edition_before)
        changes = {
            "under": _UNDER,
            "state": State.SENDING,
            "attempts": _row.attempts + 1,
            "first_try": func.coalesce(_row.first_try, literal(now, Instant)),
            "reason": None,
        }
        async with self.writing() as connection:
            self.passing(Point.TAKE_BEGUN)
            taken = await _lease(connection, due, limit, changes | {"owner": owner, "lease": until})
            self.passing(Point.TAKE_MARKED)
        self.passing(Point.TAKEN)
        return taken

    @unbroken
    async def retake(
        self, platform: str, owner: str, now: datetime, until: datetime, limit: int
    ) -> tuple[Delivery, ...]:
        """Take over deliveries whose sender was not heard of within its lease; ``lost`` is counted up."""
        unclear = and_(_row.platform == platform, _row.state == State.SENDING, _row.lease <= now)
        async with self.writing() as connection:
            self.passing(Point.RETAKE_BEGUN)
            unheard = case((_row.reason.is_(None), 1), else_=0)  # a reason says that the sender lived on
            changes = {"lost": _row.lost + unheard, "reason": None, "owner": owner, "lease": until}
            taken = await _lease(connection, unclear, limit, changes)
            self.passing(Point.RETAKE_MARKED)
        self.passing(Point.RETAKEN)
        return taken

    @unbroken
    async def record(self, deliveries: Sequence[Delivery]) -> tuple[bool, ...]:
        """Store what became of deliveries: each only where its fence is still the newest."""
        async with self.writing() as connection:
            self.passing(Point.RECORD_BEGUN)
            newest = await _fences(connection, deliveries)
            recorded = [newest.get(delivery.key) == delivery.fence for delivery in deliveries]
            await _progress(connection, list(compress(deliveries, recorded)))
            self.passing(Point.RECORD_ROW)
        self.passing(Point.RECORDED)
        return tuple(recorded)

    @unbroken
    async def decide(self, key: str, state: State, now: datetime) -> Delivery | None:
        """Let an admin's word stand for a parked delivery."""
        changes = {"state": state, "due": now, "lost": 0, "fence": _row.fence + 1}
        statement = update(tables.deliveries).where(_keyed(key), _row.state == State.PARKED).values(changes)
        async with self.writing() as connection:
            found = (await connection.execute(statement.returning(*tables.deliveries.c))).mappings().all()
            decided = delivery_of(found[0]) if found else None
            if decided and state is State.DEAD:
                await _give_up_rest(connection, decided)
        return decided

    @unbroken
    async def deliveries(
        self, state: State, limit: int, platform: str | None = None, tenant: str = ""
    ) -> tuple[Delivery, ...]:
        """Return deliveries in that state, oldest first: all, or those into the channels of one tenant."""
        statement = select(tables.deliveries).where(_row.state == state)
        if platform is not None:
            there = legible(str(Channel(platform, tenant, "")))
            statement = statement.where(_row.channel >= there, _row.channel < there + AFTER_ALL)
        async with self.reading() as connection:
            return tuple(map(delivery_of, await rows(connection, _oldest_first(statement).limit(limit))))

    @unbroken
    async def deliveries_of(self, edition_id: str) -> tuple[Delivery, ...]:
        """Return the deliveries of an edition, by part."""
        statement = select(tables.deliveries).where(_row.edition == legible(edition_id)).order_by(_row.part)
        async with self.reading() as connection:
            return tuple(map(delivery_of, await rows(connection, statement)))

    @unbroken
    async def replace_page(self, key: str, page: Page) -> None:
        """Note what the message of a sent delivery shows now."""
        async with self.writing() as connection:
            await connection.execute(update(tables.deliveries).where(_keyed(key)).values(page=page_row(page)))

    @unbroken
    async def tallies(self) -> dict[str, int]:
        """Return how many deliveries are in each state, and how many slots wait for an edition."""
        states = select(_row.state, func.count().label("count")).group_by(_row.state)
        waiting = select(func.count().label("count")).where(tables.slots.c.state == SlotState.CLAIMED)
        async with self.reading() as connection:
            counted = {row["state"]: int(row["count"]) for row in await rows(connection, states)}
            claimed = int((await rows(connection, waiting))[0]["count"])
        return {state: counted.get(state, 0) for state in State} | {SlotState.CLAIMED: claimed}


async def _lease(
    connection: AsyncConnection, wanted: ColumnElement[bool], limit: int, changes: Values
) -> tuple[Delivery, ...]:
    """Change the oldest of the wanted rows that nobody else is changing, with a further fence, and return them."""
    first = _oldest_first(select(_row.edition, _row.part).where(wanted)).limit(limit)
    keys = [(row["edition"], row["part"]) for row in await rows(connection, first.with_for_update(skip_locked=True))]
    if not keys:
        return ()
    statement = update(tables.deliveries).where(tuple_(_row.edition, _row.part).in_(keys))
    changed = await connection.execute(
        statement.values(changes | {"fence": _row.fence + 1}).returning(*tables.deliveries.c)
    )
    order = {key: place for place, key in enumerate(keys)}
    found = sorted(changed.mappings().all(), key=lambda row: order[row["edition"], row["part"]])
    return tuple(map(delivery_of, found))


async def _fences(connection: AsyncConnection, deliveries: Sequence[Delivery]) -> dict[str, int]:
    """Return the newest fences by key; a transaction that writes is alone, so they stay what they are till its end."""
    fences = select(_row.edition, _row.part, _row.fence)
    found = await rows_where(connection, fences, _row.edition, (delivery.edition for delivery in deliveries))
    return {f"{row['edition']}/{row['part']}": row["fence"] for row in found}


async def _progress(connection: AsyncConnection, deliveries: Sequence[Delivery]) -> None:
    """Store what became of deliveries, with one statement: to build one for each takes longer than to run it."""
    changes = [progress_row(one) | {"its": one.edition, "its_part": one.mark.part} for one in deliveries]
    if changes:
        await connection.execute(_PROGRESS, changes)
    for delivery in deliveries:
        if delivery.state is State.DEAD:
            await _give_up_rest(connection, delivery)


async def _give_up_rest(connection: AsyncConnection, delivery: Delivery) -> None:
    """Let what follows a dead part in its edition die with it."""
    rest = and_(_row.edition == delivery.edition, _row.part > delivery.mark.part, _row.state == State.DUE)
    dead = {"state": State.DEAD, "reason": reason_column(PART_BEFORE_DEAD)}
    await connection.execute(update(tables.deliveries).where(rest).values(dead))


def _keyed(key: str) -> ColumnElement[bool]:
    """Return the condition that a row is that delivery's."""
    edition, _, part = legible(key).rpartition("/")
    return and_(_row.edition == edition, _row.part == (int(part) if part.isdecimal() else 0))


def _oldest_first(statement: Select[Any]) -> Select[Any]:
    return statement.order_by(_row.due, _row.edition, _row.part)
