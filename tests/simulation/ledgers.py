"""Ledgers for a world to be opened once for every life of its bot."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager, nullcontext

from adapters.storage.engine import open_store
from digests.publishing import Ledger
from tests.fakes.ledger import FakeLedger
from tests.simulation.world import OpenLedger


def in_memory() -> OpenLedger:
    """Return a ledger that outlives its bots in this process."""
    ledger = FakeLedger()
    return lambda: nullcontext(ledger)


def in_database(url: str) -> OpenLedger:
    """Return the ledger of a database."""

    def opened() -> AbstractAsyncContextManager[Ledger]:
        return open_store(url, patience=5)

    return opened
