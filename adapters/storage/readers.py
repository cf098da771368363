"""The shelf of what readers chose and said."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from adapters.storage import ledger_tables as tables
from adapters.storage.session import legible, rows, unbroken
from adapters.storage.subscriptions import LedgerSession
from adapters.storage.upkeep import delete_old
from adapters.storage.upsert import insert_or_replace
from digests.language import Lang
from digests.rated import Rated

_chosen, _said = tables.languages.c, tables.ratings.c


class ReaderShelf(LedgerSession):
    """The part of ``digests.publishing.Ledger`` on readers; it says what each method promises."""

    @unbroken
    async def language(self, platform: str, tenant: str, person: str) -> Lang | None:
        """Return the language that a person chose."""
        statement = select(_chosen.lang).where(_is_theirs(platform, tenant, person))
        async with self.reading() as connection:
            found = await connection.scalar(statement)
        return Lang(found) if found else None

    @unbroken
    async def save_language(self, platform: str, tenant: str, person: str, lang: Lang) -> None:
        """Keep what a person chose, in place of what was chosen before."""
        row = {"platform": platform, "tenant": legible(tenant), "person": legible(person), "lang": lang}
        async with self.writing() as connection:
            await insert_or_replace(connection, tables.languages, row)

    @unbroken
    async def save_rating(self, rated: Rated) -> None:
        """Keep it, in place of what the person said of the same thing before."""
        key = {name: legible(getattr(rated, name)) for name in ("platform", "tenant", "person", "verb", "id")}
        async with self.writing() as connection:
            await insert_or_replace(connection, tables.ratings, {**key, "useful": rated.useful, "at": rated.at})

    @unbroken
    async def ratings(self, since: datetime) -> tuple[Rated, ...]:
        """Return what was said at ``since`` or later, oldest first."""
        statement = select(tables.ratings).where(_said.at >= since).order_by(_said.at, *tables.ratings.primary_key)
        async with self.reading() as connection:
            return tuple(Rated(**row) for row in await rows(connection, statement))

    @unbroken
    async def forget_ratings(self, before: datetime, limit: int) -> int:
        """Forget what was said before an instant, at most ``limit``; return how many."""
        key = tuple(tables.ratings.primary_key)
        old = select(*key).where(_said.at < before).order_by(_said.at)
        async with self.writing() as connection:
            return await delete_old(connection, tables.ratings, key, old, limit)

    @unbroken
    async def forget_names(self, now: datetime, limit: int) -> int:
        """Forget names whose time is over, at most ``limit``; return how many."""
        name = tables.done_once.c.name
        over = select(name).where(tables.done_once.c.until <= now)
        async with self.writing() as connection:
            return await delete_old(connection, tables.done_once, (name,), over, limit)


def _is_theirs(platform: str, tenant: str, person: str) -> ColumnElement[bool]:
    return and_(_chosen.platform == platform, _chosen.tenant == legible(tenant), _chosen.person == legible(person))
