"""The program as it runs on Slack: a digest that was due arrives once, a command is answered, and it ends well."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from adapters.slack.installations import new_key
from adapters.slack.manifest import SCOPES
from digests.subscription import SLACK, Channel
from tests.end_to_end.program import surroundings
from tests.end_to_end.running import ENOUGH, a_bot, order, until_sent
from tests.standin.slack import Standin, User, standin


def surrounded(home: Path, slack: Standin) -> dict[str, str]:
    return surroundings(home) | {
        "LLAMAWIRE_DATABASE_URL": str(home / "news.db"),
        "LLAMAWIRE_SLACK_BOT_TOKEN": slack.token,
        "LLAMAWIRE_SLACK_APP_TOKEN": slack.app_token,
        "LLAMAWIRE_SLACK_API": slack.api,
    }


def over_http(home: Path, slack: Standin, port: int) -> dict[str, str]:
    slack.via, slack.request_url = "http", f"http://127.0.0.1:{port}/slack/events"
    return surrounded(home, slack) | {
        "LLAMAWIRE_SLACK_APP_TOKEN": "",
        "LLAMAWIRE_SLACK_SIGNING_SECRET": slack.signing_secret,
        "LLAMAWIRE_SLACK_HTTP": f"127.0.0.1:{port}",
    }


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def listening(port: int) -> None:
    """Wait until somebody listens there."""
    async with asyncio.timeout(ENOUGH):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return


def has_said_nothing_secret(home: Path, slack: Standin) -> bool:
    told = (home / "log").read_text("utf-8")
    secrets = slack.token, slack.app_token, slack.signing_secret, slack.client_secret
    return not any(secret in told for secret in secrets)


async def test_a_digest_arrives_once_whether_killed_or_stopped_and_a_command_is_answered(tmp_path: Path):
    async with standin() as slack:
        slack.team.scopes = set(SCOPES)
        await order(tmp_path, Channel(SLACK, slack.team.id, slack.channel.id))
        environ = surrounded(tmp_path, slack)
        async with a_bot(tmp_path, environ) as bot:
            await until_sent(tmp_path)
            bot.kill()
        async with a_bot(tmp_path, environ) as bot:
            await asyncio.wait_for(slack.ready(), ENOUGH)
            answer = await slack.reader.slash("/llama", "help", where=slack.channel)
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 0
        assert answer.ephemeral
        assert "/llama timeline" in answer.text
        (shown,) = slack.channel.seen()
        assert "LW #1" in shown
        assert slack.offences == []
        assert has_said_nothing_secret(tmp_path, slack)


async def test_over_http_the_same_and_what_slack_has_not_signed_is_refused(tmp_path: Path):
    async with standin() as slack:
        slack.team.scopes = set(SCOPES)
        await order(tmp_path, Channel(SLACK, slack.team.id, slack.channel.id))
        port = a_free_port()
        async with a_bot(tmp_path, over_http(tmp_path, slack, port)) as bot:
            await listening(port)
            await until_sent(tmp_path)
            answer = await slack.reader.slash("/llama", "help", where=slack.channel)
            assert (await slack.deliver("command=%2Fllama&text=help", signature="wrong")).status == 401
            again = [await slack.reader.slash("/llama", "help", where=slack.channel) for _ in range(5)]
            assert "Ask again in" in again[-1].text
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 0
        assert "/llama timeline" in answer.text
        assert slack.offences == []
        assert has_said_nothing_secret(tmp_path, slack)


async def test_workspaces_install_it_are_answered_leave_and_come_back(tmp_path: Path):
    async with standin() as slack, aiohttp.ClientSession() as browser:
        team = slack.add_team("Heron Desk", installed=False)
        reader, port = slack.user("Mo", team=team, admin=True), a_free_port()
        room = team.channel("news")
        environ = over_http(tmp_path, slack, port) | {
            "LLAMAWIRE_SLACK_BOT_TOKEN": "",
            "LLAMAWIRE_SLACK_CLIENT_ID": slack.client_id,
            "LLAMAWIRE_SLACK_CLIENT_SECRET": slack.client_secret,
            "LLAMAWIRE_SLACK_KEY": new_key(),
            "LLAMAWIRE_SLACK_URL": f"http://127.0.0.1:{port}",
        }
        async with a_bot(tmp_path, environ) as bot:
            await listening(port)
            assert await install(slack, browser, port, reader) == 200
            assert "/llama timeline" in (await reader.slash("/llama", "help", where=room)).text
            bot.kill()
        await order(tmp_path, Channel(SLACK, team.id, room.id))
        async with a_bot(tmp_path, environ) as bot:
            await listening(port)
            await until_sent(tmp_path)
            await slack.uninstall(team)
            await until(tmp_path, "SELECT count(*) FROM slack_bots", 0)
            await until(tmp_path, "SELECT count(*) FROM subscriptions WHERE paused", 1)
            assert await install(slack, browser, port, reader) == 200
            await until(tmp_path, "SELECT count(*) FROM subscriptions WHERE paused", 0)
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 0
        assert len(room.seen()) == 1
        assert slack.offences == []
        assert team.token.encode() not in (tmp_path / "news.db").read_bytes()
        assert has_said_nothing_secret(tmp_path, slack)


async def until(home: Path, question: str, answer: int) -> None:
    """Wait until the database answers so."""
    async with asyncio.timeout(ENOUGH):
        with closing(sqlite3.connect(home / "news.db")) as database:
            while database.execute(question).fetchone() != (answer,):  # noqa: ASYNC110  another process sends no event
                await asyncio.sleep(0.1)


async def install(slack: Standin, browser: aiohttp.ClientSession, port: int, by: User) -> int:
    """Install the bot in the person's workspace; return the status of the page at the end."""
    begun = await browser.get(f"http://127.0.0.1:{port}/slack/install", allow_redirects=False)
    back = slack.install(by.team, begun.headers["Location"], by)
    cookie = f"slack-app-oauth-state={begun.cookies['slack-app-oauth-state'].value}"
    async with browser.get(URL(back, encoded=True), headers={"Cookie": cookie}) as page:
        return page.status


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"BOT_TOKEN": "xoxb-canary"}, "Slack does not accept slack_bot_token (invalid_auth)."),
        ({"APP_TOKEN": "xapp-canary"}, "Slack does not accept the app-level token."),
        ({"APP_TOKEN": ""}, "There is no token of a Slack app for Socket Mode."),
        (
            {"HTTP": "127.0.0.1:3999"},
            "With slack_http set, Slack's requests cannot be checked without the signing secret of the app.",
        ),
        ({"CLIENT_ID": "1.2"}, "For several Slack workspaces this is not set: slack_http, slack_url,"),
    ],
)
async def test_what_is_not_in_order_ends_it_with_one_sentence(tmp_path: Path, wrong: dict[str, str], sentence: str):
    async with standin() as slack:
        environ = surrounded(tmp_path, slack) | {f"LLAMAWIRE_SLACK_{name}": value for name, value in wrong.items()}
        async with a_bot(tmp_path, environ) as bot:
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 2
    told = (tmp_path / "log").read_text("utf-8")
    assert f"llamawire: {sentence}" in told
    assert "canary" not in told
    assert "Traceback" not in told
