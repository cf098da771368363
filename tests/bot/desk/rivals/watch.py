"""Every row that is written, by whose it is: told by triggers in the database itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adapters.storage.tables import metadata
from digests.subscription import channel_typed
from tests.bot.desk.rivals.tenant import Tenant

_ID_OF = {"holdings": "name", "changes": "id", "proposals": "id", "subscriptions": "id"}
_IN_COMMON = "of all"


@dataclass
class Watch:
    """Tells of what was written since it was last looked at."""

    path: Path
    tenants: Sequence[Tenant]
    _of_orders: dict[str, str] = field(default_factory=dict)
    _version: int = 0

    def __post_init__(self) -> None:
        """Lay the triggers."""
        self._connection = sqlite3.connect(self.path, isolation_level=None)
        self._connection.execute("CREATE TABLE touched (number INTEGER PRIMARY KEY, place TEXT, line TEXT)")
        for table in metadata.sorted_tables:
            for act, side in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
                whole = ", ".join(f"'{column.name}', {side}.\"{column.name}\"" for column in table.columns)
                self._connection.execute(
                    f'CREATE TRIGGER "watch_{table.name}_{act}_{side}" AFTER {act} ON "{table.name}" BEGIN '  # noqa: S608  names of our own tables
                    f"INSERT INTO touched (place, line) VALUES ('{table.name}', json_object({whole})); END"
                )

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def touched(self) -> list[tuple[str, str]]:
        """Return table and owner of every row that was written; owners learn the ids of what is theirs."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return []
        self._version = version
        rows = self._connection.execute("SELECT place, line FROM touched ORDER BY number").fetchall()
        self._connection.execute("DELETE FROM touched")
        return [(place, self._owner(place, json.loads(line))) for place, line in rows]

    def _owner(self, place: str, row: Mapping[str, object]) -> str:
        found = next(self._said(row), _IN_COMMON)
        if place == "subscriptions":
            self._of_orders[str(row["id"])] = found
        for tenant in self.tenants:
            if tenant.id == found and place in _ID_OF:
                tenant.learn(str(row[_ID_OF[place]]), str(row.get("holds") or place) if place == "holdings" else place)
        return found

    def _said(self, row: Mapping[str, object]) -> Iterator[str]:
        """Give the tenants that a row names as its own, the plainest word first."""
        if row.get("tenant"):
            yield str(row["tenant"])
        if row.get("channel"):
            yield channel_typed(str(row["channel"])).tenant
        if row.get("subscription") in self._of_orders:
            yield self._of_orders[str(row["subscription"])]
        whole = json.dumps(row, ensure_ascii=False).casefold()
        yield from (tenant.id for tenant in self.tenants if tenant.name in whole)
