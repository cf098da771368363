"""What the bot is told, in the shapes of ``specs/slack/payload-samples``."""

from __future__ import annotations

from typing import Any

from tests.standin.slack.asked import Asked
from tests.standin.slack.state import State
from tests.standin.slack.world import Message, Team, View

Json = dict[str, Any]
TOKEN = "the-old-verification-token"  # noqa: S105  no secret


def command(state: State, asked: Asked, name: str, text: str, url: str) -> Json:
    """Return a slash command."""
    team, channel = asked.team, asked.channel
    if channel is None:
        raise TypeError(name)
    return {
        "token": TOKEN,
        "api_app_id": state.app,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.called,
        "user_id": asked.person.id,
        "user_name": asked.person.handle,
        "command": name,
        "text": text,
        "response_url": url,
        "trigger_id": asked.trigger,
        "is_enterprise_install": "false",
    }


def interaction(state: State, asked: Asked, kind: str) -> Json:
    """Return what all interactions tell."""
    person, team = asked.person, asked.team
    user = {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team}
    told: Json = {"type": kind, "user": user, "api_app_id": state.app, "token": TOKEN, "enterprise": None}
    told |= {"team": {"id": team.id, "domain": team.domain}, "is_enterprise_install": False}
    return told | ({"trigger_id": asked.trigger} if kind not in ("view_closed", "block_suggestion") else {})


def actions(state: State, asked: Asked, acted: Json, url: str) -> Json:
    """Return that something was pressed or chosen; of an ephemeral message Slack tells no more than where it is."""
    told = interaction(state, asked, "block_actions") | _where(asked)
    if asked.source is not None:
        told |= {"response_url": url, "state": {"values": {}}}
        if asked.source.only_for is None:
            told["message"] = asked.source.record(with_metadata=True)
    return told | {"actions": [acted | {"action_ts": state.ts()}]}


def suggestion(state: State, asked: Asked, action_id: str, block_id: str, typed: str) -> Json:
    """Return that somebody types into an external select."""
    told = interaction(state, asked, "block_suggestion") | _where(asked)
    if asked.source is not None and asked.source.only_for is None:
        told["message"] = asked.source.record(with_metadata=True)
    return told | {"action_id": action_id, "block_id": block_id, "value": typed}


def submission(state: State, asked: Asked, view: View) -> Json:
    """Return that a modal was submitted."""
    return interaction(state, asked, "view_submission") | {"view": view.record(), "response_urls": []}


def closed(state: State, asked: Asked, view: View, *, cleared: bool) -> Json:
    """Return that a modal was closed."""
    return interaction(state, asked, "view_closed") | {"view": view.record(), "is_cleared": cleared}


def shortcut(state: State, asked: Asked, callback: str, url: str) -> Json:
    """Return that a shortcut was used, on a message or from anywhere; Slack leaves the app and one name out."""
    source = asked.source
    told = interaction(state, asked, "message_action" if source else "shortcut")
    told |= {"callback_id": callback, "action_ts": state.ts()}
    del told["api_app_id"], told["user"]["username" if source else "name"]
    if source is not None:
        told |= {"response_url": url, "message_ts": source.ts, "channel": _channel(source)}
        told["message"] = source.record(with_metadata=True)
    return told


def event(state: State, team: Team, body: Json) -> Json:
    """Return an event with what is around it."""
    now = int(state.clock.now().timestamp())
    mine = {"enterprise_id": None, "team_id": team.id, "user_id": team.bot, "is_bot": True}
    return {
        "token": TOKEN,
        "team_id": team.id,
        "api_app_id": state.app,
        "event": {"event_ts": state.ts()} | body,
        "type": "event_callback",
        "event_id": state.ids("Ev"),
        "event_time": now,
        "authorizations": [mine | {"is_enterprise_install": False}],
        "is_ext_shared_channel": False,
        "event_context": f"4-{state.ids('E')}",
        "context_team_id": team.id,
        "context_enterprise_id": None,
    }


def _where(asked: Asked) -> Json:
    """Return in what something was pressed."""
    if asked.source_view is not None:
        view = asked.source_view
        return {"container": {"type": "view", "view_id": view.id}, "view": view.record()}
    source = asked.source
    if source is None:
        raise TypeError(asked.kind)
    ephemeral = source.only_for is not None
    box = {"type": "message", "message_ts": source.ts, "channel_id": source.channel.id, "is_ephemeral": ephemeral}
    box |= {"thread_ts": source.thread_ts} if source.thread_ts else {}
    return {"container": box, "channel": _channel(source)}


def _channel(message: Message) -> Json:
    return {"id": message.channel.id, "name": message.channel.called}
