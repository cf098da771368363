"""What the database reports, said to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from digests.errors import StoreUnusable

_LOCKED = (
    "The database {place} is locked by another program.",
    "Wait until that has finished, or stop it, and try again; nothing was changed.",
)
_FULL = (
    "There is no room left for the database {place}.",
    "Make room on the disk and try again; all that was stored before is intact.",
)
_CLOSED = (
    "The database {place} cannot be opened or written.",
    "Check that this user may write the file and its folder.",
)
_DAMAGED = (
    "The database {place} is damaged.",
    "Put a backup in its place, or move it away: a new one is made at the next start.",
)
_FOREIGN = (
    "The file {place} is not a database of Llamawire.",
    "Name another file in database_url.",
)
_DISK = (
    "The disk failed while the database {place} was read or written.",
    "Check the disk and try again; all that was stored before is kept.",
)

_SENTENCES = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_IOERR: _DISK,
}
"""SQLite's primary result codes (https://sqlite.org/rescode.html); any other is a defect of this program."""

_PRIMARY = 0xFF
"""The bits of an extended result code that are its primary code."""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what can befall a database into StoreUnusable about ``place``; let defects pass."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
        if code not in _SENTENCES:
            raise
        raise unusable(place, *_SENTENCES[code]) from error


def foreign(place: str) -> StoreUnusable:
    """Return the refusal of a file that something else wrote."""
    return unusable(place, *_FOREIGN)


def unusable(place: str, problem: str, way_out: str) -> StoreUnusable:
    """Return a refusal about ``place``, which both sentences may name."""
    return StoreUnusable(place, problem.format(place=place), way_out.format(place=place))
