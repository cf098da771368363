"""The store: all its shelves, and what is asked across them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from adapters.storage import search, tables
from adapters.storage.articles import ArticleShelf
from adapters.storage.changes import ChangeShelf
from adapters.storage.deliveries import DeliveryShelf
from adapters.storage.departures import DepartureShelf
from adapters.storage.editions import EditionShelf
from adapters.storage.feeds import FeedShelf
from adapters.storage.findings import FindingShelf
from adapters.storage.names import NameShelf
from adapters.storage.pacing import PaceShelf
from adapters.storage.readers import ReaderShelf
from adapters.storage.rows import article_of
from adapters.storage.session import rows, rows_where, unbroken
from adapters.storage.stories import StoryShelf
from adapters.storage.subscriptions import SubscriptionShelf
from adapters.storage.topics import TopicShelf
from adapters.storage.upkeep import UpkeepShelf
from digests.article import Article

_COUNTED = (tables.articles, tables.copies, tables.stories, tables.events, tables.figures)


class SqlStore(
    ArticleShelf,
    StoryShelf,
    FindingShelf,
    TopicShelf,
    FeedShelf,
    NameShelf,
    SubscriptionShelf,
    EditionShelf,
    DeliveryShelf,
    PaceShelf,
    ReaderShelf,
    ChangeShelf,
    DepartureShelf,
    UpkeepShelf,
):
    """A ``digests.ports.Store`` and ``digests.publishing.Ledger`` in an SQL database; see ``engine.open_store``."""

    @unbroken
    async def search(self, query: str, limit: int) -> tuple[Article, ...]:
        """Return the articles that hold every word of the query, newest first; none for a query without a word."""
        statement = search.matching(query, limit, self.engine.dialect.name)
        if statement is None:
            return ()
        async with self.reading() as connection:
            return tuple(map(article_of, await rows(connection, statement)))

    @unbroken
    async def holding(self, phrases: Iterable[str], among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the ids of all articles, or of those ``among`` them, that hold every word of one of the phrases."""
        statement = search.holding(phrases, self.engine.dialect.name)
        if statement is None:
            return ()
        async with self.reading() as connection:
            if among is None:
                return tuple(row["article"] for row in await rows(connection, statement))
            texts = tables.search_texts.c.article
            return tuple(row["article"] for row in await rows_where(connection, statement, texts, among))

    @unbroken
    async def version(self) -> str:
        """Return a text that is another one once something was decided, stored anew, forgotten, or a topic changed.

        Told by the first and last numbers, which the database finds at once: what is forgotten is mostly the oldest.
        """
        numbers = (tables.decisions.c.number, tables.search_texts.c.number)
        edges = select(*(select(edge(n)).scalar_subquery() for n in numbers for edge in (func.min, func.max)))
        async with self.reading() as connection:
            found = [tuple(row.values()) for row in await rows(connection, edges)]
            topics = [tuple(row.values()) for row in await rows(connection, select(tables.topics))]
        return repr((found, topics))

    @unbroken
    async def counts(self) -> dict[str, int]:
        """Return how many articles, copies, stories, events and figures are stored, by those words."""
        each = [select(func.count()).select_from(table).scalar_subquery().label(table.name) for table in _COUNTED]
        async with self.reading() as connection:
            return {name: int(count) for name, count in (await rows(connection, select(*each)))[0].items()}
