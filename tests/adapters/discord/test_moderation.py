"""An admin corrects the grouping and leaves things out by what is pressed, through the real discord.py."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.wiring.news import newsroom
from config.settings import Settings
from tests.adapters.discord.alive import Bot
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.standin.discord import Standin, User, standin
from tests.standin.discord.permissions import MANAGE_GUILD

pytestmark = pytest.mark.asyncio(loop_scope="module")

FIELD = "other"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    folder = tmp_path_factory.mktemp("newsroom")
    async with newsroom(Settings(database_url=f"sqlite+aiosqlite:///{folder / 'news.db'}")) as opened:
        await opened.read([LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
    async with standin() as discord:
        bot = Bot(discord, folder, options=("llama", "--real"))
        await bot.start()
        yield bot
        assert await bot.stop() == 0
        assert discord.offences == []
        assert "[error" not in bot.log, bot.log


@pytest.fixture
def grace(discord: Standin) -> User:
    return discord.user("Grace", permissions=MANAGE_GUILD)


async def story_of(user: User, title: str) -> str:
    ((_, story), *_) = await user.autocomplete("llama story", "id", title)
    return story


async def test_an_admin_merges_splits_and_rejects_by_pressing_and_takes_it_back(grace: User):
    llama, mistral = await story_of(grace, "Llama"), await story_of(grace, "Mistral")
    told = await grace.slash("llama story", id=llama)
    correcting = await grace.press(told.message, "Wrong group or topic…")
    assert correcting.ephemeral
    assert "Open Weights Weekly · Meta releases Llama 3.1" in correcting.text
    form = await grace.press(correcting.message, "Same story as…")
    shown = await grace.submit(form, {FIELD: mistral})
    assert "These would be one story here:" in shown.text
    await grace.press(shown.message, "Save")
    assert await story_of(grace, "Mistral") == llama
    correcting = await grace.press(told.message, "Wrong group or topic…")
    shown = await grace.choose(correcting.message, "Model Gazette · Mistral AI releases Mistral Large 2")
    assert "These would be different stories here:" in shown.text
    await grace.press(shown.message, "Save")
    assert await story_of(grace, "Mistral") != llama
    correcting = await grace.press(told.message, "Wrong group or topic…")
    shown = await grace.choose(correcting.message, "Llama")
    assert "would not be told under “llama” any more" in shown.text
    await grace.press(shown.message, "Save")
    digest = {"topics": "llama", "on": "2024-07-24"}
    assert "Meta releases Llama 3.1" not in (await grace.slash("llama digest", digest)).text
    back = await grace.slash("llama-admin undo")
    await grace.press(back.message, "Save")
    assert "Meta releases Llama 3.1" in (await grace.slash("llama digest", digest)).text


async def test_a_reader_is_shown_none_of_it_and_may_press_none_of_it(discord: Standin, grace: User):
    llama = await story_of(grace, "Llama")
    told = await grace.slash("llama story", id=llama)
    assert "Wrong group or topic…" not in (await discord.reader.slash("llama story", id=llama)).buttons
    refused = await discord.reader.press(told.message, "Wrong group or topic…")
    assert refused.ephemeral
    assert "⚠️" in refused.text


async def test_an_admin_leaves_things_out_and_lets_them_in_again(discord: Standin, grace: User):
    shown = await grace.slash("llama-admin filters add", words="Mistral", languages="en")
    assert shown.ephemeral
    assert "the title says “Mistral” or “Mistral AI”, and it is in English" in shown.text
    assert "Mistral Large 2" in (await discord.reader.slash("llama latest")).text
    await grace.press(shown.message, "Save")
    assert "Mistral Large 2" not in (await discord.reader.slash("llama latest")).text
    listed = await grace.slash("llama-admin filters list")
    gone = await grace.choose(listed.message, "Mistral")
    await grace.press(gone.message, "Save")
    assert "Mistral Large 2" in (await discord.reader.slash("llama latest")).text
