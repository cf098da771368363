"""The shelf of feeds, of what is remembered of them, and of notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import tables
from adapters.storage.feed_rows import feed_of, feed_row, state_of, state_row
from adapters.storage.session import Session, legible, rows, rows_where, unbroken
from digests.feed import Feed, FeedState


class FeedShelf(Session):
    """The feed part of ``digests.ports.Store``, which says what each method promises."""

    @unbroken
    async def feeds(self) -> tuple[Feed, ...]:
        """Return the feeds, by outlet and address."""
        by_name = select(tables.feeds).order_by(tables.feeds.c.outlet, tables.feeds.c.url)
        async with self.reading() as connection:
            return tuple(map(feed_of, await rows(connection, by_name)))

    @unbroken
    async def save_feeds(self, feeds: Sequence[Feed]) -> None:
        """Store feeds, replacing those of the same address; what is remembered of them stays."""
        wanted = {feed.url: feed_row(feed) for feed in feeds}
        async with self.writing() as connection:
            known = await _known(connection, wanted)
            for url in known:  # changed in their place, since their states refer to them
                await connection.execute(update(tables.feeds).where(tables.feeds.c.url == url).values(wanted[url]))
            if new := [row for url, row in wanted.items() if url not in known]:
                await connection.execute(insert(tables.feeds), new)

    @unbroken
    async def remove_feed(self, url: str) -> None:
        """Forget a feed and its state; its articles stay."""
        async with self.writing() as connection:
            await connection.execute(delete(tables.feed_states).where(tables.feed_states.c.url == legible(url)))
            await connection.execute(delete(tables.feeds).where(tables.feeds.c.url == legible(url)))

    @unbroken
    async def feed_states(self) -> dict[str, FeedState]:
        """Return the states by address; a feed that was never asked has none."""
        async with self.reading() as connection:
            return {row["url"]: state_of(row) for row in await rows(connection, select(tables.feed_states))}

    @unbroken
    async def save_feed_states(self, states: Sequence[FeedState]) -> None:
        """Store states, replacing those of the same address; one of a feed that is not known changes nothing."""
        wanted = {state.url: state_row(state) for state in states}
        async with self.writing() as connection:
            known = await _known(connection, wanted)
            for url in known:
                await connection.execute(delete(tables.feed_states).where(tables.feed_states.c.url == url))
            if kept := [row for url, row in wanted.items() if url in known]:
                await connection.execute(insert(tables.feed_states), kept)

    @unbroken
    async def noted(self, name: str) -> bool:
        """Say whether that was noted."""
        async with self.reading() as connection:
            return bool(await rows(connection, select(tables.notes).where(tables.notes.c.name == name)))

    @unbroken
    async def note(self, name: str) -> None:
        """Note it; twice is once."""
        async with self.writing() as connection:
            await connection.execute(delete(tables.notes).where(tables.notes.c.name == name))
            await connection.execute(insert(tables.notes).values(name=name))


async def _known(connection: AsyncConnection, urls: Iterable[str]) -> set[str]:
    """Return which of the addresses are those of feeds."""
    found = await rows_where(connection, select(tables.feeds.c.url), tables.feeds.c.url, urls)
    return {row["url"] for row in found}
