"""Who asks, where, and in which language: read anew from all that Slack tells of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.parts import Parts
from adapters.slack.sight import reach_of, sight_of
from digests.ask import Ask
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.language import Lang
from digests.subscription import SLACK, Channel
from digests.words import Words

Body = Mapping[str, Any]
"""JSON of Slack's: a command, an interaction or an event with its wrapping."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever asks."""

    asker: Asker
    words: Words
    """In their language: that which they chose, else that of their Slack."""
    zone: str
    name: str

    @property
    def lang(self) -> Lang:
        """The language in which they are answered."""
        return self.words.lang

    def question(self, ask: Ask) -> Question:
        """Return what they ask."""
        return Question(ask.verb, ask.options, self.lang, self.zone, self.asker)


async def reader_of(body: Body, parts: Parts) -> Reader:
    """Return who asks. What they may is what Slack said of them within the last minutes."""
    team, user = team_of(body), user_of(body)
    person = await parts.people.person(team, user)
    place = place_of(body)
    sees, reach = sight_of(parts.workspaces, team, user), reach_of(parts.workspaces, team)
    asker = Asker(
        SLACK, team, user, place, ":" in place.name, person.manages, guest=person.guest, sees=sees, reach=reach
    )
    lang = await _chosen(asker, parts) or person.lang
    return Reader(asker, parts.words[lang], person.zone, person.name or _name(body))


def team_of(body: Body) -> str:
    """Return the workspace, by its id: that in which the bot is, where a channel is shared with another."""
    view = body.get("view") or {}
    known = view.get("app_installed_team_id") or _id(body.get("team")) or body.get("team_id")
    if not known and body.get("authorizations"):
        known = body["authorizations"][0].get("team_id")
    return str(known or (_user(body).get("team_id")) or view.get("team_id") or "")


def user_of(body: Body) -> str:
    """Return the person, by their id."""
    event = body.get("event") or {}
    return str(_id(body.get("user")) or body.get("user_id") or _id(event.get("user")) or "")


def channel_of(body: Body) -> str:
    """Return the channel, by its id; nothing in a modal or on the Home tab."""
    return str(_id(body.get("channel")) or body.get("channel_id") or _container(body).get("channel_id") or "")


def thread_of(body: Body) -> str:
    """Return the thread in which the pressed message stands, by the timestamp of its first message; else nothing."""
    message, container = body.get("message") or {}, _container(body)
    thread = message.get("thread_ts") or container.get("thread_ts") or ""
    return "" if thread == (message.get("ts") or container.get("message_ts")) else str(thread)


def message_of(body: Body) -> str:
    """Return the timestamp of the pressed message; nothing where none was pressed."""
    return str((body.get("message") or {}).get("ts") or _container(body).get("message_ts") or "")


def is_ephemeral(body: Body) -> bool:
    """Say whether only whoever pressed sees the pressed message."""
    return bool(_container(body).get("is_ephemeral"))


def place_of(body: Body) -> Channel:
    """Return where it was asked: a channel, a thread as ``CHANNEL:TIMESTAMP``, else the person's direct messages."""
    channel, thread = channel_of(body), thread_of(body)
    if not channel or channel.startswith("D"):
        channel, thread = f"@{user_of(body)}", ""
    return Channel(SLACK, team_of(body), f"{channel}:{thread}" if thread else channel)


async def _chosen(asker: Asker, parts: Parts) -> Lang | None:
    """Return the language they chose; where that cannot be looked up, the answer will say why."""
    try:
        return await parts.desk.language(asker)
    except Refusal:
        return None


def _container(body: Body) -> Body:
    return body.get("container") or {}


def _user(body: Body) -> Body:
    user = body.get("user")
    return user if isinstance(user, Mapping) else {}


def _name(body: Body) -> str:
    return str(_user(body).get("name") or body.get("user_name") or user_of(body))


def _id(thing: object) -> object:
    return thing.get("id") if isinstance(thing, Mapping) else thing
