"""The shelf of events and figures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import RowMapping, select, tuple_

from adapters.storage import tables
from adapters.storage.rows import event_of, figure_of
from adapters.storage.session import Session, rows, rows_where, unbroken
from digests.event import Event, Status
from digests.figure import Figure


class FindingShelf(Session):
    """The part of ``digests.ports.Store`` on events and figures, which says what each method promises."""

    @unbroken
    async def events(self, entities: frozenset[str] | None = None) -> tuple[Event, ...]:
        """Return the events about any of the entities (all, for None), oldest first."""
        statement = select(tables.events)
        if entities is not None:
            about = select(tables.event_entities.c.article, tables.event_entities.c.number).where(
                tables.event_entities.c.entity.in_(entities)
            )
            statement = statement.where(tuple_(tables.events.c.article, tables.events.c.number).in_(about))
        async with self.reading() as connection:
            return _oldest_first(await rows(connection, statement))

    @unbroken
    async def planned(self, since: date) -> tuple[Event, ...]:
        """Return the planned events that begin on that day or later, oldest first."""
        ahead = select(tables.events).where(
            tables.events.c.status == Status.PLANNED, tables.events.c.when_start >= since
        )
        async with self.reading() as connection:
            return _oldest_first(await rows(connection, ahead))

    @unbroken
    async def events_of(self, article_ids: Iterable[str]) -> tuple[Event, ...]:
        """Return the events found in those articles, oldest first."""
        async with self.reading() as connection:
            return _oldest_first(
                await rows_where(connection, select(tables.events), tables.events.c.article, article_ids)
            )

    @unbroken
    async def figures_of(self, article_ids: Iterable[str]) -> tuple[Figure, ...]:
        """Return the figures found in those articles, in the order of their ids."""
        async with self.reading() as connection:
            found = await rows_where(connection, select(tables.figures), tables.figures.c.article, article_ids)
        return tuple(map(figure_of, sorted(found, key=lambda row: (row["article"], row["number"]))))

    @unbroken
    async def figures(self, subjects: frozenset[str] | None = None) -> tuple[Figure, ...]:
        """Return the figures about any of the subjects (all, for None), in the order of their articles' ids."""
        statement = select(tables.figures).order_by(tables.figures.c.article, tables.figures.c.number)
        if subjects is not None:
            statement = statement.where(tables.figures.c.subject.in_(subjects))
        async with self.reading() as connection:
            return tuple(map(figure_of, await rows(connection, statement)))


def _oldest_first(found: Iterable[RowMapping]) -> tuple[Event, ...]:
    """Return the events by period, those of one period in the order in which their articles have them."""
    columns = ("when_start", "when_end", "article", "number")
    return tuple(map(event_of, sorted(found, key=lambda row: tuple(row[column] for column in columns))))
