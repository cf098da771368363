"""Guilds, channels, people and messages, with the records in which Discord tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.standin.discord.clock import instant
from tests.standin.discord.permissions import ALL, Overwrite, permitted
from tests.standin.discord.reading import reader_text

Json = dict[str, Any]
"""A JSON object."""
TEXT, DIRECT, THREAD = 0, 1, 11
"""Kinds of channels: of a guild, direct messages, a public thread."""
V2, EPHEMERAL, LOADING, HAS_THREAD = 1 << 15, 1 << 6, 1 << 7, 1 << 5
"""Flags of messages."""


@dataclass(slots=True, eq=False)
class Person:
    """An account."""

    id: str
    name: str
    locale: str = "en-US"
    bot: bool = False
    open_to_direct: bool = True
    """Takes direct messages."""

    def record(self) -> Json:
        """Return it as Discord tells of it."""
        return {
            "id": self.id,
            "username": self.name,
            "discriminator": "0",
            "global_name": None if self.bot else self.name,
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
            "flags": 0,
        }


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild."""

    id: str
    name: str
    permissions: int

    def record(self, position: int) -> Json:
        """Return it as Discord tells of it."""
        colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
        return {
            "id": self.id,
            "name": self.name,
            "permissions": str(self.permissions),
            "position": position,
            "color": 0,
            "colors": colors,
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


@dataclass(slots=True, eq=False)
class Member:
    """A person in a guild."""

    person: Person
    roles: list[str] = field(default_factory=list)

    def record(self, at: datetime) -> Json:
        """Return it as Discord tells of it; the person is said to have joined at that instant."""
        return {
            "user": self.person.record(),
            "nick": None,
            "avatar": None,
            "roles": self.roles,
            "joined_at": at.isoformat(),
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
        }


@dataclass(slots=True, eq=False)
class Message:
    """A message, and who sees it."""

    id: str
    channel: Channel
    author: Person
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    edited: datetime | None = None
    removed: bool = False
    only_for: Person | None = None
    """Of a private answer: the one who sees it."""
    application: str | None = None
    """Of answers: the application whose they are."""
    interaction: Json | None = None
    """What it answers, as told in ``interaction_metadata``."""
    thread: str | None = None
    kind: int = 0

    @property
    def at(self) -> datetime:
        """When it was posted."""
        return instant(self.id)

    @property
    def text(self) -> str:
        """What a reader reads: content, embeds and components, line by line, escapes taken away."""
        return reader_text(self.content, self.embeds, self.components)

    def record(self) -> Json:
        """Return it as Discord tells of it; the nonce is told to nobody but who sends."""
        told: Json = {
            "id": self.id,
            "channel_id": self.channel.id,
            "author": self.author.record(),
            "content": self.content,
            "timestamp": self.at.isoformat(),
            "edited_timestamp": self.edited.isoformat() if self.edited else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": self.attachments,
            "embeds": self.embeds,
            "components": self.components,
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if self.application:
            told |= {"application_id": self.application, "webhook_id": self.application}
        if self.interaction:
            told["interaction_metadata"] = self.interaction
        return told


@dataclass(slots=True, eq=False)
class Channel:
    """Where people read."""

    id: str
    name: str
    guild: Guild | None = None
    kind: int = TEXT
    parent: Channel | None = None
    """Of a thread: where it was begun."""
    recipient: Person | None = None
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    """By role or member."""
    messages: dict[str, Message] = field(default_factory=dict)
    by_nonce: dict[str, list[Message]] = field(default_factory=dict)
    gone: bool = False
    slowmode: int = 0
    """Seconds between two posts of a member."""
    quiet_until: datetime | None = None
    """Until when a call was told to wait."""
    archive_after: int = 1440

    def shown(self) -> list[Message]:
        """Return the messages that everybody in the channel sees, oldest first."""
        return [message for message in self.messages.values() if not message.removed and message.only_for is None]

    def seen(self) -> list[str]:
        """Return what a reader of the channel reads now, message by message."""
        return [message.text for message in self.shown()]

    def record(self) -> Json:
        """Return it as Discord tells of it."""
        last = next(reversed(self.messages), None)
        told: Json = {"id": self.id, "type": self.kind, "last_message_id": last, "flags": 0}
        if self.recipient:
            return told | {"recipients": [self.recipient.record()]}
        told |= {"guild_id": self._guild.id, "name": self.name, "rate_limit_per_user": self.slowmode}
        if self.parent:
            return told | self._as_thread(self.parent)
        overwrites = [self._overwrite(whose, *bits) for whose, bits in self.overwrites.items()]
        return told | {
            "position": 0,
            "permission_overwrites": overwrites,
            "parent_id": None,
            "nsfw": False,
            "topic": None,
        }

    @property
    def _guild(self) -> Guild:
        if self.guild is None:
            raise TypeError(self.id)
        return self.guild

    def _overwrite(self, whose: str, allow: int, deny: int) -> Json:
        kind = 0 if whose in self._guild.roles else 1
        return {"id": whose, "type": kind, "allow": str(allow), "deny": str(deny)}

    def _as_thread(self, parent: Channel) -> Json:
        at = instant(self.id).isoformat()
        data = {
            "archived": False,
            "locked": False,
            "archive_timestamp": at,
            "auto_archive_duration": self.archive_after,
        }
        return {
            "parent_id": parent.id,
            "owner_id": self._guild.bot,
            "thread_metadata": data,
            "message_count": len(self.messages),
            "member_count": 1,
            "total_message_sent": len(self.messages),
        }


@dataclass(slots=True, eq=False)
class Guild:
    """A server with its people, roles and channels."""

    id: str
    name: str
    bot: str
    """The bot's id, whether it is there or not."""
    locale: str = "en-US"
    owner: str = "0"
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def has_bot(self) -> bool:
        """Whether the bot was invited and not thrown out."""
        return self.bot in self.members

    def permissions(self, person: str, channel: Channel | None = None) -> int:
        """Return what a member may, in general or in a channel (a thread is ruled by where it was begun)."""
        if person == self.owner:
            return ALL
        member = self.members.get(person)
        if member is None:
            return 0
        held = [(role, self.roles[role].permissions) for role in member.roles]
        overwrites = (channel.parent or channel).overwrites if channel else {}
        return permitted(self.roles[self.id].permissions, held, overwrites, self.id, person)

    def record(self, at: datetime) -> Json:
        """Return it as Discord tells of it, without its channels and members."""
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "splash": None,
            "discovery_splash": None,
            "owner_id": self.owner,
            "region": "",
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "roles": [role.record(position) for position, role in enumerate(self.roles.values())],
            "emojis": [],
            "stickers": [],
            "features": [],
            "mfa_level": 0,
            "application_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "vanity_url_code": None,
            "description": None,
            "banner": None,
            "premium_tier": 0,
            "preferred_locale": self.locale,
            "public_updates_channel_id": None,
            "nsfw_level": 0,
            "premium_progress_bar_enabled": False,
            "safety_alerts_channel_id": None,
            "max_members": 500000,
            "joined_at": at.isoformat(),
        }
