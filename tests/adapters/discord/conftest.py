"""One stand-in and one bot for all tests of a module; nothing is sent that Discord's description does not know."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.adapters.discord.alive import Bot
from tests.standin.discord import Standin, standin
from tests.standin.discord.permissions import MANAGE_GUILD
from tests.standin.discord.user import User


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with standin() as discord:
        bot = Bot(discord, tmp_path_factory.mktemp("bot"))
        await bot.start()
        yield bot
        assert await bot.stop() == 0, bot.log
        assert discord.offences == []
        assert discord.token not in bot.log


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord(bot: Bot) -> Standin:
    return bot.discord


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin(bot: Bot) -> User:
    return bot.discord.user("Grace", permissions=MANAGE_GUILD)
