"""Where a store can be, and how it says that it cannot."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.storage import schema
from adapters.storage.engine import open_store
from digests.errors import BadSetting, StoreUnusable
from tests.builders import an_article
from tests.conftest import ROOT

ARTICLE = an_article()
NOBODY = 65534


def address(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def fill(path: Path) -> None:
    async with open_store(address(path)) as store:
        await store.save_article(ARTICLE, [], [])


async def refusal(url: str, patience: float = 0.05) -> StoreUnusable:
    """Return how the store refuses to open there."""
    with pytest.raises(StoreUnusable) as caught:
        async with open_store(url, patience=patience):
            pass
    return caught.value


def names(folder: Path) -> list[str]:
    """Return what is in a folder; nothing where there is none."""
    return sorted(path.name for path in folder.glob("*"))


def end(before: int) -> bool:
    """Say whether all threads but so many end: one that was told to takes a moment, one of an earlier test may too."""
    last = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < last:
        time.sleep(0.01)
    return threading.active_count() <= before


@contextmanager
def a_folder_nobody_may_write() -> Iterator[Path]:
    """Give a folder that this process may read only, even where it is run by root."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def become_nobody(folder: Path) -> None:
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


async def test_a_new_file_is_made_and_found_again(tmp_path: Path) -> None:
    await fill(tmp_path / "desk.db")
    async with open_store(address(tmp_path / "desk.db")) as store:
        assert await store.newest(9) == (ARTICLE,)


async def test_an_empty_file_is_taken_as_new(tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    await fill(tmp_path / "desk.db")


async def test_a_path_with_odd_characters_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "100% 新聞 #1"
    folder.mkdir()
    await fill(folder / "desk.db")
    assert (folder / "desk.db").exists()


async def test_a_relative_path_counts_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_store("sqlite:///desk.db") as store:
        assert store.place == str(tmp_path / "desk.db")
    assert names(tmp_path) == ["desk.db"]


@pytest.mark.parametrize("url", ["sqlite+aiosqlite://", "sqlite://", "sqlite+aiosqlite:///:memory:", "sqlite:///"])
async def test_a_store_without_a_file_forgets_when_it_is_closed(url: str) -> None:
    for _ in range(2):
        async with open_store(url) as store:
            assert await store.newest(9) == ()
            await store.save_article(ARTICLE, [], [])
            folder = Path(store.place).parent
            assert "llamawire.db" in names(folder)
        assert names(folder) == []


async def test_closing_ends_every_connection_and_leaves_one_file(tmp_path: Path) -> None:
    before = threading.active_count()
    async with open_store(address(tmp_path / "desk.db")) as store:
        await asyncio.gather(*(store.newest(1) for _ in range(10)))
    assert end(before)
    assert names(tmp_path) == ["desk.db"]


async def test_connections_end_too_where_opening_fails(tmp_path: Path) -> None:
    before = threading.active_count()
    (tmp_path / "notes.txt").write_bytes(b"no database at all, but long enough to be one\n" * 99)
    await refusal(address(tmp_path / "notes.txt"))
    assert end(before)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("mysql://me:hunter2@host/desk", "other-database"),
        ("/home/me/hunter2.db", "no-database-address"),
        ("", "no-database-address"),
        ("postgresql://me:hunter2@host:port/desk", "no-database-address"),
        ("postgresql://me:hunter2@host/desk?sslmode=hunter2", "no-database-address"),
        ("sqlite://hunter2/desk.db", "more-than-a-file"),
        ("sqlite:///desk.db?mode=hunter2", "more-than-a-file"),
    ],
)
async def test_an_address_that_is_none_or_of_another_kind_is_refused_without_repeating_it(url: str, key: str) -> None:
    with pytest.raises(BadSetting) as caught:
        async with open_store(url):
            pass
    assert caught.value.key == key
    assert caught.value.subject == "database_url"
    assert "hunter2" not in str(caught.value)


