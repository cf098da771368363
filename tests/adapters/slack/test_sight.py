"""Which channels somebody sees, by Slack's word: public ones, and those they are in; where it is silent, none."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from adapters.slack import sight
from adapters.slack.workspaces import OneToken, Workspaces, workspaces
from digests.subscription import Channel
from tests.standin.slack import Fault, Kind, Standin, standin


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Standin]:
    async with standin() as slack:
        yield slack
        assert slack.offences == []


@pytest_asyncio.fixture
async def reach(slack: Standin) -> AsyncIterator[Workspaces]:
    async with workspaces(slack.api, OneToken(slack.token, slack.api)) as reach:
        yield reach


async def sees(slack: Standin, reach: Workspaces, channel: str, user: str = "") -> bool:
    looking = sight.sight_of(reach, slack.team.id, user or slack.reader.id)
    return await looking(Channel("slack", slack.team.id, channel))


async def test_a06_a_public_channel_is_seen_by_every_member_and_so_is_a_thread_of_it(slack: Standin, reach: Workspaces):
    stranger = slack.user("Grace")
    assert await sees(slack, reach, slack.channel.id, stranger.id)
    assert await sees(slack, reach, f"{slack.channel.id}:1700000000.000100", stranger.id)


async def test_a06_a_private_channel_is_seen_by_those_who_are_in_it(
    slack: Standin, reach: Workspaces, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sight, "_AT_ONCE", 2)
    people = [slack.user(f"Reader {number}") for number in range(5)]
    secret = slack.team.channel("secret", private=True)
    secret.members = {slack.team.bot} | {one.id for one in people[:4]}
    assert [await sees(slack, reach, secret.id, one.id) for one in people] == [True, True, True, True, False]


async def test_a06_a_channel_that_the_bot_does_not_see_nobody_does(slack: Standin, reach: Workspaces):
    secret = slack.team.channel("secret", private=True, bot=False)
    secret.members = {slack.reader.id}
    assert not await sees(slack, reach, secret.id)
    assert not await sees(slack, reach, "C0NOWHERE")


@pytest.mark.parametrize(
    "fault",
    [Fault(Kind.ERROR, status=500, effect=False), Fault(Kind.LIMITED, seconds=1), Fault(Kind.EMPTY, effect=False)],
)
async def test_a06_where_slack_does_not_say_it_the_answer_is_no(fault: Fault, slack: Standin, reach: Workspaces):
    await slack.misfortune(fault, verbs=["look"])
    assert not await sees(slack, reach, slack.channel.id)


async def test_a06_where_there_is_no_token_the_answer_is_no(reach: Workspaces):
    assert not await sight.sight_of(reach, "T0UNKNOWN", "U1")(Channel("slack", "T0UNKNOWN", "C1"))


async def test_whether_the_bot_is_in_a_channel_is_said_and_nothing_where_slack_says_nothing(
    slack: Standin, reach: Workspaces
):
    can = sight.reach_of(reach, slack.team.id)
    apart = slack.team.channel("apart", bot=False)
    assert await can(Channel("slack", slack.team.id, slack.channel.id)) == ""
    assert await can(Channel("slack", slack.team.id, apart.id)) == "slack"
    assert await can(Channel("slack", slack.team.id, "C0NOWHERE")) is None
