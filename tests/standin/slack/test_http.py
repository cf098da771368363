"""Signed deliveries over HTTP to the real slack-bolt."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.standin.slack import Standin, UnansweredError, payloads
from tests.standin.slack.http import FORM
from tests.standin.slack.toy import served


@pytest.fixture
async def behind(slack: Standin) -> AsyncIterator[Standin]:
    async with served(slack):
        yield slack
    assert not slack.offences


async def test_the_address_proves_to_be_the_bots(behind: Standin):
    taken = await behind.verify_url()
    assert taken.status == 200
    assert "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P" in taken.body


async def test_commands_buttons_windows_and_home_come_over_http(behind: Standin):
    answer = await behind.reader.slash("/llama", "timeline llama")
    assert answer.text == "You said timeline llama"
    assert (await behind.reader.press(answer, "Page")).text == "Page 2"
    window = await behind.reader.slash("/llama", "window")
    assert (await behind.reader.submit(window, {"When?": "wrong"})).errors
    home = await behind.reader.open_home()
    assert await behind.reader.suggest(home, "topic", "lla") == [("lla 1", "t1"), ("lla 2", "t2")]
    assert (await behind.reader.slash("/llama", "now")).text == "At once."


@pytest.mark.parametrize("how", [{"signature": "v0=of-nobody"}, {"at": -400}, {"at": 400}, {"secret": "another"}])
async def test_what_is_signed_wrong_old_or_of_the_future_is_refused_by_bolt(behind: Standin, how: dict[str, str]):
    """A13."""
    body = json.dumps(payloads.event(behind.state, behind.team, {"type": "app_uninstalled"}))
    assert (await behind.deliver(body, **how)).status == 401
    assert (await behind.deliver(body)).status == 200


async def test_what_was_sent_can_be_sent_again(behind: Standin):
    await behind.reader.slash("/llama", "x")
    assert FORM in behind.http.sent[-1][1].values()
    assert (await behind.http.post_as(*behind.http.sent[-1])).status == 200


async def test_nobody_at_the_address_means_no_answer(slack: Standin):
    slack.via, slack.request_url = "http", "http://127.0.0.1:9/slack/events"
    with pytest.raises(UnansweredError, match="connection_failed"):
        await slack.reader.slash("/llama", "x")


async def _troubled(slack: Standin, statuses: list[int]) -> list[dict[str, str]]:
    """Return the headers of an event's attempts, where the bot answers with these statuses."""
    seen: list[dict[str, str]] = []

    async def handle(request: web.Request) -> web.Response:
        seen.append(dict(request.headers))
        return web.Response(status=statuses[len(seen) - 1])

    app = web.Application()
    app.router.add_post("/", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.via, slack.request_url = "http", f"http://127.0.0.1:{runner.addresses[0][1]}/"
    asked = asyncio.create_task(slack.event({"type": "app_uninstalled"}))
    while len(seen) < len(statuses):
        await asyncio.sleep(0.03)
        await slack.advance(30)
    await asked
    await runner.cleanup()
    return seen


async def test_an_event_that_was_refused_comes_again_and_says_so(slack: Standin):
    seen = await _troubled(slack, [500, 503, 200])
    assert [one.get("X-Slack-Retry-Num") for one in seen] == [None, "1", "2"]
    assert seen[1]["X-Slack-Retry-Reason"] == "http_error"
