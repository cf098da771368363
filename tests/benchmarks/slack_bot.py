"""The bot as it is measured on Slack: ``python -m tests.benchmarks.slack_bot API DATABASE``, tokens by standard input.

It answers from the newsroom in DATABASE until standard input ends.
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta

from adapters.clock import SystemClock
from adapters.slack.face import SlackFace
from adapters.slack.workspaces import OneToken, workspaces
from bot.cli.logs import set_up
from bot.desk.desk import NewsDesk
from bot.wiring.news import newsroom
from config.settings import SQLITE, Settings
from digests.page import Picture

KEPT = timedelta(hours=1)


class NoPainter:
    """A ``Painter`` who is asked for nothing here."""

    async def paint(self, picture: Picture) -> bytes:
        """Return nothing much."""
        return picture.title.encode()


async def main(api: str, database: str) -> None:
    """Answer until standard input ends."""
    token, app_token = (sys.stdin.readline().strip() for _ in range(2))
    stopping, clock = asyncio.Event(), SystemClock()
    asyncio.get_running_loop().add_reader(sys.stdin, stopping.set)
    async with (
        newsroom(Settings(database_url=f"{SQLITE}{database}")) as room,
        workspaces(api, OneToken(token, api)) as reach,
    ):

        async def once(name: str) -> bool:
            own = f"{name}:{token[-8:]}"  # the stand-in gives events the same ids in each of its lives
            return await room.ledger.once(own, clock.now(), clock.now() + KEPT)

        desk = NewsDesk(replace(room.context, platforms=("terminal", "slack")))
        face = SlackFace(
            desk, room.context.words, NoPainter(), reach,
            api=api, command_name="llama", once=once, clock=clock, app_token=app_token,
        )  # fmt: skip
        await face.run(stopping)


if __name__ == "__main__":
    set_up("error", "text")
    asyncio.run(main(*sys.argv[1:]))
