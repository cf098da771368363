"""The connection itself: how often it identifies itself, what it asks for, and what it keeps."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import discord
import pytest

from adapters.discord.client import Client, TooSoonError
from adapters.discord.pacing import Identifying
from tests.fakes.clock import FakeClock

NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def nothing(_: object) -> None:
    return


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
async def client(clock: FakeClock) -> AsyncIterator[Client]:
    client = Client(nothing, Identifying(), clock, on_leave=nothing, on_return=nothing, on_there=nothing)
    async with client:
        yield client


async def test_no_privileged_intent_is_asked_for_nobody_is_pinged_and_nothing_is_kept(client: Client):
    assert client.intents.value == discord.Intents(guilds=True).value == 1
    assert client.allowed_mentions is not None
    assert str(client.allowed_mentions.to_dict()) == "{'parse': []}"
    assert client._connection.max_messages is None
    assert client._connection.member_cache_flags.value == 0


async def test_o09_sessions_that_end_at_once_are_not_begun_again_and_again(client: Client, clock: FakeClock):
    begun = 0
    for _ in range(24 * 60):
        try:
            await client.before_identify_hook(0, initial=True)
            begun += 1
        except TooSoonError:
            clock.advance(timedelta(minutes=1))
    assert begun <= 50
    assert clock.now() > NOW + timedelta(hours=20)


async def test_o09_no_session_is_begun_when_discord_allows_none_today(client: Client, monkeypatch: pytest.MonkeyPatch):
    async def told(remaining: int) -> tuple[int, str, dict[str, int]]:
        return 2, "wss://elsewhere.example", {"remaining": remaining}

    monkeypatch.setattr(client.http, "get_bot_gateway", lambda: told(1))
    with pytest.raises(TooSoonError):
        await client.count_shards()
    monkeypatch.setattr(client.http, "get_bot_gateway", lambda: told(2))
    await client.count_shards()
    assert client.shard_count == 2


def test_what_discord_py_logs_of_its_own_is_not_written():
    assert logging.getLogger("discord.http").getEffectiveLevel() == logging.CRITICAL
