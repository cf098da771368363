"""Answers to interactions (discord-api-docs, Receiving and Responding): within 3 s, and for 15 minutes after."""

from __future__ import annotations

import secrets

from tests.standin.discord.calls import DONE, Call, Json, Reply, Route, Routes
from tests.standin.discord.components import numbered
from tests.standin.discord.errors import RefusalError
from tests.standin.discord.interaction import FIRST_ANSWER, VALID, Did, Interaction, Said, only_for
from tests.standin.discord.messages import Messages
from tests.standin.discord.state import State
from tests.standin.discord.world import EPHEMERAL, LOADING, Channel, Message, Person

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_WEBHOOK}/messages/@original"
_ONE = f"{_WEBHOOK}/messages/{{message_id}}"
_FITTING = {
    Did.COMMAND: {Said.MESSAGE, Said.DEFERRED, Said.MODAL},
    Did.COMPONENT: {Said.MESSAGE, Said.DEFERRED, Said.DEFERRED_CHANGE, Said.CHANGE, Said.MODAL},
    Did.TYPING: {Said.CHOICES},
    Did.MODAL: {Said.MESSAGE, Said.DEFERRED, Said.DEFERRED_CHANGE, Said.CHANGE},
}
_LONGEST_PAUSE = 0.02


class Answers:
    """Interactions that were begun, and the bot's answers to them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._messages = Messages(state)
        self._by_token: dict[str, Interaction] = {}

    def routes(self) -> Routes:
        """Yield what is played here."""
        callback = "/interactions/{interaction_id}/{interaction_token}/callback"
        yield Route("POST", callback, "callback", self.callback, open=True)
        yield Route("POST", _WEBHOOK, "followup", self.follow_up, open=True)
        for template in (_ORIGINAL, _ONE):
            yield Route("GET", template, "read answer", self.read, open=True)
            yield Route("PATCH", template, "edit answer", self.edit, open=True)
            yield Route("DELETE", template, "delete answer", self.delete, open=True)

    def begin(
        self, did: Did, person: Person, channel: Channel, source: Message | None = None, about: Json | None = None
    ) -> Interaction:
        """Return a new interaction."""
        state = self._state
        begun = Interaction(state.ids(), secrets.token_urlsafe(40), did, person, channel, state.clock.now(), source)
        begun.about = {
            "id": begun.id,
            "type": int(did),
            "user": person.record(),
            "authorizing_integration_owners": {"0": channel.guild.id if channel.guild else "0"},
        } | (about or {})
        self._by_token[begun.token] = begun
        return begun

    def place(self, token: str) -> str:
        """Return the channel of an interaction, "" for none."""
        known = self._by_token.get(token)
        return known.channel.id if known else ""

    def spoken_of(self, call: Call) -> Message | None:
        """Return the message that a call wants changed, where there is one."""
        known = self._by_token.get(call.places.get("interaction_token") or call.places.get("webhook_token", ""))
        if known is None:
            return None
        if call.verb == "callback":
            return known.source
        return self._named(known, call.places.get("message_id", "@original")) if call.method == "PATCH" else None

    def callback(self, call: Call) -> Reply:
        """Take the first answer."""
        known, now = self._by_token.get(call.places["interaction_token"]), self._state.clock.now()
        if known is None or known.id != call.places["interaction_id"] or now - known.at > VALID:
            raise RefusalError(10062)
        if known.said is not None:
            raise RefusalError(40060)
        if now - known.at > FIRST_ANSWER:
            raise RefusalError(10062)
        said = Said(call.body["type"])
        self._check(known, said, call)
        known.said, known.first = said, (now - known.at).total_seconds()
        self._take(known, said, call)
        if said not in (Said.DEFERRED, Said.DEFERRED_CHANGE):
            known.done(now)
        known.changed.set()
        return Reply(200, _called_back(known)) if call.query.get("with_response") in ("1", "true") else DONE

    def _check(self, known: Interaction, said: Said, call: Call) -> None:
        fits = said in _FITTING[known.did]
        if fits and (known.source or said not in (Said.DEFERRED_CHANGE, Said.CHANGE)):
            return
        what = f"an interaction of type {known.did} is not answered with type {said}"
        self._state.note("offence", known.channel.id, what=what, path=f"{call.method} {call.path}", nonce="")
        raise RefusalError(50035)

    def _take(self, known: Interaction, said: Said, call: Call) -> None:
        body = call.body.get("data") or {}
        match said:
            case Said.MESSAGE:
                known.original = self._posted(known, body, call)
            case Said.DEFERRED:
                known.original = self._new(known, (body.get("flags") or 0) & EPHEMERAL)
                known.original.flags |= LOADING
            case Said.DEFERRED_CHANGE:
                known.original = known.source
            case Said.CHANGE:
                known.original = known.source
                self._change(known, known.source, body, call)
            case Said.CHOICES:
                known.choices = body.get("choices") or []
            case Said.MODAL:
                known.modal = body | {"components": numbered(body["components"], [])}

    def _new(self, known: Interaction, flags: int) -> Message:
        message = Message(self._state.ids(), known.channel, self._state.bot, application=self._state.application)
        message.flags, message.only_for = flags & EPHEMERAL, only_for(known.person, flags)
        message.interaction, message.kind = known.about, 20 if known.did is Did.COMMAND else 0
        known.channel.messages[message.id] = message
        return message

    def _posted(self, known: Interaction, body: Json, call: Call) -> Message:
        message = self._messages.filled(self._new(known, body.get("flags") or 0), body, call.files)
        self._told(known, message)
        return message

    def _told(self, known: Interaction, message: Message) -> None:
        private = message.only_for is not None
        self._state.note("answered", known.channel.id, id=message.id, private=private, text=message.text)

    def _change(self, known: Interaction, message: Message | None, body: Json, call: Call) -> None:
        if message is None or message.removed:
            raise RefusalError(10008)
        message.flags &= ~LOADING
        self._messages.filled(message, body, call.files)
        message.edited = self._state.clock.now()
        self._told(known, message)
        known.done(self._state.clock.now())

    def follow_up(self, call: Call) -> Reply:
        """Post a further answer; the first one after a deferred answer takes its place."""
        known = self._valid(call)
        original = known.original
        if original is not None and known.loading and not original.removed:
            self._change(known, original, call.body, call)
            return self._shown(original)
        message = self._posted(known, call.body, call)
        known.followups.append(message)
        known.done(self._state.clock.now())
        return self._shown(message)

    def read(self, call: Call) -> Reply:
        """Return an answer."""
        known = self._valid(call)
        return Reply(200, self._wanted(known, call).record())

    def edit(self, call: Call) -> Reply:
        """Change an answer."""
        known = self._valid(call)
        message = self._wanted(known, call)
        self._change(known, message, call.body, call)
        return Reply(200, message.record())

    def delete(self, call: Call) -> Reply:
        """Take an answer away."""
        known = self._valid(call)
        self._wanted(known, call).removed = True
        known.done(self._state.clock.now())
        return DONE

    def _valid(self, call: Call) -> Interaction:
        known = self._by_token.get(call.places["webhook_token"])
        if known is None or call.places["webhook_id"] != self._state.application:
            raise RefusalError(10015)
        if self._state.clock.now() - known.at > VALID:
            raise RefusalError(50027)
        if known.said is None:
            raise RefusalError(10015)
        return known

    def _wanted(self, known: Interaction, call: Call) -> Message:
        message = self._named(known, call.places.get("message_id", "@original"))
        if message is None or message.removed:
            raise RefusalError(10008)
        return message

    def _named(self, known: Interaction, message_id: str) -> Message | None:
        own = [known.original] if known.original else []
        if message_id == "@original":
            return known.original
        return next((one for one in [*own, *known.followups] if one.id == message_id), None)

    def _shown(self, message: Message) -> Reply:
        return Reply(200, message.record())


def _called_back(known: Interaction) -> Json:
    told: Json = {"id": known.id, "type": int(known.did)}
    if known.original is None:
        return {"interaction": told, "resource": {"type": int(known.said or 0)}}
    told |= {
        "response_message_id": known.original.id,
        "response_message_loading": known.loading,
        "response_message_ephemeral": known.private is not None,
    }
    return {"interaction": told, "resource": {"type": int(known.said or 0), "message": known.original.record()}}
