"""A workspace that the bot was removed from: all that is its own waits thirty days, and is then nowhere any more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import select, text

from adapters.storage.tables import metadata
from bot.desk.desk import NewsDesk
from bot.jobs.press import Press
from bot.jobs.retention import forget
from bot.jobs.tenants import KEPT_WHEN_REMOVED, pause_tenant, resume_tenant
from bot.newsroom.for_tenants import poll_for_tenants
from digests.desk import Question
from digests.page import Page
from digests.subscription import SLACK
from digests.upkeep import Upkeep
from tests.bot.desk.rivals.tenant import Tenant
from tests.bot.desk.rivals.typing import BOTH
from tests.bot.desk.rivals.world import a_desk
from tests.bot.desk.saving import acts_of
from tests.bot.jobs.stage import Stage
from tests.fakes.clock import FakeClock

KEPT = Upkeep(keep_ledger=timedelta(days=9_999), keep_articles=timedelta(days=9_999))
"""Nothing goes for its age alone."""
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    """Reading in has much to say."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    yield
    structlog.reset_defaults()


@dataclass
class Scene:
    """Two workspaces on one database; the bot is removed from the first."""

    desk: NewsDesk
    press: Press
    gone: Tenant
    stays: Tenant

    async def ask(self, tenant: Tenant, verb: str, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
        """Ask as an admin."""
        return await self.desk.answer(Question(verb, options, asker=tenant.person("admin")))

    async def save(self, tenant: Tenant, verb: str, **options: Any) -> None:  # noqa: ANN401  likewise
        """Ask, and press *Save*."""
        page = await self.ask(tenant, verb, **options)
        await self.ask(tenant, "save", **acts_of(page)["Save"].options)

    async def wait(self, days: timedelta) -> None:
        """Let time pass, and the jobs be done that are then due."""
        assert isinstance(self.press.clock, FakeClock)
        self.press.clock.advance(days)
        await poll_for_tenants(self.desk.context.store, self.press.ledger)
        await forget(self.press, KEPT)

    async def rows(self, name: str) -> dict[str, list[str]]:
        """Return the rows in which a name stands, by table."""
        store: Any = self.desk.context.store
        async with store.reading() as connection:
            every = {table.name: (await connection.execute(select(table))).all() for table in metadata.sorted_tables}
        found = {table: [str(row) for row in rows if name in str(row).casefold()] for table, rows in every.items()}
        return {table: rows for table, rows in found.items() if rows}

    async def indexed(self, name: str) -> int:
        """Return how many texts the full-text index has of a name."""
        store: Any = self.desk.context.store
        wanted = text("SELECT count(*) FROM search_index WHERE search_index MATCH :wanted")
        async with store.reading() as connection:
            return int(await connection.scalar(wanted, {"wanted": f"{name}*"}))


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    gone, stays = Tenant(SLACK, "ternwick"), Tenant(SLACK, "aukland")
    async with a_desk(tmp_path / "departed.db", (gone, stays)) as desk:
        press = replace(Stage().press, context=desk.context, ledger=desk.context.ledger)
        scene = Scene(desk, press, gone, stays)
        for tenant in (gone, stays):
            await scene.save(tenant, "topics add", name=f"{tenant.name} waders", words=(tenant.name,))
            await scene.save(tenant, "schedules set", topics=("all",), at="08:00")
            await scene.save(tenant, "filters add", name=f"{tenant.name} sports", words=("football",))
            await scene.save(tenant, "settings", length=3)
            await scene.save(tenant, "roles grant", who="user:eve")
            await scene.ask(tenant, "language", lang="zh-Hant")
            await scene.ask(tenant, "topics add", name=f"{tenant.name} proposed")
        yield scene


async def test_a10_after_thirty_days_nothing_of_it_is_in_any_table_nor_in_the_index_and_all_of_others_is(scene: Scene):
    filled = {"articles", "changes", "feeds", "holdings", "languages", "proposals", "subscriptions"}
    assert filled <= (await scene.rows("ternwick")).keys()
    others = await scene.rows("aukland")
    await pause_tenant(scene.press, SLACK, scene.gone.id)
    await scene.wait(KEPT_WHEN_REMOVED - DAY)
    kept = await scene.rows("ternwick")
    assert {"articles", "changes", "holdings", "subscriptions"} <= kept.keys()
    assert await scene.indexed("ternwick")
    await scene.wait(2 * DAY)
    assert await scene.rows("ternwick") == {}
    assert await scene.indexed("ternwick") == 0
    assert await scene.rows("aukland") == others
    assert await scene.indexed("aukland")


async def test_a10_a_feed_that_another_has_too_stays_with_what_it_brought(scene: Scene):
    await pause_tenant(scene.press, SLACK, scene.gone.id)
    await scene.wait(KEPT_WHEN_REMOVED + DAY)
    assert BOTH in {feed.url for feed in await scene.desk.context.store.feeds()}
    assert "Grebe-9" in repr(await scene.ask(scene.stays, "latest"))


async def test_a10_what_was_answered_before_is_answered_to_nobody_after(scene: Scene):
    """Answers are kept in memory: by whose eyes they are for, and those have nothing of their own any more."""
    verbs = {"latest": {}, "search": {"query": "ternwick"}, "story": {"id": (await own_story(scene))}}
    for verb, options in verbs.items():
        assert "ternwick labs" in repr(await scene.ask(scene.gone, verb, **options)).casefold()
    await pause_tenant(scene.press, SLACK, scene.gone.id)
    await scene.wait(KEPT_WHEN_REMOVED + DAY)
    await resume_tenant(scene.press, SLACK, scene.gone.id)
    assert "ternwick labs" not in repr(await scene.ask(scene.gone, "latest")).casefold()
    assert "ternwick labs" not in repr(await scene.ask(scene.gone, "search", query="ternwick")).casefold()
    assert "ternwick" not in repr(await scene.ask(scene.gone, "topics list")).casefold()


async def own_story(scene: Scene) -> str:
    """Return a story that only the workspace's own feed told."""
    store = scene.desk.context.store
    own = [one for one in await store.newest(99) if "ternwick-1" in (one.title or "").casefold()]
    return (await store.stories_of([own[0].id]))[0].id


async def test_a10_who_comes_back_in_time_finds_everything_and_its_feeds_are_asked_again(scene: Scene):
    before = await scene.rows("ternwick")
    await pause_tenant(scene.press, SLACK, scene.gone.id)
    await scene.wait(KEPT_WHEN_REMOVED - DAY)
    assert "feeds" not in await scene.rows("ternwick")
    await resume_tenant(scene.press, SLACK, scene.gone.id)
    await scene.wait(DAY)
    after = await scene.rows("ternwick")
    for table in ("articles", "changes", "holdings", "search_texts", "stories"):
        assert after.get(table) == before.get(table), table
    assert len(after["feeds"]) == len(before["feeds"])
