"""The workspaces the bot is in, each with its own token, and the clients of slack-sdk that speak to them.

Left to itself, slack-sdk sends a request again where the connection was lost, a post too, and it posts twice. So no
client here repeats anything; it is noted besides whether a request has left this machine at all.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.departures import note_departures
from adapters.slack.errors import told

API = "https://slack.com/api/"
_LONGEST = aiohttp.ClientTimeout(total=30)
_AT_ONCE = 100
"""Connections that are open at most."""
_quiet = logging.getLogger("llamawire.slack")  # slack-sdk's own records show what was sent; we tell what matters
_quiet.setLevel(logging.CRITICAL)


class UnknownWorkspaceError(Exception):
    """The bot has no token for a workspace: it was never there, or it was removed."""


class Tokens(Protocol):
    """Who knows the bot's tokens. Each method raises StoreUnusable where what keeps them cannot be read."""

    async def token_of(self, team: str) -> str | None:
        """Return the bot's token for a workspace; None where it has none."""
        ...

    async def teams(self) -> tuple[str, ...]:
        """Return the workspaces there are tokens for, by their ids."""
        ...


class OneToken:
    """The ``Tokens`` of a bot in one workspace, whose id Slack is asked for once, when it is first needed.

    Each method raises what slack-sdk and aiohttp raise until Slack has answered that.
    """

    def __init__(self, token: str, api: str = API) -> None:
        self._token = token
        self._api = api
        self._team = ""
        self._turn = asyncio.Lock()

    async def token_of(self, team: str) -> str | None:
        """See ``Tokens``."""
        return self._token if team in await self.teams() else None

    async def teams(self) -> tuple[str, ...]:
        """See ``Tokens``."""
        async with self._turn:
            if not self._team:
                self._team = str(told(await _client(self._token, self._api).auth_test(), "team_id"))
        return (self._team,)


class Workspaces:
    """Gives the client of each workspace. ``close`` it after use."""

    def __init__(self, api: str, tokens: Tokens) -> None:
        self.tokens = tokens
        self._api = api or API
        self._clients: dict[str, AsyncWebClient] = {}
        self._session: aiohttp.ClientSession | None = None

    async def client(self, team: str) -> AsyncWebClient:
        """Return the client that speaks to a workspace, with the token that is good now.

        Raises UnknownWorkspaceError, and what ``Tokens`` raises.
        """
        token = await self.tokens.token_of(team)
        if not token:
            self._clients.pop(team, None)
            raise UnknownWorkspaceError(team)
        known = self._clients.get(team)
        if known is None or known.token != token:
            known = self._clients[team] = _client(token, self._api, self._opened())
        return known

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()
        self._session = None
        self._clients.clear()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=_LONGEST,
                connector=aiohttp.TCPConnector(limit=_AT_ONCE),
                trace_configs=[note_departures(aiohttp.TraceConfig())],
            )
        return self._session


@asynccontextmanager
async def workspaces(api: str, tokens: Tokens) -> AsyncIterator[Workspaces]:
    """Open the way to the workspaces, at another address of Slack's Web API where there is one."""
    opened = Workspaces(api, tokens)
    try:
        yield opened
    finally:
        await opened.close()


def _client(token: str, api: str, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=api or API, session=session, retry_handlers=[], logger=_quiet)
