"""Posting, reading, editing and deleting messages (discord-api-docs, Message)."""

from __future__ import annotations

from datetime import timedelta

from tests.standin.discord.calls import DONE, Call, File, Reply, Route, Routes, limited
from tests.standin.discord.components import filed, numbered
from tests.standin.discord.errors import SAID, RefusalError
from tests.standin.discord.permissions import (
    ATTACH_FILES,
    BYPASS_SLOWMODE,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
)
from tests.standin.discord.state import State
from tests.standin.discord.world import Channel, Json, Message

_MESSAGES = "/channels/{channel_id}/messages"
_ONE = f"{_MESSAGES}/{{message_id}}"


class Messages:
    """Messages of channels, as the bot calls for them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("POST", _MESSAGES, "post", self.post)
        yield Route("GET", _MESSAGES, "read", self.read)
        yield Route("GET", _ONE, "read", self.read_one)
        yield Route("PATCH", _ONE, "edit", self.edit)
        yield Route("DELETE", _ONE, "delete", self.delete)

    def post(self, call: Call) -> Reply:
        """Create a message; the same nonce within the window is the same message, also when it was taken away."""
        channel = self._state.found(call.places["channel_id"])
        self._may_post(channel, call)
        known = self._known(channel, call)
        if known is not None:
            if known.removed:
                raise RefusalError(10008)
            return Reply(200, known.record() | {"nonce": known.nonce})
        slow = self._slowed(channel)
        if slow:
            return slow
        message = self.filled(Message(self._state.ids(), channel, self._state.bot), call.body, call.files)
        message.nonce = call.body.get("nonce")
        channel.messages[message.id] = message
        if message.nonce is not None:
            channel.by_nonce.setdefault(str(message.nonce), []).append(message)
        self._state.note("seen", channel.id, id=message.id, nonce=message.nonce, text=message.text)
        return Reply(200, message.record() | ({} if message.nonce is None else {"nonce": message.nonce}))

    def filled(self, message: Message, body: Json, files: tuple[File, ...]) -> Message:
        """Fill a message with what a body says of it; what it does not speak of stays."""
        message.content = (body.get("content") if "content" in body else message.content) or ""
        message.content = message.content.strip()
        message.embeds = (body.get("embeds") or []) if "embeds" in body else message.embeds
        message.flags |= body.get("flags") or 0
        if files or body.get("attachments") is not None:
            message.attachments = filed(self._state, message, body.get("attachments") or [], files)
        if "components" in body:
            message.components = numbered(body["components"] or [], message.attachments)
        return message

    def read(self, call: Call) -> Reply:
        """Return messages, newest first; none where the history may not be read, and no word why."""
        channel = self._state.found(call.places["channel_id"])
        if not self._state.may(channel, READ_MESSAGE_HISTORY):
            return Reply(200, [])
        shown, most = channel.shown(), int(call.query.get("limit", "50"))
        if "around" in call.query:
            before = sum(int(one.id) < int(call.query["around"]) for one in shown)
            page = shown[max(before - most // 2, 0) :][:most]
        elif "after" in call.query:
            page = [one for one in shown if int(one.id) > int(call.query["after"])][:most]
        else:
            before = int(call.query.get("before", 1 << 63))
            page = [one for one in shown if int(one.id) < before][-most:]
        return Reply(200, [self._as_seen(one) for one in reversed(page)])

    def read_one(self, call: Call) -> Reply:
        """Return a message."""
        channel = self._state.found(call.places["channel_id"])
        if not self._state.may(channel, READ_MESSAGE_HISTORY):
            raise RefusalError(50001)
        return Reply(200, self._as_seen(self._public(channel, call)))

    def _as_seen(self, message: Message) -> Json:
        """Return a message as the bot may see it: without the intent for it, others' words are hidden in a guild."""
        if message.author is self._state.bot or message.channel.guild is None:
            return message.record()
        return message.record() | {"content": "", "embeds": [], "attachments": [], "components": []}

    def edit(self, call: Call) -> Reply:
        """Change a message of the bot's own."""
        channel = self._state.found(call.places["channel_id"])
        message = self._public(channel, call)
        if message.author is not self._state.bot:
            raise RefusalError(50005)
        self.filled(message, call.body, call.files)
        message.edited = self._state.clock.now()
        self._state.note("edited", channel.id, id=message.id, text=message.text)
        return Reply(200, message.record())

    def delete(self, call: Call) -> Reply:
        """Delete a message of the bot's own."""
        channel = self._state.found(call.places["channel_id"])
        message = self._public(channel, call)
        if message.author is not self._state.bot:
            raise RefusalError(50013)
        message.removed = True
        self._state.note("removed", channel.id, id=message.id, nonce=message.nonce, by="bot")
        return DONE

    def _public(self, channel: Channel, call: Call) -> Message:
        message = self._state.message(channel, call.places["message_id"])
        if message.only_for is not None:
            raise RefusalError(10008)
        return message

    def _may_post(self, channel: Channel, call: Call) -> None:
        """Raise RefusalError where the bot may not post."""
        person = channel.recipient
        if person and not any(guild.has_bot and person.id in guild.members for guild in self._state.guilds.values()):
            raise RefusalError(50278)
        if person and not person.open_to_direct:
            raise RefusalError(50007)
        needed = SEND_MESSAGES_IN_THREADS if channel.parent else SEND_MESSAGES
        if not self._state.may(channel, needed | (ATTACH_FILES if call.files else 0)):
            raise RefusalError(50013)

    def _known(self, channel: Channel, call: Call) -> Message | None:
        """Return the message of the same nonce, where one was posted in the window that ends now."""
        if not call.body.get("enforce_nonce"):
            return None
        past = self._state.clock.now() - self._state.window
        return next((one for one in channel.by_nonce.get(call.nonce, ()) if one.at >= past), None)

    def _slowed(self, channel: Channel) -> Reply | None:
        """Return what is answered where slowmode holds the bot back."""
        mine = [one for one in channel.messages.values() if one.author is self._state.bot and one.application is None]
        if not channel.slowmode or not mine or self._state.may(channel, BYPASS_SLOWMODE):
            return None
        left = mine[-1].at + timedelta(seconds=channel.slowmode) - self._state.clock.now()
        if left <= timedelta():
            return None
        reply = limited(left.total_seconds(), "user", code=20016)
        return Reply(429, reply.body | {"message": SAID[20016][1]}, reply.headers)
