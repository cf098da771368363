"""Socket Mode with the real slack-bolt: envelopes, acknowledgements, and connections that break."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from tests.standin.slack import CannotError, Standin, UnansweredError
from tests.standin.slack.toy import bot, client, socketed


async def test_a_command_is_acknowledged_and_answered(slack: Standin):
    async with socketed(slack):
        answer = await slack.reader.slash("/llama", "timeline llama")
    assert (answer.text, answer.ephemeral, answer.buttons) == ("You said timeline llama", True, ["More", "Page"])
    assert slack.channel.seen() == []
    assert 0 < answer.first < 3
    (brought,) = slack.deliveries
    assert (brought.kind, brought.attempts, brought.reply) == ("slash_commands", 1, None)
    assert not slack.offences


async def test_nobody_connected_means_no_answer(slack: Standin):
    with pytest.raises(UnansweredError, match="dispatch_failed"):
        await slack.reader.slash("/llama", "help")


async def test_who_does_not_acknowledge_in_time_has_failed(slack: Standin):
    async with socketed(slack):
        asked = asyncio.create_task(slack.reader.slash("/llama", "mute"))
        await asyncio.sleep(0.1)
        await slack.advance(3.1)
        with pytest.raises(UnansweredError, match="operation_timeout"):
            await asked


async def test_an_event_that_nobody_acknowledges_comes_again_three_times(slack: Standin):
    app = AsyncApp(client=client(slack), signing_secret=slack.signing_secret)  # it listens to nothing
    async with socketed(slack, app):
        asked = asyncio.create_task(slack.event({"type": "channel_archive", "channel": "C1"}))
        for seconds in (3.1, 3.1, 60, 3.1, 300, 3.1):
            await asyncio.sleep(0.1)
            await slack.advance(seconds)
        asked.cancel()
    (brought,) = slack.deliveries
    assert (brought.attempts, brought.again, brought.failed) == (4, 3, "operation_timeout")


async def test_an_event_whose_acknowledgement_is_lost_comes_again(slack: Standin):
    """O13."""
    async with socketed(slack):
        slack.lose_acks()
        asked = asyncio.create_task(slack.event({"type": "channel_archive", "channel": "C1"}))
        await asyncio.sleep(0.1)
        await slack.advance(3.1)
        brought = await asked
    assert (brought.attempts, brought.reason) == (2, "timeout")
    assert not slack.offences


async def test_an_event_is_brought_again_under_its_own_id(slack: Standin):
    seen = []
    app = bot(slack)

    @app.event("channel_rename")
    async def _renamed(body: dict[str, str]) -> None:
        seen.append(body["event_id"])

    async with socketed(slack, app):
        await slack.rename(slack.channel, "newer")
        await slack.redeliver(slack.deliveries[-1])
        await asyncio.sleep(0.05)
    assert len(seen) == 2
    assert len(set(seen)) == 1


async def test_a_bot_that_is_told_to_come_again_comes_again(slack: Standin):
    async with socketed(slack):
        await slack.refresh()
        await asyncio.sleep(0.1)
        await slack.ready()
        assert slack.opened > 1
        assert (await slack.reader.slash("/llama", "x")).text == "You said x"


async def test_a_warning_closes_nothing_by_itself(slack: Standin):
    async with socketed(slack):
        before = slack.connections
        await slack.refresh("warning")
        assert (before, slack.opened) == (1, 1)


async def test_a_cut_socket_is_noticed(slack: Standin):
    async with socketed(slack, ping=0.3):
        slack.drop()
        await slack.reopened(2)
        assert (await slack.reader.slash("/llama", "x")).text == "You said x"


async def test_what_was_on_its_way_through_a_cut_socket_is_brought_through_another(slack: Standin):
    """O13: it comes under another envelope, with the trigger of the first."""
    async with socketed(slack), socketed(slack):
        await slack.ready(2)
        slack.freeze()
        asked = asyncio.create_task(slack.reader.slash("/llama", "x"))
        await asyncio.sleep(0.05)
        for line in slack.sockets.lines:
            line.frozen = line is slack.sockets.lines[slack.sockets._turn % 2]
        slack.sockets.lines[slack.sockets._turn % 2].drop()
        assert (await asked).text == "You said x"
    assert slack.deliveries[0].attempts == 2
    assert not slack.offences


async def test_ten_connections_and_no_more(slack: Standin):
    web = client(slack, slack.app_token)
    async with aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(10):
            told = await web.apps_connections_open(app_token=slack.app_token)
            sockets.append(await session.ws_connect(told["url"]))
            assert (await sockets[-1].receive_json())["type"] == "hello"
        last = await session.ws_connect((await web.apps_connections_open(app_token=slack.app_token))["url"])
        assert (await last.receive_json())["reason"] == "too_many_websockets"
        for socket in sockets:
            await socket.close()


async def test_an_address_is_good_for_one_connection(slack: Standin):
    told = await client(slack, slack.app_token).apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(told["url"]):
            pass
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(told["url"])
    assert slack.offences
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        await client(slack).apps_connections_open(app_token=slack.token)


async def test_acknowledgements_that_say_too_much_or_come_twice_are_offences(slack: Standin):
    told = await client(slack, slack.app_token).apps_connections_open(app_token=slack.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(told["url"]) as socket:
        await socket.receive_json()
        asked = asyncio.create_task(slack.event({"type": "tokens_revoked"}))
        envelope = await socket.receive_json()
        for _ in range(2):
            await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "x"}})
        await socket.send_json({"envelope_id": "of-nobody"})
        await socket.send_json({"colour": "red"})
        await asked
        await asyncio.sleep(0.05)
    assert len(slack.offences) == 4
    assert envelope["retry_attempt"] == 0
    assert json.loads(json.dumps(envelope["payload"]))["event"]["type"] == "tokens_revoked"


async def test_only_members_type_commands(slack: Standin):
    other = slack.add_team("Second Desk")
    with pytest.raises(CannotError):
        await slack.reader.slash("/llama", "x", where=next(iter(other.channels.values())))
    with pytest.raises(CannotError):
        await slack.reader.slash("llama")
