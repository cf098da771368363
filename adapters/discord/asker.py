"""Who asks, where, and in which language: read anew from every interaction."""

from __future__ import annotations

import discord

from adapters.discord.asked import PLATFORM
from adapters.discord.sight import reach_of, sight_of
from digests.ask import Ask
from digests.desk import Asker, Question
from digests.language import Lang
from digests.ports import Desk
from digests.subscription import Channel

_LANGS = {"zh-CN": Lang.HANS, "zh-TW": Lang.HANT, "zh-HK": Lang.HANT}
_CHOSEN = "lang"
_THREADS = (discord.ChannelType.public_thread, discord.ChannelType.private_thread, discord.ChannelType.news_thread)


def question_of(ask: Ask, interaction: discord.Interaction) -> Question:
    """Return the question; Discord does not tell the reader's time zone."""
    return Question(ask.verb, ask.options, lang_of(interaction), "", asker_of(interaction))


def lang_of(interaction: discord.Interaction) -> Lang:
    """Return the language that the reader chose, where ``learn_lang`` found one, else that of their Discord."""
    chosen: Lang | None = interaction.extras.get(_CHOSEN)
    return chosen or _LANGS.get(str(interaction.locale.value), Lang.EN)


async def learn_lang(interaction: discord.Interaction, desk: Desk) -> None:
    """Note with the interaction the language that its reader chose. Raises Refusal where it cannot be looked up."""
    interaction.extras[_CHOSEN] = await desk.language(asker_of(interaction))


def asker_of(interaction: discord.Interaction) -> Asker:
    """Return who asks. What they may is what Discord says with this very interaction."""
    user = str(interaction.user.id)
    tenant = tenant_of(interaction)
    place = Channel(PLATFORM, tenant, str(interaction.channel_id) if interaction.guild_id else f"@{user}")
    may = interaction.permissions
    return Asker(
        PLATFORM,
        tenant,
        user,
        place,
        in_thread(interaction),
        manages=may.manage_guild or may.administrator,
        roles=roles_of(interaction),
        guest=is_guest(interaction),
        sees=sight_of(interaction),
        reach=reach_of(interaction),
    )


def roles_of(interaction: discord.Interaction) -> frozenset[str]:
    """Return the ids of the roles that whoever asks has there, without the one that everybody has."""
    member = interaction.user
    roles = member.roles if isinstance(member, discord.Member) else ()
    return frozenset(str(role.id) for role in roles) - {str(interaction.guild_id)}


def is_guest(interaction: discord.Interaction) -> bool:
    """Say whether it is no person who asks, or one whom somebody let into one voice channel for a while."""
    who = interaction.user
    return who.bot or who.system or (isinstance(who, discord.Member) and who.flags.guest)


def tenant_of(interaction: discord.Interaction) -> str:
    """Return the id of the server; in direct messages that of the person, behind an @."""
    return str(interaction.guild_id) if interaction.guild_id else f"@{interaction.user.id}"


def in_thread(interaction: discord.Interaction) -> bool:
    """Say whether it was asked in a thread."""
    return interaction.channel is not None and interaction.channel.type in _THREADS


def may_write(interaction: discord.Interaction) -> bool:
    """Say whether the reader could have written there without the bot."""
    may = interaction.permissions
    return not interaction.guild_id or (may.send_messages_in_threads if in_thread(interaction) else may.send_messages)
