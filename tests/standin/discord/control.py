"""The strings behind ``/-/``, for tests whose stand-in runs in another process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.standin.faults import Fault, Kind

if TYPE_CHECKING:
    from tests.standin.discord.server import Standin

Json = dict[str, Any]
Pull = Callable[[Json], Awaitable[object]]


def controls(app: web.Application, discord: Standin) -> None:
    """Add the strings to an application."""
    strings = _Strings(discord)
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

    def __init__(self, discord: Standin) -> None:
        self._discord = discord

    async def world(self, _: Json) -> Json:
        """Return addresses, token and ids."""
        discord = self._discord
        channels = {one.name: one.id for one in discord.guild.raw.channels.values()}
        return {
            "api": discord.api,
            "gateway": discord.gateway,
            "token": discord.token,
            "application": discord.state.application,
            "guild": discord.guild.id,
            "channel": discord.channel.id,
            "channels": channels,
            "reader": discord.reader.id,
            "direct": discord.reader.direct.id,
            "identifies": discord.identifies,
            "resumes": discord.resumes,
        }

    async def channels(self, asked: Json) -> list[str]:
        """Make channels by ``names``, or so many (``count``); return their ids."""
        names = asked.get("names") or [f"news-{number}" for number in range(int(asked["count"]))]
        return [self._discord.guild.channel(name).id for name in names]

    async def misfortune(self, asked: Json) -> None:
        """Script ``faults`` for ``verbs`` and perhaps a ``channel``."""
        faults = [Fault(**{**fault, "kind": Kind(fault["kind"])}) for fault in asked["faults"]]
        await self._discord.misfortune(*faults, verbs=asked.get("verbs", ["post"]), channel=asked.get("channel"))

    async def close(self, asked: Json) -> None:
        """Close a ``channel`` in ways ``how``."""
        await self._discord.close(asked["channel"], *asked.get("how", ()))

    async def slow(self, asked: Json) -> None:
        """Put a ``channel`` into slowmode of ``seconds``."""
        await self._discord.slow(asked["channel"], int(asked["seconds"]))

    async def shut(self, asked: Json) -> None:
        """Let a ``person`` take no direct messages."""
        await self._discord.shut(asked["person"])

    async def advance(self, asked: Json) -> None:
        """Let ``seconds`` pass."""
        await self._discord.advance(float(asked["seconds"]))

    async def remove(self, asked: Json) -> None:
        """Let a moderator remove the message of a ``nonce`` in a ``channel``."""
        await self._discord.remove(asked["channel"], asked["nonce"])

    async def window(self, asked: Json) -> None:
        """Remember nonces for ``seconds``."""
        self._discord.window = type(self._discord.window)(seconds=float(asked["seconds"]))

    async def pace(self, asked: Json) -> None:
        """Set the global limit, ``most`` a second (none: no such limit), and ``buckets`` on or off."""
        self._discord.pace.most = asked.get("most")
        self._discord.pace.buckets = asked.get("buckets", True)

    async def settle(self, _: Json) -> None:
        """Let everything late take place."""
        self._discord.state.settle(to_the_end=True)

    async def seen(self, asked: Json) -> list[str]:
        """Return what is read in a ``channel``."""
        self._discord.state.settle()
        return self._discord.state.channels[asked["channel"]].seen()

    async def shown(self, asked: Json) -> list[Json]:
        """Return the messages of a ``channel``."""
        return [one.record() for one in self._discord.state.channels[asked["channel"]].shown()]

    async def commands(self, _: Json) -> list[Json]:
        """Return the global commands."""
        return self._discord.commands

    async def offences(self, _: Json) -> list[Json]:
        """Return what was done against the rules."""
        return self._discord.offences

    async def log(self, _: Json) -> list[Json]:
        """Return the log."""
        return self._discord.log

    async def drop(self, _: Json) -> None:
        """Break the gateway's connections."""
        await self._discord.drop()

    async def reconnect(self, _: Json) -> None:
        """Ask for new connections (op 7)."""
        await self._discord.reconnect()

    async def invalidate(self, asked: Json) -> None:
        """Declare sessions invalid (op 9), ``resumable`` or not."""
        await self._discord.invalidate(resumable=bool(asked.get("resumable")))

    async def kick(self, _: Json) -> None:
        """Throw the bot out of the guild."""
        await self._discord.kick()
