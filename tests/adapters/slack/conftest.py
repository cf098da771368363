"""One stand-in and one bot for all tests of a module; nothing is sent that Slack's own types do not know."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.adapters.slack.alive import Bot
from tests.standin.slack import Standin, User, standin


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with standin() as slack:
        bot = Bot(slack, tmp_path_factory.mktemp("bot"))
        await bot.start()
        yield bot
        assert await bot.stop() == 0, bot.log
        bot.tells_nothing()


@pytest_asyncio.fixture(loop_scope="module")
async def slack(bot: Bot) -> AsyncIterator[Standin]:
    yield bot.slack
    assert bot.slack.offences == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def admin(bot: Bot) -> User:
    return bot.slack.user("Grace", admin=True)
