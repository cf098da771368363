"""Brings a database up to date: what ``llamawire db upgrade`` does. Imports Alembic; nothing else of the store does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from adapters.storage.address import Address, read_address
from adapters.storage.engine import PATIENCE, session_at
from adapters.storage.schema import REVISION, newer, revision_of

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did: the schema revisions before ("" for a new database) and after."""

    before: str
    after: str


async def upgrade(url: str, *, patience: float = PATIENCE) -> Upgrade:
    """Bring the database at ``url`` to the newest revision, in one transaction: killed midway, it did nothing.

    Raises BadSetting and StoreUnusable as ``open_store`` does. A store that is kept nowhere needs no upgrade.
    """
    address = read_address(url)
    return await upgrade_at(address, patience) if address.place else Upgrade(REVISION, REVISION)


async def upgrade_at(address: Address, patience: float = PATIENCE) -> Upgrade:
    """Do so with the database at that address."""
    async with session_at(address, patience) as session, session.writing() as connection:
        before = await revision_of(connection, session.place)
        if before > REVISION:
            raise newer(session.place, before)
        await connection.run_sync(migrate)
    return Upgrade(before, REVISION)


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` inside the transaction of ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
