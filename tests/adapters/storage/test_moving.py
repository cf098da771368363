"""Copying a whole database from one kind to the other, saving it in a file, and putting it back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, BigInteger, Boolean, Column, Date, DateTime, Integer, insert

from adapters.storage import copying, schema
from adapters.storage.address import read_address
from adapters.storage.backup import backup, restore
from adapters.storage.copying import TableSeen, copy
from adapters.storage.engine import open_store, session_at
from adapters.storage.migrate import migrate
from adapters.storage.rows import topic_row
from adapters.storage.tables import Instant, metadata
from config.catalogues import load_words
from digests.article import Article
from digests.errors import BadInput, BadSetting, StoreUnusable
from digests.language import Lang
from tests.adapters.storage.test_surviving import save
from tests.builders import SEEN, a_copy, a_decision, a_story, a_topic, an_article
from tests.postgres import a_database, an_empty_database, execute

Place = Callable[[Path], AbstractAsyncContextManager[str]]
ARTICLES = [an_article(f"Report {number} of an egret: 科维实验室发布苍鹭大模型。") for number in range(4)]


@asynccontextmanager
async def a_file(folder: Path) -> AsyncIterator[str]:
    yield f"sqlite+aiosqlite:///{folder}/desk.db"


@asynccontextmanager
async def a_server_database(_folder: Path) -> AsyncIterator[str]:
    async with a_database() as url:
        yield url


PLACES: dict[str, Place] = {"sqlite": a_file, "postgres": a_server_database}


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file that holds something in every table, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "desk.db"
    asyncio.run(fill(f"sqlite:///{path}"))
    return path


@pytest.fixture
def path(filled_once: Path, tmp_path: Path) -> Path:
    """Give such a file, to do with as one likes."""
    return Path(shutil.copy(filled_once, tmp_path / "desk.db"))


@pytest.fixture
def file_url(path: Path) -> str:
    """Give its address."""
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture(params=PLACES)
async def here(request: pytest.FixtureRequest, file_url: str) -> AsyncIterator[str]:
    """Give the address of a database of either kind that holds something in every table."""
    if request.param == "sqlite":
        yield file_url
    else:
        async with a_database() as url:
            await fill(url)
            yield url


@pytest.fixture(params=PLACES)
async def there(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give the address of a database that does not hold anything yet."""
    (tmp_path / "there").mkdir()
    async with PLACES[request.param](tmp_path / "there") as url:
        yield url


def a_value(column: Column[Any]) -> object:
    """Return a value of the column's kind; all keys are alike, so that every row that refers to another finds it."""
    for kind, value in (
        (Instant, SEEN),
        (Date, date(2024, 5, 17)),
        (DateTime, datetime(2024, 5, 17, 12, 30, 0, 1, UTC).replace(tzinfo=None)),
        (Boolean, True),
        (BigInteger, 2**53),
        (Integer, 1),
        (JSON, {"z": [1, 0.1 + 0.2, None, "鹭\0 'x'"], "a": {}}),
    ):
        if isinstance(column.type, kind):
            return value
    return "k" if column.primary_key or column.foreign_keys else "鷺 \t\"'\\"


async def fill(url: str) -> None:
    """Put something into every table, and more than one portion into one."""
    async with open_store(url) as store:
        async with store.writing() as connection:
            for table in metadata.sorted_tables:
                given = (column for column in table.columns if column is not table.autoincrement_column)
                await connection.execute(insert(table), {column.name: a_value(column) for column in given})
            many = [{"name": f"note {number}"} for number in range(copying._AT_ONCE * 2 + 1)]
            await connection.execute(insert(metadata.tables["notes"]), many)
        for article in ARTICLES:
            await save(store, article)


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def damage(path: Path, start: int) -> bytes:
    """Write nonsense over a file from there on; return all that it then holds."""
    damaged = path.read_bytes()[:start].ljust(path.stat().st_size, b"\xff")
    path.write_bytes(damaged)
    return damaged


async def rows(url: str) -> tuple[TableSeen, ...]:
    async with open_store(url) as store, store.reading() as connection:
        return await copying.seen(connection)


async def test_o25_a_database_moved_to_another_arrives_whole_and_is_used_there(here: str, there: str) -> None:
    arrived = await copy(here, there)
    assert arrived == await rows(here) == await rows(there)
    assert {table.name for table in arrived} == set(metadata.tables)
    assert all(table.rows for table in arrived)
    async with open_store(there) as store:
        assert len(await store.search("苍鹭大模型", 99)) == len(ARTICLES)
        await save(store, an_article("One more egret."))
        await store.save_decisions([a_decision()])
        assert len(await store.search("egret", 99)) == len(ARTICLES) + 1


