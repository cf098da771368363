"""Which channels somebody sees, by what Discord tells with an interaction and what the bot knows of the server."""

from __future__ import annotations

import discord

from adapters.discord.asked import Data
from adapters.discord.permissions import IN_THREADS, TO_POST, missing
from digests.desk import Reach, Sees
from digests.subscription import Channel


def sight_of(interaction: discord.Interaction) -> Sees:
    """Return who says what channels of the server whoever asks sees."""

    async def sees(channel: Channel) -> bool:
        if channel.tenant != str(interaction.guild_id) or not channel.name.isdecimal():
            return False
        told: Data = interaction.data or {}
        picked = told.get("resolved", {}).get("channels", {}).get(channel.name)
        may = discord.Permissions(int(picked["permissions"])) if picked else _known(interaction, int(channel.name))
        return may.view_channel or may.administrator

    return sees


def reach_of(interaction: discord.Interaction) -> Reach:
    """Return who says whether the bot can post in the channels of the server where it is asked."""

    async def reach(channel: Channel) -> str | None:
        guild = interaction.guild
        found = guild.get_channel_or_thread(int(channel.name)) if guild and channel.name.isdecimal() else None
        if guild is None or found is None:
            return None
        wanted = IN_THREADS if isinstance(found, discord.Thread) else TO_POST
        return "discord" if missing(found.permissions_for(guild.me), wanted) else ""

    return reach


def _known(interaction: discord.Interaction, channel_id: int) -> discord.Permissions:
    """Return what they may in a channel that was not picked just now; nothing in one that the bot does not know.

    Of private threads the bot does not know who is in them.
    """
    member, guild = interaction.user, interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    hidden = isinstance(channel, discord.Thread) and channel.is_private()
    if channel is None or hidden or not isinstance(member, discord.Member):
        return discord.Permissions.none()
    return channel.permissions_for(member)
