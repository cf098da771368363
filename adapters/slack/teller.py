"""Tells a person something by direct message, as well as it can: nobody waits for it, and it is not tried again."""

from __future__ import annotations

import asyncio

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError

from adapters.slack.publisher import PATIENCE, direct
from adapters.slack.text import Json, escaped, text
from adapters.slack.workspaces import UnknownWorkspaceError, Workspaces
from digests.errors import StoreUnusable
from digests.subscription import Channel

log = structlog.get_logger()

_FAILURES = (
    SlackClientError,
    UnknownWorkspaceError,
    StoreUnusable,
    aiohttp.ClientError,
    OSError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
)
"""What comes of a refusal, of no network, and of an answer that is none of Slack's."""


class SlackTeller:
    """Writes direct messages."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def tell(self, person: str, sentence: str, about: Channel | None, tenant: str) -> bool:
        """Say it to a person of a workspace, and which channel it is about; False where it did not arrive."""
        shown = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": _parts(sentence, about)}]}
        try:
            async with asyncio.timeout(PATIENCE):
                client = await self._workspaces.client(tenant)
                await client.chat_postMessage(
                    channel=await direct(client, person),
                    blocks=[shown],
                    text=escaped(sentence),
                    parse="none",
                    link_names=False,
                    unfurl_links=False,
                    unfurl_media=False,
                )
        except _FAILURES as error:
            trouble = (
                type(error).__name__ if isinstance(error, SlackClientError) else str(error) or type(error).__name__
            )
            log.info("a person could not be told", action="tell", trouble=trouble)
            return False
        return True


def _parts(sentence: str, about: Channel | None) -> list[Json]:
    """Return the sentence as plain text, and the channel as one that can be opened."""
    said = text(sentence)
    if about is None or about.name.startswith("@"):
        return said
    return [*said, *text("\n"), {"type": "channel", "channel_id": about.name.partition(":")[0]}]
