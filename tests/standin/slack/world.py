"""What there is on the stand-in: workspaces, people, channels, messages, views; and how Slack tells of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.standin.slack.reading import plain, reader_text

Json = dict[str, Any]
SCOPES = frozenset(
    {
        "chat:write",
        "commands",
        "channels:history",
        "groups:history",
        "im:history",
        "mpim:history",
        "channels:read",
        "groups:read",
        "im:read",
        "mpim:read",
        "im:write",
        "users:read",
        "files:read",
        "files:write",
        "channels:join",
        "app_mentions:read",
    }
)
"""What a workspace has granted unless told."""


@dataclass(slots=True, eq=False)
class Person:
    """An account in a workspace."""

    id: str
    name: str
    team: str
    locale: str = "en-US"
    tz: str = "Europe/London"
    admin: bool = False
    owner: bool = False
    guest: bool = False
    bot: bool = False
    stranger: bool = False
    """From another workspace, met in a shared channel."""
    gone: bool = False
    """Deactivated."""

    def record(self, at: datetime, *, with_locale: bool = False) -> Json:
        """Return the person as users.info tells."""
        zone = at.astimezone(ZoneInfo(self.tz))
        profile = {"real_name": self.name, "real_name_normalized": self.name, "display_name": self.name}
        profile |= {"display_name_normalized": self.name, "status_text": "", "status_emoji": "", "team": self.team}
        told: Json = {"id": self.id, "team_id": self.team, "name": self.handle, "deleted": self.gone, "color": "9f69e7"}
        told |= {"real_name": self.name, "tz": self.tz, "tz_label": zone.tzname() or self.tz, "profile": profile}
        told["tz_offset"] = int((zone.utcoffset() or timedelta()).total_seconds())
        told |= {"is_admin": self.admin or self.owner, "is_owner": self.owner, "is_primary_owner": False}
        told |= {"is_restricted": self.guest, "is_ultra_restricted": False, "is_bot": self.bot, "is_app_user": False}
        told |= {"updated": 1700000000, "is_email_confirmed": True, "who_can_share_contact_card": "EVERYONE"}
        if self.stranger:
            told["is_stranger"] = True
            for name in ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted"):
                del told[name]
        return told | ({"locale": self.locale} if with_locale else {})

    @property
    def handle(self) -> str:
        """The short name."""
        return self.name.lower().replace(" ", ".")


@dataclass(slots=True, eq=False)
class Message:
    """A message."""

    ts: str
    channel: Channel
    user: str
    said: str = ""
    """``text``, as it was sent."""
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str = ""
    broadcast: bool = False
    only_for: Person | None = None
    files: list[Json] = field(default_factory=list)
    edited: datetime | None = None
    removed: bool = False
    app: str = ""
    """The app that posted it, "" for a person."""

    @property
    def id(self) -> str:
        """Its ts."""
        return self.ts

    @property
    def fallback(self) -> str:
        """The text that notifications and readers of screens get."""
        return plain(self.said)

    @property
    def text(self) -> str:
        """What is read: the blocks, where there are any, else the text."""
        return reader_text(self.blocks) if self.blocks else self.fallback

    @property
    def at(self) -> datetime:
        """When it was posted."""
        return datetime.fromtimestamp(float(self.ts), UTC)

    @property
    def nonce(self) -> str:
        """The key in its metadata."""
        payload = (self.metadata or {}).get("event_payload") or {}
        return str(payload.get("key") or "")

    def record(self, *, with_metadata: bool = False) -> Json:
        """Return it as Slack tells of it."""
        team = self.channel.team
        told: Json = {"type": "message", "user": self.user, "ts": self.ts, "team": team.id, "text": self.said}
        if self.app:
            told |= {"bot_id": team.bot_id, "app_id": self.app, "bot_profile": team.bot_profile(self.app)}
        told |= {"blocks": self.blocks} if self.blocks else {}
        told |= {"files": self.files, "upload": False} if self.files else {}
        if self.edited:
            told["edited"] = {"user": self.user, "ts": f"{self.edited.timestamp():.6f}"}
        told |= {"thread_ts": self.thread_ts} if self.thread_ts else {}
        if self.metadata is not None:
            told["metadata"] = self.metadata if with_metadata else {"event_type": self.metadata["event_type"]}
        return told | self._replies()

    def _replies(self) -> Json:
        replies = self.channel.replies(self.ts)
        if not replies or self.thread_ts:
            return {}
        users = sorted({one.user for one in replies})
        return {
            "thread_ts": self.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
            "reply_users": users,
            "is_locked": False,
            "subscribed": False,
        }


@dataclass(slots=True, eq=False)
class Channel:
    """A channel, or the direct messages with a person."""

    id: str
    name: str
    team: Team
    private: bool = False
    recipient: Person | None = None
    archived: bool = False
    restricted: bool = False
    """Only some may post."""
    shared: bool = False
    """With another organisation."""
    gone: bool = False
    unreadable: bool = False
    """Its history is refused to the bot."""
    members: set[str] = field(default_factory=set)
    messages: dict[str, Message] = field(default_factory=dict)
    created: int = 1700000000

    @property
    def has_bot(self) -> bool:
        """Whether the bot is a member."""
        return self.team.bot in self.members

    @property
    def called(self) -> str:
        """The name that payloads give."""
        return "directmessage" if self.recipient else "privategroup" if self.private else self.name

    def shown(self, thread: str | None = None) -> list[Message]:
        """Return messages that everybody in the channel sees, oldest first; or a thread's replies."""
        there = [one for one in self.messages.values() if not one.removed and one.only_for is None]
        if thread is not None:
            return [one for one in there if one.thread_ts == thread]
        return [one for one in there if not one.thread_ts or one.broadcast]

    def seen(self, thread: str | None = None) -> list[str]:
        """Return the texts of messages that everybody in the channel sees, oldest first; or of a thread's replies."""
        return [one.text for one in self.shown(thread)]

    def replies(self, ts: str) -> list[Message]:
        """Return the replies to a message."""
        return [one for one in self.messages.values() if one.thread_ts == ts and not one.removed and not one.only_for]

    def record(self) -> Json:
        """Return it as Slack tells of it."""
        told: Json = {"id": self.id, "created": self.created, "is_archived": self.archived, "is_im": False}
        if self.recipient:
            told |= {"is_im": True, "user": self.recipient.id, "is_user_deleted": self.recipient.gone, "priority": 0}
            return told | {"is_org_shared": False, "context_team_id": self.team.id}
        told |= {"name": self.name, "name_normalized": self.name, "is_channel": not self.private}
        told |= {"is_group": self.private, "is_mpim": False, "is_private": self.private, "is_general": False}
        told |= {"is_shared": self.shared, "is_ext_shared": self.shared, "is_org_shared": False, "unlinked": 0}
        told |= {"is_member": self.has_bot, "is_pending_ext_shared": False, "pending_shared": [], "creator": "U0"}
        told |= {"topic": {"value": "", "creator": "", "last_set": 0}, "previous_names": [], "shared_team_ids": []}
        told |= {"purpose": {"value": "", "creator": "", "last_set": 0}, "context_team_id": self.team.id}
        return told | {"is_read_only": self.restricted, "num_members": len(self.members), "updated": 1700000000000}


