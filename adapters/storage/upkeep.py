"""The shelf of upkeep: what waits, how large the database is, and forgetting what is old, a batch at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Select, Table, delete, exists, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import ledger_tables as ledger
from adapters.storage import tables
from adapters.storage.session import rows, unbroken
from adapters.storage.subscriptions import LedgerSession
from digests.delivery import State
from digests.own_feeds import MARK, OWN_ID
from digests.subscription import SlotState
from digests.upkeep import Backlog, Size

_BYTES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}
_ARTICLE_TABLES = (
    tables.event_entities,
    tables.events,
    tables.figures,
    tables.search_texts,
    tables.copies,
    tables.story_articles,
)
"""What belongs to an article, by its column ``article``; what refers to another of these stands before it."""
_EDITION_TABLES = (ledger.told_quotes, ledger.told, ledger.deliveries)


class UpkeepShelf(LedgerSession):
    """The parts of ``digests.ports.Store`` and ``digests.publishing.Ledger`` on upkeep, which say what they promise."""

    @unbroken
    async def backlog(self, now: datetime) -> Backlog:
        """Return what waits, and when something last went out."""
        ordered, slot, row = ledger.subscriptions.c, ledger.slots.c, ledger.deliveries.c
        due = select(func.min(ordered.next_run)).where(ordered.paused.is_(False), ordered.next_run <= now)
        claimed = select(func.min(slot.due)).where(slot.state == SlotState.CLAIMED)
        other = ledger.deliveries.alias("other")
        held = exists().where(other.c.edition == row.edition, other.c.state == State.PARKED)
        unsent = select(func.min(row.promised)).where(row.state.in_([State.DUE, State.SENDING]), ~held)
        sent = select(func.max(row.first_try)).where(row.state == State.SENT)
        async with self.reading() as connection:
            waiting = [await connection.scalar(one) for one in (due, claimed, unsent)]
            return Backlog(min(filter(None, waiting), default=None), await connection.scalar(sent))

    @unbroken
    async def forget(self, before: datetime, limit: int) -> int:
        """Forget old slots and editions that are done with, ``limit`` of each; return how many."""
        slot, edition, row = ledger.slots.c, ledger.editions.c, ledger.deliveries.c
        done = select(slot.subscription, slot.day, slot.ordinal)
        done = done.where(slot.state != SlotState.CLAIMED, slot.due < before)
        open_ = exists().where(row.edition == edition.id, row.state.not_in([State.SENT, State.DEAD]))
        old = select(edition.id).where(edition.frozen_at < before, ~open_).limit(limit)
        async with self.writing() as connection:
            slots = await delete_old(connection, ledger.slots, (slot.subscription, slot.day, slot.ordinal), done, limit)
            ids = [one["id"] for one in await rows(connection, old)]
            for table in _EDITION_TABLES:
                await connection.execute(delete(table).where(table.c.edition.in_(ids)))
            await connection.execute(delete(ledger.editions).where(edition.id.in_(ids)))
        return slots + len(ids)

    @unbroken
    async def size(self, since: datetime) -> Size:
        """Return how large the database is, and how many of its articles were first seen at ``since`` or later."""
        every = select(func.count()).select_from(tables.articles)
        async with self.reading() as connection:
            size = await connection.scalar(text(_BYTES[connection.dialect.name]))
            articles = await connection.scalar(every)
            lately = await connection.scalar(every.where(tables.articles.c.first_seen >= since))
        return Size(int(size or 0), int(articles or 0), int(lately or 0))

    @unbroken
    async def forget_decisions(self, before: datetime, limit: int) -> int:
        """Forget decisions made before an instant, the oldest first; return how many."""
        row = tables.decisions.c
        old = select(row.number).where(row.at < before).order_by(row.number)
        async with self.writing() as connection:
            return await delete_old(connection, tables.decisions, (row.number,), old, limit)

    @unbroken
    async def forget_articles(self, before: datetime, limit: int) -> int:
        """Forget dated articles published and first seen before an instant, with all that is theirs."""
        row = tables.articles.c
        old = select(row.id).where(row.at < before, row.first_seen < before, row.published_day.is_not(None))
        async with self.writing() as connection:
            ids = [one["id"] for one in await rows(connection, old.order_by(row.at).limit(limit))]
            await _forget_articles(connection, ids)
        return len(ids)

    @unbroken
    async def forget_own(self, held: Collection[str], before: datetime, limit: int) -> int:
        """Forget articles of own feeds that nobody has any more, with all that is theirs."""
        row, mark = tables.articles.c, func.substr(tables.articles.c.id, OWN_ID - MARK + 1)
        own = select(row.id).where(func.length(row.id) == OWN_ID, row.first_seen < before, mark.not_in(held))
        async with self.writing() as connection:
            ids = [one["id"] for one in await rows(connection, own.limit(limit))]
            gone = [*ids, *await _forget_articles(connection, ids)]
            await connection.execute(delete(tables.decisions).where(tables.decisions.c.subject.in_(gone)))
        return len(ids)


async def _forget_articles(connection: AsyncConnection, ids: Sequence[str]) -> list[str]:
    """Delete articles with all that is theirs; return the ids of stories that are gone with them."""
    homes = select(tables.story_articles.c.story).where(tables.story_articles.c.article.in_(ids))
    stories = [one["story"] for one in await rows(connection, homes)]
    for table in _ARTICLE_TABLES:
        await connection.execute(delete(table).where(table.c.article.in_(ids)))
    await connection.execute(delete(tables.article_revisions).where(tables.article_revisions.c.id.in_(ids)))
    await connection.execute(delete(tables.articles).where(tables.articles.c.id.in_(ids)))
    held = exists().where(tables.story_articles.c.story == tables.stories.c.id)
    empty = select(tables.stories.c.id).where(tables.stories.c.id.in_(stories), ~held)
    gone = [one["id"] for one in await rows(connection, empty)]
    await connection.execute(delete(tables.stories).where(tables.stories.c.id.in_(gone)))
    return gone


async def delete_old(
    connection: AsyncConnection, table: Table, key: tuple[Column[Any], ...], old: Select[Any], limit: int
) -> int:
    """Delete the rows whose keys a statement selects, at most ``limit``; return how many."""
    done = await connection.execute(delete(table).where(tuple_(*key).in_(old.limit(limit))))
    return int(done.rowcount)
