"""The shelf of articles and of their copies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import tables
from adapters.storage.rows import Values, article_of, article_row, copy_of, copy_row, dated, event_row, figure_row
from adapters.storage.search import indexed
from adapters.storage.session import Session, legible, rows, rows_where, unbroken
from digests.article import Article, Copy
from digests.event import Event
from digests.figure import Figure

SHORTEST_BEGINNING = 4
"""Characters from which the beginning of an id stands for it."""

AFTER_ALL = "\U0010ffff"
"""Sorts after whatever an id goes on with: ``start <= id < start + AFTER_ALL`` finds beginnings by the index."""

_newest_first = select(tables.articles).order_by(tables.articles.c.at.desc(), tables.articles.c.id)


class ArticleShelf(Session):
    """The article part of ``digests.ports.Store``, which says what each method promises."""

    @unbroken
    async def article(self, article_id: str) -> Article | None:
        """Return the article at its newest revision."""
        return next(iter(await self.articles([article_id])), None)

    @unbroken
    async def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Return those that are known, each once, in the order of ``ids``."""
        wanted = list(dict.fromkeys(ids))
        async with self.reading() as connection:
            found = {
                row["id"]: row
                for row in await rows_where(connection, select(tables.articles), tables.articles.c.id, wanted)
            }
        return tuple(article_of(found[i]) for i in wanted if i in found)

    @unbroken
    async def articles_between(self, start: datetime, end: datetime) -> tuple[Article, ...]:
        """Return those published (first seen, where undated) in ``start <= t < end``, newest first."""
        async with self.reading() as connection:
            found = await rows(
                connection, _newest_first.where(tables.articles.c.at >= start, tables.articles.c.at < end)
            )
        return tuple(map(article_of, found))

    @unbroken
    async def newest(self, limit: int) -> tuple[Article, ...]:
        """Return the newest, newest first."""
        async with self.reading() as connection:
            found = await rows(connection, _newest_first.limit(max(limit, 0)))
        return tuple(map(article_of, found))

    @unbroken
    async def unplaced(self) -> tuple[Article, ...]:
        """Return those in no story, newest first."""
        placed = select(tables.story_articles.c.article)
        async with self.reading() as connection:
            found = await rows(connection, _newest_first.where(tables.articles.c.id.not_in(placed)))
        return tuple(map(article_of, found))

    @unbroken
    async def find_articles(self, text: str) -> tuple[Article, ...]:
        """Return those whose id begins with ``text`` or whose URL equals it, newest first."""
        text = legible(text)
        wanted = tables.articles.c.url == text
        if len(text) >= SHORTEST_BEGINNING:
            wanted |= (tables.articles.c.id >= text) & (tables.articles.c.id < text + AFTER_ALL)
        async with self.reading() as connection:
            return tuple(map(article_of, await rows(connection, _newest_first.where(wanted))))

    @unbroken
    async def earlier_fingerprints(self, article_id: str) -> frozenset[str]:
        """Return the fingerprints of the revisions before the newest."""
        earlier = tables.article_revisions.c
        statement = select(earlier.fingerprint).where(earlier.id == legible(article_id))
        async with self.reading() as connection:
            return frozenset(row["fingerprint"] for row in await rows(connection, statement))

    @unbroken
    async def article_by_fingerprint(self, fingerprint: str) -> Article | None:
        """Return the first seen of that folded text."""
        statement = select(tables.articles).where(tables.articles.c.fingerprint == fingerprint)
        statement = statement.order_by(tables.articles.c.first_seen, tables.articles.c.id).limit(1)
        async with self.reading() as connection:
            return next(map(article_of, await rows(connection, statement)), None)

    @unbroken
    async def save_article(self, article: Article, events: Sequence[Event], figures: Sequence[Figure]) -> None:
        """Store a revision with what was found in it. One that a newer has overtaken changes nothing."""
        found_events = [event_row(article, number, event) for number, event in enumerate(events)]
        found_figures = [figure_row(article, number, figure) for number, figure in enumerate(figures)]
        search_text = {"article": article.id, "at": dated(article), "terms": indexed(article.content)}
        async with self.writing() as connection:
            if await _put(connection, article):
                await _replace_findings(connection, article.id, found_events, found_figures)
                await _replace(connection, tables.search_texts, article.id, [search_text])

    @unbroken
    async def save_copy(self, copy: Copy) -> None:
        """Note a copy, once for each place."""
        row = copy_row(copy)
        known = select(tables.copies).where(
            tables.copies.c.article == copy.article, tables.copies.c.place == row["place"]
        )
        async with self.writing() as connection:
            if not await rows(connection, known):
                await connection.execute(insert(tables.copies).values(row))

    @unbroken
    async def copies(self, ids: Iterable[str]) -> tuple[Copy, ...]:
        """Return the copies of those articles, first seen first."""
        async with self.reading() as connection:
            found = await rows_where(connection, select(tables.copies), tables.copies.c.article, ids)
        found.sort(key=lambda row: (row["first_seen"], row["article"], row["place"]))
        return tuple(map(copy_of, found))


async def _put(connection: AsyncConnection, article: Article) -> bool:
    """Store the article, its earlier revision moved to history; return False where a newer revision is there."""
    mine = tables.articles.c.id == article.id
    known: int | None = await connection.scalar(select(tables.articles.c.revision).where(mine))
    if known is None:
        await connection.execute(insert(tables.articles).values(article_row(article)))
        return True
    if known < article.revision:
        await connection.execute(
            insert(tables.article_revisions).from_select(tables.articles.c.keys(), select(tables.articles).where(mine))
        )
    if known <= article.revision:
        await connection.execute(update(tables.articles).where(mine).values(article_row(article)))
    return known <= article.revision


async def _replace_findings(
    connection: AsyncConnection, article_id: str, found_events: list[Values], found_figures: list[Values]
) -> None:
    """Put the events and figures of an article in the place of those it had."""
    entities = [
        {"article": article_id, "number": row["number"], "entity": entity}
        for row in found_events
        for entity in row["about"]
    ]
    await _replace(connection, tables.event_entities, article_id, [])
    await _replace(connection, tables.events, article_id, found_events)
    await _replace(connection, tables.event_entities, article_id, entities)
    await _replace(connection, tables.figures, article_id, found_figures)


async def _replace(connection: AsyncConnection, table: Table, article_id: str, found: list[Values]) -> None:
    """Put rows of an article in the place of those it had in a table."""
    await connection.execute(delete(table).where(table.c.article == article_id))
    if found:
        await connection.execute(insert(table), found)
