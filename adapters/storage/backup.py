"""Keeps a whole database in one file, and puts it back. The file is a database of SQLite, whatever it was made from.

Imports Alembic, by which an older backup is brought up to date.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.storage.address import Address
from adapters.storage.copying import TableSeen, check_revision, check_there, copy_between, kept_at, seen
from adapters.storage.engine import PATIENCE, session_at
from adapters.storage.failures import explained
from adapters.storage.migrate import upgrade_at
from adapters.storage.sqlite import check_place
from digests.errors import BadInput, StoreUnusable

_BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a file for those that belong to it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where that lies which was there before (None for nothing)."""

    tables: tuple[TableSeen, ...]
    kept: Path | None


async def backup(url: str, file: Path, *, replace: bool = False, patience: float = PATIENCE) -> tuple[TableSeen, ...]:
    """Write one state of the database to a file, while others may go on writing; return what the file holds.

    The file is there whole or not at all. Raises BadInput where there is one already and ``replace`` is not set, or
    where it is the database itself, BadSetting, and StoreUnusable for the database and a place where no file can be.
    """
    address = kept_at(url)
    check_there(address)
    _check_free(file, address, replace=replace)
    with _written_beside(file, "backing-up") as fresh:
        if address.path:
            await asyncio.to_thread(_take_state, address.path, fresh, patience)
        else:
            await copy_between(address, _of(fresh), patience=patience)
        tables = await _contents(fresh)
        _remove(file, _BESIDE[1:])  # what belonged to another file of that name would be taken for part of this
        fresh.replace(file)
    return tables


async def restore(file: Path, url: str, *, replace: bool = False, patience: float = PATIENCE) -> Restored:
    """Put the contents of a backup into a database that holds nothing yet; an older backup is brought up to date.

    With ``replace`` also into one that holds something. A file that was there, be it damaged, is put aside and kept;
    what a server held is deleted. Raises BadSetting, and StoreUnusable: for a backup that is none, for a database that
    another program has open, and for one that holds something where ``replace`` is not set.
    """
    address = kept_at(url)
    check_there(_of(file))
    if address.path:
        return await _restore_file(file, address.path, replace=replace, patience=patience)
    with TemporaryDirectory(prefix="llamawire-") as folder:
        fresh = Path(folder) / "restored.db"
        await _make_ready(file, fresh, patience)
        return Restored(await copy_between(_of(fresh), address, replace=replace, patience=patience), None)


async def _restore_file(file: Path, path: Path, *, replace: bool, patience: float) -> Restored:
    used = _is_used(path)
    if used and not replace:
        raise StoreUnusable("database-not-empty", str(path))
    with _written_beside(path, "restoring") as fresh:
        await _make_ready(file, fresh, patience)
        tables = await _contents(fresh)
        kept = _put_aside(path) if used else None
        fresh.replace(path)
    return Restored(tables, kept)


async def _make_ready(file: Path, fresh: Path, patience: float) -> None:
    """Put the contents of a backup, up to date, into a fresh file. Raises StoreUnusable."""
    await asyncio.to_thread(_take_state, file, fresh, patience)
    done = await upgrade_at(Address(str(file), fresh), patience)
    if not done.before:
        raise StoreUnusable("database-missing", str(file))


def _take_state(path: Path, fresh: Path, patience: float) -> None:
    """Write one state of an SQLite database to a fresh file. Raises StoreUnusable."""
    with explained(str(path)), closing(sqlite3.connect(path, timeout=patience)) as connection:
        connection.execute("VACUUM INTO ?", (str(fresh),))
    with fresh.open("rb+") as written:
        os.fsync(written)


async def _contents(path: Path) -> tuple[TableSeen, ...]:
    async with session_at(_of(path)) as session:
        await check_revision(session)
        async with session.reading() as connection:
            return await seen(connection)


@contextmanager
def _written_beside(path: Path, doing: str) -> Iterator[Path]:
    """Give the path of a file in the same folder that is not there yet, nor at the end."""
    check_place(path)
    fresh = path.with_name(f"{path.name}.{doing}")
    _remove(fresh)
    try:
        yield fresh
    finally:
        _remove(fresh)


def _remove(path: Path, endings: Sequence[str] = _BESIDE) -> None:
    for beside in endings:
        path.with_name(path.name + beside).unlink(missing_ok=True)


def _put_aside(path: Path) -> Path:
    """Give a database, be it damaged, another name; return that. Raises StoreUnusable where another program has it."""
    with explained(str(path)):
        _check_unused(path)
    names = (path.with_name(f"{path.name}.before-restore-{number}") for number in count(1))
    aside = next(name for name in names if not name.exists())
    for beside in _BESIDE:
        if (file := path.with_name(path.name + beside)).exists():
            file.rename(aside.with_name(aside.name + beside))
    return aside


def _check_unused(path: Path) -> None:
    """Raise sqlite3.Error where another connection is open: SQLite leaves WAL only with the last one."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise


def _check_free(file: Path, address: Address, *, replace: bool) -> None:
    if address.path and file.exists() and file.samefile(address.path):
        raise BadInput("backup-of-itself", str(file))
    if _is_used(file) and not replace:
        raise BadInput("file-is-there", str(file))


def _is_used(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _of(path: Path) -> Address:
    return Address(str(path.absolute()), path.absolute())
