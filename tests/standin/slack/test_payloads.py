"""What the bot is told has the keys of the official samples, and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.standin.slack import Standin, payloads
from tests.standin.slack.asked import Asked
from tests.standin.slack.examples import actions, button, modal, section
from tests.standin.slack.keeping import kept
from tests.standin.slack.toy import QUIET, client
from tests.standin.slack.world import Message

Json = dict[str, Any]
NEWER = {"is_locked", "enterprise", "response_urls", "callback_id", "block_id", "value", "user_id"}
"""Keys that real payloads have and the blanked samples lack, or that our null stands for."""


def _strange(told: object, sample: object, where: str = "") -> list[str]:
    """Return the keys that a sample does not have, two levels deep and further where it tells more."""
    if not isinstance(told, dict) or not isinstance(sample, dict) or not sample:
        return []
    found = [f"{where}{key}" for key in told if key not in sample and key not in NEWER]
    return found + [one for key in told if key in sample for one in _strange(told[key], sample[key], f"{where}{key}.")]


@pytest.fixture
def samples(shared_dir: Path) -> Path:
    return shared_dir / "specs/slack/payload-samples"


def _sample(samples: Path, name: str) -> Json:
    read: Json = json.loads((samples / f"{name}.json").read_text("utf-8"))
    return read


async def _message(slack: Standin) -> Message:
    blocks = [section(), actions(button())]
    await client(slack).chat_postMessage(channel=slack.channel.id, text="x", blocks=blocks, **QUIET)
    return slack.channel.shown()[0]


def _asked(slack: Standin, source: Message | None = None) -> Asked:
    return slack.reader._asked("block_actions", slack.channel, source)


async def test_a_command_has_the_keys_of_the_sample(slack: Standin, samples: Path):
    told = payloads.command(slack.state, _asked(slack), "/llama", "x", "http://x")
    sample = _sample(samples, "SlashCommandPayload")
    assert _strange(told, sample) == []
    assert set(sample) - set(told) == {"enterprise_id", "enterprise_name"}


async def test_a_press_has_the_keys_of_the_sample(slack: Standin, samples: Path):
    message = await _message(slack)
    acted = {"type": "button", "action_id": "more", "block_id": "b", "value": "v", "text": button()["text"]}
    told = payloads.actions(slack.state, _asked(slack, message), acted, "http://x")
    sample = _sample(samples, "BlockActionPayload")
    assert _strange(told, sample) == []
    assert _strange(told["actions"][0], sample["actions"][0]) == []


async def test_a_shortcut_on_a_message_has_the_keys_of_the_sample(slack: Standin, samples: Path):
    told = payloads.shortcut(slack.state, _asked(slack, await _message(slack)), "which", "http://x")
    assert _strange(told, _sample(samples, "MessageShortcutPayload")) == []


async def test_a_window_that_is_sent_or_closed_has_the_keys_of_the_sample(slack: Standin, samples: Path):
    asked = _asked(slack)
    await client(slack).views_open(trigger_id=asked.trigger, view=modal(section()))
    assert asked.view is not None
    asked.view.body["blocks"] = kept(asked.view.blocks)
    told = payloads.submission(slack.state, asked, asked.view)
    closed = payloads.closed(slack.state, asked, asked.view, cleared=True)
    for one, name in ((told, "ViewSubmissionPayload"), (closed, "ViewClosedPayload")):
        assert [key for key in _strange(one, _sample(samples, name)) if key != "view.blocks"] == []
    assert "trigger_id" not in closed


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("AppUninstalledPayload", {"type": "app_uninstalled"}),
        ("ChannelArchivePayload", {"type": "channel_archive", "channel": "C1", "user": "U1"}),
        ("TokensRevokedPayload", {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U1"]}}),
        ("AppHomeOpenedPayload", {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}),
    ],
)
async def test_an_event_has_the_keys_of_the_sample(slack: Standin, samples: Path, name: str, body: Json):
    told = payloads.event(slack.state, slack.team, body)
    strange = set(_strange(told, _sample(samples, name)))
    assert strange <= {"event.event_ts", "context_team_id", "context_enterprise_id"}


@pytest.mark.parametrize("method", ["auth.test", "users.info", "conversations.info", "conversations.list"])
async def test_an_answer_has_the_keys_of_the_sample(slack: Standin, samples: Path, method: str):
    given = {"users.info": {"user": slack.reader.id}, "conversations.info": {"channel": slack.channel.id}}
    told = await client(slack).api_call(method, http_verb="GET", params=given.get(method, {}))
    sample = _sample(samples, f"api.{method}")
    assert _strange(told.data, sample) == []
    if method == "conversations.list":
        known = {key for one in sample["channels"] for key in one}
        assert {key for one in told["channels"] for key in one} - known <= {"is_read_only"}
