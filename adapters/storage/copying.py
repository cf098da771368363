"""Moves a whole database into an empty one, of the other kind or of the same, and proves that all of it arrived."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, delete, exists, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import schema
from adapters.storage.address import SETTING, Address, read_address
from adapters.storage.engine import PATIENCE, session_at
from adapters.storage.postgres import NUL_SHOWN
from adapters.storage.session import Session, unbroken
from adapters.storage.tables import metadata
from digests.errors import BadSetting, StoreUnusable

_AT_ONCE = 500
"""Rows in memory at a time."""

_NUL_IN_JSON = r"\u0000"


@dataclass(frozen=True, slots=True)
class TableSeen:
    """What a table holds: its rows, and the SHA-256 of all of them in the order of their keys, 64 hex digits."""

    name: str
    rows: int
    digest: str


async def copy(source: str, target: str, *, patience: float = PATIENCE) -> tuple[TableSeen, ...]:
    """Copy all that is stored at one address to another; return what arrived, as read back from there.

    The source may go on being written: what is copied is one state of it. The target gets everything or, where the
    copy is broken off, nothing.

    Raises BadSetting, and StoreUnusable: for a source that is missing or not up to date, for a target that holds
    anything, and where what arrived is not what left.
    """
    return await copy_between(kept_at(source), kept_at(target), patience=patience)


async def copy_between(
    source: Address, target: Address, *, replace: bool = False, patience: float = PATIENCE
) -> tuple[TableSeen, ...]:
    """Do so between two places; with ``replace``, what the target holds is forgotten in the same transaction."""
    check_there(source)
    async with session_at(source, patience) as origin:
        await check_revision(origin)
        async with session_at(target, patience) as goal:
            return await _copy(origin, goal, replace=replace)


def kept_at(url: str) -> Address:
    """Return the place that a database address names. Raises BadSetting for none, and for one that keeps nothing."""
    address = read_address(url)
    if not address.place:
        raise BadSetting("database-nowhere", SETTING)
    return address


def check_there(address: Address) -> None:
    """Raise StoreUnusable where a database is a file that does not exist; opening it would make one."""
    if address.path and not address.path.exists():
        raise StoreUnusable("database-missing", address.place)


@unbroken
async def check_revision(session: Session) -> None:
    """Raise StoreUnusable unless the database is at the revision this program knows."""
    async with session.reading() as connection:
        found = await schema.revision_of(connection, session.place)
    if found == schema.NOTHING:
        raise StoreUnusable("database-missing", session.place)
    schema.check(session.place, found)


@unbroken
async def _copy(origin: Session, goal: Session, *, replace: bool) -> tuple[TableSeen, ...]:
    await schema.prepare(goal)
    async with origin.reading() as here, goal.writing() as there:
        if replace:
            await _empty(there)
        elif not await _is_empty(there):
            raise StoreUnusable("database-not-empty", goal.place)
        left = [await _copied(here, there, table) for table in metadata.sorted_tables]
        arrived = await seen(there)
        for before, after in zip(left, arrived, strict=True):
            if before != after:
                raise StoreUnusable("copy-differs", goal.place, table=before.name)
        return arrived


async def _is_empty(connection: AsyncConnection) -> bool:
    any_row = [exists(select(table)) for table in metadata.sorted_tables]
    return not any((await connection.execute(select(*any_row))).one())


async def _empty(connection: AsyncConnection) -> None:
    for table in reversed(metadata.sorted_tables):
        await connection.execute(delete(table))


async def _copied(here: AsyncConnection, there: AsyncConnection, table: Table) -> TableSeen:
    """Copy a table; return what it held."""
    tally = _Tally(table)
    async for rows in _batches(here, table):
        tally.add(rows)
        await there.execute(insert(table), rows)
    if there.dialect.name == "postgresql" and (number := table.autoincrement_column) is not None and tally.rows:
        sequence = func.pg_get_serial_sequence(table.name, number.name)
        await there.execute(select(func.setval(sequence, select(func.max(number)).scalar_subquery())))
    return tally.seen()


async def seen(connection: AsyncConnection) -> tuple[TableSeen, ...]:
    """Return what every table holds."""
    found = []
    for table in metadata.sorted_tables:
        tally = _Tally(table)
        async for rows in _batches(connection, table):
            tally.add(rows)
        found.append(tally.seen())
    return tuple(found)


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    """Yield the rows of a table in the order of its key, some at a time."""
    async with connection.stream(select(table).order_by(*table.primary_key)) as result:
        async for rows in result.mappings().partitions(_AT_ONCE):
            yield [dict(row) for row in rows]


class _Tally:
    """Counts the rows of a table and adds them up to one hash."""

    def __init__(self, table: Table) -> None:
        self._name = table.name
        self.rows = 0
        self._hash = sha256()

    def add(self, rows: list[dict[str, Any]]) -> None:
        self.rows += len(rows)
        for row in rows:
            self._hash.update(_canonical(row).encode())

    def seen(self) -> TableSeen:
        return TableSeen(self._name, self.rows, self._hash.hexdigest())


def _canonical(row: Mapping[str, Any]) -> str:
    """Return a row as one line that is the same on either kind of database, which keeps NUL or its sign."""
    line = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
    return line.replace(_NUL_IN_JSON, NUL_SHOWN) + "\n"
