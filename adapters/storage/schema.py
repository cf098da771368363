"""Which revision a database is at. A new file is laid out here; ``migrate`` brings an old one up to date.

Alembic takes longer to import than a command takes to answer, so a start reads its one row and needs no more of it.
A new file gets the tables of ``tables`` at once; a test holds them and the migrations to the same result.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.storage import slack_tables  # noqa: F401  nothing else of the store reads them, but they are laid out
from adapters.storage.session import Session, unbroken
from adapters.storage.tables import metadata
from digests.errors import StoreUnusable

REVISION = "0009"
"""The newest revision in ``migrations/versions``. Revisions are numbers of four digits, so they compare as text."""

NOTHING = ""
"""The revision of a database without tables."""

_versions = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own table, as Alembic makes it."""


@unbroken
async def prepare(session: Session) -> None:
    """Lay out a new database; raise StoreUnusable unless it then is at the revision this program knows."""
    async with session.reading() as connection:
        found = await revision_of(connection, session.place)
    if found == NOTHING:
        found = await _lay_out(session)
    check(session.place, found)


def check(place: str, found: str) -> None:
    """Raise StoreUnusable unless that is the revision this program knows."""
    if found < REVISION:
        raise older(place, found)
    if found > REVISION:
        raise newer(place, found)


async def _lay_out(session: Session) -> str:
    """Make the tables, unless another process has in the meantime; return the revision."""
    async with session.writing() as connection:
        found = await revision_of(connection, session.place)
        if found == NOTHING:
            await connection.run_sync(_create)
            found = REVISION
    return found


def _create(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    _versions.create(connection)
    connection.execute(insert(_versions).values(version_num=REVISION))


async def revision_of(connection: AsyncConnection, place: str) -> str:
    """Return the revision a database is at, NOTHING for an empty one. Raises StoreUnusable for another program's."""
    names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    if not names:
        return NOTHING
    found: str | None = None
    if _versions.name in names:
        found = await connection.scalar(select(_versions.c.version_num))
    if found is None:
        raise StoreUnusable("database-foreign", place)
    return found


def older(place: str, found: str) -> StoreUnusable:
    """Return the refusal of a database that an earlier release made."""
    return StoreUnusable("database-older", place, found=found, needed=REVISION)


def newer(place: str, found: str) -> StoreUnusable:
    """Return the refusal of a database that a later release made."""
    return StoreUnusable("database-newer", place, found=found, known=REVISION)
