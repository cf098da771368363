"""Two tenants never tell nor change anything of each other, whatever either types or presses; and the count bites."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Hashable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text

from adapters.storage.store import SqlStore
from bot.desk.commands import COMMANDS
from bot.desk.kept import Kept
from digests.change import Change, Held, Holds, Proposal
from digests.page import Page
from digests.subscription import DISCORD, SLACK
from tests.bot.desk.rivals.asking import Rivals, Told, rivals

pytestmark = pytest.mark.no_cover  # the same over and over, for what comes of it: each line has a test elsewhere

TIMES = int(os.environ.get("LLAMAWIRE_TEST_OPERATIONS", "200"))
"""Questions on each platform; five thousand take some minutes."""
FEW = 120
"""Questions after which either has something of most sorts."""
SOON = 400
"""Questions within which a leak must be found."""


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    """Reading in has much to say."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    yield
    structlog.reset_defaults()


def is_lively(told: Told) -> bool:
    """Say whether much was answered, and enough changed, of what the numbers are to count."""
    return len(told.answered) >= len(COMMANDS) // 3 and told.written["changes"] * 50 >= told.asked


@pytest.mark.parametrize("platform", [DISCORD, SLACK])
async def test_a07_a09_whatever_two_tenants_ask_no_row_of_the_other_is_told_or_changed(tmp_path: Path, platform: str):
    async with rivals(tmp_path, platform, seed=1) as both:
        await both.ask_everything()
        told = await both.ask(TIMES)
    assert told.wrong == []
    assert is_lively(told), (told.answered, told.written)


async def test_a07_in_every_command_what_the_other_has_is_answered_as_what_nobody_has(tmp_path: Path):
    async with rivals(tmp_path, DISCORD, seed=4) as both:
        await both.ask(FEW)
        told = await both.ask_of_each_sort()
        named = {sort for typist in both.typists for sort in typist.other.ids.values()}
    assert told.wrong == []
    assert {"articles", "changes", "deliveries", "feed", "mark", "proposals", "subscriptions"} <= named


# --- what the count must find: each way of mixing tenants up, put in by hand


async def held_by_anybody(self: SqlStore, holds: Holds, _platform: str, _tenant: str) -> tuple[Held, ...]:
    return await self.every_held(holds)


async def changed_by_anybody(self: SqlStore, _platform: str | None, _tenant: str, its: str) -> Change | None:
    return next((one for one in await self.changes(None, "", 9_999) if one.id == its), None)


async def proposed_by_anybody(
    self: SqlStore, _platform: str, _tenant: str, _by: str, its: str, now: datetime
) -> Proposal | None:
    whose = text("SELECT platform, tenant, person FROM proposals WHERE id = :id")
    async with self.reading() as connection:
        found = (await connection.execute(whose, {"id": its})).one_or_none()
    if found is None:
        return None
    platform, tenant, by = found
    return await PROPOSED(self, platform, tenant, by, its, now)


async def page_of_anybody(self: Kept, key: tuple[Hashable, ...], make: Callable[[], Awaitable[Page]]) -> Page:
    return await PAGE(self, key[:-1], make)


PROPOSED, CHANGE, PAGE = SqlStore.proposed, SqlStore.change, Kept.page


async def changed_in_the_other(self: SqlStore, change: Change, next_run: datetime | None = None) -> bool:
    swapped = {"ternwick0": "aukland0", "aukland0": "ternwick0"}
    is_order = change.holds is Holds.SCHEDULE
    return await CHANGE(self, change if is_order else replace(change, tenant=swapped[change.tenant]), next_run)


LEAKS = {
    "what a tenant has is what anybody has": ("adapters.storage.store.SqlStore.held", held_by_anybody),
    "a change is found whosever it is": ("adapters.storage.store.SqlStore.changed", changed_by_anybody),
    "a proposal is found whosever it is": ("adapters.storage.store.SqlStore.proposed", proposed_by_anybody),
    "a change is kept in the wrong place": ("adapters.storage.store.SqlStore.change", changed_in_the_other),
    "all deliveries may be seen": ("bot.desk.context.Asked.may_see", lambda _, channel: "@" not in channel.name),
    "an answer is kept for whoever asks next": ("bot.desk.kept.Kept.page", page_of_anybody),
    "own feeds are everybody's": ("digests.own_feeds.Eyes.see", lambda _, __: True),
}


async def finds(both: Rivals, monkeypatch: pytest.MonkeyPatch, where: str, leak: object) -> bool:
    """Say whether the count finds a leak, and forget it again."""
    with monkeypatch.context() as leaking:
        leaking.setattr(where, leak)
        await both.ask(SOON, until_wrong=True)
    found = bool(both.told.wrong)
    both.desk, both.told = replace(both.desk, kept=Kept()), Told()
    return found


async def test_the_count_finds_every_way_in_which_tenants_may_be_mixed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async with rivals(tmp_path, DISCORD, seed=2) as both:
        await both.ask(FEW)
        assert both.told.wrong == []
        missed = [name for name, leak in LEAKS.items() if not await finds(both, monkeypatch, *leak)]
    assert missed == []
