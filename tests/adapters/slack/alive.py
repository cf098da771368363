"""The bot's process, as tests hold it."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.standin.slack import Standin


@dataclass(slots=True)
class Bot:
    """A bot that may be started, killed and stopped."""

    slack: Standin
    folder: Path
    http: str = ""
    """Where it listens; empty for Socket Mode."""
    app_token: str = ""
    process: asyncio.subprocess.Process | None = field(default=None, init=False)

    async def start(self, sockets: int = 1) -> None:
        """Start it, and wait until it hears."""
        process = await self.launch()
        hears = self._listens() if self.http else self.slack.ready(sockets)
        waits = [asyncio.ensure_future(one) for one in (hears, process.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        waits[1].cancel()
        assert process.returncode is None, self.log
        await waits[0]

    async def launch(self) -> asyncio.subprocess.Process:
        """Start it."""
        given = (self.slack.api, str(self.folder), *(("--http", self.http) if self.http else ()))
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.adapters.slack.bot_process", *given,
                stdin=asyncio.subprocess.PIPE, stdout=log, stderr=log,
            )  # fmt: skip
        tokens = {"bot": self.slack.token, "app": self.app_token or self.slack.app_token}
        assert self.process.stdin
        self.process.stdin.write(json.dumps(tokens | {"secret": self.slack.signing_secret}).encode() + b"\n")
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

    def tells_nothing(self) -> None:
        """Assert that no secret is in its log."""
        for secret in (self.slack.token, self.slack.app_token, self.slack.signing_secret):
            assert secret not in self.log

    async def _listens(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                try:
                    async with session.get(f"http://{self.http}/health") as answer:
                        assert await answer.text() == "ok"
                        return
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.02)


def free_address() -> str:
    """Return an address that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"
