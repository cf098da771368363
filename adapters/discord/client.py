"""One life of the connection to Discord's gateway, from log-in to its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.commands import Payload, fingerprint
from adapters.discord.pacing import Identifying
from digests.ports import Clock

_log = structlog.get_logger()
logging.getLogger("discord").setLevel(logging.CRITICAL)  # its records name tokens; we tell what matters

_GENTLE = 5.0
"""Seconds between two IDENTIFYs of a bot (discord-api-docs, Gateway: max_concurrency 1)."""

Told = Callable[[str], Awaitable[None]]


class TooSoonError(Exception):
    """The bot wants to begin a session, and has begun too many today."""


def point_to(api: str, gateway: str) -> None:
    """Let discord.py ask at these addresses; it has no option for them."""
    if api:
        Route.BASE = api
    if gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


class Client(discord.AutoShardedClient):
    """Listens to interactions, and to servers that come and go, without any privileged intent."""

    def __init__(
        self,
        answer: Callable[[discord.Interaction], Awaitable[None]],
        identifying: Identifying,
        clock: Clock,
        *,
        on_leave: Told,
        on_return: Told,
        on_there: Told,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.connected = asyncio.Event()
        """A shard has a session."""
        self._answer = answer
        self._identifying = identifying
        self._clock = clock
        self._on_leave = on_leave
        self._on_return = on_return
        self._on_there = on_there

    async def count_shards(self) -> None:
        """Ask Discord how many shards the bot needs; they connect where ``point_to`` says. Raises TooSoonError too."""
        shards, _, limit = await self.http.get_bot_gateway()
        if limit["remaining"] < shards:
            raise TooSoonError
        self.shard_count = shards

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait as long as Discord wants; end the connection where that is too long to keep it waiting."""
        shard, now = shard_id or 0, self._clock.now()
        if self._identifying.wait_of(shard, now).total_seconds() > _GENTLE:
            raise TooSoonError
        if not initial:
            await asyncio.sleep(_GENTLE)
        self._identifying.begin(shard, self._clock.now())

    async def on_connect(self) -> None:
        """Note that Discord is there."""
        self.connected.set()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer."""
        await self._answer(interaction)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Tell that a server has the bot, again or for the first time."""
        await self._on_return(str(guild.id))

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Tell of each server that has the bot when it connects: one may have invited it while it was away."""
        await self._on_there(str(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Tell that a server has thrown the bot out, or is gone."""
        await self._on_leave(str(guild.id))

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Log what went wrong in one of the above."""
        _log.exception("an event of Discord's could not be dealt with", event_name=event_method)

    async def register(self, wanted: Sequence[Payload], is_noted: Noted, note: Told) -> None:
        """Register the commands where they are not as wanted; at most 200 a day may be made (same docs, Commands).

        Noted is what is wanted together with what Discord then has: so both another wish and another hand are seen.
        """
        application = self.application_id or 0
        there = await self.http.get_global_commands(application)
        if await is_noted(_registration(wanted, there)):
            return
        made = await self.http.bulk_upsert_global_commands(application, list(wanted))
        await note(_registration(wanted, made))
        _log.info("commands registered", commands=len(made))


Noted = Callable[[str], Awaitable[bool]]


def _registration(wanted: Sequence[Payload], there: Sequence[object]) -> str:
    versions = sorted(f"{one['id']}:{one['version']}" for one in there if isinstance(one, dict))
    return f"discord-commands:{fingerprint([wanted, versions])}"
