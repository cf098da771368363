"""How the store talks to SQLite.

Manners of every connection, and why:

- WAL, so that readers never wait for a writer. The mode is kept in the file; where two processes switch a new file at
  once, SQLite refuses one of them without waiting, and it simply goes on in the mode the other has set.
- ``synchronous=FULL``: what was reported as stored survives a power cut. WAL's usual NORMAL may lose the last commits.
- Foreign keys are checked; SQLite does so only when asked.
- Transactions begin when SQLAlchemy says so, not when the driver guesses (``isolation_level=None``). One that writes
  takes the write lock at once: had it read first, it would be refused where another had written in between.
- A locked database is waited for, ``patience`` seconds, then refused.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.storage.session import WRITING, to_json
from digests.errors import StoreUnusable


def engine_on(path: Path, patience: float) -> AsyncEngine:
    """Return an engine on that file with the manners above. Raises StoreUnusable."""
    check_place(path)
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)), connect_args={"timeout": patience}, json_serializer=to_json
    )
    event.listen(engine.sync_engine, "connect", _teach_manners)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def check_place(path: Path) -> None:
    """Raise StoreUnusable where the file cannot be because of its path; SQLite itself does not say why."""
    if path.is_dir():
        raise StoreUnusable("database-is-folder", str(path))
    if not path.parent.is_dir():
        raise StoreUnusable("database-without-folder", str(path))


def _teach_manners(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
