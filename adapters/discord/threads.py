"""Threads, into which details go when a reader wants them there, so that channels stay readable."""

from __future__ import annotations

from typing import Final

import discord

from adapters.discord.errors import refused
from adapters.discord.wire import RefusedError
from digests.delivery import Never
from digests.errors import NotFound, Refusal

_LONGEST_NAME = 100
_A_DAY: Final = 1440
"""Minutes without a word after which it is hidden."""
_HAS_THREAD = 160004
"""Error code: the message has a thread already, whose id is that of the message."""


async def thread_for(interaction: discord.Interaction, name: str) -> discord.Thread:
    """Return the thread of the message that was pressed, or a new one in the channel where only the reader sees it.

    In a thread it is that thread. Raises Refusal where there can be none or the reader may not open one, and
    Forbidden where the bot may not.
    """
    channel, message = interaction.channel, interaction.message
    if isinstance(channel, discord.Thread):
        return channel
    if not isinstance(channel, discord.TextChannel) or message is None:
        raise Refusal("discord-no-threads-here", "")
    if not interaction.permissions.create_public_threads:
        raise Refusal("discord-thread-not-allowed", "")
    return await (_new(channel, name) if message.flags.ephemeral else _of(message, channel, name))


async def begun(client: discord.Client, channel: int, message: int, name: str) -> bool:
    """Begin the thread of a message, which has the message's id; False where the message can have none.

    That is where it was removed, the channel is a thread itself, or the bot may not. Raises RefusedError for all that
    may be otherwise later.
    """
    try:
        shown = name[:_LONGEST_NAME]
        await client.http.start_thread_with_message(channel, message, name=shown, auto_archive_duration=_A_DAY)
    except RefusedError as refusal:
        if refusal.answer.code == _HAS_THREAD:
            return True
        if isinstance(refused(refusal.answer), Never):
            return False
        raise
    return True


async def _new(channel: discord.TextChannel, name: str) -> discord.Thread:
    kind = discord.ChannelType.public_thread
    return await channel.create_thread(name=name[:_LONGEST_NAME], auto_archive_duration=_A_DAY, type=kind)


async def _of(message: discord.Message, channel: discord.TextChannel, name: str) -> discord.Thread:
    """Return the thread of a message, which is made where there is none."""
    try:
        return await message.create_thread(name=name[:_LONGEST_NAME], auto_archive_duration=_A_DAY)
    except discord.HTTPException as error:
        if error.code != _HAS_THREAD:
            raise
    found = channel.get_thread(message.id) or await channel.guild.fetch_channel(message.id)
    if not isinstance(found, discord.Thread):
        raise NotFound("discord-no-threads-here", "")
    return found
