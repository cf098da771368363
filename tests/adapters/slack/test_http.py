"""The same over signed HTTP: what Slack has not signed, or has signed long ago or before, is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
import pytest_asyncio

from tests.adapters.slack.alive import Bot, free_address
from tests.adapters.slack.echo_desk import STORIES
from tests.standin.slack import Standin, standin
from tests.standin.slack.http import FORM, signed

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNAUTHORIZED = 401


@asynccontextmanager
async def over_http(folder: Path) -> AsyncIterator[Bot]:
    async with standin() as slack:
        bot = Bot(slack, folder, http=free_address())
        await bot.start()
        slack.via, slack.request_url = "http", f"http://{bot.http}/slack/events"
        yield bot
        assert await bot.stop() == 0, bot.log
        bot.tells_nothing()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with over_http(tmp_path_factory.mktemp("http")) as bot:
        yield bot


def command(slack: Standin, text: str, trigger: str = "1.2.3") -> str:
    """Return the body of a command, as Slack posts it."""
    given = {
        "token": "t", "team_id": slack.team.id, "channel_id": slack.channel.id, "channel_name": "news",
        "user_id": slack.reader.id, "user_name": "ada", "command": "/llama", "text": text,
        "api_app_id": slack.app, "is_enterprise_install": "false", "trigger_id": trigger,
    }  # fmt: skip
    return urlencode(given)


async def test_commands_buttons_and_choices_are_answered(slack: Standin):
    answer = await slack.reader.slash("/llama", 'search "heron 1"')
    assert "Asked search (query: 'heron 1')" in answer.text
    assert answer.first < 1.0
    assert "Asked timeline" in (await slack.reader.press(answer, "Timeline")).text
    assert "Asked story" in (await slack.reader.choose(answer, f"Open {STORIES[0]}")).text
    turned = await slack.reader.slash("/llama", "latest")
    assert (await slack.reader.press(turned, next(one for one in turned.buttons if one.endswith("▶")))).changed


async def test_slack_finds_the_address_to_be_the_bots(slack: Standin):
    reply = await slack.verify_url()
    assert reply.status == 200
    assert "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" in reply.body


@pytest.mark.parametrize(
    "how",
    [
        {"signature": "v0=" + "0" * 64},
        {"signature": "v0="},
        {"signature": "nonsense"},
        {"signature": "v0=ü"},
        {"secret": "another"},
        {"at": -301},
        {"at": 302},
    ],
    ids=str,
)
async def test_a13_what_slack_has_not_signed_in_time_is_refused(how: dict[str, object], slack: Standin):
    before = slack.channel.seen()
    reply = await slack.deliver(command(slack, "latest"), kind=FORM, **how)
    assert reply.status == UNAUTHORIZED
    assert slack.channel.seen() == before


@pytest.mark.parametrize("headers", [{}, {"X-Slack-Signature": "v0=1"}, {"X-Slack-Request-Timestamp": "soon"}], ids=str)
async def test_a13_what_has_no_signature_or_time_is_refused(headers: dict[str, str], slack: Standin, bot: Bot):
    async with aiohttp.ClientSession() as session:
        body = command(slack, "latest")
        async with session.post(f"http://{bot.http}/slack/events", data=body, headers=headers) as answer:
            assert answer.status == UNAUTHORIZED


async def test_a13_a_request_that_was_changed_by_one_byte_is_refused(slack: Standin):
    body = command(slack, "latest")
    headers = signed(body, int(slack.state.clock.now().timestamp())) | {"Content-Type": FORM}
    assert (await slack.http.post_as(body + "x", headers)).status == UNAUTHORIZED


async def test_a13_a_request_that_is_replayed_is_refused_and_has_one_effect(slack: Standin):
    await slack.reader.slash("/llama", "search replayed")
    body, headers = slack.http.sent[-1]
    before = len(slack.channel.seen())
    assert (await slack.http.post_as(body, headers)).status == UNAUTHORIZED
    assert len(slack.channel.seen()) == before


async def test_a15_the_same_under_another_signature_has_one_effect(slack: Standin):
    await slack.reader.slash("/llama", "search signed anew")
    body, _ = slack.http.sent[-1]
    before = len(slack.channel.seen())
    reply = await slack.deliver(body, kind=FORM, at=-7, more={"X-Slack-Retry-Num": "1"})
    assert reply.status == 200
    await slack.reader.slash("/llama", "sources")
    assert len(slack.channel.seen()) == before


async def test_a14_more_than_a_megabyte_is_refused_before_anything_is_looked_at(slack: Standin, bot: Bot):
    async with aiohttp.ClientSession() as session:
        body = command(slack, "x" * (1 << 20))
        headers = signed(body, int(slack.state.clock.now().timestamp()))
        data = BytesIO(body.encode())
        async with session.post(f"http://{bot.http}/slack/events", data=data, headers=headers) as answer:
            assert answer.status == 413
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '"x"', "null", "payload=%7B", "payload=null", "ü=ü", "command"])
async def test_what_is_signed_and_says_nothing_harms_nothing(body: str, slack: Standin):
    headers = signed(body, int(slack.state.clock.now().timestamp()))
    data = body.encode()
    async with aiohttp.ClientSession() as session, session.post(slack.request_url, data=data, headers=headers) as reply:
        assert reply.status in {200, 400, 401, 404}
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text


@pytest.mark.parametrize("path", ["/", "/slack", "/slack/events/x", "/metrics"])
async def test_nothing_else_is_served(path: str, slack: Standin, bot: Bot):  # noqa: ARG001  its offences are looked at
    async with aiohttp.ClientSession() as session, session.get(f"http://{bot.http}{path}") as answer:
        assert answer.status == 404


async def test_a15_an_event_that_comes_again_has_one_effect(slack: Standin, bot: Bot):
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}
    delivery = await slack.event(event)
    await asyncio.sleep(1.1)  # Slack signs the second
    assert (await slack.redeliver(delivery)).acked
    assert f"left {slack.team.id}" not in bot.kept("teams")


async def test_a_workspace_that_removes_the_bot_is_told_of(slack: Standin, bot: Bot):
    other = slack.add_team("Second Desk")
    await slack.uninstall(other)
    async with asyncio.timeout(5):
        while f"left {other.id}" not in bot.kept("teams"):  # noqa: ASYNC110  another process makes it so
            await asyncio.sleep(0.02)


async def test_a_workspace_that_is_not_known_gets_no_answer_from_the_desk(slack: Standin):
    other = slack.add_team("Third Desk")
    answer = await slack.user("Eve", team=other).slash("/llama", "sources")
    assert "not installed in this workspace" in answer.text
    assert "Asked" not in answer.text


async def test_two_processes_do_what_comes_to_both_once(tmp_path: Path):
    async with over_http(tmp_path) as first:
        slack = first.slack
        second = Bot(slack, tmp_path, http=free_address())
        await second.start()
        body = command(slack, "search both", trigger="9.9.9")
        given = json.dumps(
            {"type": "event_callback", "event_id": "Ev1", "team_id": slack.team.id, "event": {"type": "x"}}
        )
        for sent, kind in ((body, FORM), (given, "application/json")):
            headers = signed(sent, int(slack.state.clock.now().timestamp())) | {"Content-Type": kind}
            assert (await slack.http.post_as(sent, headers)).status == 200
            slack.request_url = f"http://{second.http}/slack/events"
            assert (await slack.http.post_as(sent, headers)).status == UNAUTHORIZED
            slack.request_url = f"http://{first.http}/slack/events"
        assert await second.stop() == 0
