"""One transaction of a store."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.storage.failures import explained

P = ParamSpec("P")
T = TypeVar("T")

WRITING = "writing"
"""The execution option that tells a transaction that writes from one that reads; see ``sqlite`` and ``postgres``."""

to_json = partial(json.dumps, ensure_ascii=False)
"""How a JSON column is written."""

_HALF_PAIR = re.compile("[\ud800-\udfff]")

_MOST_AT_ONCE = 10_000
"""Values in one ``IN (…)``: SQLite takes 32,766 parameters in a statement, Postgres as many."""


class Session:
    """What every shelf of the store stands on: reading and writing transactions on one database.

    On either kind of database writing takes the one write lock of the store when the transaction begins, so nothing
    that it reads changes before it is committed, whatever other processes do. Within this program writers wait for
    each other here, in order, and none of them holds a connection while it waits.
    """

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self.engine = engine
        self._writing = engine.execution_options(**{WRITING: True})
        self.place = place
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that sees one state of the database. Raises StoreUnusable."""
        with explained(self.place):
            async with self.engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that may write; all of it is kept or, after an exception, none. Raises StoreUnusable."""
        with explained(self.place):
            async with self._turn, self._writing.begin() as connection:
                yield connection


def unbroken(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Let a call that has begun come to its end; a cancellation of its caller is passed on after that.

    A cancellation that meets aiosqlite while it opens or closes a connection leaves that connection open, with the
    write lock if it holds it (https://github.com/omnilib/aiosqlite/issues/259). A call takes milliseconds, so it is
    kept from it, and as a gain every call is either done or was never begun.
    """

    @wraps(method)
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        task = asyncio.ensure_future(method(*args, **kwargs))  # no loose task: it is waited for, come what may
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            while not task.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait([task])
            raise

    return call


async def rows(connection: AsyncConnection, statement: Select[Any]) -> Sequence[RowMapping]:
    """Return all rows of a statement."""
    found: Sequence[RowMapping] = (await connection.execute(statement)).mappings().all()
    return found


async def rows_where(
    connection: AsyncConnection, statement: Select[Any], column: ColumnElement[str], values: Iterable[str]
) -> list[RowMapping]:
    """Return the rows of a statement whose column has one of the values, however many there are; in no order."""
    distinct = list(dict.fromkeys(map(legible, values)))
    found: list[RowMapping] = []
    for start in range(0, len(distinct), _MOST_AT_ONCE):
        found += await rows(connection, statement.where(column.in_(distinct[start : start + _MOST_AT_ONCE])))
    return found


def legible(text: str) -> str:
    """Return the text as UTF-8 can write it.

    What is asked for may come from a terminal, where broken bytes arrive as halves of surrogate pairs; nothing that is
    stored holds one, nor the sign that stands for it here.
    """
    return _HALF_PAIR.sub("\ufffd", text)
