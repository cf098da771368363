"""The bot in a process of its own: ``python -m tests.adapters.discord.bot_process API GATEWAY FOLDER [NAME]``.

The token comes by standard input, on its first line; the process ends in good order when standard input does. In FOLDER
it keeps what is noted, and tells of servers that come and go. ``--real`` answers from the newsroom in FOLDER.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from adapters.clock import SystemClock
from adapters.discord.face import DiscordFace
from adapters.discord.token import Token
from bot.cli import logs
from config.catalogues import load_words
from config.settings import Settings
from digests.errors import Refusal
from digests.language import Lang
from digests.page import Picture
from digests.ports import Desk
from tests.adapters.discord.echo_desk import EchoDesk

WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


class OneLine:
    """A ``Painter`` of nothing much."""

    async def paint(self, picture: Picture) -> bytes:
        """Return what begins as a PNG does."""
        return PNG + picture.title.encode()


class Notes:
    """What is noted, in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def noted(self, name: str) -> bool:
        """See ``Store``."""
        return self._path.exists() and name in self._path.read_text().split("\n")

    async def note(self, name: str) -> None:
        """See ``Store``."""
        with self._path.open("a") as file:
            file.write(f"{name}\n")


async def _desk(folder: Path, stack: AsyncExitStack, *, real: bool) -> Desk:
    if not real:
        return EchoDesk()
    from bot.desk.desk import NewsDesk  # noqa: PLC0415  the reason is below
    from bot.wiring.news import newsroom  # noqa: PLC0415  it takes a second, and few tests need it

    settings = Settings(database_url=f"sqlite+aiosqlite:///{folder / 'news.db'}")
    opened = await stack.enter_async_context(newsroom(settings))
    return NewsDesk(replace(opened.context, platforms=("terminal", "discord")))


async def main(api: str, gateway: str, folder: Path, name: str, *, real: bool) -> int:
    """Run until standard input ends; 2 where the bot is refused for good."""
    logs.set_up("info", "text")
    notes, told, stopping = Notes(folder / "notes"), Notes(folder / "servers"), asyncio.Event()
    token = Token(sys.stdin.readline().strip())
    asyncio.get_running_loop().add_reader(sys.stdin, stopping.set)

    async def left(server: str) -> None:
        await told.note(f"left {server}")

    async def returned(server: str) -> None:
        await told.note(f"returned {server}")

    async def there(server: str) -> None:
        await Notes(folder / "there").note(server)

    async with AsyncExitStack() as stack:
        desk = await _desk(folder, stack, real=real)
        face = DiscordFace(
            desk, WORDS, OneLine(), token,
            api=api, gateway=gateway, command_name=name, noted=notes.noted, note=notes.note,
            clock=SystemClock(), on_leave=left, on_return=returned, on_there=there,
        )  # fmt: skip
        try:
            await face.run(stopping)
        except Refusal as refusal:
            sys.stderr.write(f"refused: {WORDS[Lang.EN].refusal(refusal)}\n")
            return 2
    return 0


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if one != "--real"]
    base = given[3] if len(given) > 3 else "llama"
    sys.exit(asyncio.run(main(given[0], given[1], Path(given[2]), base, real="--real" in sys.argv)))
