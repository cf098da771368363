"""What admins press, with the real desk: pages that take each other's place, lists of Discord's own, and who may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.desk.desk import NewsDesk
from bot.wiring.news import newsroom
from config.settings import Settings
from digests.change import Holds
from digests.subscription import Channel as Place
from tests.adapters.discord.test_answering import Painter, a_face
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.standin.discord import Standin, standin
from tests.standin.discord.permissions import MANAGE_GUILD, VIEW_CHANNEL
from tests.standin.discord.typed import CannotError
from tests.standin.discord.user import Answer, User
from tests.standin.discord.world import Message


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[NewsDesk]:
    async with newsroom(Settings(database_url=f"sqlite+aiosqlite:///{tmp_path / 'news.db'}")) as room:
        await room.read([LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
        assert isinstance(room.desk, NewsDesk)
        yield NewsDesk(replace(room.desk.context, platforms=("terminal", "discord")))


@pytest_asyncio.fixture
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
def grace(discord: Standin) -> User:
    """Somebody who manages the server."""
    return discord.user("Grace", permissions=MANAGE_GUILD)


async def told(answer: Answer) -> str:
    """Wait for what is said beside a page that stays, and return it."""
    async with asyncio.timeout(5):
        while not answer.messages:  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0.01)
    return answer.text


def lose_rights(user: User) -> None:
    user.guild.roles[user.guild.members[user.id].roles[0]].permissions = 0


async def of(desk: NewsDesk, discord: Standin, holds: Holds) -> list[str]:
    """Return the names of what the server keeps of that kind."""
    held = await desk.context.ledger.held(holds, "discord", discord.guild.id)
    return [one.name for one in held]


async def test_the_panel_is_one_private_message_whose_parts_take_each_others_place(discord: Standin, grace: User):
    panel = await grace.slash("llama home")
    assert panel.ephemeral
    for label, said in (
        ("Topics", "Agents"),
        ("Feeds", "not read yet"),
        ("Schedules", "No channel"),
        ("Changes", "Changes"),
    ):
        part = await grace.press(panel.message, label)
        assert part.changed
        assert part.message.id == panel.message.id
        assert said in part.text
    assert "Share to channel" not in part.buttons
    assert (await discord.reader.slash("llama home")).buttons.count("Topics") == 0


async def test_a_topic_is_made_in_a_form_changed_before_it_is_saved_and_saved_in_one_message(
    discord: Standin, desk: NewsDesk, grace: User
):
    panel = await grace.slash("llama home", tab="topics")
    form = await grace.press(panel.message, "New topic…")
    shown = await grace.submit(form, {"name": "Nuthatch"})
    assert not shown.changed  # the panel stays
    assert "would be tracked" in shown.text
    again = await grace.submit(await grace.press(shown.message, "Words…"), {"words": "+Llama 3.1"})
    assert again.changed
    assert again.message.id == shown.message.id
    assert "“Llama 3.1”" in again.text
    assert "nuthatch" not in await of(desk, discord, Holds.TOPIC)
    saved = await grace.press(again.message, "Save")
    assert saved.changed
    assert saved.buttons == []
    every = await desk.context.ledger.held(Holds.TOPIC, "discord", discord.guild.id)
    (topic,) = (one for one in every if one.name == "nuthatch")
    assert topic.value["words"] == ["Nuthatch", "Llama 3.1"]


async def test_what_is_wrong_with_a_change_is_told_beside_it_and_it_can_still_be_saved(
    discord: Standin, desk: NewsDesk, grace: User
):
    shown = await grace.slash("llama-admin topics add", name="Plover")
    wrong = await grace.submit(await grace.press(shown.message, "Words…"), {"words": "@everyone"})
    assert "⚠️" in await told(wrong)
    assert "would be tracked" in shown.text
    await grace.press(shown.message, "Save")
    assert "plover" in await of(desk, discord, Holds.TOPIC)


async def test_setting_up_is_one_message_and_its_channel_is_picked_from_discords_own_list(
    discord: Standin, desk: NewsDesk, grace: User
):
    news = discord.guild.channel("news")
    page = await grace.slash("llama-admin setup")
    first = page.message.id
    page = await grace.choose(page.message, "Llama")
    page = await grace.pick(page.message, news)
    assert f"<#{news.id}>" in page.text
    page = await grace.submit(await grace.press(page.message, "Another time…"), {"at": "7:15"})
    page = await grace.choose(page.message, "Tokyo · Asia/Tokyo")
    page = await grace.press(page.message, "English")
    assert "07:15 (Asia/Tokyo)" in page.text
    page = await grace.submit(await grace.press(page.message, "Language…"), {"lang": "繁體中文"})
    page = await grace.press(page.message, "Save")
    assert page.message.id == first
    orders = await desk.context.ledger.orders("discord", discord.guild.id)
    assert [(one.channel, str(one.lang)) for one in orders if one.channel.name == news.id] == [
        (Place("discord", discord.guild.id, news.id), "zh-Hant")
    ]


async def test_a06_a_channel_that_is_picked_and_not_seen_is_none_of_the_server(discord: Standin, grace: User):
    secret = discord.guild.channel("board")
    secret.overwrites[grace.id] = (0, VIEW_CHANNEL)
    page = await grace.choose((await grace.slash("llama-admin setup")).message, "Llama")
    picked = await grace.pick(page.message, secret)
    assert f"The channel {secret.id} is not one of this server." in await told(picked)


async def test_a_person_and_a_role_are_picked_and_let_do_what_admins_do(discord: Standin, desk: NewsDesk, grace: User):
    kim = discord.user("Kim")
    role = kim.guild.roles[kim.guild.members[discord.user("Lee").id].roles[0]]
    roles = await grace.press((await grace.slash("llama home", tab="changes")).message, "Who may do this")
    for picked, name in ((kim, f"user:{kim.id}"), (role, f"role:{role.id}")):
        shown = await grace.pick(roles.message, picked)
        assert name not in await of(desk, discord, Holds.GRANT)
        saved = await grace.press(shown.message, "Save")
        assert name in await of(desk, discord, Holds.GRANT)
    assert f"<@{kim.id}>" in saved.text
    assert "Topics" in (await kim.slash("llama home")).buttons
    listed = await grace.slash("llama-admin roles list")
    taken = await grace.choose(listed.message, f"user:{kim.id}")
    await grace.press(taken.message, "Save")
    assert f"user:{kim.id}" not in await of(desk, discord, Holds.GRANT)


async def test_a03_who_does_not_manage_the_server_presses_nothing_of_the_panel(
    discord: Standin, desk: NewsDesk, grace: User
):
    shown = await grace.slash("llama-admin topics add", name="Dunlin")
    panel = await grace.slash("llama home", tab="topics")
    with pytest.raises(CannotError):
        await discord.reader.press(shown.message, "Save")  # it is not there for them
    public = await discord.reader.slash("llama latest")
    for message in (shown.message, panel.message):
        for custom_id in pressable(message):
            answer = await discord.reader.press(public.message, custom_id, forced=True)
            if custom_id.startswith("lw:m:"):
                answer = await discord.reader.submit(answer, filled(answer))
            if "home" not in custom_id:
                assert "Only admins may" in await told(answer)
    assert "dunlin" not in await of(desk, discord, Holds.TOPIC)


async def test_a04_whoever_lost_the_role_meanwhile_saves_changes_and_sends_in_nothing(
    discord: Standin, desk: NewsDesk, grace: User
):
    shown = await grace.slash("llama-admin topics add", name="Whimbrel")
    panel = await grace.slash("llama home", tab="schedules")
    form = await grace.press(shown.message, "Words…")
    lose_rights(grace)
    for answer in (
        await grace.press(shown.message, "Save"),
        await grace.submit(form, {"words": "whimbrels"}),
        await grace.press(panel.message, "Topics"),
        await grace.press(panel.message, "Set up a digest"),
    ):
        assert "Only admins may" in await told(answer)
    assert "whimbrel" not in await of(desk, discord, Holds.TOPIC)


@pytest.mark.parametrize("custom_id", ["lw:n:channel:step;id=a", "lw:n:who:", "lw:n:who:nonsense", "lw:n::step"])
async def test_a04_a_garbled_list_gets_one_plain_sentence(grace: User, custom_id: str):
    message = (await grace.slash("llama sources")).message
    answer = await grace.press(message, custom_id, forced=True)
    assert "⚠️" in await told(answer)


def pressable(message: Message) -> list[str]:
    """Return the custom_ids of all buttons of a message."""
    rows = [row for box in message.components for row in box["components"] if row["type"] == 1]
    return [one["custom_id"] for row in rows for one in row["components"] if one["type"] == 2]


def filled(answer: Answer) -> dict[str, object]:
    return {row["component"]["custom_id"]: "anything" for row in answer.modal["components"]}
