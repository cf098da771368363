"""The bot in one process with the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from adapters.slack.face import SlackFace
from adapters.slack.workspaces import OneToken, workspaces
from digests.errors import Refusal, StoreUnusable
from digests.page import Picture
from digests.ports import Desk
from tests.adapters.slack.bot_process import WORDS, OneLine
from tests.fakes.clock import FakeClock
from tests.standin.slack import Standin, standin

NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Painter(OneLine):
    """Paints, or refuses."""

    refuses = False

    async def paint(self, picture: Picture) -> bytes:
        """Return a picture; refuse."""
        if self.refuses:
            raise Refusal("no-such-id", "a font")
        return await super().paint(picture)


class Ledger:
    """Keeps names, unless it is broken."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.broken = False
        self.stuck: asyncio.Event | None = None

    async def __call__(self, name: str) -> bool:
        """Say whether it is new."""
        if self.stuck:
            await self.stuck.wait()
        if self.broken:
            raise StoreUnusable("database-locked", "news.db")
        new = name not in self.names
        self.names.add(name)
        return new


@asynccontextmanager
async def a_face(
    slack: Standin,
    desk: Desk,
    painter: Painter,
    once: Ledger,
    **more: Any,  # noqa: ANN401  those of SlackFace
) -> AsyncIterator[SlackFace]:
    """Give a face."""
    own = {"app_token": slack.app_token, "signing_secret": slack.signing_secret, "clock": FakeClock(NOW)}
    given: dict[str, Any] = own | more
    async with workspaces(slack.api, OneToken(slack.token, slack.api)) as reach:
        yield SlackFace(desk, WORDS, painter, reach, api=slack.api, command_name="llama", once=once, **given)


@asynccontextmanager
async def running(desk: Desk, painter: Painter, once: Ledger, clock: FakeClock | None = None) -> AsyncIterator[Standin]:
    """Give the stand-in with a face at it."""
    stopping = asyncio.Event()
    async with (
        standin() as slack,
        a_face(slack, desk, painter, once, clock=clock or FakeClock(NOW)) as face,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(face.run(stopping))
        await slack.ready(2)
        yield slack
        stopping.set()
