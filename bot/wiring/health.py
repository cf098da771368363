"""Whether everything is in order: what ``doctor`` looks at."""

from __future__ import annotations

import platform
import pyexpat
import sqlite3
from collections.abc import Mapping
from importlib.metadata import packages_distributions, version

from adapters.storage.address import read_address
from digests.layout.lists import Check

DISTRIBUTION = "llamawire"
PACKAGES = ("adapters", "bot", "config", "digests")


def checks(database_url: str, counts: Mapping[str, int]) -> tuple[Check, ...]:
    """Return what ``doctor`` looks at, given what the store counted."""
    return (
        Check("llamawire", good=True, found=version(DISTRIBUTION)),
        Check("python", good=True, found=platform.python_version()),
        Check("database", good=True, found=_described(database_url)),
        Check("stored", good=True, found=", ".join(f"{name}: {number}" for name, number in counts.items())),
        _expat(),
        _neighbours(),
    )


def _expat() -> Check:
    """Feeds are XML of strangers: before 2.4 the parser does not stop entity bombs by itself."""
    return Check(
        "expat",
        good=pyexpat.version_info >= (2, 4, 0),
        found=pyexpat.EXPAT_VERSION,
    )


def _neighbours() -> Check:
    """Our folders have common names; another distribution that ships one of them would shadow ours."""
    shipped = packages_distributions()
    others = {name: set(shipped.get(name, ())) - {DISTRIBUTION} for name in PACKAGES}
    clashes = [f"{name} of {', '.join(sorted(who))}" for name, who in others.items() if who]
    return Check(
        "environment",
        good=not clashes,
        found="; ".join(clashes),
    )


def _described(database_url: str) -> str:
    address = read_address(database_url)
    return address.place if address.server else f"{address.path}, SQLite {sqlite3.sqlite_version}"
