"""From the address in a setting to an open store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import postgres, schema, sqlite
from adapters.storage.address import Address, read_address
from adapters.storage.session import Session
from adapters.storage.store import SqlStore

PATIENCE = 30.0
"""Seconds to wait for another program's write lock."""


@asynccontextmanager
async def open_store(url: str, *, patience: float = PATIENCE) -> AsyncIterator[SqlStore]:
    """Open the store at ``url``, laying out the database where it has no tables, and close it at the end.

    A file that is missing is made. Without a file name (``sqlite+aiosqlite://``) the store is a temporary file that
    goes when it is closed: unlike a database in memory it can be read while it is written, and it is the same code
    that runs.

    Raises BadSetting for an address that is none, or neither SQLite's nor Postgres's, StoreUnusable for a database
    that cannot be used.
    """
    with ExitStack() as stack:
        address = read_address(url)
        if not address.place:
            path = Path(stack.enter_context(TemporaryDirectory(prefix="llamawire-"))) / "llamawire.db"
            address = Address(str(path), path)
        async with connected(address, patience) as engine:
            store = SqlStore(engine, address.place)
            await schema.prepare(store)
            yield store


@asynccontextmanager
async def connected(address: Address, patience: float = PATIENCE) -> AsyncIterator[AsyncEngine]:
    """Give an engine on that database with the manners of its kind; close its connections at the end."""
    engine = sqlite.engine_on(address.path, patience) if address.path else postgres.engine_on(address, patience)
    try:
        yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def session_at(address: Address, patience: float = PATIENCE) -> AsyncIterator[Session]:
    """Give transactions on that database, whatever is in it."""
    async with connected(address, patience) as engine:
        yield Session(engine, address.place)
