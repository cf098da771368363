"""A plain discord.py logs in, registers its commands, answers all kinds of interactions, and resumes its session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import discord as library
import pytest

from tests.standin.discord import CannotError, Fault, Kind, Standin, UnansweredError
from tests.standin.discord.permissions import MANAGE_GUILD
from tests.standin.discord.toy import Toy, toy


@pytest.fixture
async def bot(discord: Standin) -> AsyncIterator[Toy]:
    async with toy(discord) as running:
        yield running
    assert discord.offences == []


async def test_it_logs_in_and_knows_its_guild_and_channel(discord: Standin, bot: Toy):
    assert [guild.name for guild in bot.guilds] == ["The Reading Room"]
    assert str(bot.get_channel(int(discord.channel.id))) == "news"
    assert bot.application_id == int(discord.state.application)
    assert [one["name"] for one in discord.commands] == ["toy", "toy-admin", "Which story is this?"]


@pytest.mark.usefixtures("bot")
async def test_a_deferred_answer_is_seen_when_it_is_there_with_what_follows(discord: Standin):
    answer = await discord.reader.slash("timeline", topic="llama", most=2, look="dark", locale="zh-TW")
    assert answer.text == "llama 2 dark zh-TW"
    assert (answer.deferred, answer.ephemeral, answer.changed) == (True, False, False)
    assert 0 < answer.first <= answer.full
    assert answer.buttons == ["Whisper", "Window", "Change", "Later"]
    assert [one["label"] for one in answer.options] == ["Story 1", "Story 2"]
    await answer.more(2)
    assert list(answer.files) == ["toy.py"]
    assert discord.channel.seen() == ["llama 2 dark zh-TW", "a file"]


@pytest.mark.usefixtures("bot")
async def test_what_is_typed_is_proposed(discord: Standin):
    assert await discord.reader.autocomplete("toy timeline", "topic", "lla", most=3) == [("LLA", "lla")]
    with pytest.raises(CannotError, match="no autocomplete"):
        await discord.reader.autocomplete("timeline", "most", "3")


@pytest.mark.usefixtures("bot")
async def test_buttons_selects_and_windows_answer_in_their_ways(discord: Standin):
    reader = discord.reader
    message = (await reader.slash("timeline", topic="llama")).message
    whispered = await reader.press(message, "Whisper")
    assert (whispered.text, whispered.ephemeral, whispered.deferred) == ("whispered", True, True)
    chosen = await reader.choose(message, "Story 2")
    assert (chosen.text, chosen.ephemeral) == ("chosen s2", True)
    opened = await reader.press(message, "toy:window")
    assert opened.modal["title"] == "Since when?"
    sent = await reader.submit(opened, {"When": "2024"})
    assert (sent.text, sent.ephemeral) == ("since 2024", False)
    changed = await reader.press(message, "Change")
    assert (changed.text, changed.changed, changed.message) == ("changed", True, message)
    assert (await reader.press(message, "Later")).text == "changed later"
    assert len(discord.channel.shown()) == 3


@pytest.mark.usefixtures("bot")
async def test_only_what_is_there_can_be_done(discord: Standin):
    reader = discord.reader
    answer = await reader.slash("timeline", topic="llama")
    with pytest.raises(CannotError, match="cannot be pressed"):
        await reader.press(answer.message, "Nothing")
    with pytest.raises(CannotError, match="cannot be chosen"):
        await reader.choose(answer.message, "Story 3")
    whispered = await reader.press(answer.message, "Whisper")
    with pytest.raises(CannotError, match="not there for this person"):
        await discord.user("Bob").press(whispered.message, "Whisper")
    with pytest.raises(AssertionError, match="no window"):
        await reader.submit(whispered, {})
    opened = await reader.press(answer.message, "Window")
    with pytest.raises(CannotError, match="no inputs"):
        await reader.submit(opened, {"Why": "x", "When": "2024"})
    with pytest.raises(CannotError, match="11 characters"):
        await reader.submit(opened, {"When": "x" * 11})
    forced = await reader.press(answer.message, "toy:whisper", forced=True)
    assert forced.text == "whispered"


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("timelines", {}),
        ("timeline", {}),
        ("timeline", {"topic": "a", "colour": "red"}),
        ("timeline", {"topic": 5}),
        ("timeline", {"topic": "a", "most": 10}),
        ("timeline", {"topic": "a", "look": "light"}),
    ],
)
@pytest.mark.usefixtures("bot")
@pytest.mark.usefixtures("bot")
async def test_only_what_was_registered_can_be_typed(
    discord: Standin,
    words: str,
    given: dict[str, object],
):
    with pytest.raises(CannotError):
        await discord.reader.slash(words, given)


@pytest.mark.usefixtures("bot")
async def test_a_command_for_admins_is_seen_by_those_alone(discord: Standin):
    with pytest.raises(CannotError, match="not seen"):
        await discord.reader.slash("schedules set", channel=discord.channel)
    admin = discord.user("Grace", permissions=MANAGE_GUILD)
    answer = await admin.slash("toy-admin schedules set", channel=discord.channel)
    assert answer.text == "set for news"
    with pytest.raises(CannotError, match="direct messages"):
        await admin.slash("schedules set", channel=discord.channel, where=admin.direct)


@pytest.mark.usefixtures("bot")
async def test_a_command_is_used_on_a_message_and_in_direct_messages(discord: Standin):
    message = discord.post_as(discord.reader, discord.channel, "a story")
    assert (await discord.reader.which(message)).text == "that is a story"
    answer = await discord.reader.slash("timeline", topic="llama", where=discord.reader.direct)
    assert answer.message.channel is discord.reader.direct


async def test_a_command_is_answered_in_a_thread(discord: Standin, bot: Toy):
    channel = bot.get_channel(int(discord.channel.id))
    assert isinstance(channel, library.TextChannel)
    begun = await (await channel.send("Heron-1 is out.")).create_thread(name="Heron-1")
    thread = discord.state.channels[str(begun.id)]
    answer = await discord.reader.slash("timeline", topic="heron", where=thread)
    assert (answer.message.channel, thread.seen()[0]) == (thread, answer.message.text)
    assert (await discord.reader.press(answer.message, "Whisper")).text == "whispered"


@pytest.mark.usefixtures("bot")
async def test_nobody_commands_a_bot_that_is_not_there(discord: Standin):
    await discord.kick()
    with pytest.raises(CannotError, match="not in this guild"):
        await discord.reader.slash("timeline", topic="llama")


async def test_an_answer_after_three_seconds_is_unknown(discord: Standin, bot: Toy):
    async def asked() -> None:
        with pytest.raises(UnansweredError, match="did not respond"):
            await discord.reader.slash("late")

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(asked())
        await asyncio.sleep(0.05)
        await discord.advance(3.1)
    await _until(lambda: bool(bot.problems))
    (problem,) = bot.problems
    assert isinstance(problem, library.NotFound)
    assert problem.code == 10062


@pytest.mark.usefixtures("bot")
async def test_what_is_announced_and_never_comes_is_missed(discord: Standin):
    discord.reader.patience = 0.1
    with pytest.raises(UnansweredError, match="never finished"):
        await discord.reader.slash("mute")


@pytest.mark.usefixtures("bot")
async def test_a_broken_connection_is_taken_up_again_with_what_was_missed(discord: Standin):
    await discord.drop()
    answer = await discord.reader.slash("timeline", topic="missed")
    assert answer.text.startswith("missed")
    assert (discord.identifies, discord.resumes) == (1, 1)
    await discord.reconnect()
    await _until(lambda: discord.resumes == 2)
    await discord.invalidate(resumable=True)
    await _until(lambda: discord.resumes == 3)
    await discord.hang_up(4000)
    await _until(lambda: discord.resumes == 4)
    assert discord.identifies == 1


async def test_being_thrown_out_and_invited_again_is_told(discord: Standin, bot: Toy):
    await discord.kick()
    await _until(lambda: not bot.guilds)
    await discord.invite()
    await _until(lambda: len(bot.guilds) == 1)
    await discord.close(discord.channel.id, "gone")
    await _until(lambda: bot.get_channel(int(discord.channel.id)) is None)
    discord.guild.channel("another")
    await _until(lambda: any(one.name == "another" for one in bot.get_all_channels()))
    discord.add_guild("Elsewhere")
    await _until(lambda: len(bot.guilds) == 2)


async def test_a_doubled_follow_up_is_seen_twice_and_a_doubled_post_once(discord: Standin, bot: Toy):
    await discord.misfortune(Fault(Kind.ERROR, status=502), verbs=["followup"])
    answer = await discord.reader.slash("timeline", topic="llama")
    await answer.more(3)
    assert [message.text for message in answer.messages[1:]] == ["a file", "a file"]
    channel = bot.get_partial_messageable(int(discord.channel.id))
    await discord.misfortune(Fault(Kind.ERROR, status=502))
    await channel.send("once", nonce="n1")
    assert discord.channel.seen().count("once") == 1


async def test_two_shards_have_their_guilds(discord: Standin):
    discord.add_guild("Elsewhere")
    async with toy(discord, shards=2) as bot:
        assert discord.identifies == 2
        await _until(lambda: len(bot.guilds) == 2)
        assert {guild.shard_id for guild in bot.guilds} == {(int(one.id) >> 22) % 2 for one in bot.guilds}


@pytest.mark.usefixtures("bot")
async def test_a_session_that_is_invalid_for_good_is_begun_anew(discord: Standin):
    await discord.invalidate()
    await _until(lambda: discord.identifies == 2)
    await discord.ready()
    assert (await discord.reader.slash("timeline", topic="anew")).text.startswith("anew")
    assert discord.resumes == 0


@pytest.mark.parametrize(
    ("code", "error"), [(4004, library.ConnectionClosed), (4014, library.PrivilegedIntentsRequired)]
)
async def test_a_fatal_close_ends_the_bot(discord: Standin, code: int, error: type[Exception]):
    with discord.wired():
        client = library.Client(intents=library.Intents(guilds=True))
        async with client:
            running = asyncio.ensure_future(client.start(discord.token))
            await discord.ready()
            await discord.hang_up(code)
            with pytest.raises(error):
                await running


async def test_a_wrong_token_and_a_privileged_intent_are_refused(discord: Standin):
    with discord.wired():
        async with library.Client(intents=library.Intents(guilds=True)) as client:
            with pytest.raises(library.LoginFailure):
                await client.login("wrong")
        async with library.Client(intents=library.Intents(guilds=True, members=True)) as client:
            with pytest.raises(library.PrivilegedIntentsRequired):
                await client.start(discord.token)


async def _until(come: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not come():  # noqa: ASYNC110  what is awaited has no event
            await asyncio.sleep(0.02)
