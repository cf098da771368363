"""A stand-in and a client of the real slack_sdk for its own tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.standin.slack import Standin, standin
from tests.standin.slack.toy import client


@pytest.fixture
async def slack() -> AsyncIterator[Standin]:
    async with standin() as running:
        yield running


@pytest.fixture
def web(slack: Standin) -> AsyncWebClient:
    return client(slack)
