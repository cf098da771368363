"""A look at Discord with the bot's own eyes: is the token good, the clock right, and may it post where it is to?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
import discord
from discord.abc import GuildChannel
from discord.http import Route

from adapters.discord.permissions import IN_THREADS, missing
from adapters.discord.token import Token
from digests.errors import BadSetting, Unreachable
from digests.ports import Clock
from digests.subscription import Channel

PATIENCE = 20.0
"""Seconds that the whole look may take."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that something is posted to, as the bot finds it."""

    channel: Channel
    name: str
    """As Discord shows it; nothing where it cannot be seen."""
    missing: tuple[str, ...] = ()
    """Permissions, by their names in discord.py."""
    trouble: str = ""
    """Why it cannot be looked at: a key of ``discord-check`` in ``config/words``."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found."""

    bot: str
    application: int
    servers: tuple[str, ...]
    apart: timedelta | None
    """How far Discord's clock is ahead of ours; None where it does not tell."""
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Watch:
    """Notes what Discord's clock says beside what ours does."""

    clock: Clock
    apart: timedelta | None = field(default=None)

    async def __call__(self, _: object, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
        if stamp := ended.response.headers.get("Date"):
            self.apart = parsedate_to_datetime(stamp).astimezone(UTC) - self._now()

    def _now(self) -> datetime:
        return self.clock.now().replace(microsecond=0)  # Discord's stamp has no fractions either


async def findings(token: Token, api: str, clock: Clock, channels: Iterable[Channel] = ()) -> Findings:
    """Look. Raises BadSetting where the token is no good, Unreachable where Discord does not answer."""
    watch = _Watch(clock)
    try:
        async with asyncio.timeout(PATIENCE), _logged_in(token, api, watch) as client:
            servers = [server async for server in client.fetch_guilds(limit=200)]
            places = await _places(client, channels)
            bot, application = str(client.user), client.application_id or 0
    except discord.LoginFailure as error:
        raise BadSetting("discord-token-refused", "discord_token") from error
    except discord.HTTPException as error:
        raise Unreachable("discord-trouble", api, status=error.status) from error
    except (aiohttp.ClientError, OSError) as error:  # a time-out is one of these
        raise Unreachable("discord-unreachable", api, error=type(error).__name__) from error
    return Findings(bot, application, tuple(server.name for server in servers), watch.apart, tuple(places))


@asynccontextmanager
async def _logged_in(token: Token, api: str, watch: _Watch) -> AsyncIterator[discord.Client]:
    """Log in without a gateway, and out again."""
    Route.BASE = api
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(watch)
    async with discord.Client(intents=discord.Intents.none(), http_trace=trace) as client:
        await client.login(token.value)
        yield client


@dataclass(frozen=True, slots=True)
class _Server:
    """A server as the bot finds it; its channels know its roles, which those that are fetched alone do not."""

    me: discord.Member
    channels: Mapping[int, GuildChannel]


async def _places(client: discord.Client, channels: Iterable[Channel]) -> list[Place]:
    servers: dict[str, _Server | str] = {}
    places = []
    for channel in channels:
        if channel.name.startswith("@"):
            places.append(Place(channel, channel.name))
            continue
        if channel.tenant not in servers:
            servers[channel.tenant] = await _server(client, channel.tenant)
        server = servers[channel.tenant]
        places.append(
            Place(channel, "", trouble=server) if isinstance(server, str) else await _seen(client, server, channel)
        )
    return places


async def _server(client: discord.Client, tenant: str) -> _Server | str:
    """Return a server, or why it cannot be looked at."""
    try:
        server = await client.fetch_guild(int(tenant), with_counts=False)
        me = await server.fetch_member(client.user.id if client.user else 0)
        return _Server(me, {channel.id: channel for channel in await server.fetch_channels()})
    except (discord.NotFound, discord.Forbidden, ValueError):
        return "left"


async def _seen(client: discord.Client, server: _Server, channel: Channel) -> Place:
    """Return a channel with what the bot lacks there; a thread has what its channel has."""
    found = server.channels.get(int(channel.name))
    if found is not None:
        return Place(channel, f"#{found.name}", missing(found.permissions_for(server.me)))
    try:
        thread = await client.fetch_channel(int(channel.name))
    except (discord.NotFound, discord.Forbidden):
        return Place(channel, "", trouble="gone")
    above = server.channels.get(getattr(thread, "parent_id", None) or 0)
    if above is None:
        return Place(channel, "", trouble="gone")
    return Place(channel, str(getattr(thread, "name", "")), missing(above.permissions_for(server.me), IN_THREADS))
