"""Who may what, through the real discord.py: rights are looked up anew, whatever Discord lets somebody type."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.desk.commands import COMMANDS
from bot.desk.desk import NewsDesk
from bot.wiring.news import newsroom
from config.settings import Settings
from digests.change import Change, Holds
from digests.desk import Command, Option, Takes, Who
from tests.adapters.discord.test_answering import Painter, a_face
from tests.bot.reports import LLAMA_31_EN, MISTRAL_EN
from tests.standin.discord import Standin, standin
from tests.standin.discord.permissions import MANAGE_GUILD
from tests.standin.discord.user import User
from tests.standin.discord.world import Channel

pytestmark = pytest.mark.asyncio(loop_scope="module")

REFUSED = "Only admins may"
ADMINS = [command for command in COMMANDS if command.who is Who.ADMINS and command.chat and command.is_typed]
CONTEXTS = [0, 1, 2]
"""Servers, direct messages with the bot, and whatever else somebody carries a command to."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[NewsDesk]:
    folder: Path = tmp_path_factory.mktemp("rights")
    async with newsroom(Settings(database_url=f"sqlite+aiosqlite:///{folder / 'news.db'}")) as room:
        await room.read([LLAMA_31_EN, MISTRAL_EN])
        assert isinstance(room.desk, NewsDesk)
        yield NewsDesk(replace(room.desk.context, platforms=("terminal", "discord")))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord(desk: NewsDesk) -> AsyncIterator[Standin]:
    async with standin() as discord, asyncio.TaskGroup() as group:
        with discord.wired():
            stopping = asyncio.Event()
            group.create_task(a_face(discord, Painter(), desk=desk).run(stopping))
            await discord.ready()
            yield discord
            stopping.set()
        assert discord.offences == []


@pytest.fixture
def _loosened(discord: Standin) -> Iterator[None]:
    """Let everybody see every command everywhere, as the settings of a server may."""
    known = [dict(command) for command in discord.commands]
    for command in discord.commands:
        command |= {"default_member_permissions": None, "contexts": CONTEXTS, "dm_permission": True}
    yield
    discord.commands[:] = known


def typed(option: Option, user: User) -> object:
    """Return something that Discord lets be typed for an option."""
    match option.takes:
        case Takes.NUMBER:
            return option.low
        case Takes.CHOICE:
            return option.choices[0]
        case Takes.CHANNEL:
            return next(iter(user.guild.channels.values()))
        case Takes.GRANTEE:
            return user
        case _:
            return "llama"


async def asked(user: User, command: Command, where: Channel | None = None) -> str:
    """Type it with what it needs; return what is answered."""
    needed = {one.name: typed(one, user) for one in command.options if one.required}
    return (await user.slash(f"llama-admin {command.verb}", needed, where=where)).text


async def admits(user: User, verb: str, where: Channel | None = None) -> bool:
    """Say whether the command is answered as to one who may ask it."""
    command = next(one for one in ADMINS if one.verb == verb)
    return REFUSED not in await asked(user, command, where)


async def grant(desk: NewsDesk, discord: Standin, name: str, *, gone: bool = False) -> None:
    """Let somebody do what admins do, or no longer."""
    before, after = ({"by": "1"}, None) if gone else (None, {"by": "1"})
    its, now = f"{name[-8:]}{gone}", desk.context.clock.now()
    change = Change(its, "discord", discord.guild.id, Holds.GRANT, name, before, after, "roles grant", "1", now)
    assert await desk.context.ledger.change(change)


@pytest.mark.usefixtures("_loosened")
@pytest.mark.parametrize("command", ADMINS, ids=lambda command: command.verb)
async def test_a01_a02_whom_a_server_shows_the_commands_of_admins_may_not_ask_them_for_all_that(
    command: Command, discord: Standin
):
    reader, machine = discord.reader, discord.user("Machine", permissions=MANAGE_GUILD)
    machine.person.bot = True
    for user, where in ((reader, None), (machine, None), (reader, reader.direct)):
        assert REFUSED in await asked(user, command, where)


@pytest.mark.usefixtures("_loosened")
async def test_a01_whoever_was_granted_it_may_ask_until_it_is_taken_back_but_grants_nothing(
    discord: Standin, desk: NewsDesk
):
    kim = discord.user("Kim")
    assert not await admits(kim, "topics list")
    await grant(desk, discord, f"user:{kim.id}")
    assert await admits(kim, "topics list")
    assert not await admits(kim, "roles grant")
    assert not await admits(kim, "topics list", kim.direct)
    await grant(desk, discord, f"user:{kim.id}", gone=True)
    assert not await admits(kim, "topics list")


@pytest.mark.usefixtures("_loosened")
async def test_a01_a_granted_role_counts_for_whoever_has_it_at_that_very_moment(discord: Standin, desk: NewsDesk):
    lee = discord.user("Lee")
    (its,) = lee.guild.members[lee.id].roles
    created = {"guild_id": lee.guild.id, "role": lee.guild.roles[its].record(1)}
    discord.state.tell("GUILD_ROLE_CREATE", created, lee.guild.id)
    await grant(desk, discord, f"role:{its}")
    assert await admits(lee, "topics list")
    assert not await admits(lee, "roles grant")
    lee.guild.members[lee.id].roles.clear()
    assert not await admits(lee, "topics list")
    lee.guild.members[lee.id].roles.append(its)
    assert await admits(lee, "topics list")


async def test_a01_everybody_s_own_role_cannot_be_granted(discord: Standin):
    admin = discord.user("Mia", permissions=MANAGE_GUILD)
    everyone = discord.guild.raw.roles[discord.guild.id]
    answer = await admin.slash("llama-admin roles grant", who=everyone)
    assert "⚠️" in answer.text


@pytest.mark.usefixtures("_loosened")
async def test_a01_in_a_thread_the_same_may_ask_as_in_its_channel(discord: Standin):
    thread = Channel(discord.state.ids(), "talk", discord.guild.raw, kind=11, parent=discord.channel)
    discord.state.channels[thread.id] = thread
    assert await admits(discord.user("Nat", permissions=MANAGE_GUILD), "topics list", thread)
    assert not await admits(discord.reader, "topics list", thread)


@pytest.mark.usefixtures("_loosened")
async def test_a02_a03_whose_right_discord_takes_away_is_no_admin_with_the_next_command(discord: Standin):
    admin = discord.user("Oda", permissions=MANAGE_GUILD)
    assert await admits(admin, "audit")
    admin.guild.roles[admin.guild.members[admin.id].roles[0]].permissions = 0
    assert not await admits(admin, "audit")
