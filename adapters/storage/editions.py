"""The shelf of editions and of what they told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, and_, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as tables
from adapters.storage.ledger_rows import (
    delivery_row,
    edition_of,
    edition_row,
    part_of,
    quote_rows,
    told_of,
    told_row,
)
from adapters.storage.session import legible, rows, rows_where, unbroken
from adapters.storage.subscriptions import LedgerSession, finish_slot
from adapters.storage.tables import articles
from adapters.storage.upsert import insert_unless_there
from digests.edition import Edition, Told
from digests.points import Point
from digests.subscription import Channel, Slot, SlotState

_quotes = tables.told_quotes


class EditionShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` for what was promised; it says what each method promises."""

    @unbroken
    async def freeze(self, slot: Slot, channel: Channel, make: Callable[[int], Edition]) -> Edition | None:
        """Number the edition and store what ``make`` returns for that number, with a delivery for every part."""
        async with self.writing() as connection:
            self.passing(Point.FREEZE_BEGUN)
            if not await finish_slot(connection, slot, SlotState.FROZEN):
                return None
            self.passing(Point.FREEZE_SLOT)
            edition = make(await _next_number(connection, channel))
            self.passing(Point.FREEZE_NUMBER)
            await connection.execute(insert(tables.editions).values(edition_row(edition)))
            self.passing(Point.FREEZE_EDITION)
            await connection.execute(insert(tables.deliveries), [delivery_row(edition, part) for part in edition.parts])
            self.passing(Point.FREEZE_DELIVERIES)
            await _put_told(connection, edition.told)
            self.passing(Point.FREEZE_TOLD)
        self.passing(Point.FROZEN)
        return edition

    @unbroken
    async def told(self, subscription_id: str, since: datetime) -> tuple[Told, ...]:
        """Return what the subscription was told at ``since`` or later, oldest first."""
        statement = select(tables.told).where(
            tables.told.c.subscription == legible(subscription_id), tables.told.c.at >= since
        )
        async with self.reading() as connection:
            return await _told(connection, await rows(connection, statement))

    @unbroken
    async def told_of(self, articles: Iterable[str]) -> tuple[Told, ...]:
        """Return what anybody was told that quotes one of the articles, oldest first."""
        quoted = select(tables.told_quotes.c.edition, tables.told_quotes.c.story)
        async with self.reading() as connection:
            hits = await rows_where(connection, quoted, tables.told_quotes.c.article, articles)
            wanted = {(row["edition"], row["story"]) for row in hits}
            editions = (edition for edition, _ in wanted)
            found = await rows_where(connection, select(tables.told), tables.told.c.edition, editions)
            return await _told(connection, [row for row in found if (row["edition"], row["story"]) in wanted])

    @unbroken
    async def outdated(self, since: datetime) -> tuple[Told, ...]:
        """Return what was told at ``since`` or later and quotes an article that has changed since it was compared."""
        changed = (
            select(tables.told.c.edition, tables.told.c.story)
            .join(_quotes, and_(_quotes.c.edition == tables.told.c.edition, _quotes.c.story == tables.told.c.story))
            .join(articles, and_(articles.c.id == _quotes.c.article, articles.c.revision > _quotes.c.compared))
            .where(tables.told.c.at >= since)
        )
        found = select(tables.told).where(tuple_(tables.told.c.edition, tables.told.c.story).in_(changed))
        async with self.reading() as connection:
            return await _told(connection, await rows(connection, found))

    @unbroken
    async def compared(self, edition_id: str, revisions: Mapping[str, int]) -> None:
        """Note up to which revision of each article the quotes of an edition were compared with it."""
        async with self.writing() as connection:
            for article, revision in revisions.items():
                its = and_(_quotes.c.edition == edition_id, _quotes.c.article == article)
                await connection.execute(update(_quotes).where(its).values(compared=revision))

    @unbroken
    async def editions(self, channel: Channel, limit: int) -> tuple[Edition, ...]:
        """Return the channel's newest editions, newest first."""
        newest = (
            select(tables.editions)
            .where(tables.editions.c.channel == legible(str(channel)))
            .order_by(tables.editions.c.number.desc())
            .limit(limit)
        )
        async with self.reading() as connection:
            return tuple([await _with_parts(connection, row) for row in await rows(connection, newest)])


async def _next_number(connection: AsyncConnection, channel: Channel) -> int:
    """Count the channel's editions up by one and return the number."""
    await insert_unless_there(connection, tables.channels, {"channel": str(channel), "last_number": 0})
    counted = (
        update(tables.channels)
        .where(tables.channels.c.channel == str(channel))
        .values(last_number=tables.channels.c.last_number + 1)
        .returning(tables.channels.c.last_number)
    )
    return int((await connection.execute(counted)).scalar_one())


async def _put_told(connection: AsyncConnection, told: Sequence[Told]) -> None:
    if told:
        await connection.execute(insert(tables.told), [told_row(one, place) for place, one in enumerate(told)])
    if quotes := [row for one in told for row in quote_rows(one)]:
        await connection.execute(insert(tables.told_quotes), quotes)


async def _told(connection: AsyncConnection, found: Sequence[RowMapping]) -> tuple[Told, ...]:
    """Return what was told, of its rows, oldest first and in the order of its edition."""
    quotes: dict[tuple[str, str], list[RowMapping]] = defaultdict(list)
    editions = (row["edition"] for row in found)
    for row in await rows_where(connection, select(tables.told_quotes), tables.told_quotes.c.edition, editions):
        quotes[row["edition"], row["story"]].append(row)
    ordered = sorted(found, key=lambda row: (row["at"], row["edition"], row["place"]))
    return tuple(
        told_of(row, sorted(quotes[row["edition"], row["story"]], key=lambda quote: quote["place"])) for row in ordered
    )


async def _with_parts(connection: AsyncConnection, row: RowMapping) -> Edition:
    parts = select(tables.deliveries).where(tables.deliveries.c.edition == row["id"])
    told = select(tables.told).where(tables.told.c.edition == row["id"])
    found = await rows(connection, parts.order_by(tables.deliveries.c.part))
    return edition_of(row, list(map(part_of, found)), await _told(connection, await rows(connection, told)))
