"""Posting, changing and taking away messages (docs.slack.dev, chat.*)."""

from __future__ import annotations

from tests.standin.slack.calls import Call, Json, Route, Routes
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.keeping import kept
from tests.standin.slack.state import State
from tests.standin.slack.world import Channel, Message, Person

_WRITE = ("chat:write",)


class Chat:
    """Messages, as the bot calls for them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("chat.postMessage", "post", self.post, _WRITE, tier=0)
        yield Route("chat.postEphemeral", "whisper", self.whisper, _WRITE, tier=4)
        yield Route("chat.update", "edit", self.update, _WRITE)
        yield Route("chat.delete", "delete", self.delete, _WRITE)

    def post(self, call: Call) -> Json:
        """Post a message."""
        channel = self._may_post(call)
        message = self._new(call, channel)
        message.metadata = call.given.get("metadata")
        message.broadcast = bool(call.given.get("reply_broadcast"))
        self._state.post(message)
        self._state.answered(message)
        return {"channel": channel.id, "ts": message.ts, "message": message.record()}

    def whisper(self, call: Call) -> Json:
        """Post a message that one person sees."""
        channel = self._may_post(call)
        person = call.home.people.get(str(call.given["user"]))
        if person is None or person.id not in channel.members:
            raise RefusalError("user_not_in_channel")
        message = self._new(call, channel)
        message.only_for = person
        self._state.post(message)
        self._state.answered(message, person=person)
        return {"message_ts": message.ts}

    def update(self, call: Call) -> Json:
        """Change a message of the bot's own; without new blocks it keeps the old ones (python-slack-sdk, 523)."""
        channel, message = self._own(call, "cant_update_message")
        self.fill(message, {"blocks": message.blocks} | call.given)
        if "metadata" in call.given:
            message.metadata = call.given["metadata"]
        message.edited = self._state.clock.now()
        self._state.note("edited", channel.id, id=message.ts, text=message.text)
        self.told(message)
        return {"channel": channel.id, "ts": message.ts, "text": message.said, "message": message.record()}

    def delete(self, call: Call) -> Json:
        """Take a message of the bot's own away."""
        channel, message = self._own(call, "cant_delete_message")
        message.removed = True
        self._state.note("removed", channel.id, id=message.ts, nonce=message.nonce, by="bot")
        self.told(message)
        return {"channel": channel.id, "ts": message.ts}

    def fill(self, message: Message, given: Json) -> Message:
        """Fill a message anew."""
        message.said = str(given.get("text") or "")
        message.blocks = kept(given.get("blocks"))
        self._state.pictured(message.channel.team, message.blocks)
        return message

    def told(self, message: Message) -> None:
        """Count a change as an answer to who pressed something in the message, or got it."""
        asked = self._state.waits(lambda one: one.source is message or message in one.messages)
        if asked is not None:
            asked.got(message, self._state.clock.now())

    def _new(self, call: Call, channel: Channel) -> Message:
        team = call.home
        thread = str(call.given.get("thread_ts") or "")
        if thread and (thread not in channel.messages or channel.messages[thread].removed):
            raise RefusalError("thread_not_found" if call.verb == "whisper" else "cannot_reply_to_message")
        if thread and channel.messages[thread].thread_ts:
            self._state.offence("thread_ts: of a reply, not of its parent", call.name, channel.id)
        message = Message(self._state.ts(), channel, team.bot, thread_ts=thread, app=self._state.app)
        return self.fill(message, call.given)

    def _may_post(self, call: Call) -> Channel:
        """Return the channel, also for a person's id. Raises RefusalError where the bot may not post."""
        team, named = call.home, str(call.given["channel"])
        person = team.people.get(named)
        channel = self._direct(call, person) if person else self._state.found(team, named)
        if not channel.has_bot and "chat:write.public" not in team.scopes:
            raise RefusalError("not_in_channel")
        if channel.archived:
            raise RefusalError("is_archived")
        if channel.restricted:
            raise RefusalError("restricted_action")
        return channel

    def _direct(self, call: Call, person: Person) -> Channel:
        if person.bot or person.gone or person.stranger:
            raise RefusalError("channel_not_found")
        return call.home.direct(person)

    def _own(self, call: Call, refusal: str) -> tuple[Channel, Message]:
        channel = self._state.found(call.home, call.given["channel"])
        message = self._state.message(channel, call.given["ts"])
        if message.user != call.home.bot:
            raise RefusalError(refusal)
        if channel.archived:
            raise RefusalError("is_archived" if call.verb == "edit" else "channel_is_archived")
        return channel, message
