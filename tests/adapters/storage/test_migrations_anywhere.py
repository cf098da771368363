"""On either kind of database the migrations and a new layout come to one result, whenever they were stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Connection, event, insert, inspect, select, text

from adapters.storage import schema
from adapters.storage.address import read_address
from adapters.storage.engine import open_store, session_at
from adapters.storage.migrate import Upgrade, migrate, upgrade
from adapters.storage.rows import article_row
from adapters.storage.session import Session
from adapters.storage.tables import metadata
from digests.errors import StoreUnusable
from tests.builders import an_article
from tests.postgres import an_empty_database, execute

MANY = [article_row(an_article(f"Report {number} of Heron-1.")) for number in range(300)]
SHAPE = (
    """
    SELECT table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable, column_default,
        collation_name
    FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype IN ('p', 'f')
    """,
)


async def shape(url: str) -> list[list[tuple[Any, ...]]]:
    """Return everything that the schema of a Postgres database consists of."""
    connection = await asyncpg.connect(url)
    seen = [sorted(map(tuple, await connection.fetch(query)), key=repr) for query in SHAPE]
    await connection.close()
    return seen


async def test_in_postgres_the_migrations_and_the_tables_agree() -> None:
    async with an_empty_database() as new, an_empty_database() as migrated:
        async with open_store(new):
            pass
        assert await upgrade(migrated) == Upgrade("", schema.REVISION)
        assert await upgrade(migrated) == Upgrade(schema.REVISION, schema.REVISION)
        assert await shape(migrated) == await shape(new)
        columns, indexes, _ = await shape(new)
        assert {column[0] for column in columns} == {*metadata.tables, "alembic_version"}
        assert {column[-1] for column in columns if column[3] in ("text", "character varying")} == {"C"}
        assert any("USING gin" in definition for (definition,) in indexes)


async def test_a_postgres_database_of_another_program_or_release_is_refused_and_left_alone() -> None:
    async with an_empty_database() as url:
        await execute(url, "CREATE TABLE songs (title TEXT)")
        for attempt in (open_store(url).__aenter__(), upgrade(url)):
            with pytest.raises(StoreUnusable, match="database-foreign"):
                await attempt
        await execute(
            url, "DROP TABLE songs", "CREATE TABLE alembic_version (version_num TEXT)",
            "INSERT INTO alembic_version VALUES ('9999')",
        )  # fmt: skip
        for attempt in (open_store(url).__aenter__(), upgrade(url)):
            with pytest.raises(StoreUnusable, match="database-newer"):
                await attempt
        await execute(url, "UPDATE alembic_version SET version_num = '0001'")
        with pytest.raises(StoreUnusable, match="database-older"):
            await open_store(url).__aenter__()


@pytest.fixture(params=["sqlite", "postgres"])
async def session(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Session]:
    """Give transactions on a database that is empty."""
    if request.param == "sqlite":
        async with session_at(read_address(f"sqlite:///{tmp_path}/desk.db"), 5) as opened:
            yield opened
    else:
        async with an_empty_database() as url, session_at(read_address(url), 5) as opened:
            yield opened


class Killed(Exception):  # noqa: N818  not an error
    """The moment at which the test stops the migration."""


@contextmanager
def stopped_before(connection: Connection, last: int) -> Iterator[None]:
    """Stop before the statement of that number."""
    ran = 0

    def count(*_: object) -> None:
        nonlocal ran
        if ran == last:
            raise Killed
        ran += 1

    event.listen(connection, "before_cursor_execute", count)
    yield


async def test_o03_a_migration_killed_at_any_statement_and_run_again_comes_to_the_same_end(session: Session) -> None:
    articles = metadata.tables["articles"]

    def begin(connection: Connection) -> None:
        migrate(connection, "0001")
        connection.execute(insert(articles), MANY)

    def attempt(connection: Connection, last: int) -> None:
        with stopped_before(connection, last):
            migrate(connection)

    async with session.writing() as connection:
        await connection.run_sync(begin)
    stops = 0
    while True:
        try:
            async with session.writing() as connection:
                await connection.run_sync(attempt, stops)
        except Killed:
            async with session.reading() as connection:
                names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
                assert "feeds" not in names
                assert await schema.revision_of(connection, session.place) == "0001"
            stops += 1
        else:
            break
    assert stops > len(set(metadata.tables) - names)
    async with session.writing() as connection:
        await connection.run_sync(migrate)
    await schema.prepare(session)
    async with session.reading() as connection:
        kept = (await connection.execute(select(articles).order_by(articles.c.id))).mappings().all()
        assert [dict(row) for row in kept] == sorted(MANY, key=lambda row: row["id"])
        assert (await connection.execute(text("SELECT count(*) FROM feeds"))).scalar() == 0
