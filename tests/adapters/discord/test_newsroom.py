"""The whole way: the real desk on a small database, behind the real discord.py in a process of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.wiring.news import newsroom
from config.settings import Settings
from digests.language import Lang
from tests.adapters.discord.alive import Bot
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN
from tests.standin.discord import Standin, standin
from tests.standin.discord.permissions import MANAGE_GUILD, VIEW_CHANNEL

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOCALES = {Lang.EN: "en-US", Lang.HANS: "zh-CN", Lang.HANT: "zh-TW"}
READERS = {
    "latest": {},
    "timeline": {"topic": "llama"},
    "search": {"query": "405B"},
    "figures": {"entity": "Meta"},
    "sources": {},
    "status": {},
    "help": {},
    "digest": {"on": "2024-07-24"},
    "following": {},
    "home": {},
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    folder = tmp_path_factory.mktemp("newsroom")
    async with newsroom(Settings(database_url=f"sqlite+aiosqlite:///{folder / 'news.db'}")) as opened:
        await opened.read([LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN])
    async with standin() as discord:
        bot = Bot(discord, folder, options=("llama", "--real"))
        await bot.start()
        yield bot
        assert await bot.stop() == 0
        assert discord.offences == []
        assert "[error" not in bot.log, bot.log


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("verb", READERS)
async def test_readers_are_answered_in_their_language(verb: str, lang: Lang, discord: Standin):
    answer = await discord.reader.slash(f"llama {verb}", READERS[verb], locale=LOCALES[lang])
    assert answer.text
    assert "⚠️" not in answer.text
    assert "llamawire" not in answer.text


async def test_a_story_is_found_while_typing_opened_and_put_into_a_thread(discord: Standin):
    (label, story), *_ = await discord.reader.autocomplete("llama story", "id", "Llama")
    assert "Llama" in label
    answer = await discord.reader.slash("llama story", id=story)
    assert "Meta" in answer.text
    why = await discord.reader.slash("llama why", id=story)
    assert "⚠️" not in why.text


async def test_topics_are_proposed_in_the_readers_script(discord: Standin):
    found = await discord.reader.autocomplete("llama timeline", "topic", "lla", locale="zh-CN")
    assert "llama" in [value for _, value in found]


async def test_a_digest_is_ordered_from_the_chat_by_an_admin_alone(discord: Standin):
    admin = discord.user("Grace", permissions=MANAGE_GUILD)
    words = "llama-admin schedules set"
    answer = await admin.slash(words, channel=discord.channel, topics="llama", at="08:00", zone="Asia/Taipei")
    assert answer.ephemeral
    assert "⚠️" not in answer.text
    assert "08:00" not in (await admin.slash("llama-admin schedules list")).text
    await admin.press(answer.message, "Save")
    assert "08:00" in (await admin.slash("llama-admin schedules list")).text


async def test_a06_a_channel_that_an_admin_does_not_see_is_answered_like_one_that_is_not_there(discord: Standin):
    admin = discord.user("Hana", permissions=MANAGE_GUILD)
    secret = discord.guild.channel("secret")
    secret.overwrites[admin.person.id] = (0, VIEW_CHANNEL)
    words = "llama-admin schedules set"
    answer = await admin.slash(words, channel=secret, topics="llama", at="08:00")
    assert f"The channel {secret.id} is not one of this server." in answer.text
    answer = await discord.user("Ivo", permissions=MANAGE_GUILD).slash(
        words, channel=secret, topics="llama", at="08:00"
    )
    assert "⚠️" not in answer.text


async def test_a_reader_follows_and_lets_go(discord: Standin):
    for verb in ("follow", "unfollow"):
        answer = await discord.reader.slash(f"llama {verb}", subject="llama")
        assert answer.ephemeral
        assert "⚠️" not in answer.text


async def test_the_menu_of_a_message_finds_its_story(discord: Standin):
    message = discord.post_as(discord.reader, discord.channel, "Meta releases Llama 3.1 405B")
    answer = await discord.reader.which(message)
    assert answer.ephemeral
    assert "⚠️" not in answer.text
