"""Which channels somebody sees and the bot is in, by what Slack tells of them."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.workspaces import UnknownWorkspaceError, Workspaces
from digests.desk import Reach, Sees
from digests.subscription import Channel

_log = structlog.get_logger()

_PATIENCE = 5.0
"""Seconds in which Slack has to say it; whoever asked waits as long for the answer."""
_UNTOLD = (SlackClientError, aiohttp.ClientError, UnknownWorkspaceError, TimeoutError, OSError, KeyError)
_AT_ONCE = 200
"""Members of one page (docs.slack.dev, conversations.members: no more are recommended)."""


def sight_of(workspaces: Workspaces, team: str, user: str) -> Sees:
    """Return who says what channels of the workspace a member of it sees: the public ones, and those they are in."""

    async def sees(channel: Channel) -> bool:
        name = channel.name.partition(":")[0]
        try:
            async with asyncio.timeout(_PATIENCE):
                client = await workspaces.client(team)
                told = (await client.conversations_info(channel=name))["channel"]
                return not told["is_private"] or await _is_member(client, name, user)
        except _UNTOLD as error:
            _log.warning("Slack does not say who sees a channel; it stays hidden", error=type(error).__name__)
            return False

    return sees


def reach_of(workspaces: Workspaces, team: str) -> Reach:
    """Return who says whether the bot is in the channels of the workspace: only there can it post."""

    async def reach(channel: Channel) -> str | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                client = await workspaces.client(team)
                told = (await client.conversations_info(channel=channel.name.partition(":")[0]))["channel"]
                return "" if told["is_member"] else "slack"
        except _UNTOLD:
            return None

    return reach


async def _is_member(client: AsyncWebClient, channel: str, user: str) -> bool:
    page = ""
    while True:
        told = await client.conversations_members(channel=channel, limit=_AT_ONCE, cursor=page)
        if user in told["members"]:
            return True
        page = (told.get("response_metadata") or {}).get("next_cursor", "")
        if not page:
            return False