async def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    refused = await refusal(address(tmp_path / "missing" / "desk.db"))
    assert (refused.key, refused.subject) == ("database-without-folder", f"{tmp_path}/missing/desk.db")


async def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    refused = await refusal(address(tmp_path))
    assert (refused.key, refused.subject) == ("database-is-folder", str(tmp_path))


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_bytes(b"no database at all, but long enough to be one\n" * 99)
    before = notes.read_bytes()
    refused = await refusal(address(notes))
    assert (refused.key, refused.subject) == ("database-foreign", str(notes))
    assert notes.read_bytes() == before


@pytest.mark.parametrize("made", ["CREATE TABLE songs (title TEXT)", "CREATE TABLE alembic_version (version_num TEXT)"])
async def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, made: str) -> None:
    path = tmp_path / "songs.db"
    with sqlite3.connect(path) as connection:
        connection.execute(made)
    connection.close()
    assert (await refusal(address(path))).key == "database-foreign"
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    connection.close()


async def test_a_database_of_a_newer_release_is_refused_with_both_revisions_named(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    refused = await refusal(address(path))
    assert (refused.key, refused.subject) == ("database-newer", str(path))
    assert refused.values == {"found": "0099", "known": schema.REVISION}


async def test_a_database_of_an_older_release_is_refused_with_the_command_that_upgrades_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    made = schema.REVISION
    monkeypatch.setattr(schema, "REVISION", "0098")
    refused = await refusal(address(path))
    assert (refused.key, refused.values) == ("database-older", {"found": made, "needed": "0098"})


async def test_a_damaged_database_is_refused_before_anything_is_answered_from_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    await fill(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    refused = await refusal(address(path))
    assert (refused.key, refused.subject) == ("database-damaged", str(path))


async def test_damage_deeper_inside_is_said_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    async with open_store(address(path)) as store:
        for number in range(50):
            await store.save_article(an_article(f"Report {number}. " + "Heron-1 " * 500), [], [])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) - len(whole) // 2))
    with pytest.raises(StoreUnusable, match="database-damaged"):
        async with open_store(address(path)) as store:
            await store.newest(99)


async def test_a_locked_new_file_is_refused_after_the_patience_given(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused = await refusal(address(path))
    assert (refused.key, refused.subject) == ("database-locked", str(path))
    other.close()
    await fill(path)


async def test_a_folder_that_may_not_be_written_is_named() -> None:
    with a_folder_nobody_may_write() as folder:
        become_nobody(folder)
        refused = await refusal(address(folder / "desk.db"))
        assert (refused.key, refused.subject) == ("database-closed", f"{folder}/desk.db")


async def test_a_database_in_a_folder_that_may_not_be_written_is_refused_and_kept() -> None:
    with a_folder_nobody_may_write() as folder:
        await fill(folder / "desk.db")
        before = (folder / "desk.db").read_bytes()
        become_nobody(folder)
        assert (await refusal(address(folder / "desk.db"))).key == "database-closed"
        assert (folder / "desk.db").read_bytes() == before


async def test_stores_that_open_one_new_file_at_once_all_get_it(tmp_path: Path) -> None:
    async def report(number: int) -> None:
        async with open_store(address(tmp_path / "desk.db"), patience=20) as store:
            await store.save_article(an_article(f"Report {number}."), [], [])

    await asyncio.gather(*(report(number) for number in range(8)))
    async with open_store(address(tmp_path / "desk.db")) as store:
        assert (await store.counts())["articles"] == 8


def test_opening_a_file_imports_neither_alembic_nor_the_driver_of_postgres(tmp_path: Path) -> None:
    check = (
        "import asyncio, sys; from adapters.storage.engine import open_store\n"
        "async def main():\n"
        f"    async with open_store('sqlite:///{tmp_path}/desk.db'): pass\n"
        "asyncio.run(main()); sys.exit(bool({'alembic', 'asyncpg'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
