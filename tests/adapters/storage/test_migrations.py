"""The schema by Alembic and the schema of a new file are one, and upgrading is safe to stop and to repeat."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, insert, inspect, text

from adapters.storage import schema
from adapters.storage.address import Address
from adapters.storage.engine import open_store, session_at
from adapters.storage.migrate import MIGRATIONS, Upgrade, migrate, upgrade
from adapters.storage.rows import article_row
from adapters.storage.tables import metadata
from digests.errors import BadSetting, StoreUnusable
from tests.builders import an_article, an_event

ARTICLE = an_article()


def address(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def shape(path: Path) -> dict[str, Any]:
    """Return everything a schema consists of, the order of columns included."""
    engine = create_engine(f"sqlite:///{path}")
    seen = inspect(engine)
    tables = {name: _table_shape(seen, name) for name in seen.get_table_names() if name != "search_index"}
    made_by_hand = text(
        "SELECT name, sql FROM sqlite_master WHERE name LIKE 'search_%' AND type IN ('table', 'trigger')"
    )
    with engine.connect() as connection:
        search = {
            name: " ".join(sql.split())
            for name, sql in connection.execute(made_by_hand)
            if "VIRTUAL" in sql or "TRIGGER" in sql
        }
    engine.dispose()
    return tables | {"search": search}


def _table_shape(seen: Any, name: str) -> dict[str, Any]:  # noqa: ANN401  SQLAlchemy's Inspector
    return {
        "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(name)],
        "key": seen.get_pk_constraint(name),
        "links": sorted(str(link) for link in seen.get_foreign_keys(name)),
        "indexes": sorted(_index_shape(index) for index in seen.get_indexes(name)),
    }


def _index_shape(index: Any) -> str:  # noqa: ANN401  SQLAlchemy's ReflectedIndex
    only = {option: str(value) for option, value in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": only})


async def test_the_migrations_and_the_tables_agree(tmp_path: Path) -> None:
    async with open_store(address(tmp_path / "new.db")):
        pass
    assert await upgrade(address(tmp_path / "migrated.db")) == Upgrade("", schema.REVISION)
    made = shape(tmp_path / "new.db")
    assert set(metadata.tables) <= set(made)
    assert len(made["search"]) == 3
    assert made == shape(tmp_path / "migrated.db")


def test_the_program_needs_the_newest_revision_and_revisions_are_four_digits_in_a_row() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [schema.REVISION]
    revisions = [script.revision for script in scripts.walk_revisions()][::-1]
    assert revisions == [f"{number:04d}" for number in range(1, len(revisions) + 1)]


async def test_a_migrated_database_is_opened_and_used(tmp_path: Path) -> None:
    url = address(tmp_path / "desk.db")
    await upgrade(url)
    async with open_store(url) as store:
        await store.save_article(ARTICLE, [an_event(ARTICLE)], [])
        assert await store.search("heron", 9) == (ARTICLE,)


async def test_upgrading_what_is_up_to_date_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    async with open_store(address(path)) as store:
        await store.save_article(ARTICLE, [], [])
    before = shape(path)
    assert await upgrade(address(path)) == Upgrade(schema.REVISION, schema.REVISION)
    assert shape(path) == before
    async with open_store(address(path)) as store:
        assert await store.newest(9) == (ARTICLE,)


async def test_a_database_of_the_first_revision_is_refused_until_it_is_upgraded_and_keeps_what_it_holds(
    tmp_path: Path,
) -> None:
    path = tmp_path / "desk.db"
    async with session_at(Address(str(path), path), 5) as session, session.writing() as connection:
        await connection.run_sync(migrate, "0001")
        await connection.run_sync(lambda sync: sync.execute(insert(metadata.tables["articles"]), article_row(ARTICLE)))
    with pytest.raises(StoreUnusable) as refused:
        async with open_store(address(path)):
            pass
    assert (refused.value.key, refused.value.values["found"]) == ("database-older", "0001")
    assert await upgrade(address(path)) == Upgrade("0001", schema.REVISION)
    async with open_store(address(path)) as store:
        assert await store.newest(9) == (ARTICLE,)
        assert await store.feeds() == ()
        assert not await store.noted("starter-feeds")


async def test_an_upgrade_works_where_the_path_has_odd_characters(tmp_path: Path) -> None:
    folder = tmp_path / "100% 新聞"
    folder.mkdir()
    assert (await upgrade(address(folder / "desk.db"))).after == schema.REVISION


async def test_a_store_kept_nowhere_needs_no_upgrade() -> None:
    assert await upgrade("sqlite+aiosqlite://") == Upgrade(schema.REVISION, schema.REVISION)


async def test_an_upgrade_refuses_a_newer_database_and_one_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0099')"
    )
    connection.close()
    with pytest.raises(StoreUnusable, match=r"database-newer.*0099"):
        await upgrade(address(path))
    other = tmp_path / "songs.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    with pytest.raises(StoreUnusable, match="database-foreign"):
        await upgrade(address(other))


async def test_an_upgrade_refuses_as_opening_does(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        await upgrade("mysql://host/desk")
    with pytest.raises(StoreUnusable, match="database-without-folder"):
        await upgrade(address(tmp_path / "missing" / "desk.db"))
    locker = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreUnusable, match="database-locked"):
        await upgrade(address(tmp_path / "desk.db"), patience=0.05)
    locker.close()


class Stopped(Exception):  # noqa: N818  not an error
    """The moment at which the test stops the migration."""


def statements_until(connection: Connection, last: int) -> list[str]:
    """Migrate, stopping before the statement of that number (never, for one that is not reached)."""
    ran: list[str] = []

    def count(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if len(ran) == last:
            raise Stopped
        ran.append(statement)

    event.listen(connection, "before_cursor_execute", count)
    migrate(connection)
    return ran


def test_o03_a_migration_stopped_before_any_of_its_statements_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/desk.db")
    event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    stops = 0
    while True:
        try:
            with engine.begin() as connection:
                statements_until(connection, stops)
        except Stopped:
            assert inspect(engine).get_table_names() == []
            stops += 1
        else:
            break
    engine.dispose()
    assert stops > len(metadata.tables)
    assert "articles" in shape(tmp_path / "desk.db")
