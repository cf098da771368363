"""The platform itself: channels, messages, and what a caller is answered. Pure, save for the log it writes.

It answers as Discord does in what matters here (discord-api-docs: Create Message, Get Channel Messages, Rate Limits):
the same nonce from the same author within a window is the same message; one whose message was removed is answered
with 10008; history shows a hundred messages at a time, and no nonce. Time is what the caller's clock says: a late
effect takes place when the platform is next looked at, dated when it was due, which nobody can tell apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from tests.fakes.platform.faults import Fault, Kind, Luck, Script

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, NO_ACCESS, TOO_LONG = 10003, 10008, 50001, 50035
"""Error codes, as Discord numbers them."""
MOST_CHARACTERS = 2000
PAGE = 100
"""Messages shown by one look at a channel."""

Write = Callable[[dict[str, object]], None]
"""Takes one entry of the log."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a caller asks."""

    verb: str
    """``post``, ``read``, ``edit`` or ``delete``."""
    channel: str
    nonce: str = ""
    text: str = ""
    message: str = ""
    """The message meant; for ``read`` the one after which to go on."""
    after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a caller is answered."""

    status: int
    """0: the connection broke."""
    body: object = None
    delay: float = 0.0
    """Seconds until it comes; infinite where none comes."""
    wait: float = 0.0
    """Retry-After."""


BROKEN = Answer(0)
SILENCE = Answer(0, delay=float("inf"))


@dataclass(slots=True)
class Message:
    """What a reader sees."""

    id: str
    nonce: str
    text: str
    at: datetime
    removed: bool = False


@dataclass(slots=True)
class Room:
    """A channel, and how it is closed to the bot."""

    messages: list[Message] = field(default_factory=list)
    forbidden: bool = False
    """It may not be posted into."""
    unreadable: bool = False
    """Its history may not be read."""
    gone: bool = False
    quiet_until: datetime | None = None


class Platform:
    """A platform with one bot on it. Channels come into being when they are named."""

    def __init__(
        self, now: Callable[[], datetime], write: Write, luck: Luck | None = None, window: float = 120.0
    ) -> None:
        self._now = now
        self._write = write
        self.luck: Luck = luck or Script()
        self.window = timedelta(seconds=window)
        self._rooms: dict[str, Room] = {}
        self._quiet_until: datetime | None = None
        self._ids = count(1)
        self._coming: list[tuple[datetime, int, Call]] = []
        """What was asked and takes place later."""

    def room(self, channel: str) -> Room:
        """Return a channel, to look at it or to close it."""
        return self._rooms.setdefault(channel, Room())

    def ask(self, call: Call) -> Answer:
        """Take a call; what goes wrong with it, the platform's luck says."""
        self.settle()
        refusal = self._refusal(call)
        fault = Fault() if refusal else self.luck.next(call.verb, call.channel)
        answer = refusal or self._answer(call, fault)
        self._log("call", call, verb=call.verb, fault=fault.kind.value, status=answer.status, nonce=call.nonce)
        return answer

    def settle(self, *, to_the_end: bool = False) -> None:
        """Let what was late take place, if it is due by now or, ``to_the_end``, whenever it is due."""
        while self._coming and (to_the_end or self._coming[0][0] <= self._now()):
            due, _, call = heappop(self._coming)
            if not (self.room(call.channel).gone or self.room(call.channel).forbidden):
                self._happen(call, due)

    def remove(self, channel: str, nonce: str) -> None:
        """Let a moderator remove the messages with that nonce."""
        for message in self._seen(channel):
            if message.nonce == nonce:
                message.removed = True
                self._log("removed", channel, id=message.id, nonce=nonce, by="moderator")

    def seen(self, channel: str) -> list[str]:
        """Return the texts a reader of the channel sees now."""
        self.settle()
        return [message.text for message in self._seen(channel)]

    def _seen(self, channel: str) -> list[Message]:
        return [message for message in self.room(channel).messages if not message.removed]

    def _refusal(self, call: Call) -> Answer | None:
        """Return the answer to a call that cannot be served, whatever luck says; note it where it was bad manners."""
        room, now = self.room(call.channel), self._now()
        until = max(filter(None, (room.quiet_until, self._quiet_until)), default=now)
        if until > now:
            self._log("offence", call, what="called before Retry-After was over", nonce=call.nonce)
            return _limited((until - now).total_seconds(), everywhere=until == self._quiet_until)
        if room.gone:
            return Answer(404, {"code": UNKNOWN_CHANNEL})
        if (room.forbidden and call.verb != "read") or (room.unreadable and call.verb == "read"):
            return Answer(403, {"code": NO_ACCESS})
        if call.verb in ("post", "edit") and not 0 < len(call.text) <= MOST_CHARACTERS:
            self._log("offence", call, what="a text that does not fit", nonce=call.nonce)
            return Answer(400, {"code": TOO_LONG})
        if call.verb == "post" and not 0 < len(call.nonce) <= 25:
            self._log("offence", call, what="a nonce that does not fit", nonce=call.nonce)
            return Answer(400, {"code": TOO_LONG})
        return None

    def _answer(self, call: Call, fault: Fault) -> Answer:
        """Let happen what happens under that fault, and return the answer."""
        now = self._now()
        match fault.kind:
            case Kind.CUT:
                return BROKEN
            case Kind.LATE:
                heappush(self._coming, (now + timedelta(seconds=fault.seconds), next(self._ids), call))
                return SILENCE
            case Kind.LIMITED:
                return self._hush(call, now, fault)
            case Kind.LOST_REPLY | Kind.REMOVED:
                self._happen(call, now)
                if fault.kind is Kind.REMOVED and call.verb == "post":
                    self.remove(call.channel, call.nonce)
                return BROKEN
            case Kind.ERROR | Kind.EMPTY | Kind.FOREIGN:
                if fault.effect:
                    self._happen(call, now)
                foreign = {"message": "Hello from somewhere else"} if fault.kind is Kind.FOREIGN else None
                return Answer(fault.status if fault.kind is Kind.ERROR else 200, foreign)
            case Kind.SLOW | Kind.NONE:
                return Answer(*self._happen(call, now), delay=fault.seconds)

    def _hush(self, call: Call, now: datetime, fault: Fault) -> Answer:
        until = now + timedelta(seconds=fault.seconds)
        if fault.everywhere:
            self._quiet_until = until
        else:
            self.room(call.channel).quiet_until = until
        return _limited(fault.seconds, everywhere=fault.everywhere)

    def _happen(self, call: Call, at: datetime) -> tuple[int, object]:
        """Let a call take its effect; return the status and the body that tell of it."""
        match call.verb:
            case "post":
                return self._post(call, at)
            case "read":
                return self._read(call)
        message = next((m for m in self._seen(call.channel) if m.id == call.message), None)
        if message is None:
            return 404, {"code": UNKNOWN_MESSAGE}
        if call.verb == "edit":
            message.text = call.text
            self._log("edited", call, at=at, id=message.id, text=call.text)
            return 200, {"id": message.id, "nonce": message.nonce}
        message.removed = True
        self._log("removed", call, at=at, id=message.id, nonce=message.nonce, by="bot")
        return 204, None

    def _post(self, call: Call, at: datetime) -> tuple[int, object]:
        messages = self.room(call.channel).messages
        for message in messages:
            if message.nonce == call.nonce and at - message.at <= self.window:
                return (404, {"code": UNKNOWN_MESSAGE}) if message.removed else (200, _told(message))
        posted = Message(str(next(self._ids)), call.nonce, call.text, at)
        messages.append(posted)
        self._log("seen", call, at=at, id=posted.id, nonce=posted.nonce, text=posted.text)
        return 200, _told(posted)

    def _read(self, call: Call) -> tuple[int, object]:
        """Return the oldest messages that came after an instant and after a message."""
        later = [m for m in self._seen(call.channel) if call.after is None or m.at > call.after]
        past = int(call.message or 0)
        return 200, [{"id": m.id, "text": m.text} for m in later if int(m.id) > past][:PAGE]

    def _log(self, event: str, of: Call | str, at: datetime | None = None, **more: object) -> None:
        channel = of.channel if isinstance(of, Call) else of
        self._write({"event": event, "at": (at or self._now()).isoformat(), "channel": channel} | more)


def _told(message: Message) -> dict[str, object]:
    return {"id": message.id, "nonce": message.nonce}


def _limited(seconds: float, *, everywhere: bool) -> Answer:
    return Answer(429, {"retry_after": seconds, "global": everywhere}, wait=seconds)
