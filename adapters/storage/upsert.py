"""Inserting what may be there already, in one statement on either database: the first of several processes wins."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage.rows import Values


def _insert(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401  the dialects' inserts share no type
    """Return the insert of the connection's own dialect; the other's module is not even imported."""
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table)


def insert_new(connection: AsyncConnection, table: Table) -> Any:  # noqa: ANN401  the dialects' inserts share no type
    """Return a statement that inserts, of the rows it is executed with, those whose keys are not there."""
    return _insert(connection, table).on_conflict_do_nothing()


async def insert_unless_there(connection: AsyncConnection, table: Table, values: Values) -> bool:
    """Insert the row, unless one of its key is there; say whether it was not."""
    return bool((await connection.execute(insert_new(connection, table).values(values))).rowcount)


async def insert_or_replace(connection: AsyncConnection, table: Table, values: Values) -> None:
    """Insert the row; where one of its key is there, change that one."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(connection, table).values(values)
    others = {name: value for name, value in values.items() if name not in keys}
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))
