"""Misfortune: what happened, and what the caller hears of it."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.platform.faults import Fault as FakeFault
from tests.fakes.platform.faults import Kind as FakeKind
from tests.standin.slack import Fault, Kind, Standin
from tests.standin.slack.examples import metadata
from tests.standin.slack.toy import QUIET


async def _post(slack: Standin, web: AsyncWebClient) -> None:
    await web.chat_postMessage(channel=slack.channel.id, text="x", metadata=metadata(), **QUIET)


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (Fault(Kind.CUT), 0),
        (Fault(Kind.LOST_REPLY), 1),
        (Fault(Kind.ERROR, status=502), 1),
        (Fault(Kind.ERROR, status=500, effect=False), 0),
        (Fault(Kind.ERROR, status=200, error="is_archived"), 0),
        (Fault(Kind.ERROR, status=403), 0),
        (Fault(Kind.EMPTY), 1),
        (Fault(Kind.FOREIGN), 1),
        (Fault(Kind.BANNED, seconds=30), 0),
        (Fault(Kind.REMOVED), 0),
    ],
    ids=str,
)
async def test_a_caller_hears_an_error_and_a_reader_sees_what_happened(
    slack: Standin, web: AsyncWebClient, fault: Fault, seen: int
):
    await slack.misfortune(fault)
    with pytest.raises((SlackApiError, aiohttp.ClientError)):
        await _post(slack, web)
    assert len(slack.channel.seen()) == seen
    await _post(slack, web)
    assert slack.offences == []


async def test_an_error_is_named_as_slack_names_it(slack: Standin, web: AsyncWebClient):
    await slack.misfortune(Fault(Kind.ERROR, status=200, error="msg_too_long"), verbs=["edit"])
    await _post(slack, web)
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await web.chat_update(channel=slack.channel.id, ts=slack.channel.shown()[0].ts, text="y")


async def test_what_hangs_may_happen_late(slack: Standin, web: AsyncWebClient):
    await slack.misfortune(Fault(Kind.LATE, seconds=20))
    web.timeout = 1
    with pytest.raises(TimeoutError):
        await _post(slack, web)
    assert slack.channel.seen() == []
    assert (await slack.verdict()).seen == 1


async def test_who_was_told_to_wait_waits(slack: Standin, web: AsyncWebClient):
    await slack.misfortune(Fault(Kind.LIMITED, seconds=30))
    with pytest.raises(SlackApiError) as error:
        await _post(slack, web)
    assert error.value.response.headers["Retry-After"] == "30"
    with pytest.raises(SlackApiError):
        await _post(slack, web)
    assert [one["what"] for one in slack.offences] == ["called before Retry-After was over"]
    await slack.advance(30)
    await _post(slack, web)


async def test_everything_of_a_workspace_may_be_told_to_wait(slack: Standin, web: AsyncWebClient):
    await slack.misfortune(Fault(Kind.LIMITED, seconds=5, everywhere=True))
    with pytest.raises(SlackApiError):
        await _post(slack, web)
    with pytest.raises(SlackApiError, match="ratelimited"):
        await web.auth_test()


async def test_faults_of_the_fake_platform_are_understood(slack: Standin, web: AsyncWebClient):
    await slack.misfortune(FakeFault(FakeKind.ERROR, status=504))  # type: ignore[arg-type]  # the same words
    with pytest.raises(SlackApiError):
        await _post(slack, web)
    assert len(slack.channel.seen()) == 1


async def test_a_moderator_takes_a_post_away(slack: Standin, web: AsyncWebClient):
    await _post(slack, web)
    await slack.remove(slack.channel.id, "k1")
    assert slack.channel.seen() == []
    assert slack.log[-1]["by"] == "moderator"


async def test_faults_meet_one_channel_where_one_is_named(slack: Standin, web: AsyncWebClient):
    other = slack.team.channel("models")
    await slack.misfortune(Fault(Kind.ERROR, status=200, error="fatal_error"), channel=other.id)
    await _post(slack, web)
    with pytest.raises(SlackApiError, match="fatal_error"):
        await web.chat_postMessage(channel=other.id, text="x", **QUIET)
