"""Who asks: the roles, what is no person, and the channels they see, from what Discord tells with an interaction."""

from __future__ import annotations

from collections.abc import Mapping
from unittest.mock import Mock

import discord
import pytest

from adapters.discord.asker import asker_of
from digests.subscription import Channel

VIEW, ADMINISTRATOR = discord.Permissions(view_channel=True), discord.Permissions(administrator=True)
NOTHING = discord.Permissions.none()
THERE = Channel("discord", "7", "9")


def role(role_id: int) -> Mock:
    return Mock(spec=discord.Role, id=role_id)


def interaction(
    *,
    data: dict[str, object] | None = None,
    known: discord.Permissions | None = None,
    thread: bool | None = None,
    about: Mapping[str, object] | None = None,
) -> Mock:
    """Return one of a member of server 7; ``known`` is what they may in any channel that the bot knows of."""
    member = Mock(spec=discord.Member, id=42, bot=False, system=False, flags=discord.MemberFlags())
    member.roles = [role(7), role(77)]
    for name, value in (about or {}).items():
        setattr(member, name, value)
    channel = Mock(spec=discord.TextChannel if thread is None else discord.Thread)
    channel.permissions_for.side_effect = lambda who: known if who is member else NOTHING
    if thread is not None:
        channel.is_private.return_value = thread
    guild = Mock(spec=discord.Guild)
    guild.get_channel_or_thread.return_value = None if known is None else channel
    return Mock(
        spec=discord.Interaction,
        user=member,
        guild_id=7,
        channel_id=5,
        guild=guild,
        channel=None,
        permissions=NOTHING,
        data=data or {},
    )


async def sees(asked: Mock, channel: Channel = THERE) -> bool:
    looking = asker_of(asked).sees
    assert looking
    return await looking(channel)


def picked(bits: discord.Permissions) -> dict[str, object]:
    return {"resolved": {"channels": {"9": {"id": "9", "permissions": str(bits.value)}}}}


def test_the_role_that_everybody_has_is_none():
    assert asker_of(interaction()).roles == {"77"}


@pytest.mark.parametrize(
    "about", [{"bot": True}, {"system": True}, {"flags": discord.MemberFlags(guest=True)}], ids=str
)
def test_a01_bots_webhooks_and_guests_are_known_as_such(about: dict[str, object]):
    assert not asker_of(interaction()).guest
    assert asker_of(interaction(about=about)).guest


def test_in_direct_messages_there_are_no_roles():
    asked = interaction()
    asked.user, asked.guild_id = Mock(spec=discord.User, id=42, bot=False, system=False), None
    asker = asker_of(asked)
    assert (asker.tenant, asker.roles, asker.guest, asker.manages) == ("@42", frozenset(), False, False)


@pytest.mark.parametrize(("may", "seen"), [(VIEW, True), (ADMINISTRATOR, True), (NOTHING, False)])
async def test_a06_of_a_channel_that_is_picked_discord_says_who_sees_it(may: discord.Permissions, *, seen: bool):
    assert await sees(interaction(data=picked(may))) == seen
    assert await sees(interaction(data=picked(may), known=VIEW)) == seen


@pytest.mark.parametrize(("may", "seen"), [(VIEW, True), (ADMINISTRATOR, True), (NOTHING, False), (None, False)])
async def test_a06_of_another_the_bot_knows_the_permissions_or_says_no(may: discord.Permissions | None, *, seen: bool):
    assert await sees(interaction(known=may)) == seen


async def test_a06_who_is_in_a_private_thread_is_not_known():
    assert await sees(interaction(known=VIEW, thread=False))
    assert not await sees(interaction(known=VIEW, thread=True))


async def test_a06_what_is_of_another_server_or_no_channel_is_not_seen():
    asked = interaction(known=VIEW)
    assert not await sees(asked, Channel("discord", "8", "9"))
    assert not await sees(asked, Channel("discord", "7", "general"))
    asked.guild = None
    assert not await sees(asked)


POSTS = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
IN_THREADS = discord.Permissions(view_channel=True, send_messages_in_threads=True, read_message_history=True)


@pytest.mark.parametrize(
    ("may", "thread", "said"),
    [
        (POSTS, None, ""),
        (ADMINISTRATOR, None, ""),
        (VIEW, None, "discord"),
        (POSTS, False, "discord"),
        (IN_THREADS, False, ""),
        (None, None, None),
    ],
)
async def test_whether_the_bot_may_post_in_a_channel_is_said_where_it_knows_the_channel(
    may: discord.Permissions | None, thread: bool | None, said: str | None
):
    asked = interaction(known=may, thread=thread)
    channel = asked.guild.get_channel_or_thread.return_value
    if channel:
        channel.permissions_for.side_effect = lambda who: may if who is asked.guild.me else NOTHING
    reach = asker_of(asked).reach
    assert reach
    assert await reach(THERE) == said
    assert await reach(Channel("discord", "7", "general")) is None
