"""One bot to a file: two that run on one SQLite database would only wait for each other's locks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from adapters.storage.address import read_address
from digests.errors import StoreUnusable


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """Hold the database at ``url`` for the only bot that runs on it; on a server any number may.

    The system lets go of it when the process ends, however it ends. Raises StoreUnusable where another runs.
    """
    path = read_address(url).path
    if path is None:
        yield
        return
    lock = FileLock(path.with_name(f"{path.name}.running"))
    try:
        with lock.acquire(blocking=False):
            yield
    except Timeout:
        raise StoreUnusable("database-has-its-bot", str(path)) from None
