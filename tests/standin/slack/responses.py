"""Addresses to answer at (docs.slack.dev, Handling user interaction): five times, for half an hour."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.standin.slack.asked import Asked
from tests.standin.slack.calls import Json, Reply
from tests.standin.slack.chat import Chat
from tests.standin.slack.state import State
from tests.standin.slack.world import Message

USES, VALID = 5, timedelta(minutes=30)
DONE = Reply(text="ok", kind="text/plain")


@dataclass(slots=True, eq=False)
class Address:
    """One of them."""

    asked: Asked
    uses: int = 0


class Responses:
    """All of them, by their path."""

    def __init__(self, state: State, chat: Chat) -> None:
        self._state = state
        self._chat = chat
        self._by_path: dict[str, Address] = {}

    def new(self, asked: Asked, kind: str) -> str:
        """Return a new address."""
        path = f"/{kind}/{asked.team.id}/{secrets.randbelow(10**12)}/{secrets.token_urlsafe(18)}"
        self._by_path[path] = Address(asked)
        return self._state.address + path

    def place(self, path: str) -> str:
        """Return the channel of an address, "" for none."""
        known = self._by_path.get(path)
        return known.asked.channel.id if known and known.asked.channel else ""

    def take(self, path: str, body: Any) -> Reply:  # noqa: ANN401  JSON
        """Take an answer."""
        known = self._by_path.get(path)
        place = self.place(path)
        if known is None:
            return _refused("no_active_hooks", 404)
        if self._state.clock.now() - known.asked.at > VALID:
            return _refused("expired_url", 404)
        if known.uses >= USES:
            self._state.offence("a response_url was used more than five times", "response_url", place)
            return _refused("used_url", 404)
        faults = self._state.checks.answer(body) if isinstance(body, dict) else ["body: no object"]
        for fault in faults:
            self._state.offence(fault, "response_url", place)
        if faults:
            return _refused("invalid_payload", 400)
        known.uses += 1
        self.say(known.asked, body)
        return DONE

    def say(self, asked: Asked, body: Json) -> None:
        """Let an answer be seen: also one that came with the acknowledgement of a command."""
        standing = asked.source or (asked.messages[-1] if asked.messages else None)
        if body.get("delete_original"):
            self._gone(asked, standing)
        elif body.get("replace_original") and standing is not None and not standing.removed:
            self._chat.fill(standing, body)
            standing.edited = self._state.clock.now()
            self._state.note("edited", standing.channel.id, id=standing.ts, text=standing.text)
            asked.got(standing, self._state.clock.now())
        else:
            asked.got(self._posted(asked, body), self._state.clock.now())

    def _gone(self, asked: Asked, standing: Message | None) -> None:
        if standing is not None:
            standing.removed = True
            asked.changes += 1
            self._state.note("removed", standing.channel.id, id=standing.ts, nonce=standing.nonce, by="bot")
        asked.done(self._state.clock.now())

    def _posted(self, asked: Asked, body: Json) -> Message:
        if asked.channel is None:
            raise TypeError(asked.kind)
        team = asked.team
        thread = str(body.get("thread_ts") or "")
        message = Message(self._state.ts(), asked.channel, team.bot, thread_ts=thread, app=self._state.app)
        self._chat.fill(message, body)
        message.metadata = body.get("metadata")
        message.only_for = None if body.get("response_type") == "in_channel" else asked.person
        self._state.post(message)
        return message


def _refused(error: str, status: int) -> Reply:
    return Reply({"ok": False, "error": error}, status)
