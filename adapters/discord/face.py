"""Discord, where readers meet the desk: connected until told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import aiohttp
import discord
import structlog

from adapters.discord.answering import Answering
from adapters.discord.client import Client, Noted, Told, TooSoonError, point_to
from adapters.discord.commands import payloads
from adapters.discord.pacing import Identifying
from adapters.discord.token import Token
from digests.errors import BadSetting, Refusal
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.ports import Clock, Desk, Painter
from digests.words import Words

_log = structlog.get_logger()

_FATAL = {
    4004: "discord-token-refused",
    4010: "discord-sharding-refused",
    4011: "discord-sharding-refused",
    4013: "discord-intents-refused",
    4014: "discord-intents-refused",
}
"""Close codes of the gateway that come again however often one tries (discord-api-docs, Opcodes and Status Codes)."""
_TOKEN = "discord_token"  # noqa: S105  the name of a setting
_CONNECT = 60.0
"""Seconds within which a session must have begun."""
_SHORTEST, _LONGEST = 5.0, 300.0
"""Seconds between two tries to reach Discord."""
_GRACE = 5.0
"""Seconds in which answers that were begun may end."""


async def _ignore(_: str) -> None:
    return


class DiscordFace:
    """Answers slash commands, buttons and forms from the desk. Posting needs none of this: see the publisher."""

    def __init__(
        self,
        desk: Desk,
        words: Mapping[Lang, Words],
        painter: Painter,
        token: Token,
        *,
        api: str,
        gateway: str,
        command_name: str,
        noted: Noted,
        note: Told,
        clock: Clock,
        on_leave: Told = _ignore,
        on_return: Told = _ignore,
        on_there: Told = _ignore,
    ) -> None:
        self._answering = Answering(desk, words, painter, ChatWords(desk.commands, command_name))
        self._payloads = payloads(desk.commands, words, command_name)
        self._token = token
        self._noted, self._note = noted, note
        self._clock = clock
        self._on_leave, self._on_return, self._on_there = on_leave, on_return, on_there
        self._identifying = Identifying()
        self._is_registered = False
        point_to(api, gateway)

    async def run(self, stopping: asyncio.Event) -> None:
        """Stay connected until ``stopping``. Raises BadSetting where Discord will never have the bot as it is."""
        pause = _SHORTEST
        while not stopping.is_set():
            client = Client(
                self._answering,
                self._identifying,
                self._clock,
                on_leave=self._on_leave,
                on_return=self._on_return,
                on_there=self._on_there,
            )
            refusal = await self._live(client, stopping)
            if refusal:
                raise refusal
            if stopping.is_set():
                return
            pause = _SHORTEST if client.connected.is_set() else pause
            wait = max(pause, self._identifying.wait(self._clock.now()).total_seconds())
            _log.warning("Discord's gateway is away; digests are posted all the same", next_try_in_seconds=round(wait))
            await _wait(stopping, wait)
            pause = min(2 * pause, _LONGEST)

    async def _live(self, client: Client, stopping: asyncio.Event) -> Refusal | None:
        """Connect and stay so. Return why there is no use in trying again; None where there is."""
        async with client, asyncio.TaskGroup() as group:
            watches: list[asyncio.Task[None]] = []
            try:
                async with asyncio.timeout(_CONNECT) as limit:
                    watches += (group.create_task(watch) for watch in (_met(client, limit), _ended(stopping, limit)))
                    await client.login(self._token.value)
                    await self._register(client)
                    await client.count_shards()
                    await client.connect()
            except (discord.DiscordException, aiohttp.ClientError, OSError, TooSoonError, RecursionError) as error:
                return None if stopping.is_set() else _fatal(error)
            finally:
                for watch in watches:
                    watch.cancel()
                await self._answering.settle(_GRACE)
        return None

    async def _register(self, client: Client) -> None:
        """Register the commands, once in the life of the process; without it the old ones go on being answered."""
        if self._is_registered:
            return
        try:
            await client.register(self._payloads, self._noted, self._note)
            self._is_registered = True
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            _log.error("Discord does not take the commands; those it knows go on working", error=str(error))


async def _met(client: Client, limit: asyncio.Timeout) -> None:
    """Wait without limit once there is a session."""
    await client.connected.wait()
    limit.reschedule(None)


async def _ended(stopping: asyncio.Event, limit: asyncio.Timeout) -> None:
    """End the connection when told to stop."""
    await stopping.wait()
    limit.reschedule(asyncio.get_running_loop().time())


async def _wait(stopping: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stopping.wait()


def _fatal(error: Exception) -> Refusal | None:
    """Return what only the operator can put right."""
    if isinstance(error, discord.LoginFailure):
        return BadSetting("discord-token-refused", _TOKEN)
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return BadSetting("discord-intents-refused", _TOKEN)
    if isinstance(error, discord.ConnectionClosed) and error.code in _FATAL:
        return BadSetting(_FATAL[error.code], _TOKEN)
    _log.info("the connection to Discord ended", error=str(error) or type(error).__name__)
    return None
