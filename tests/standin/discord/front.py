"""What every call meets before it is served: token, limits, the description, and misfortune."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from tests.standin.discord.calls import BROKEN, SILENCE, Call, Reply, Route, limited
from tests.standin.discord.errors import BY_STATUS, SAID, RefusalError
from tests.standin.discord.state import State
from tests.standin.discord.world import V2, Message
from tests.standin.faults import SOUND, Fault, Kind

BANNED_PAGE = (
    "<!DOCTYPE html><html><head><title>Access denied | discord.com used Cloudflare</title></head>"
    "<body><h1>Error 1015</h1><p>You are being rate limited.</p></body></html>"
)
"""In the manner of the page that Cloudflare shows, in our words."""
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>"
MOST_BYTES = 25 << 20
"""Of a request."""
LARGEST_FILE = 10 << 20
"""Bytes of one file, in a guild without boosts."""

PlaceOf = Callable[[Call], str]
MessageOf = Callable[[Call], Message | None]


class Front:
    """Answers calls.

    ``place_of`` names the channel that a call concerns, "" where it concerns none; ``message_of`` gives the message
    that it changes.
    """

    def __init__(self, state: State, place_of: PlaceOf, message_of: MessageOf) -> None:
        self._state = state
        self._place_of = place_of
        self._message_of = message_of

    def answer(self, route: Route, call: Call) -> Reply:
        """Take a call."""
        self._state.settle()
        place = self._place_of(call)
        headers, reply = self._refusal(route, call, place)
        fault = SOUND
        if reply is None:
            fault = self._state.luck.next(call.verb, place)
            reply = self._met(route, call, place, fault)
        self._state.note(
            "call",
            place,
            verb=call.verb,
            fault=str(fault.kind),
            status=reply.status,
            nonce=call.nonce,
            path=f"{call.method} {call.path}",
        )
        return replace(reply, headers={**headers, **reply.headers})

    def broken(self, call: Call, error: Exception) -> None:
        """Take note that the stand-in itself failed, so that no test takes that for an unlucky platform."""
        self._offence(call, self._place_of(call), f"the stand-in broke: {error!r}")

    def _refusal(self, route: Route, call: Call, place: str) -> tuple[dict[str, str], Reply | None]:
        """Return the headers of the answer, and the answer itself if the call is not served, whatever luck says."""
        state = self._state
        if not route.open:
            if call.token != f"Bot {state.token}":
                return {}, _refused(RefusalError(40001))
            refusal = state.pace.refusal_of_all()
            refusal = refusal or self._early(call, place)
            if refusal:
                return {}, refusal
        headers, refusal = state.pace.enter(call.verb, f"{route.method} {route.template}", _major(call))
        return headers, refusal or self._wrong(call, place)

    def _early(self, call: Call, place: str) -> Reply | None:
        """Return what a call is answered that was told to wait, and note that it is bad manners."""
        state, now = self._state, self._state.clock.now()
        channel = state.channels.get(place)
        until = max(channel.quiet_until or now if channel else now, state.quiet_until or now)
        if until <= now:
            return None
        self._offence(call, place, "called before Retry-After was over")
        everywhere = until == state.quiet_until
        return limited((until - now).total_seconds(), "global" if everywhere else "user", everywhere=everywhere)

    def _wrong(self, call: Call, place: str) -> Reply | None:
        """Check a call by the description; note each fault."""
        state = self._state
        sizes = [len(file.content) for file in call.files]
        if sum(sizes) > MOST_BYTES or max(sizes, default=0) > LARGEST_FILE:
            return _refused(RefusalError(40005))
        faults = (
            [call.malformed]
            if call.malformed
            else state.checks.faults(
                call.method,
                call.path,
                call.body,
                query=call.query,
                files=frozenset(file.name for file in call.files),
                was_v2=self._was_v2(call),
            )
        )
        for fault in faults:
            self._offence(call, place, fault)
        if not faults:
            return None
        code = 50006 if faults == ["message: empty"] else 50035
        return _refused(RefusalError(code, errors={"_errors": [{"code": "STANDIN", "message": one} for one in faults]}))

    def _was_v2(self, call: Call) -> bool:
        message = self._message_of(call)
        return bool(message and message.flags & V2)

    def _offence(self, call: Call, place: str, what: str) -> None:
        self._state.note("offence", place, what=what, path=f"{call.method} {call.path}", nonce=call.nonce)

    def _met(self, route: Route, call: Call, place: str, fault: Fault) -> Reply:
        """Let happen what happens under that fault, and return the answer."""
        happen = partial(_served, route, call)
        reply = BROKEN
        match fault.kind:
            case Kind.LATE:
                self._state.later(fault.seconds, happen)
                reply = SILENCE
            case Kind.LIMITED:
                reply = self._hush(route, place, fault)
            case Kind.BANNED:
                reply = Reply(429, text=BANNED_PAGE, headers={"Retry-After": str(int(fault.seconds))})
            case Kind.LOST_REPLY | Kind.REMOVED:
                lost = happen()
                if fault.kind == Kind.REMOVED and call.verb == "post" and lost.status == 200:
                    self.remove(place, lost.body["id"])
            case Kind.ERROR | Kind.EMPTY | Kind.FOREIGN:
                reply = _failed(fault, happen)
            case Kind.SLOW | Kind.NONE:
                reply = replace(happen(), delay=fault.seconds)
        return reply

    def remove(self, channel_id: str, message_id: str) -> None:
        """Let a moderator take a message away."""
        message = self._state.channels[channel_id].messages[message_id]
        message.removed = True
        self._state.note("removed", channel_id, id=message.id, nonce=message.nonce, by="moderator")

    def _hush(self, route: Route, place: str, fault: Fault) -> Reply:
        state = self._state
        until = state.clock.now() + timedelta(seconds=fault.seconds)
        channel = state.channels.get(place)
        if route.open:
            pass  # answers to interactions have limits of their own
        elif fault.everywhere or channel is None:
            state.quiet_until = until
        else:
            channel.quiet_until = until
        scope = "global" if fault.everywhere else "shared" if getattr(fault, "shared", False) else "user"
        return limited(fault.seconds, scope, everywhere=fault.everywhere)


def _failed(fault: Fault, happen: Callable[[], Reply]) -> Reply:
    if fault.effect and (fault.kind != Kind.ERROR or fault.status >= 500):
        happen()
    if fault.kind == Kind.EMPTY:
        return Reply(200)
    if fault.kind == Kind.FOREIGN:
        return Reply(200, {"message": "Hello from somewhere else"})
    if fault.status in (502, 503, 504):
        return Reply(fault.status, text=BAD_GATEWAY)
    code = getattr(fault, "code", 0) or BY_STATUS.get(fault.status, 0)
    message = SAID[code][1] if code in SAID and code else f"{fault.status}: Internal Server Error"
    return Reply(fault.status, {"message": message, "code": code})


def _served(route: Route, call: Call) -> Reply:
    try:
        return route.handler(call)
    except RefusalError as refusal:
        return _refused(refusal)


def _refused(refusal: RefusalError) -> Reply:
    headers = {"Via": "1.1 google"} if refusal.status == 429 else {}
    return Reply(refusal.status, refusal.body, headers)


def _major(call: Call) -> str:
    names = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")
    return "+".join(call.places[name] for name in names if name in call.places)
