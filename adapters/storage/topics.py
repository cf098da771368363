"""The shelf of topics."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from adapters.storage import tables
from adapters.storage.rows import topic_of, topic_row
from adapters.storage.session import Session, rows, unbroken
from digests.topic import Topic


class TopicShelf(Session):
    """The topic part of ``digests.ports.Store``, which says what each method promises."""

    @unbroken
    async def topics(self) -> tuple[Topic, ...]:
        """Return the stored topics, by slug."""
        async with self.reading() as connection:
            return tuple(map(topic_of, await rows(connection, select(tables.topics).order_by(tables.topics.c.slug))))

    @unbroken
    async def save_topics(self, topics: Sequence[Topic]) -> None:
        """Store topics, replacing those of the same slug."""
        async with self.writing() as connection:
            for topic in topics:
                await connection.execute(delete(tables.topics).where(tables.topics.c.slug == topic.slug))
                await connection.execute(insert(tables.topics).values(topic_row(topic)))
