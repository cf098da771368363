"""The bot's process, as tests hold it."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.standin.discord import Standin


@dataclass(slots=True)
class Bot:
    """A bot that may be started, killed and stopped."""

    discord: Standin
    folder: Path
    options: tuple[str, ...] = ()
    token: str = ""
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it is at the gateway."""
        process = await self.launch()
        waits = [asyncio.ensure_future(one) for one in (self.discord.ready(), process.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        waits[1].cancel()
        assert process.returncode is None, self.log
        await waits[0]

    async def launch(self) -> asyncio.subprocess.Process:
        """Start it."""
        given = (self.discord.api, self.discord.gateway, str(self.folder), *self.options)
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.adapters.discord.bot_process", *given,
                stdin=asyncio.subprocess.PIPE, stdout=log, stderr=log,
            )  # fmt: skip
        assert self.process.stdin
        self.process.stdin.write(f"{self.token or self.discord.token}\n".encode())
        return self.process

    async def kill(self) -> None:
        """End it without a word."""
        if self.process and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    async def stop(self) -> int:
        """Let it end, and return how it did."""
        assert self.process
        assert self.process.stdin
        self.process.stdin.close()
        return await self.process.wait()

    @property
    def log(self) -> str:
        """What it has logged."""
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def kept(self, name: str) -> list[str]:
        """Return the lines of a file that it keeps."""
        path = self.folder / name
        return path.read_text().splitlines() if path.exists() else []