@dataclass(slots=True, eq=False)
class View:
    """A modal or a Home tab."""

    id: str
    team: Team
    person: Person
    body: Json
    """As the bot gave it, blocks and elements named."""
    hash: str
    root: str = ""
    previous: str = ""
    app: str = ""
    state: Json = field(default_factory=dict)
    closed: bool = False

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def text(self) -> str:
        """What is read in it."""
        return reader_text(self.blocks)

    @property
    def title(self) -> str:
        """The title of a modal."""
        return str((self.body.get("title") or {}).get("text", ""))

    def record(self) -> Json:
        """Return it as Slack tells of it."""
        told = {name: self.body.get(name) for name in ("title", "submit", "close")}
        told |= {name: self.body.get(name) or "" for name in ("private_metadata", "callback_id", "external_id")}
        told |= {name: bool(self.body.get(name)) for name in ("clear_on_close", "notify_on_close", "submit_disabled")}
        told |= {"id": self.id, "team_id": self.team.id, "type": self.body["type"], "blocks": self.blocks}
        told |= {"state": {"values": self.state}, "hash": self.hash, "root_view_id": self.root or self.id}
        told |= {"previous_view_id": self.previous or None, "app_id": self.app, "bot_id": self.team.bot_id}
        return told | {"app_installed_team_id": self.team.id}


@dataclass(slots=True, eq=False)
class Team:
    """A workspace in which the app is installed."""

    id: str
    name: str
    token: str
    bot: str
    """The bot's user id."""
    bot_id: str
    ids: Callable[[str], str]
    """Makes ids by their first letter."""
    installed: bool = True
    revoked: bool = False
    inactive: bool = False
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    """By person."""
    files: dict[str, Json] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """Its name in addresses."""
        return self.name.lower().replace(" ", "-")

    def revoke(self) -> None:
        """Let the bot's token be revoked."""
        self.revoked = True

    def disable(self) -> None:
        """Let the bot's account be switched off."""
        self.inactive = True

    def person(self, name: str, **more: Any) -> Person:  # noqa: ANN401  fields of a person
        """Return a new person in it."""
        person = Person(self.ids("U"), name, more.pop("team", self.id), **more)
        self.people[person.id] = person
        for channel in self.channels.values():
            if not channel.recipient and not channel.private:
                channel.members.add(person.id)
        return person

    def channel(self, name: str, *, bot: bool = True, **more: Any) -> Channel:  # noqa: ANN401  fields of a channel
        """Return a new channel with everybody in it; the bot unless told otherwise."""
        members = {one for one in self.people if one != self.bot} | ({self.bot} if bot else set())
        channel = Channel(self.ids("C"), name, self, members=members, **more)
        self.channels[channel.id] = channel
        return channel

    def direct(self, person: Person) -> Channel:
        """Return the direct messages between the bot and a person, making them once."""
        known = next((one for one in self.channels.values() if one.recipient is person), None)
        if known is None:
            known = Channel(self.ids("D"), "", self, recipient=person, members={self.bot, person.id})
            self.channels[known.id] = known
        return known

    def bot_profile(self, app: str) -> Json:
        """Return what messages tell of the bot."""
        told = {"id": self.bot_id, "deleted": False, "name": "Llamawire", "updated": 1700000000, "app_id": app}
        return told | {
            "user_id": self.bot,
            "icons": {"image_36": "", "image_48": "", "image_72": ""},
            "team_id": self.id,
        }
