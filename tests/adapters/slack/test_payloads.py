"""Payloads as Slack's own SDK for Java has recorded them, blanked: every listener survives each of them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from structlog.testing import capture_logs

from adapters.slack.app import UnderWay, app_of
from adapters.slack.once import Once
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.workspaces import OneToken, workspaces
from digests.layout.chat_words import ChatWords
from tests.adapters.slack.bot_process import WORDS, OneLine
from tests.adapters.slack.echo_desk import SlackEchoDesk
from tests.fakes.clock import FakeClock
from tests.standin.slack import Standin, standin

Json = dict[str, Any]


def samples(shared_dir: Path) -> Iterator[tuple[str, Json]]:
    """Yield each sample that Slack would send."""
    for path in sorted((shared_dir / "specs/slack/payload-samples").glob("*Payload.json")):
        sample = json.loads(path.read_text())
        yield path.stem, sample | ({"type": "event_callback"} if "event" in sample else {})


def filled(sample: object, known: Mapping[str, str]) -> object:
    """Return a sample whose empty fields say what they would."""
    if isinstance(sample, dict):
        return {name: known.get(name, "x") if value == "" else filled(value, known) for name, value in sample.items()}
    return [filled(one, known) for one in sample] if isinstance(sample, list) else sample


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Standin]:
    async with standin() as slack:
        yield slack


@pytest_asyncio.fixture
async def app(slack: Standin) -> AsyncIterator[AsyncApp]:
    async def keep(_: str) -> bool:
        return True

    async def left(_: str) -> None:
        return

    async with workspaces(slack.api, OneToken(slack.token, slack.api)) as reach:
        clock, desk = FakeClock(), SlackEchoDesk()
        people = People(reach, clock)
        parts = Parts(desk, WORDS, ChatWords(desk.commands, "llama"), OneLine(), people, reach, Once(keep), clock)
        app = app_of(parts, api=slack.api, signing_secret="", on_leave=left)
        under_way = UnderWay(app)
        with capture_logs():
            yield app
            await under_way.settle(5)


async def test_each_of_them_is_acknowledged_whatever_is_left_out(shared_dir: Path, app: AsyncApp, slack: Standin):
    ids = {"team_id": slack.team.id, "user_id": slack.reader.id, "channel_id": slack.channel.id}
    for name, sample in samples(shared_dir):
        pressed = {**ids, "type": "button", "action_id": "lw:q:1", "value": "latest", "command": "/llama"}
        for body in (sample, filled(sample, ids), filled(sample, pressed)):
            assert isinstance(body, dict)
            answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
            assert answer.status == 200, name


@pytest.mark.parametrize(
    "body",
    [
        {
            "type": "block_actions",
            "actions": [{"action_id": "lw:q:1", "block_id": "b", "type": "button", "value": "latest"}],
        },
        {
            "type": "block_actions",
            "actions": [{"action_id": "lw:q:1", "block_id": "b", "type": "button"}],
            "container": None,
        },
        {
            "type": "block_actions",
            "actions": [{"action_id": "lw:c:1", "block_id": "b", "type": "overflow"}],
            "message": None,
        },
        {"type": "view_submission", "view": {"type": "modal", "callback_id": "lw_unknown", "state": {"values": {}}}},
        {"type": "view_closed", "view": {"type": "modal", "callback_id": "unknown"}},
        {"type": "shortcut", "callback_id": "unknown"},
        {"type": "message_action", "callback_id": "unknown", "message": {}},
        {"type": "block_suggestion", "action_id": "unknown", "block_id": "b", "value": "x"},
        {"type": "event_callback", "event": {"type": "app_home_opened"}},
        {"type": "event_callback", "event": {"type": "message", "text": "hello", "user": "U1"}},
        {"type": "event_callback", "event": {"type": "app_uninstalled"}},
        {"command": "/llama"},
        {"command": "/other", "text": None},
    ],
    ids=str,
)
async def test_what_is_left_out_is_no_harm(body: Json, app: AsyncApp, slack: Standin):
    for given in (
        body,
        body | {"team_id": slack.team.id},
        body | {"team": {"id": slack.team.id}, "user": {"id": "U1"}},
    ):
        answer = await app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=given))
        assert answer.status == 200, given
