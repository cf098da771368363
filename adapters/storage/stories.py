"""The shelf of stories and of what was decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import tables
from adapters.storage.articles import AFTER_ALL, SHORTEST_BEGINNING
from adapters.storage.rows import decision_of, decision_row, story_of, story_row
from adapters.storage.session import Session, legible, rows, rows_where, unbroken
from digests.story import Decision, Story


class StoryShelf(Session):
    """The story part of ``digests.ports.Store``, which says what each method promises."""

    @unbroken
    async def story(self, story_id: str) -> Story | None:
        """Return the story of that id, or the only one whose id begins so."""
        story_id = legible(story_id)
        wanted = tables.stories.c.id == story_id
        if len(story_id) >= SHORTEST_BEGINNING:
            wanted = (tables.stories.c.id >= story_id) & (tables.stories.c.id < story_id + AFTER_ALL)
        async with self.reading() as connection:
            found = await rows(connection, select(tables.stories).where(wanted).order_by(tables.stories.c.id).limit(2))
            exact = [row for row in found if row["id"] == story_id]
            chosen = exact or (found if len(found) == 1 else [])
            return next(iter(await _with_articles(connection, chosen)), None)

    @unbroken
    async def stories_of(self, article_ids: Iterable[str]) -> tuple[Story, ...]:
        """Return the stories that hold any of the articles, each once, newest first."""
        places = select(tables.story_articles.c.story)
        async with self.reading() as connection:
            ids = [
                row["story"]
                for row in await rows_where(connection, places, tables.story_articles.c.article, article_ids)
            ]
            return await _with_articles(
                connection, await rows_where(connection, select(tables.stories), tables.stories.c.id, ids)
            )

    @unbroken
    async def open_stories(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories whose period touches ``start .. end``, newest first."""
        touching = select(tables.stories).where(tables.stories.c.last >= start, tables.stories.c.first <= end)
        async with self.reading() as connection:
            return await _with_articles(connection, await rows(connection, touching))

    @unbroken
    async def save_stories(self, stories: Sequence[Story], gone: Iterable[str] = ()) -> None:
        """Store the stories as they now are and forget those in ``gone``."""
        async with self.writing() as connection:
            for story_id in [*gone, *(story.id for story in stories)]:
                await _forget(connection, story_id)
            for story in stories:
                await _put(connection, story)

    @unbroken
    async def save_decisions(self, decisions: Sequence[Decision]) -> None:
        """Append decisions."""
        async with self.writing() as connection:
            await _append(connection, decisions)

    @unbroken
    async def decisions(self, subject: str) -> tuple[Decision, ...]:
        """Return what was decided about an article or story, oldest first."""
        statement = (
            select(tables.decisions)
            .where(tables.decisions.c.subject == legible(subject))
            .order_by(tables.decisions.c.at, tables.decisions.c.number)
        )
        async with self.reading() as connection:
            return tuple(map(decision_of, await rows(connection, statement)))


async def _with_articles(connection: AsyncConnection, found: Sequence[RowMapping]) -> tuple[Story, ...]:
    """Return the stories of the rows, newest first."""
    members: dict[str, list[RowMapping]] = defaultdict(list)
    ids = (row["id"] for row in found)
    for row in await rows_where(connection, select(tables.story_articles), tables.story_articles.c.story, ids):
        members[row["story"]].append(row)
    for placed in members.values():
        placed.sort(key=lambda row: row["number"])
    built = [story_of(row, tuple(member["article"] for member in members[row["id"]])) for row in found]
    by_id = sorted(built, key=lambda story: story.id)
    return tuple(sorted(by_id, key=lambda story: (story.last, story.first), reverse=True))


async def _forget(connection: AsyncConnection, story_id: str) -> None:
    await connection.execute(delete(tables.story_articles).where(tables.story_articles.c.story == story_id))
    await connection.execute(delete(tables.stories).where(tables.stories.c.id == story_id))


async def _put(connection: AsyncConnection, story: Story) -> None:
    await connection.execute(insert(tables.stories).values(story_row(story)))
    placed = [{"story": story.id, "number": number, "article": a} for number, a in enumerate(story.articles)]
    if placed:
        await connection.execute(insert(tables.story_articles), placed)


async def _append(connection: AsyncConnection, made: Sequence[Decision]) -> None:
    if made:
        await connection.execute(insert(tables.decisions), [decision_row(decision) for decision in made])
