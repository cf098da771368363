"""One stand-in for all tests of a module, with the bot's listeners at it; each test has a reader of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.adapters.slack.windows.talk import Talk, talking
from tests.standin.slack import User


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def talk() -> AsyncIterator[Talk]:
    async with talking() as begun:
        yield begun


@pytest_asyncio.fixture(loop_scope="module")
async def reader(talk: Talk) -> User:
    """Somebody of whom the bot knows nothing yet."""
    return talk.slack.user("Ada")


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[EventDict]]:
    """Give what is logged, which no secret stands in; nothing is printed, for tracebacks take their time."""
    with capture_logs() as told:
        yield told
    assert "xoxb-" not in str([{**one, "exc_info": str(one.get("exc_info", ""))} for one in told])
