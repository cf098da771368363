"""What the database reports, as a refusal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from digests.errors import StoreUnusable

_SQLITE = {
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

_POSTGRES = {
    "08": "database-unreachable",  # the connection broke
    "25006": "database-read-only",  # a standby
    "25P03": "database-unreachable",  # we paused for too long
    "28": "database-login",
    "3D000": "database-unknown",
    "40": "database-locked",  # rolled back in favour of another transaction
    "42501": "database-read-only",
    "53100": "database-full",
    "53300": "database-crowded",
    "55P03": "database-locked",
    "57P": "database-unreachable",  # it stops, or it starts
    "58": "disk-failed",
    "XX001": "database-damaged",
    "XX002": "database-damaged",
}
"""The same for Postgres, by beginnings of codes (https://www.postgresql.org/docs/current/errcodes-appendix.html)."""


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what can befall a database into StoreUnusable about ``place``; let defects pass."""
    try:
        yield
    except DBAPIError as error:
        if refusal := _refusal_of(error.orig, place):
            raise refusal from error
        if error.connection_invalidated:
            raise StoreUnusable("database-unreachable", place) from error
        raise
    except sqlite3.Error as error:  # a backup is made without SQLAlchemy
        if refusal := _refusal_of(error, place):
            raise refusal from error
        raise
    except NoneFree as error:
        raise StoreUnusable("database-crowded", place) from error
    except OSError as error:  # only a server's: SQLite reports its own
        raise StoreUnusable("database-unreachable", place) from error


def _refusal_of(error: BaseException | None, place: str) -> StoreUnusable | None:
    """Return what to refuse; None for a defect."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
    if code in _SQLITE:
        return StoreUnusable(_SQLITE[code], place)
    state = str(getattr(error, "sqlstate", None) or "")
    start = next(filter(state.startswith, _POSTGRES), None)
    return StoreUnusable(_POSTGRES[start], place) if start else None
