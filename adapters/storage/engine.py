"""From the address in a setting to an open store.

Manners of every connection, and why:

- WAL, so that readers never wait for a writer. The mode is kept in the file; where two processes switch a new file at
  once, SQLite refuses one of them without waiting, and it simply goes on in the mode the other has set.
- ``synchronous=FULL``: what was reported as stored survives a power cut. WAL's usual NORMAL may lose the last commits.
- Foreign keys are checked; SQLite does so only when asked.
- Transactions begin when SQLAlchemy says so, not when the driver guesses (``isolation_level=None``).
- A locked database is waited for, ``patience`` seconds, then refused.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from adapters.storage import schema
from adapters.storage.session import BEGIN
from adapters.storage.store import SqlStore
from digests.errors import BadSetting, StoreUnusable

PATIENCE = 30.0
"""Seconds to wait for another program's write lock."""

_SETTING = "database_url"
_NOWHERE = frozenset({None, "", ":memory:"})
"""Names SQLite gives a database that is kept nowhere."""


@asynccontextmanager
async def open_store(url: str, *, patience: float = PATIENCE) -> AsyncIterator[SqlStore]:
    """Open the store at ``url``, making the database if there is none, and close it at the end.

    Without a file name (``sqlite+aiosqlite://``) the store is a temporary file that goes when it is closed: unlike a
    database in memory it can be read while it is written, and it is the same code that runs.

    Raises BadSetting for an address that is none or not SQLite's, StoreUnusable for a database that cannot be used.
    """
    with ExitStack() as stack:
        path = path_in(url)
        if path is None:
            path = Path(stack.enter_context(TemporaryDirectory(prefix="llamawire-"))) / "llamawire.db"
        async with connected(path, patience) as engine:
            store = SqlStore(engine, str(path))
            await schema.prepare(store)
            yield store


@asynccontextmanager
async def connected(path: Path, patience: float) -> AsyncIterator[AsyncEngine]:
    """Give an engine on that file with the manners above; close its connections at the end."""
    _check_place(path)
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        connect_args={"timeout": patience},
        json_serializer=partial(json.dumps, ensure_ascii=False),
    )
    event.listen(engine.sync_engine, "connect", _teach_manners)
    event.listen(engine.sync_engine, "begin", _begin)
    try:
        yield engine
    finally:
        await engine.dispose()


def path_in(url: str) -> Path | None:
    """Return the file that a database address names; None where it names none. Raises BadSetting.

    The address is not repeated in the message, since it may hold a password.
    """
    try:
        parts = make_url(url)
    except ArgumentError:
        raise BadSetting("no-database-address", _SETTING) from None
    if parts.get_backend_name() != "sqlite":
        raise BadSetting("other-database", _SETTING, kind=parts.get_backend_name())
    if parts.host or parts.query:
        raise BadSetting("more-than-a-file", _SETTING)
    return None if parts.database in _NOWHERE else Path(str(parts.database)).absolute()


def _check_place(path: Path) -> None:
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
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))
