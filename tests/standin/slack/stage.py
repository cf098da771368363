"""A stand-in in a process of its own, and the strings to pull from here; they are those of ``Standin``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.conftest import ROOT
from tests.fakes.platform.checker import Verdict, verdict
from tests.standin.faults import Fault

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Running:
    """A stand-in's process: where it listens, and its log."""

    address: str
    log: Path


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[Running]:
    """Start a stand-in in a process of its own, which ends with this context or with this process."""
    log = folder / "slack.jsonl"
    command = (sys.executable, "-m", "tests.standin.slack", "--port", str(port), "--log", str(log))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError
        yield Running(process.stdout.readline().strip(), log)
        process.stdin.close()


class Remote:
    """A stand-in in another process; ``world`` has its addresses, tokens, ids (``api``, ``token``, ``app_token`` …)."""

    def __init__(self, session: aiohttp.ClientSession, address: str, world: Json) -> None:
        self._session = session
        self.address = address
        self.world = world

    async def channels(self, *names: str, count: int = 0) -> list[str]:
        """Make channels, and return their ids."""
        made: list[str] = await self.pull("channels", names=names, count=count)
        return made

    async def misfortune(self, *faults: Fault, verbs: Iterable[str] = ("post",), channel: str | None = None) -> None:
        """See ``Standin.misfortune``."""
        await self.pull("misfortune", faults=[asdict(fault) for fault in faults], verbs=list(verbs), channel=channel)

    async def close(self, channel: str, *how: str) -> None:
        """See ``Standin.close``."""
        await self.pull("close", channel=channel, how=how)

    async def advance(self, seconds: float) -> None:
        """See ``Standin.advance``."""
        await self.pull("advance", seconds=seconds)

    async def remove(self, channel: str, key: str) -> None:
        """See ``Standin.remove``."""
        await self.pull("remove", channel=channel, key=key)

    async def slash(self, command: str, text: str = "", **more: str) -> Json:
        """Let the reader type a command; return ``text``, ``buttons``, ``first`` and ``full`` of what came."""
        came: Json = await self.pull("slash", command=command, text=text, **more)
        return came

    async def seen(self, channel: str, thread: str | None = None) -> list[str]:
        """Return what is read in a channel, or in a thread of it."""
        read: list[str] = await self.pull("seen", channel=channel, thread=thread)
        return read

    async def offences(self) -> list[Json]:
        """Return what was sent or done against the rules."""
        found: list[Json] = await self.pull("offences")
        return found

    async def verdict(self, promised: Mapping[str, int] | None = None, excused: Collection[str] = ()) -> Verdict:
        """See ``Standin.verdict``."""
        await self.pull("settle")
        return verdict(await self.pull("log"), promised, excused)

    async def pull(self, string: str, **asked: object) -> Any:  # noqa: ANN401  JSON
        """Pull a string by its name: see ``control``."""
        async with self._session.post(f"{self.address}/-/{string}", json=asked) as reply:
            reply.raise_for_status()
            return await reply.json()


@asynccontextmanager
async def remote(address: str) -> AsyncIterator[Remote]:
    """Take hold of the strings of a stand-in that runs elsewhere."""
    async with aiohttp.ClientSession() as session, session.get(f"{address}/-/world") as reply:
        yield Remote(session, address, await reply.json())
