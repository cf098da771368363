"""How the store talks to Postgres.

Manners of every connection, and why:

- One that reads sees one state of the database (REPEATABLE READ), as on SQLite, and may not write.
- One that writes takes the write lock of the whole store first, an advisory lock that ends with the transaction. So
  writers come one after another, over all processes, as on SQLite: what a transaction has read stays true until it is
  committed, and no two of them can block each other for ever. A lock that is not free within ``patience`` is refused.
- A client that has vanished in the middle of a transaction loses it, and the lock, after twenty seconds.
- A connection is tried before it is lent: after a restart of the server the next call finds a new one.
- A database that keeps text in anything but UTF-8 is refused: it has no room for Chinese.
- Postgres keeps no NUL character in texts. None comes in with an article; one from elsewhere is kept as its sign, of
  the same length, so that every offset stays true.

The driver is imported here alone, and only when an address of Postgres is opened.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.storage.address import SETTING, Address
from adapters.storage.session import WRITING, to_json
from digests.errors import BadSetting, StoreUnusable

if TYPE_CHECKING:
    from asyncpg import Connection as Line

NUL_SHOWN = "\u2400"
"""The sign for the character NUL."""

WRITE_LOCK = 0x6C6C616D61
"""The number of the advisory lock: "llama" in ASCII. Such locks are counted by database, so no other is in its way."""

LONGEST_STATEMENT = 300.0
"""Seconds after which a server that does not answer counts as gone: it may have been cut off without a word."""

LONGEST_PAUSE = 20
"""Seconds a transaction may do nothing: its program is gone."""

_WRITES = f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"
_READS = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

_CONNECTIONS = 5
"""Connections kept, and as many more when all are busy: one writes at a time, the others read."""


def engine_on(address: Address, patience: float) -> AsyncEngine:
    """Return an engine on that server with the manners above; it connects when first used.

    Then it raises BadSetting for an address that Postgres cannot read, and StoreUnusable.
    """
    engine = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(_connect, address, patience),
        json_serializer=to_json,
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        max_overflow=_CONNECTIONS,
        pool_timeout=patience,
    )
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "before_cursor_execute", _replace_nul, retval=True)
    return engine


async def _connect(address: Address, patience: float) -> Line:
    """Return a connection of the driver."""
    import asyncpg  # noqa: PLC0415  whoever keeps the store in SQLite does not wait for it

    settings = {
        "application_name": "llamawire",
        "lock_timeout": f"{max(1, round(patience * 1000))}ms",
        "idle_in_transaction_session_timeout": f"{LONGEST_PAUSE}s",
    }
    try:
        line = await asyncpg.connect(
            address.server, timeout=max(patience, 1.0), command_timeout=LONGEST_STATEMENT, server_settings=settings
        )
    except (asyncpg.ClientConfigurationError, ValueError):
        raise BadSetting("no-database-address", SETTING) from None
    except OSError as error:
        raise StoreUnusable("database-unreachable", address.place) from error
    if line.get_settings().server_encoding != "UTF8":
        await line.close()
        raise StoreUnusable("database-not-utf-8", address.place)
    return line


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql(_WRITES if writing else _READS)


def _replace_nul(
    _connection: Connection,
    _cursor: object,
    statement: str,
    values: Any,  # noqa: ANN401  a row or many
    *_: object,
) -> tuple[str, Any]:
    return statement, _storable(values)


def _storable(value: Any) -> Any:  # noqa: ANN401  whatever a statement takes
    """Return the value, or the rows of values, with no NUL in any text."""
    if isinstance(value, str):
        return value.replace("\0", NUL_SHOWN) if "\0" in value else value
    if isinstance(value, tuple | list):
        return type(value)(map(_storable, value))
    return value
