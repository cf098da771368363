"""Reads ``outlets.toml``: the outlets that publish their own news, by every name and host they go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

from config.rows import Row, checked, tables_of, wrong
from digests.errors import BadInput
from digests.feed import Feed, FeedKind
from digests.urls import host_of

PRIMARY_KINDS = frozenset({FeedKind.LAB, FeedKind.RELEASES, FeedKind.PAPERS})
"""Feeds of these kinds are the source itself, whether or not their outlet is listed."""


class OutletRow(Row):
    """One ``[[outlet]]`` of the file."""

    name: str
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    primary: bool = False

    @property
    def spellings(self) -> frozenset[str]:
        """Everything its articles may be signed with, case folded."""
        return frozenset(name.casefold() for name in (self.name, *self.names, *self.hosts))


def read_primary(path: Traversable, feeds: Iterable[Feed]) -> frozenset[str]:
    """Return the names and hosts (case folded) of the file's primary outlets, and of the feeds that are primary.

    An outlet that the file calls not primary is none, whatever its feed. Raises BadSetting for a name that two
    outlets have, and for a host that is none.
    """
    rows = tuple(_rows(path))
    listed = {name for row in rows if row.primary for name in row.spellings}
    denied = {name for row in rows if not row.primary for name in row.spellings}
    polled = {feed.outlet.casefold() for feed in feeds if feed.kind in PRIMARY_KINDS}
    return frozenset(listed | (polled - denied))


def _rows(path: Traversable) -> Iterator[OutletRow]:
    """Yield the rows, no spelling of one being that of another."""
    owners: dict[str, str] = {}
    for number, fields in enumerate(tables_of(path, "outlet"), 1):
        row = checked(OutletRow, fields, path, f"outlet {number}")
        for host in row.hosts:
            _check_host(host, row.name, path)
        for name in row.spellings:
            if name in owners:
                raise wrong(path, f"outlet {row.name!r}", f"{name!r} stands for {owners[name]!r} already")
            owners[name] = row.name
        yield row


def _check_host(host: str, outlet: str, path: Traversable) -> None:
    """Refuse a host that articles cannot be signed with."""
    try:
        known_as = host_of(f"https://{host}")
    except BadInput as error:
        raise wrong(path, f"outlet {outlet!r}", f"{host!r} is no host") from error
    if known_as != host:
        raise wrong(path, f"outlet {outlet!r}", f"the host {host!r} must be written {known_as!r}")
