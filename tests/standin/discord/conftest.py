"""A stand-in and a caller for its own tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.standin.discord import Standin, standin
from tests.standin.discord.wire import Wire, wire


@pytest.fixture
async def discord() -> AsyncIterator[Standin]:
    async with standin() as running:
        yield running


@pytest.fixture
async def call(discord: Standin) -> AsyncIterator[Wire]:
    async with wire(discord) as caller:
        yield caller
