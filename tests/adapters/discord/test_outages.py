"""The gateway comes and goes, the bot is killed, the token is wrong: what readers and the operator see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.adapters.discord.alive import Bot
from tests.adapters.discord.echo_desk import STORIES
from tests.standin.discord import Fault, Kind, Standin, standin

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def until(so: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not so():  # noqa: ASYNC110  another process makes it so
            await asyncio.sleep(0.02)


async def test_buttons_choices_and_forms_of_before_a_restart_still_work(bot: Bot):
    discord = bot.discord
    answer = await discord.reader.slash("search", query="heron")
    long = await discord.reader.slash("latest")
    form = await discord.reader.press(answer.message, "From a day")
    await bot.kill()
    await bot.start()
    assert "Asked timeline (topic: 'heron')" in (await discord.reader.press(answer.message, "Timeline")).text
    assert "Asked story" in (await discord.reader.choose(answer.message, f"Open {STORIES[0]}")).text
    assert "from: '2026'" in (await discord.reader.submit(form, {"from": "2026"})).text
    turned = await discord.reader.press(long.message, next(one for one in long.buttons if one.endswith("▶")))
    assert turned.changed


async def test_commands_are_registered_only_when_they_or_what_discord_has_changed(bot: Bot):
    discord = bot.discord
    versions = [one["version"] for one in discord.commands]
    await bot.stop()
    await bot.start()
    assert [one["version"] for one in discord.commands] == versions
    bot.options = ("news",)
    await bot.stop()
    await bot.start()
    assert {one["name"] for one in discord.commands if one["type"] == 1} == {"news", "news-admin"}
    bot.options = ()
    await bot.stop()
    await bot.start()
    assert {one["name"] for one in discord.commands if one["type"] == 1} == {"llama", "llama-admin"}


async def test_a_dropped_gateway_is_taken_up_again_and_what_was_missed_is_answered_once(bot: Bot):
    discord = bot.discord
    resumes = discord.resumes
    await discord.drop()
    asked = await discord.reader.slash("search", query="missed")
    assert discord.resumes == resumes + 1
    assert len(asked.messages) == 1


@pytest.mark.parametrize("way", ["reconnect", "invalid", "anew"])
async def test_the_bot_connects_again_when_it_is_told_to(way: str, bot: Bot):
    discord = bot.discord
    await asyncio.sleep(0)
    begun = discord.identifies + discord.resumes
    await (discord.reconnect() if way == "reconnect" else discord.invalidate(resumable=way == "invalid"))
    await until(lambda: discord.identifies + discord.resumes > begun)
    await discord.ready()
    assert "Asked sources" in (await discord.reader.slash("sources")).text


async def test_an_interaction_that_is_told_twice_has_one_effect(bot: Bot):
    discord = bot.discord
    answer = await discord.reader.slash("search", query="twice")
    told = next(body for _, body in events(discord) if body.get("id") == answer.interaction.id)
    before = len(discord.log)
    discord.state.tell("INTERACTION_CREATE", told, discord.guild.id)
    assert "Asked search" in (await discord.reader.slash("search", query="next")).text
    assert not [one for one in discord.log[before:] if one["event"] == "offence"]
    assert calls_of(discord, before) == 2


def events(discord: Standin) -> list[tuple[str, dict[str, object]]]:
    """Return what the gateway told in its sessions."""
    sessions = discord._gateway._sessions.values()
    return [event for session in sessions for event in session.events]


def calls_of(discord: Standin, since: int) -> int:
    verbs = [one.get("verb") for one in discord.log[since:] if one["event"] == "call"]
    return len([verb for verb in verbs if verb in ("callback", "edit answer")])


async def test_servers_that_come_and_go_are_told_of(bot: Bot):
    """For two seconds after READY discord.py takes every server for one of before; so it is told of again."""
    discord = bot.discord
    other = discord.state.guild("Another Room")
    joined = {key: value for key, value in discord._gateway._in_full(other).items() if key != "unavailable"}
    async with asyncio.timeout(20):
        while not bot.kept("servers"):
            discord.state.tell("GUILD_CREATE", joined, other.id)
            await asyncio.sleep(2.5)
    discord.state.tell("GUILD_DELETE", {"id": other.id, "unavailable": True}, other.id)
    discord.state.tell("GUILD_DELETE", {"id": other.id}, other.id)
    await until(lambda: f"left {other.id}" in bot.kept("servers"))
    assert bot.kept("servers") == [f"returned {other.id}", f"left {other.id}"]


async def test_the_servers_that_have_the_bot_when_it_connects_are_told_of(bot: Bot):
    await until(lambda: bot.discord.guild.id in bot.kept("there"))


@pytest_asyncio.fixture(loop_scope="module")
async def stranger(tmp_path: Path) -> AsyncIterator[Bot]:
    async with standin() as discord:
        bot = Bot(discord, tmp_path)
        yield bot
        await bot.kill()
        assert discord.token not in bot.log


async def test_o10_a_wrong_token_is_one_sentence_and_one_try(stranger: Bot):
    stranger.token = "MTIz.wrong.token"  # noqa: S105  of nobody
    process = await stranger.launch()
    assert await process.wait() == 2
    assert stranger.log.count("refused: Discord does not accept the token of the bot.") == 1
    assert "wrong.token" not in stranger.log
    assert "Traceback" not in stranger.log
    assert stranger.discord.identifies == 0
    assert len([one for one in stranger.discord.log if one["event"] == "call"]) == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4004, "Discord does not accept the token of the bot."),
        (4011, "Discord does not accept the number of connections it had told the bot to make."),
        (4014, "Discord does not let the bot listen as it asks to."),
    ],
)
async def test_what_only_the_operator_can_put_right_ends_the_bot_in_one_sentence(
    code: int, sentence: str, stranger: Bot
):
    await stranger.start()
    await stranger.discord.reader.slash("sources")
    await stranger.discord.hang_up(code)
    assert stranger.process
    assert await asyncio.wait_for(stranger.process.wait(), 20) == 2
    assert f"refused: {sentence}" in stranger.log
    assert stranger.discord.identifies == 1


async def test_without_a_network_the_bot_waits_says_so_once_and_is_stopped_at_once(stranger: Bot):
    class Nowhere:
        api, gateway, token = "http://127.0.0.1:9/api/v10", "ws://127.0.0.1:9/", "x"

    stranger.discord, before = Nowhere(), stranger.discord  # type: ignore[assignment]  # what a bot needs of it
    await stranger.launch()
    await until(lambda: "gateway is away" in stranger.log)
    assert stranger.log.count("gateway is away") == 1
    assert await asyncio.wait_for(stranger.stop(), 10) == 0
    assert "Traceback" not in stranger.log
    stranger.discord = before


async def test_commands_that_discord_does_not_take_do_not_keep_the_bot_away(stranger: Bot):
    fault = Fault(Kind.ERROR, status=400, code=30034, effect=False)
    await stranger.discord.misfortune(Fault(), fault, verbs=["commands"])
    await stranger.start()
    assert "Discord does not take the commands" in stranger.log
    assert stranger.discord.commands == []


async def test_two_shards_answer_their_own_servers(stranger: Bot):
    discord = stranger.discord
    discord.places.shards = 2
    await stranger.start()
    await discord.ready(2)
    homes = [discord.guild, discord.add_guild("Another Room")]
    while len({int(home.id) >> 22 & 1 for home in homes}) == 1:
        await discord.advance(0.001)
        homes.append(discord.add_guild("One more"))
    for home in homes[:1] + homes[-1:]:
        channel = home.channel("news")
        answer = await discord.user("Ada", guild=home).slash("sources", where=channel)
        assert f"by {home.id}/" in answer.text


async def test_o09_when_the_gateway_is_away_the_bot_comes_back_by_itself(stranger: Bot):
    away = Fault(Kind.ERROR, status=403, code=50001, effect=False)
    await stranger.discord.misfortune(away, verbs=["gateway"])
    await stranger.start()
    assert stranger.log.count("gateway is away") == 1
    assert stranger.discord.identifies == 1
    assert "Asked sources" in (await stranger.discord.reader.slash("sources")).text
