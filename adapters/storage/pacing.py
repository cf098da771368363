"""The shelf of what all processes share to keep within a platform's limits, and of what admins were told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, case, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as tables
from adapters.storage.ledger_rows import notice_of, notice_row
from adapters.storage.session import legible, rows, unbroken
from adapters.storage.subscriptions import LedgerSession
from adapters.storage.upsert import insert_or_replace, insert_unless_there
from digests.delivery import Pace
from digests.notice import Notice
from digests.upkeep import Turn

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_free_at = tables.pacing.c.free_at


class PaceShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` on limits and notices; it says what each method promises."""

    @unbroken
    async def reserve(self, draws: Mapping[Pace, int], now: datetime) -> dict[Pace, timedelta]:
        """Draw permits and return how long to wait before the first of each."""
        asked = _microseconds(now)
        buckets = sorted(draws.items(), key=lambda draw: draw[0].bucket)  # in one order, so that none waits in a ring
        async with self.writing() as connection:
            return {pace: await _draw(connection, pace, count, asked) for pace, count in buckets}

    @unbroken
    async def hold(self, bucket: str, until: datetime) -> None:
        """Let nobody draw from the bucket before ``until``."""
        free = _microseconds(until)
        longer = update(tables.pacing).where(tables.pacing.c.bucket == bucket, _free_at < free).values(free_at=free)
        async with self.writing() as connection:
            if not await insert_unless_there(connection, tables.pacing, {"bucket": bucket, "free_at": free}):
                await connection.execute(longer)

    @unbroken
    async def once(self, name: str, now: datetime, until: datetime) -> bool:
        """Say whether nobody has named this yet, in any process; the name is kept until ``until``."""
        row = {"name": legible(name), "until": until}
        over = and_(tables.done_once.c.name == row["name"], tables.done_once.c.until <= now)
        async with self.writing() as connection:
            if await insert_unless_there(connection, tables.done_once, row):
                return True
            return bool((await connection.execute(update(tables.done_once).where(over).values(row))).rowcount)

    @unbroken
    async def turn(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        """Take the turn, or keep it; False where another has it."""
        row = {"name": name, "owner": owner, "until": until}
        free = and_(tables.turns.c.name == name, or_(tables.turns.c.owner == owner, tables.turns.c.until <= now))
        async with self.writing() as connection:
            if await insert_unless_there(connection, tables.turns, row):
                return True
            return bool((await connection.execute(update(tables.turns).where(free).values(row))).rowcount)

    @unbroken
    async def turns(self, now: datetime) -> tuple[Turn, ...]:
        """Return the turns that somebody has now, by name."""
        statement = select(tables.turns).where(tables.turns.c.until > now).order_by(tables.turns.c.name)
        async with self.reading() as connection:
            return tuple(Turn(**row) for row in await rows(connection, statement))

    @unbroken
    async def notices(self) -> tuple[Notice, ...]:
        """Return the notices that are not over, or whose end was not told, oldest first."""
        statement = select(tables.notices).order_by(tables.notices.c.since, tables.notices.c.key)
        async with self.reading() as connection:
            return tuple(map(notice_of, await rows(connection, statement)))

    @unbroken
    async def save_notice(self, notice: Notice) -> None:
        """Store it, replacing the one of the same key."""
        async with self.writing() as connection:
            await insert_or_replace(connection, tables.notices, notice_row(notice))

    @unbroken
    async def forget_notice(self, key: str) -> None:
        """Forget a notice that is over and told."""
        async with self.writing() as connection:
            await connection.execute(delete(tables.notices).where(tables.notices.c.key == key))


async def _draw(connection: AsyncConnection, pace: Pace, count: int, asked: int) -> timedelta:
    cost = round(count * 1e6 / pace.rate)
    drawn = (
        update(tables.pacing)
        .where(tables.pacing.c.bucket == pace.bucket)
        .values(free_at=case((_free_at > asked, _free_at), else_=asked) + cost)
        .returning(_free_at)
    )
    free_at = (await connection.execute(drawn)).scalar_one_or_none()
    if free_at is None:
        await insert_unless_there(connection, tables.pacing, {"bucket": pace.bucket, "free_at": asked})
        free_at = (await connection.execute(drawn)).scalar_one()
    return (int(free_at) - cost - asked) * _MICROSECOND


def _microseconds(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND
