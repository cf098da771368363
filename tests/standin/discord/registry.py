"""The commands that the bot registers (discord-api-docs, Application Commands)."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from tests.standin.discord.calls import Call, Json, Reply, Route, Routes
from tests.standin.discord.errors import RefusalError
from tests.standin.discord.state import State

DAILY = 200
"""Commands that may be made new in a day, in all of an application's guilds and globally each."""
_GLOBAL = "/applications/{application_id}/commands"
_OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


class Registered:
    """Commands, replaced as a whole; one that keeps its name keeps its id."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._made: dict[str, deque[datetime]] = {}

    def routes(self) -> Routes:
        """Yield what is played here."""
        for template in (_GLOBAL, _OF_GUILD):
            yield Route("PUT", template, "commands", self.replace)
            yield Route("GET", template, "commands", self.read)

    def read(self, call: Call) -> Reply:
        """Return the commands."""
        return Reply(200, self._state.commands.get(self._scope(call), []))

    def replace(self, call: Call) -> Reply:
        """Take the commands that shall be there from now on."""
        scope = self._scope(call)
        before = {(one["type"], one["name"]): one for one in self._state.commands.get(scope, ())}
        asked = [command | {"type": command.get("type") or 1} for command in call.body or ()]
        self._count(scope, sum((one["type"], one["name"]) not in before for one in asked))
        kept = [self._kept(one, before.get((one["type"], one["name"])), scope) for one in asked]
        self._state.commands[scope] = kept
        return Reply(200, kept)

    def _kept(self, asked: Json, before: Json | None, scope: str) -> Json:
        bits = asked.get("default_member_permissions")
        told = asked | {
            "id": before["id"] if before else self._state.ids(),
            "application_id": self._state.application,
            "version": self._state.ids(),
            "description": asked.get("description") or "",
            "default_member_permissions": None if bits is None else str(bits),
            "nsfw": bool(asked.get("nsfw")),
        }
        return told | ({"guild_id": scope} if scope else {})

    def _count(self, scope: str, new: int) -> None:
        """Raise RefusalError where too many commands were made today."""
        now, made = self._state.clock.now(), self._made.setdefault(scope, deque())
        while made and now - made[0] >= timedelta(days=1):
            made.popleft()
        if len(made) + new > DAILY:
            raise RefusalError(30034)
        made.extend([now] * new)

    def _scope(self, call: Call) -> str:
        if call.places["application_id"] != self._state.application:
            raise RefusalError(20012)
        guild = call.places.get("guild_id", "")
        if guild and not (guild in self._state.guilds and self._state.guilds[guild].has_bot):
            raise RefusalError(50001)
        return guild
