"""A look at Discord: the token, the clock, and each channel, with the real library and real arithmetic of rights."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.checks import findings
from adapters.discord.token import Token
from digests.errors import BadSetting, Unreachable
from digests.subscription import Channel
from tests.fakes.clock import FakeClock
from tests.standin.discord import Fault, Kind, Standin, standin

NOWHERE = "http://127.0.0.1:9/api/v10"


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with standin() as opened:
        yield opened
        assert opened.offences == []


def clock(ahead: timedelta = timedelta()) -> FakeClock:
    return FakeClock(datetime.now(UTC) + ahead)


def channel(discord: Standin, name: str = "news") -> Channel:
    return Channel("discord", str(discord.guild.id), str(discord.guild.channel(name).id))


async def test_a_good_token_tells_whose_it_is_and_where_the_bot_may_post(discord: Standin):
    found = await findings(Token(discord.token), discord.api, clock(), [channel(discord)])
    assert found.bot
    assert len(found.servers) == 1
    assert found.apart is not None
    assert abs(found.apart) < timedelta(seconds=5)
    (place,) = found.places
    assert (place.name, place.missing, place.trouble) == ("#news", (), "")


async def test_a17_a_wrong_token_is_refused_and_not_shown(discord: Standin):
    with pytest.raises(BadSetting, match="discord-token-refused") as refused:
        await findings(Token("canary.canary"), discord.api, clock())
    assert "canary" not in str(refused.value)


async def test_what_the_bot_lacks_in_a_channel_is_named(discord: Standin):
    closed = channel(discord)
    await discord.close(closed.name, "forbidden")
    found = await findings(Token(discord.token), discord.api, clock(), [closed, channel(discord, "open")])
    assert found.places[0].missing[0] == "send_messages"  # without it other rights are none either
    assert found.places[1].missing == ()


async def test_a_channel_and_a_server_that_are_gone_are_told_apart(discord: Standin):
    gone, foreign = channel(discord), Channel("discord", "123456789012345678", "123456789012345679")
    await discord.close(gone.name, "gone")
    people = Channel("discord", str(discord.guild.id), "@123456789012345680")
    found = await findings(Token(discord.token), discord.api, clock(), [gone, foreign, people])
    assert [place.trouble for place in found.places] == ["gone", "left", ""]


async def test_a_clock_that_is_off_is_noticed(discord: Standin):
    found = await findings(Token(discord.token), discord.api, clock(timedelta(minutes=-10)))
    assert found.apart is not None
    assert timedelta(minutes=9) < found.apart < timedelta(minutes=11)


async def test_without_a_network_one_sentence_says_so():
    with pytest.raises(Unreachable, match="discord-unreachable"):
        await findings(Token("t"), NOWHERE, clock())


async def test_a_server_in_trouble_is_named_with_its_status(discord: Standin):
    await discord.misfortune(*[Fault(Kind.ERROR, status=403)] * 9, verbs=["login"])
    with pytest.raises(Unreachable, match="discord-trouble"):
        await findings(Token(discord.token), discord.api, clock())
