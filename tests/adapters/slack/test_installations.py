"""Who has installed the bot: kept once for each workspace, encrypted, on either kind of database (A16, A18)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import MetaData

from adapters.slack.installations import NotTakenError, Stores, new_key, sealing
from adapters.storage import copying, slack_tables
from adapters.storage.backup import backup, restore
from digests.errors import BadSetting, StoreUnusable
from tests.adapters.slack.installed_stage import (
    A_PERSONS,
    KEY,
    KINDS,
    OTHER,
    a_place,
    an_installation,
    count,
    everything,
    installations,
    states,
    stores_at,
)


@pytest.fixture(params=KINDS)
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    async with a_place(request.param, tmp_path) as url:
        yield url


@pytest.fixture
async def stores(place: str) -> AsyncIterator[Stores]:
    async with stores_at(place) as opened:
        yield opened


async def test_what_is_kept_is_found_again_and_stands_nowhere_in_clear(stores: Stores):
    kept = installations(stores)
    await kept.async_save(an_installation(user_token=A_PERSONS, incoming_webhook_url="https://hooks.example/canary"))
    assert await kept.token_of("T01") == "xoxb-canary-1"
    assert await kept.teams() == ("T01",)
    assert "canary" not in await everything(stores)
    assert "canary" not in f"{stores!r} {kept!r}"


async def test_an_encrypted_token_may_be_longer_than_slack_sdks_column(stores: Stores):
    await installations(stores).async_save(an_installation(token="xoxb-" + "1" * 250))
    assert await installations(stores).token_of("T01") == "xoxb-" + "1" * 250


async def test_who_installs_again_leaves_no_older_token_behind(stores: Stores):
    kept = installations(stores)
    for number in range(1, 4):
        await kept.async_save(an_installation(token=f"xoxb-{number}", user_id=f"U0{number}"))
    assert await kept.token_of("T01") == "xoxb-3"
    assert (await count(stores, "slack_bots"), await count(stores, "slack_installations")) == (1, 1)


async def test_two_who_install_at_once_leave_one_that_is_good(stores: Stores):
    kept = installations(stores)
    await asyncio.gather(*(kept.async_save(an_installation(token=f"xoxb-{number}")) for number in range(6)))
    assert await kept.token_of("T01") in {f"xoxb-{number}" for number in range(6)}
    assert await kept.teams() == ("T01",)


async def test_workspaces_are_apart_and_one_that_leaves_takes_only_its_own_along(stores: Stores):
    kept = installations(stores)
    for team in ("T02", "T01"):
        await kept.async_save(an_installation(team, f"xoxb-{team}"))
    assert await kept.teams() == ("T01", "T02")
    await kept.forget("T01")
    assert await kept.token_of("T01") is None
    assert await kept.token_of("T02") == "xoxb-T02"
    assert "T01" not in await everything(stores)
    assert await kept.token_of("") is None


async def test_a_workspace_of_an_organization_is_known_by_its_own_id(stores: Stores):
    kept = installations(stores)
    await kept.async_save(an_installation(enterprise_id="E01", enterprise_name="Corvid Labs"))
    assert await kept.token_of("T01") == "xoxb-canary-1"


@pytest.mark.parametrize(
    "wrong", [{"is_enterprise_install": True, "team_id": None}, {"team_id": None}, {"bot_token": None}]
)
async def test_what_is_no_bot_in_a_workspace_is_not_kept(stores: Stores, wrong: dict[str, Any]):
    with pytest.raises(NotTakenError):
        await installations(stores).async_save(an_installation(**wrong))
    assert await everything(stores) == "[]\n[]"


async def test_another_app_on_the_same_database_sees_none_of_it(place: str, stores: Stores):
    await installations(stores).async_save(an_installation())
    async with stores_at(place, "333.444") as others:
        assert await installations(others).teams() == ()
        assert await installations(others).token_of("T01") is None
        await installations(others, OTHER).renew()


async def test_with_a_wrong_key_it_stops_and_changes_nothing(stores: Stores):
    """A18."""
    await installations(stores).async_save(an_installation())
    before = await everything(stores)
    with pytest.raises(BadSetting, match="slack-key-wrong"):
        await installations(stores, OTHER).renew()
    with pytest.raises(BadSetting, match="slack-key-wrong"):
        await installations(stores, OTHER).token_of("T01")
    assert await everything(stores) == before


async def test_a_key_is_changed_by_putting_the_new_one_before_it(stores: Stores):
    await installations(stores).async_save(an_installation(user_token=A_PERSONS))
    await installations(stores, OTHER, KEY).renew()
    assert await installations(stores, OTHER).token_of("T01") == "xoxb-canary-1"
    await installations(stores, OTHER).renew()


@pytest.mark.parametrize("keys", ["", "canary", f"{KEY},", f"{KEY} {OTHER}", f"{KEY[:-1]}"], ids=range(5))
def test_what_is_no_key_is_refused_and_not_shown(keys: str):
    with pytest.raises(BadSetting, match="slack-key-bad") as refused:
        sealing(keys)
    assert "canary" not in str(refused.value)
    assert KEY not in str(refused.value)


def test_a_new_key_is_one_and_no_two_are_alike():
    assert sealing(f" {new_key()} , {new_key()} ").encrypt(b"x") != sealing(new_key()).encrypt(b"x")


async def test_a_state_is_good_once_and_only_if_it_was_given_out(stores: Stores):
    """A16."""
    given = states(stores)
    state = await given.async_issue()
    assert not await given.async_consume("another")
    assert await given.async_consume(state)
    assert not await given.async_consume(state)


async def test_of_many_who_come_with_one_state_at_once_one_is_let_in(stores: Stores):
    """A16."""
    state = await states(stores).async_issue()
    assert sum(await asyncio.gather(*(states(stores).async_consume(state) for _ in range(8)))) == 1


async def test_a_state_expires_and_goes(stores: Stores):
    """A16."""
    stores.states.expiration_seconds = -1
    old = await states(stores).async_issue()
    assert not await states(stores).async_consume(old)
    await states(stores).async_issue()
    assert await count(stores, "slack_oauth_states") == 1


async def test_a_call_that_is_cancelled_is_done_and_leaves_no_lock_behind(stores: Stores):
    kept = installations(stores)
    for _ in range(5):
        saving = asyncio.ensure_future(kept.async_save(an_installation()))
        await asyncio.sleep(0)
        saving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saving
    assert await kept.token_of("T01") == "xoxb-canary-1"


async def test_a_database_that_fails_is_a_refusal(tmp_path: Path):
    async with a_place("sqlite", tmp_path) as url, stores_at(url) as stores:
        (tmp_path / "news.db").write_bytes(b"this is no database" * 1000)
        with pytest.raises(StoreUnusable):
            await installations(stores).teams()


@pytest.mark.parametrize("target", KINDS)
async def test_copies_and_backups_carry_the_installations(place: str, stores: Stores, target: str, tmp_path: Path):
    await installations(stores).async_save(an_installation())
    (tmp_path / "there").mkdir()
    async with a_place(target, tmp_path / "there") as url:
        await copying.copy(place, url)
        async with stores_at(url) as there:
            assert await installations(there).token_of("T01") == "xoxb-canary-1"
            await installations(there).async_save(an_installation("T02"))
            assert await installations(there).teams() == ("T01", "T02")
        await backup(url, tmp_path / "kept.db")
        assert b"xoxb-" not in (tmp_path / "kept.db").read_bytes()
        await restore(tmp_path / "kept.db", url, replace=True)
        async with stores_at(url) as there:
            assert await installations(there).teams() == ("T01", "T02")


def test_our_tables_have_every_column_of_slack_sdks():
    build = SQLAlchemyInstallationStore
    theirs = (
        build.build_bots_table(MetaData(), "slack_bots"),
        build.build_installations_table(MetaData(), "slack_installations"),
        SQLAlchemyOAuthStateStore.build_oauth_states_table(MetaData(), "slack_oauth_states"),
    )
    for ours, sdks in zip((slack_tables.bots, slack_tables.installations, slack_tables.states), theirs, strict=True):
        assert [(one.name, one.nullable) for one in ours.c] == [(one.name, one.nullable) for one in sdks.c]
