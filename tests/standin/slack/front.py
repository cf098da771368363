"""What every call meets before it is served: token, scope, limits, the checks, and misfortune."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from tests.standin.faults import SOUND, Fault, Kind
from tests.standin.slack.calls import BROKEN, SILENCE, Call, Json, Reply, Route, limited
from tests.standin.slack.errors import BY_STATUS, RefusalError
from tests.standin.slack.state import State

BANNED_PAGE = "<!DOCTYPE html><html><head><title>Slack</title></head><body><h1>Too many requests</h1></body></html>"
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>envoy</body></html>"
_LIMITS = "msg_blocks_too_long", "msg_too_long", "view_too_large"


class Front:
    """Answers calls."""

    def __init__(self, state: State) -> None:
        self._state = state

    def answer(self, route: Route, call: Call) -> Reply:
        """Take a call."""
        self._state.settle()
        place = self._place(call)
        fault = SOUND
        reply = self._refusal(route, call, place)
        if reply is None:
            fault = self._state.luck.next(call.verb, place)
            reply = self.met(call.verb, place, fault, partial(_served, route, call), call.team.id if call.team else "")
        self._noted(call, place, fault, reply)
        return replace(reply, headers={**self._headers(route, call), **reply.headers})

    def _noted(self, call: Call, place: str, fault: Fault, reply: Reply) -> None:
        error = reply.body.get("error", "") if isinstance(reply.body, dict) else ""
        self._state.note(
            "call",
            place,
            verb=call.verb,
            fault=str(fault.kind),
            status=reply.status,
            error=error,
            nonce=call.nonce,
            path=call.name,
            team=call.team.id if call.team else "",
        )

    def broken(self, call: Call, error: Exception) -> None:
        """Take note that the stand-in itself failed, so that no test takes that for an unlucky platform."""
        self._state.offence(f"the stand-in broke: {error!r}", call.name)

    def _place(self, call: Call) -> str:
        given = call.given.get("channel") or call.given.get("channel_id") or ""
        person = call.team.people.get(str(given)) if call.team else None
        return call.home.direct(person).id if person else str(given)

    def _headers(self, route: Route, call: Call) -> dict[str, str]:
        if call.team is None:
            return {}
        return {"x-oauth-scopes": ",".join(sorted(call.team.scopes)), "x-accepted-oauth-scopes": ",".join(route.scopes)}

    def _refusal(self, route: Route, call: Call, place: str) -> Reply | None:
        """Return the answer if the call is not served, whatever luck says."""
        try:
            self._let_in(route, call)
        except RefusalError as refusal:
            return Reply(refusal.body)
        return (
            self._early(call, place) or self._state.pace.refusal(route, call, place) or self._wrong(route, call, place)
        )

    def _let_in(self, route: Route, call: Call) -> None:
        """Raise RefusalError where the token is none for this."""
        if route.opens == "none":
            return
        if not call.token:
            raise RefusalError("not_authed")
        if route.opens == "app":
            return
        if call.team is None or not call.team.installed:
            raise RefusalError("not_allowed_token_type" if call.token.startswith("xapp-") else "invalid_auth")
        if call.team.revoked:
            raise RefusalError("token_revoked")
        if call.team.inactive:
            raise RefusalError("account_inactive")
        if route.scopes and not call.team.scopes & set(route.scopes):
            needed, provided = ",".join(route.scopes), ",".join(sorted(call.team.scopes))
            raise RefusalError("missing_scope", needed=needed, provided=provided)

    def _early(self, call: Call, place: str) -> Reply | None:
        """Return what a call is answered that was told to wait, and note that it is bad manners."""
        now, team = self._state.clock.now(), call.team.id if call.team else ""
        until = max(self._state.quiet.get(key, now) for key in ((call.verb, place), ("", team)))
        if until <= now:
            return None
        self._offence(call, place, "called before Retry-After was over")
        return limited((until - now).total_seconds())

    def _wrong(self, route: Route, call: Call, place: str) -> Reply | None:
        """Check a call; note each fault."""
        faults = [call.malformed] if call.malformed else self._state.checks.faults(call.name, call.given)
        if call.method != "POST" and not route.reads:
            faults.append(f"called with {call.method}")
        faults += self._astray(call)
        for fault in faults:
            self._offence(call, place, fault)
        if not faults:
            return None
        error = next((word for word in _LIMITS for one in faults if word in one), "")
        error = error or ("invalid_blocks" if any("blocks" in one.partition(":")[0] for one in faults) else "")
        messages = [f"[ERROR] {one}" for one in faults]
        return Reply({"ok": False, "error": error or "invalid_arguments", "response_metadata": {"messages": messages}})

    def _astray(self, call: Call) -> list[str]:
        """Return what names another workspace than the token's."""
        found = []
        for key in ("channel", "channel_id", "user", "user_id", "team_id", "users"):
            named = str(call.given.get(key) or "")
            there = call.team is None or named in (call.team.id, *call.team.channels, *call.team.people)
            others = [one for one in self._state.teams.values() if one is not call.team]
            if named and not there and any(named in (one.id, *one.channels, *one.people) for one in others):
                found.append(f"{key}: {named} is of another workspace than the token")
        return found

    def _offence(self, call: Call, place: str, what: str) -> None:
        self._state.offence(what, call.name, place, call.nonce)

    def met(self, verb: str, place: str, fault: Fault, happen: Callable[[], Reply], team: str = "") -> Reply:
        """Let happen what happens under that fault, and return the answer."""
        reply = BROKEN
        match fault.kind:
            case Kind.LATE:
                self._state.later(fault.seconds, happen)
                reply = SILENCE
            case Kind.LIMITED:
                key = ("", team) if fault.everywhere else (verb, place)
                self._state.quiet[key] = self._state.clock.now() + timedelta(seconds=fault.seconds)
                reply = limited(fault.seconds)
            case Kind.BANNED:
                reply = Reply(status=429, text=BANNED_PAGE, headers={"Retry-After": str(int(fault.seconds))})
            case Kind.LOST_REPLY | Kind.REMOVED:
                lost = happen()
                if fault.kind == Kind.REMOVED and verb == "post" and lost.body.get("ok"):
                    self.remove(lost.body["channel"], lost.body["ts"])
            case Kind.ERROR | Kind.EMPTY | Kind.FOREIGN:
                reply = _failed(fault, happen)
            case Kind.SLOW | Kind.NONE:
                reply = replace(happen(), delay=fault.seconds)
        return reply

    def remove(self, channel: str, ts: str) -> None:
        """Let a moderator take a message away."""
        found = self._state.channel(channel)
        if found is None:
            raise KeyError(channel)
        message = found.messages[ts]
        message.removed = True
        self._state.note("removed", channel, id=ts, nonce=message.nonce, by="moderator")


def _failed(fault: Fault, happen: Callable[[], Reply]) -> Reply:
    if fault.effect and (fault.kind != Kind.ERROR or fault.status >= 500):
        happen()
    if fault.kind == Kind.EMPTY:
        return Reply(text=" ", kind="application/octet-stream")
    if fault.kind == Kind.FOREIGN:
        return Reply({"message": "Hello from somewhere else"})
    if fault.status >= 500:
        return Reply(status=fault.status, text=BAD_GATEWAY)
    return Reply({"ok": False, "error": getattr(fault, "error", "") or BY_STATUS.get(fault.status, "fatal_error")})


def _served(route: Route, call: Call) -> Reply:
    try:
        return Reply(_ok(route.handler(call)))
    except RefusalError as refusal:
        return Reply(refusal.body)


def _ok(body: Json) -> Json:
    return {"ok": True} | body
