"""The databases: making, moving and saving them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.storage.address import read_address
from config.settings import default_database_url
from digests.errors import StoreUnusable
from digests.story import Reason

if TYPE_CHECKING:
    from adapters.storage.backup import Restored
    from adapters.storage.copying import TableSeen


async def upgrade(database_url: str) -> Reason:
    """Bring the database to the newest schema; return what was done."""
    # Alembic takes longer to import than any other command takes to run
    from adapters.storage.migrate import upgrade as migrate_database  # noqa: PLC0415  the reason is above

    make_default_folder(database_url)
    done = await migrate_database(database_url)
    if done.before == done.after:
        return Reason("schema-newest", {"after": done.after})
    if not done.before:
        return Reason("schema-made", {"after": done.after})
    return Reason("schema-upgraded", {"before": done.before, "after": done.after})


async def copy_database(source: str, target: str) -> tuple[TableSeen, ...]:
    """Copy a database into an empty one; see ``adapters.storage.copying``."""
    from adapters.storage.copying import copy  # noqa: PLC0415  only this command needs it

    make_default_folder(target)
    return await copy(source, target)


async def back_up(database_url: str, file: Path, *, force: bool) -> tuple[TableSeen, ...]:
    """Save a database in a file; see ``adapters.storage.backup``."""
    from adapters.storage.backup import backup  # noqa: PLC0415  it imports Alembic

    return await backup(database_url, file, replace=force)


async def restore(file: Path, database_url: str, *, force: bool) -> Restored:
    """Put back what a file holds; see ``adapters.storage.backup``."""
    from adapters.storage.backup import restore as put_back  # noqa: PLC0415  it imports Alembic

    make_default_folder(database_url)
    return await put_back(file, database_url, replace=force)


def place_of(database_url: str) -> str:
    """Return the place of a database as people may see it: without a password."""
    return read_address(database_url).place


def make_default_folder(url: str) -> None:
    """Make the folder of the default database. A folder somebody named is theirs to make: it may be a slip."""
    if url != default_database_url():
        return
    folder = Path(place_of(url)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable("database-folder-not-made", str(folder), reason=error.strerror or str(error)) from error
