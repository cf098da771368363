"""Slack, joined: what rests when the bot is thrown out goes on when it is back, also with a single token."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.slack.manifest import SCOPES
from bot.jobs.life import Role
from bot.jobs.tenants import pause_tenant
from bot.wiring.running import Running, running
from config.settings import Settings
from digests.errors import BadSetting
from digests.language import Lang
from digests.subscription import SLACK, Channel, Schedule, Subscription
from tests.adapters.slack.installed_stage import KEY, OTHER, an_installation, installations, stores_at
from tests.end_to_end.running import ENOUGH
from tests.end_to_end.test_slack import a_free_port, listening
from tests.standin.slack import Standin, standin


@pytest.fixture
async def slack() -> AsyncIterator[Standin]:
    async with standin() as opened:
        opened.team.scopes = set(SCOPES)
        yield opened
        assert opened.offences == []


def settings_of(slack: Standin, folder: Path, **more: str) -> Settings:
    one = {"slack_bot_token": slack.token, "slack_app_token": slack.app_token, "slack_api": slack.api}
    return Settings.model_validate({"database_url": f"sqlite+aiosqlite:///{folder / 'news.db'}", **one, **more})


def several(slack: Standin, **more: str) -> dict[str, str]:
    return {
        "slack_client_id": slack.client_id,
        "slack_client_secret": slack.client_secret,
        "slack_signing_secret": slack.signing_secret,
        "slack_key": KEY,
        "slack_http": "127.0.0.1:3999",
        "slack_url": "https://news.example",
        **more,
    }


@asynccontextmanager
async def a_bot(settings: Settings, *roles: Role) -> AsyncIterator[Running]:
    async with running(settings, roles or (Role.GATEWAY,), asyncio.Event()) as bot:
        yield bot


async def order(bot: Running, channel: Channel) -> Subscription:
    now = datetime.now(UTC)
    standing = Subscription(
        "s1", channel, (), Schedule((time(8),), "UTC"), Lang.EN, now, next_run=now + timedelta(days=1)
    )
    await bot.press.ledger.save_subscription(standing)
    return standing


async def rests(bot: Running, team: str) -> bool:
    (one,) = await bot.press.ledger.subscriptions_at(SLACK, team)
    return one.paused


async def run(bot: Running, slack: Standin) -> None:
    """Let the face run until Slack has it connected, then stop."""
    async with asyncio.timeout(ENOUGH), asyncio.TaskGroup() as group:
        group.create_task(face_of(bot))
        await slack.ready()
        bot.press.stopping.set()


async def face_of(bot: Running) -> None:
    (face,) = bot.faces
    await face(bot.press.stopping)


async def test_it_posts_tells_and_answers_there_and_digests_can_be_ordered_to_it(slack: Standin, tmp_path: Path):
    async with a_bot(settings_of(slack, tmp_path)) as bot:
        assert set(bot.press.publishers) == {"terminal", SLACK}
        assert len(bot.faces) == 1
        assert bot.newsroom.context.platforms == ("terminal", SLACK)


async def test_who_posts_only_needs_nothing_to_hear_with(slack: Standin, tmp_path: Path):
    async with a_bot(settings_of(slack, tmp_path, slack_app_token=""), Role.WORKER) as bot:
        assert bot.faces == ()


async def test_thrown_out_and_back_with_its_one_token_digests_go_on(slack: Standin, tmp_path: Path):
    """A10."""
    async with a_bot(settings_of(slack, tmp_path)) as bot:
        await order(bot, Channel(SLACK, slack.team.id, slack.channel.id))
        await pause_tenant(bot.press, SLACK, slack.team.id)
        await run(bot, slack)
        assert not await rests(bot, slack.team.id)


async def test_what_rests_for_another_reason_goes_on_resting_at_a_start(slack: Standin, tmp_path: Path):
    async with a_bot(settings_of(slack, tmp_path)) as bot:
        one = await order(bot, Channel(SLACK, slack.team.id, slack.channel.id))
        await bot.press.ledger.save_subscription(replace(one, paused=True))
        await run(bot, slack)
        assert await rests(bot, slack.team.id)


async def test_with_a_token_that_was_revoked_it_does_not_start(slack: Standin, tmp_path: Path):
    slack.team.revoke()
    async with a_bot(settings_of(slack, tmp_path)) as bot:
        with pytest.raises(BadSetting, match="slack-token-refused"):
            await face_of(bot)


async def test_a_token_that_was_revoked_is_told_only_where_it_is_true(slack: Standin, tmp_path: Path):
    port = a_free_port()
    settings = settings_of(slack, tmp_path, **several(slack, slack_http=f"127.0.0.1:{port}"))
    async with a_bot(settings) as bot, stores_at(settings.database_url, slack.client_id) as stores:
        kept = installations(stores)
        await kept.async_save(an_installation(slack.team.id, slack.token))
        await order(bot, Channel(SLACK, slack.team.id, slack.channel.id))
        slack.via, slack.request_url = "http", f"http://127.0.0.1:{port}/slack/events"
        async with asyncio.timeout(ENOUGH), asyncio.TaskGroup() as group:
            group.create_task(face_of(bot))
            await listening(port)
            await slack.event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [slack.team.bot]}})
            await asyncio.sleep(0.2)
            assert await kept.teams() == (slack.team.id,)
            assert not await rests(bot, slack.team.id)
            await slack.revoked()
            while not await rests(bot, slack.team.id):  # noqa: ASYNC110  it is done behind the acknowledgement
                await asyncio.sleep(0.05)
            assert await kept.teams() == ()
            bot.press.stopping.set()


async def test_with_a_wrong_key_it_does_not_start(slack: Standin, tmp_path: Path):
    """A18."""
    settings = settings_of(slack, tmp_path, **several(slack))
    async with a_bot(settings), stores_at(settings.database_url, slack.client_id) as stores:
        await installations(stores).async_save(an_installation())
    wrong = settings_of(slack, tmp_path, **several(slack, slack_key=OTHER))
    with pytest.raises(BadSetting, match="slack-key-wrong"):
        async with a_bot(wrong):
            pass
