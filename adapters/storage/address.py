"""From the text in a setting to the place of a database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from digests.errors import BadSetting

SETTING = "database_url"
_NOWHERE = frozenset({None, "", ":memory:"})
"""Names SQLite gives a database that is kept nowhere."""
_SERVERS = frozenset({"postgresql", "postgres"})
"""Both names are in use for addresses of Postgres, by its own tools too."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is: a file of SQLite, a server of Postgres, or nowhere."""

    place: str
    """How it is named to people: never with a password."""
    path: Path | None = None
    """The file, absolute; None where there is none."""
    server: str = ""
    """The address in Postgres's own form (https://www.postgresql.org/docs/current/libpq-connect.html), or none."""


def read_address(url: str) -> Address:
    """Return the place that a database address names. Raises BadSetting.

    The address is not repeated in the message, since it may hold a password.
    """
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise BadSetting("no-database-address", SETTING) from None
    if parts.get_backend_name() in _SERVERS:
        return Address(_shown(parts), server=f"postgresql{url[url.index('://') :]}")
    if parts.get_backend_name() != "sqlite":
        raise BadSetting("other-database", SETTING, kind=parts.get_backend_name())
    if parts.host or parts.query:
        raise BadSetting("more-than-a-file", SETTING)
    path = None if parts.database in _NOWHERE else Path(str(parts.database)).absolute()
    return Address(str(path or ""), path)


def _shown(parts: URL) -> str:
    """Return a server's address by host, port and database alone."""
    host = str(parts.host or parts.query.get("host") or "")
    port = parts.port or parts.query.get("port")
    host = f"[{host}]" if ":" in host else host
    return f"postgresql://{host}{f':{port}' if port else ''}/{parts.database or ''}"
