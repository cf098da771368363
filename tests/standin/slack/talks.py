"""Channels and people, as the bot looks them up (docs.slack.dev, conversations.*, users.info, auth.*)."""

from __future__ import annotations

import base64

from tests.standin.slack.calls import Call, Json, Route, Routes
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.state import State
from tests.standin.slack.world import Channel, Message

_HISTORY = "channels:history", "groups:history", "im:history", "mpim:history"
_READ = "channels:read", "groups:read", "im:read", "mpim:read"
_KINDS = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


class Talks:
    """See above."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("auth.test", "login", self.test, tier=4, reads=True)
        yield Route("auth.revoke", "login", self.revoke, reads=True)
        yield Route("conversations.history", "read", self.history, _HISTORY, reads=True)
        yield Route("conversations.replies", "read", self.replies, _HISTORY, reads=True)
        yield Route("conversations.info", "look", self.info, _READ, reads=True)
        yield Route("conversations.list", "look", self.list, _READ, tier=2, reads=True)
        yield Route("conversations.members", "members", self.members, _READ, tier=4, reads=True)
        yield Route("conversations.open", "dm", self.open, ("im:write", "mpim:write"))
        yield Route("conversations.join", "join", self.join, ("channels:join",))
        yield Route("users.info", "look", self.person, ("users:read",), tier=4, reads=True)

    def test(self, call: Call) -> Json:
        """Return whose token it is."""
        team = call.home
        told = {"url": f"https://{team.domain}.slack.com/", "team": team.name, "user": "llamawire", "team_id": team.id}
        return told | {"user_id": team.bot, "bot_id": team.bot_id, "is_enterprise_install": False}

    def revoke(self, call: Call) -> Json:
        """Revoke the token."""
        if not call.given.get("test"):
            call.home.revoke()
        return {"revoked": not call.given.get("test")}

    def history(self, call: Call) -> Json:
        """Return messages of a channel, newest first."""
        channel = self._readable(call)
        return self._page(call, list(reversed(channel.shown())), "history")

    def replies(self, call: Call) -> Json:
        """Return a message and its replies, oldest first."""
        channel = self._readable(call)
        parent = channel.messages.get(str(call.given["ts"]))
        if parent is None or (parent.removed and not channel.replies(parent.ts)):
            raise RefusalError("thread_not_found")
        parent = channel.messages.get(parent.thread_ts, parent)
        return self._page(call, [parent, *channel.replies(parent.ts)], "replies")

    def _page(self, call: Call, there: list[Message], kind: str) -> Json:
        given = call.given
        oldest, latest = float(given.get("oldest", 0)), float(given.get("latest", 10**12))
        told = {"oldest", "latest"} & set(given)
        with_ends = bool(given.get("inclusive")) and bool(told)

        def within(one: Message) -> bool:
            at = float(one.ts)
            return oldest <= at <= latest if with_ends else oldest < at < latest

        fitting = [one for one in there if within(one) or (kind == "replies" and one is there[0])]
        begin, most = _begin(given.get("cursor")), int(given.get("limit", 100))
        page, more = fitting[begin : begin + most], len(fitting) > begin + most
        shown = [one.record(with_metadata=bool(given.get("include_all_metadata"))) for one in page]
        cursor = {"response_metadata": {"next_cursor": _cursor(begin + most)}} if more else {}
        return {"messages": shown, "has_more": more} | ({"pin_count": 0} if kind == "history" else {}) | cursor

    def _readable(self, call: Call) -> Channel:
        channel = self._state.found(call.home, call.given["channel"])
        needed = f"{_prefix(channel)}:history"
        if needed not in call.home.scopes or channel.unreadable:
            raise RefusalError("missing_scope", needed=needed, provided=",".join(sorted(call.home.scopes)))
        if not channel.has_bot:
            raise RefusalError("not_in_channel")
        return channel

    def info(self, call: Call) -> Json:
        """Return a channel."""
        channel = self._state.found(call.home, call.given["channel"])
        needed = f"{_prefix(channel)}:read"
        if needed not in call.home.scopes:
            raise RefusalError("missing_scope", needed=needed, provided=",".join(sorted(call.home.scopes)))
        told = channel.record() | ({"locale": "en-US"} if call.given.get("include_locale") else {})
        if not call.given.get("include_num_members"):
            told.pop("num_members", None)
        return {"channel": told}

    def list(self, call: Call) -> Json:
        """Return channels, page by page."""
        wanted = {_KINDS.get(kind.strip(), "") for kind in str(call.given.get("types", "public_channel")).split(",")}
        if "" in wanted:
            raise RefusalError("invalid_types")
        missing = [f"{one}:read" for one in sorted(wanted) if f"{one}:read" not in call.home.scopes]
        if missing:
            raise RefusalError("missing_scope", needed=missing[0], provided=",".join(sorted(call.home.scopes)))
        seen = [one for one in call.home.channels.values() if not one.gone and (one.has_bot or not one.private)]
        seen = [
            one for one in seen if _prefix(one) in wanted and not (call.given.get("exclude_archived") and one.archived)
        ]
        begin, most = _begin(call.given.get("cursor")), int(call.given.get("limit", 100))
        cursor = _cursor(begin + most) if len(seen) > begin + most else ""
        page = [one.record() for one in seen[begin : begin + most]]
        return {"channels": page, "response_metadata": {"next_cursor": cursor}}

    def members(self, call: Call) -> Json:
        """Return the people of a channel, page by page."""
        channel = self._state.found(call.home, call.given["channel"])
        needed = f"{_prefix(channel)}:read"
        if needed not in call.home.scopes:
            raise RefusalError("missing_scope", needed=needed, provided=",".join(sorted(call.home.scopes)))
        begin, most = _begin(call.given.get("cursor")), int(call.given.get("limit", 100))
        there = sorted(channel.members)
        cursor = _cursor(begin + most) if len(there) > begin + most else ""
        return {"members": there[begin : begin + most], "response_metadata": {"next_cursor": cursor}}

    def open(self, call: Call) -> Json:
        """Return the direct messages with a person."""
        if "channel" in call.given:
            channel = self._state.found(call.home, call.given["channel"])
            return {"channel": channel.record() if call.given.get("return_im") else {"id": channel.id}}
        person = call.home.people.get(str(call.given["users"]))
        if person is None:
            raise RefusalError("user_not_found")
        if person.gone or person.bot:
            raise RefusalError("user_disabled" if person.gone else "cannot_dm_bot")
        known = any(one.recipient is person for one in call.home.channels.values())
        channel = call.home.direct(person)
        told = channel.record() if call.given.get("return_im") else {"id": channel.id}
        return {"channel": told} | ({"no_op": True, "already_open": True} if known else {})

    def join(self, call: Call) -> Json:
        """Join a public channel."""
        channel = self._state.found(call.home, call.given["channel"])
        if channel.recipient or channel.private:
            raise RefusalError("method_not_supported_for_channel_type")
        if channel.archived:
            raise RefusalError("is_archived")
        known = channel.has_bot
        channel.members.add(call.home.bot)
        return {"channel": channel.record()} | ({"warning": "already_in_channel"} if known else {})

    def person(self, call: Call) -> Json:
        """Return a person."""
        person = call.home.people.get(str(call.given["user"]))
        if person is None:
            raise RefusalError("user_not_found")
        return {"user": person.record(self._state.clock.now(), with_locale=bool(call.given.get("include_locale")))}


def _prefix(channel: Channel) -> str:
    return "im" if channel.recipient else "groups" if channel.private else "channels"


def _cursor(begin: int) -> str:
    return base64.b64encode(f"next:{begin}".encode()).decode()


def _begin(cursor: object) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(str(cursor)).decode().removeprefix("next:"))
    except ValueError:
        raise RefusalError("invalid_cursor") from None
