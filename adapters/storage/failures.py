"""What the database reports, as a refusal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from digests.errors import StoreUnusable

_KEYS = {
    sqlite3.SQLITE_BUSY: "database-locked",
    sqlite3.SQLITE_LOCKED: "database-locked",
    sqlite3.SQLITE_FULL: "database-full",
    sqlite3.SQLITE_PERM: "database-closed",
    sqlite3.SQLITE_READONLY: "database-closed",
    sqlite3.SQLITE_CANTOPEN: "database-closed",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_NOTADB: "database-foreign",
    sqlite3.SQLITE_IOERR: "disk-failed",
}
"""What is refused at SQLite's primary result codes (https://sqlite.org/rescode.html); any other is a defect of ours."""

_PRIMARY = 0xFF
"""The bits of an extended result code that are its primary code."""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what can befall a database into StoreUnusable about ``place``; let defects pass."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
        if code not in _KEYS:
            raise
        raise StoreUnusable(_KEYS[code], place) from error