async def test_o25_a_database_moved_there_and_back_is_the_same(file_url: str, tmp_path: Path) -> None:
    two = f"sqlite:///{tmp_path}/two.db"
    async with an_empty_database() as between:
        assert await copy(file_url, between) == await copy(between, two) == await rows(two)


async def test_a_target_that_holds_anything_is_refused_and_left_alone(file_url: str, there: str) -> None:
    async with open_store(there) as store:
        await store.note("mine")
    with pytest.raises(StoreUnusable, match="database-not-empty"):
        await copy(file_url, there)
    async with open_store(there) as store:
        assert await store.noted("mine")
        assert await store.newest(9) == ()


async def test_a_copy_that_differs_from_its_original_is_not_kept(
    file_url: str, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copying.seen

    async def one_short(*told: Any) -> tuple[TableSeen, ...]:  # noqa: ANN401  passed on
        first, *others = await whole(*told)
        return (TableSeen(first.name, first.rows - 1, first.digest), *others)

    monkeypatch.setattr(copying, "seen", one_short)
    with pytest.raises(StoreUnusable, match="copy-differs"):
        await copy(file_url, there)
    monkeypatch.undo()
    assert {table.rows for table in await rows(there)} == {0}


async def test_a_copy_that_breaks_off_leaves_nothing(
    file_url: str, there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Exception):  # noqa: N818  not an error
        pass

    def stop(_: object) -> None:
        raise Stopped

    monkeypatch.setattr(copying._Tally, "seen", stop)
    with pytest.raises(Stopped):
        await copy(file_url, there)
    monkeypatch.undo()
    assert {table.rows for table in await rows(there)} == {0}


async def test_a_missing_an_empty_and_an_older_source_are_refused(tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/target.db"
    missing, empty, old = (tmp_path / name for name in ("missing.db", "empty.db", "old.db"))
    empty.touch()
    async with open_store(f"sqlite:///{old}"):
        pass
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    for path, key in ((missing, "database-missing"), (empty, "database-missing"), (old, "database-older")):
        with pytest.raises(StoreUnusable) as refused:
            await copy(f"sqlite:///{path}", target)
        assert (refused.value.key, refused.value.subject) == (key, str(path))
    assert not missing.exists()
    for nowhere in ((f"sqlite:///{old}", "sqlite://"), ("sqlite://", target)):
        with pytest.raises(BadSetting, match="database-nowhere"):
            await copy(*nowhere)


async def test_o04_a_backup_made_while_others_write_is_one_state_and_comes_back_as_such(
    here: str, there: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    before = await rows(here)
    later: list[Article] = []
    begun = asyncio.Event()

    async def write_on() -> None:
        async with open_store(here) as store:
            for number in range(10_000):
                article = an_article(f"Later report {number}.")
                await save(store, article)
                await store.save_stories([a_story(article)])
                await store.save_copy(a_copy(article))
                later.append(article)
                if number == 3:
                    begun.set()

    async with asyncio.TaskGroup() as tasks:
        writing = tasks.create_task(write_on())
        await begun.wait()
        known = set(later)
        saved = await backup(here, file)
        writing.cancel()
    after = (await restore(file, there)).tables
    assert saved == after == await rows(there)
    counted = {table.name: table.rows for table in after}
    first = {table.name: table.rows for table in before}
    came = counted["articles"] - first["articles"]
    assert len(known) <= came <= len(later) + 1
    assert {counted[name] - first[name] for name in ("search_texts", "events", "figures")} == {came}
    assert 0 <= came - (counted["stories"] - first["stories"]) <= 1
    async with open_store(there) as store:
        assert known <= set(await store.search("later report", 10_000))


async def test_a_backup_is_one_file_and_overwrites_one_only_when_told(here: str, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    saved = await backup(here, folder / "desk.db")
    assert names(folder) == ["desk.db"]
    with pytest.raises(BadInput, match="file-is-there"):
        await backup(here, folder / "desk.db")
    assert await backup(here, folder / "desk.db", replace=True) == saved
    assert names(folder) == ["desk.db"]
    with pytest.raises(StoreUnusable, match="database-without-folder"):
        await backup(here, folder / "missing" / "desk.db")


async def test_a_backup_never_takes_the_place_of_the_database_itself(path: Path, file_url: str) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    before = bytes_of(path)
    for file in (path, link):
        with pytest.raises(BadInput, match="backup-of-itself"):
            await backup(file_url, file, replace=True)
    assert bytes_of(path) == before


async def test_what_is_left_of_a_file_that_was_overwritten_does_not_get_into_the_backup(
    file_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "saved.db"
    file.write_bytes(b"old")
    (tmp_path / "saved.db-wal").write_bytes(b"left by another")
    await backup(file_url, file, replace=True)
    assert names(tmp_path) == ["desk.db", "saved.db"]


async def test_an_older_backup_is_brought_up_to_date(there: str, tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    async with session_at(read_address(f"sqlite:///{file}")) as session, session.writing() as connection:
        await connection.run_sync(migrate, "0002")
        await connection.execute(insert(metadata.tables["topics"]), topic_row(a_topic()))
    before = bytes_of(file)
    await restore(file, there)
    async with open_store(there) as store:
        assert await store.topics() == (a_topic(),)
    assert bytes_of(file) == before


async def test_a_file_that_is_no_backup_is_refused_and_nothing_is_touched(file_url: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"no database at all, but long enough to be one\n" * 99)
    (tmp_path / "empty.db").touch()
    before = await rows(file_url)
    for name, key in (("missing.db", "missing"), ("notes.txt", "foreign"), ("empty.db", "missing")):
        with pytest.raises(StoreUnusable, match=f"database-{key}"):
            await restore(tmp_path / name, file_url, replace=True)
    assert await rows(file_url) == before


async def test_a_database_that_holds_something_is_replaced_only_when_told(
    file_url: str, there: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.db"
    saved = await backup(file_url, file)
    async with open_store(there) as store:
        await store.note("mine")
    with pytest.raises(StoreUnusable, match="database-not-empty"):
        await restore(file, there)
    restored = await restore(file, there, replace=True)
    assert restored.tables == saved == await rows(there)
    if restored.kept:
        async with open_store(f"sqlite:///{restored.kept}") as store:
            assert await store.noted("mine")
        again = await restore(file, there, replace=True)
        assert again.kept not in (None, restored.kept)


async def test_a_file_another_program_has_open_is_not_replaced(file_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    await backup(file_url, file)
    async with open_store(file_url) as store:
        await store.note("mine")
        with pytest.raises(StoreUnusable, match="database-locked"):
            await restore(file, file_url, replace=True)
        assert await store.noted("mine")
    assert names(tmp_path) == ["backup.db", "desk.db"]


@pytest.mark.parametrize("start", [0, 4096])
async def test_o05_a_damaged_file_is_refused_with_the_way_out_and_that_way_works(
    path: Path, tmp_path: Path, start: int
) -> None:
    file = tmp_path / "backup.db"
    saved = await backup(f"sqlite:///{path}", file)
    damaged = damage(path, start)
    with pytest.raises(StoreUnusable) as refused:
        async with open_store(f"sqlite:///{path}"):
            pass
    if start:
        assert refused.value.key == "database-damaged"
        assert "llamawire db restore" in load_words(Lang.EN).refusal(refused.value)
    restored = await restore(file, f"sqlite:///{path}", replace=True)
    assert restored.kept is not None
    assert bytes_of(restored.kept) == damaged
    assert await rows(f"sqlite:///{path}") == restored.tables == saved


async def test_o05_a_damaged_file_is_never_made_a_backup(path: Path) -> None:
    damage(path, len(bytes_of(path)) // 2)
    with pytest.raises(StoreUnusable, match="database-damaged"):
        await backup(f"sqlite:///{path}", path.with_name("backup.db"))
    assert names(path.parent) == ["desk.db"]


async def test_o05_without_its_write_ahead_log_a_file_is_an_earlier_state_and_whole(path: Path) -> None:
    torn = path.with_name("torn.db")
    async with open_store(f"sqlite:///{path}") as store:
        for number in range(20):
            await save(store, an_article(f"Later report {number}."))
        shutil.copy(path, torn)
    async with open_store(f"sqlite:///{torn}") as store:
        counts = await store.counts()
        assert counts["articles"] == counts["events"] == counts["figures"] >= len(ARTICLES)
        async with store.reading() as connection:
            assert (await connection.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"


async def test_restoring_to_a_server_of_another_revision_is_refused(path: Path) -> None:
    file = path
    async with a_database() as url:
        await execute(url, "UPDATE alembic_version SET version_num = '0001'")
        with pytest.raises(StoreUnusable, match="database-older"):
            await restore(file, url, replace=True)
        await execute(url, f"UPDATE alembic_version SET version_num = '{schema.REVISION}'")  # noqa: S608  our own
