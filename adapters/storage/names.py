"""The shelf of names that articles introduce."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, delete, insert, select

from adapters.storage import tables
from adapters.storage.session import Session, legible, rows, unbroken
from digests.learning import Introduction, Pair

_COLUMNS = (tables.introductions.c.chinese, tables.introductions.c.latin, tables.introductions.c.outlet)


class NameShelf(Session):
    """The part of ``digests.ports.Store`` for learnt names; it says what each method promises."""

    @unbroken
    async def introductions(self) -> tuple[Introduction, ...]:
        """Return where names were introduced, by their pairs and outlets."""
        async with self.reading() as connection:
            found = await rows(connection, select(tables.introductions).order_by(*_COLUMNS))
        return tuple(Introduction(Pair(row["latin"], row["chinese"]), row["outlet"], row["certain"]) for row in found)

    @unbroken
    async def save_introductions(self, introductions: Sequence[Introduction]) -> None:
        """Keep them; the same pair from the same outlet is kept once, and once certain it stays so."""
        async with self.writing() as connection:
            for one in introductions:
                key = tuple(map(legible, (one.pair.chinese, one.pair.latin, one.outlet)))
                same = and_(*(column == value for column, value in zip(_COLUMNS, key, strict=True)))
                known = await rows(connection, select(tables.introductions.c.certain).where(same))
                certain = one.certain or any(row["certain"] for row in known)
                await connection.execute(delete(tables.introductions).where(same))
                await connection.execute(insert(tables.introductions).values((*key, certain)))
