"""The bot in a process of its own: ``python -m tests.adapters.slack.bot_process API FOLDER [--http ADDRESS]``.

The tokens come by standard input, on its first line, as JSON; the process ends in good order when standard input does.
In FOLDER it keeps what was done once, and tells of workspaces that go.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from adapters.clock import SystemClock
from adapters.slack.face import SlackFace
from adapters.slack.workspaces import OneToken, workspaces
from bot.cli import logs
from config.catalogues import load_words
from digests.errors import Refusal
from digests.language import Lang
from digests.page import Picture
from tests.adapters.slack.echo_desk import SlackEchoDesk

WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


class OneLine:
    """A ``Painter`` of nothing much."""

    async def paint(self, picture: Picture) -> bytes:
        """Return what begins as a PNG does."""
        return PNG + picture.title.encode()


def keeper(folder: Path) -> Callable[[str], Awaitable[bool]]:
    """Return what keeps names in a folder, for all processes that have it."""
    folder.mkdir(exist_ok=True)

    async def keep(name: str) -> bool:
        try:
            os.close(os.open(folder / name, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    return keep


async def main(api: str, folder: Path, http: str) -> int:
    """Run until standard input ends; 2 where the bot is refused for good."""
    logs.set_up("info", "text")
    tokens = json.loads(sys.stdin.readline())
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_reader(sys.stdin, stopping.set)

    async def left(team: str) -> None:
        with (folder / "teams").open("a") as file:
            file.write(f"left {team}\n")

    async with workspaces(api, OneToken(tokens["bot"], api)) as reach:
        face = SlackFace(
            SlackEchoDesk(), WORDS, OneLine(), reach,
            api=api, command_name="llama", once=keeper(folder / "once"), clock=SystemClock(),
            app_token=tokens["app"], signing_secret=tokens["secret"], http=http, on_leave=left,
        )  # fmt: skip
        try:
            await face.run(stopping)
        except Refusal as refusal:
            sys.stderr.write(f"refused: {WORDS[Lang.EN].refusal(refusal)}\n")
            return 2
    return 0


if __name__ == "__main__":
    address = sys.argv[4] if sys.argv[3:4] == ["--http"] else ""
    sys.exit(asyncio.run(main(sys.argv[1], Path(sys.argv[2]), address)))
