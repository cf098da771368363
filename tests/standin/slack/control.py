"""The strings behind ``/-/``, for tests whose stand-in runs in another process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standin.faults import Fault, Kind

if TYPE_CHECKING:
    from tests.standin.slack.server import Standin
    from tests.standin.slack.world import Channel

Json = dict[str, Any]
Pull = Callable[[Json], Awaitable[object]]


def controls(app: web.Application, slack: Standin) -> None:
    """Add the strings to an application."""
    strings = _Strings(slack)
    for name in dir(strings):
        if not name.startswith("_"):
            app.router.add_post(f"/-/{name}", _handled(getattr(strings, name)))
            app.router.add_get(f"/-/{name}", _handled(getattr(strings, name)))


def _handled(pull: Pull) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        asked = await request.json() if request.can_read_body else {}
        return web.json_response(await pull({**request.query, **asked}))

    return handle


class _Strings:
    """Each takes a JSON object (or the query) and answers with JSON."""

    def __init__(self, slack: Standin) -> None:
        self._slack = slack

    async def world(self, _: Json) -> Json:
        """Return addresses, tokens and ids."""
        slack = self._slack
        return {
            "api": slack.api,
            "token": slack.token,
            "app_token": slack.app_token,
            "signing_secret": slack.signing_secret,
            "client_id": slack.client_id,
            "client_secret": slack.client_secret,
            "app": slack.app,
            "team": slack.team.id,
            "bot": slack.team.bot,
            "channel": slack.channel.id,
            "channels": {one.name: one.id for one in slack.team.channels.values() if not one.recipient},
            "reader": slack.reader.id,
            "direct": slack.reader.direct.id,
            "connections": slack.connections,
            "opened": slack.opened,
            "teams": {team.name: {"id": team.id, "token": team.token} for team in slack.state.teams.values()},
        }

    async def channels(self, asked: Json) -> list[str]:
        """Make channels by ``names``, or so many (``count``); return their ids."""
        names = asked.get("names") or [f"news-{number}" for number in range(int(asked["count"]))]
        return [self._slack.team.channel(name).id for name in names]

    async def team(self, asked: Json) -> Json:
        """Make a workspace by ``name``; return its id, token and channel."""
        team = self._slack.add_team(asked["name"])
        return {"id": team.id, "token": team.token, "channel": next(iter(team.channels))}

    async def misfortune(self, asked: Json) -> None:
        """Script ``faults`` for ``verbs`` and perhaps a ``channel``."""
        faults = [Fault(**{**fault, "kind": Kind(fault["kind"])}) for fault in asked["faults"]]
        await self._slack.misfortune(*faults, verbs=asked.get("verbs", ["post"]), channel=asked.get("channel"))

    async def close(self, asked: Json) -> None:
        """Close a ``channel`` in ways ``how``."""
        await self._slack.close(asked["channel"], *asked.get("how", ()))

    async def advance(self, asked: Json) -> None:
        """Let ``seconds`` pass."""
        await self._slack.advance(float(asked["seconds"]))

    async def remove(self, asked: Json) -> None:
        """Let a moderator remove the message of a ``key`` in a ``channel``."""
        await self._slack.remove(asked["channel"], asked["key"])

    async def pace(self, asked: Json) -> None:
        """Enforce tiers or not (``on``)."""
        self._slack.pace.on = bool(asked.get("on", True))

    async def slash(self, asked: Json) -> Json:
        """Let the reader type a ``command`` with ``text`` in a ``channel``; return what came."""
        answer = await self._slack.reader.slash(
            asked.get("command", "/llama"),
            asked.get("text", ""),
            where=self._channel(asked) if "channel" in asked else None,
        )
        return {"text": answer.text, "buttons": answer.buttons, "first": answer.first, "full": answer.full}

    async def press(self, asked: Json) -> Json:
        """Let the reader press ``what`` in the message ``ts`` of a ``channel``; return what came."""
        answer = await self._slack.reader.press(self._channel(asked).messages[asked["ts"]], asked["what"])
        return {"text": answer.text, "buttons": answer.buttons, "first": answer.first, "full": answer.full}

    async def settle(self, _: Json) -> None:
        """Let everything late take place."""
        self._slack.state.settle(to_the_end=True)

    async def seen(self, asked: Json) -> list[str]:
        """Return what is read in a ``channel``, or in a ``thread`` of it."""
        self._slack.state.settle()
        return self._channel(asked).seen(asked.get("thread"))

    async def shown(self, asked: Json) -> list[Json]:
        """Return the messages of a ``channel``, or of a ``thread`` of it."""
        return [one.record(with_metadata=True) for one in self._channel(asked).shown(asked.get("thread"))]

    async def offences(self, _: Json) -> list[Json]:
        """Return what was done against the rules."""
        return self._slack.offences

    async def log(self, _: Json) -> list[Json]:
        """Return the log."""
        return self._slack.log

    async def drop(self, _: Json) -> None:
        """Break the sockets."""
        self._slack.drop()

    async def freeze(self, _: Json) -> None:
        """Let the sockets hang."""
        self._slack.freeze()

    async def refresh(self, asked: Json) -> None:
        """Ask for new sockets, for a ``reason``."""
        await self._slack.refresh(asked.get("reason", "refresh_requested"))

    async def via(self, asked: Json) -> None:
        """Bring deliveries over HTTP to a ``url``; through sockets where there is none."""
        self._slack.request_url = asked.get("url", "")
        self._slack.via = "http" if self._slack.request_url else "socket"

    def _channel(self, asked: Json) -> Channel:
        found = self._slack.state.channel(asked["channel"])
        if found is None:
            raise KeyError(asked["channel"])
        return found
