"""Tells a person something by direct message, as well as it can: nobody waits for it, and it is not tried again."""

from __future__ import annotations

import asyncio

import aiohttp
import discord
import structlog

from adapters.discord.publisher import NOBODY, PATIENCE, direct
from adapters.discord.wire import RefusedError, Wire
from digests.subscription import Channel

log = structlog.get_logger()

_PLACE = "https://discord.com/channels/{tenant}/{name}"
"""An address that Discord itself shows as the channel's name."""


class DiscordTeller:
    """Writes direct messages."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def tell(self, person: str, sentence: str, about: Channel | None, _: str) -> bool:
        """Say it to the person of that id, and which channel it is about; False where it did not arrive."""
        try:
            async with asyncio.timeout(PATIENCE):
                client = await self._wire.client()
                place = await direct(client, person)
                await place.send(_shown(sentence, about), allowed_mentions=NOBODY, suppress_embeds=True)
        except (RefusedError, aiohttp.ClientError, OSError, ValueError, discord.DiscordException) as error:
            log.info("a person could not be told", action="tell", trouble=str(error) or type(error).__name__)
            return False
        return True


def _shown(sentence: str, about: Channel | None) -> str:
    """Return the sentence as harmless text, and the channel as an address of Discord's own."""
    text = discord.utils.escape_markdown(discord.utils.escape_mentions(sentence))
    return f"{text}\n{_PLACE.format(tenant=about.tenant, name=about.name)}" if about else text
