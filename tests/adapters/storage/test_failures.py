"""What is a trouble with the database, and what is a defect of ours."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError

from adapters.storage.failures import explained
from digests.errors import StoreUnusable


def reported(error: Exception, *, invalidated: bool = False) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, error, connection_invalidated=invalidated)


def test_a_connection_that_was_lost_without_a_code_is_a_server_that_does_not_answer() -> None:
    with pytest.raises(StoreUnusable, match="database-unreachable"), explained("desk"):
        raise reported(Exception("connection is closed"), invalidated=True)


def test_what_has_no_code_or_an_unknown_one_is_a_defect() -> None:
    unknown = type("Unknown", (Exception,), {"sqlstate": "42P01"})
    for error in (reported(Exception("?")), reported(unknown("no such table")), sqlite3.ProgrammingError("?")):
        with pytest.raises(type(error)), explained("desk"):
            raise error


def test_trouble_met_without_sqlalchemy_is_explained_too() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    with pytest.raises(StoreUnusable, match="disk-failed: desk"), explained("desk"):
        raise error
