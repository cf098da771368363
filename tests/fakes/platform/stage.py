"""A platform for a test to play on, in process or behind HTTP, with the same strings to pull."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import aiohttp

from tests.conftest import ROOT
from tests.fakes.clock import FakeClock
from tests.fakes.platform.checker import Verdict, read_log, verdict
from tests.fakes.platform.core import Platform
from tests.fakes.platform.faults import Fault, Script


class Stage(Protocol):
    """The strings to pull."""

    async def misfortune(self, *faults: Fault, verbs: Iterable[str] = ("post",)) -> None:
        """Let the calls that come next meet these faults, in order; only those with one of the ``verbs``."""
        ...

    async def close(self, channel: str, *how: str) -> None:
        """Let a channel be ``forbidden``, ``unreadable`` or ``gone``, and nothing else of these."""
        ...

    async def advance(self, seconds: float) -> None:
        """Let time pass."""
        ...

    async def remove(self, channel: str, nonce: str) -> None:
        """Let a moderator remove a message."""
        ...

    async def verdict(self) -> Verdict:
        """Return what a reader would complain of, once all that was late has come."""
        ...


class Local:
    """A platform in this process, on a clock that stands still until ``advance``."""

    def __init__(self, window: float = 120.0) -> None:
        self.log: list[dict[str, object]] = []
        self.clock = FakeClock()
        self.platform = Platform(self.clock.now, self.log.append, window=window)

    async def misfortune(self, *faults: Fault, verbs: Iterable[str] = ("post",)) -> None:
        """See ``Stage``."""
        self.platform.luck = Script(faults, verbs)

    async def close(self, channel: str, *how: str) -> None:
        """See ``Stage``."""
        room = self.platform.room(channel)
        room.forbidden, room.unreadable, room.gone = ("forbidden" in how, "unreadable" in how, "gone" in how)

    async def advance(self, seconds: float) -> None:
        """See ``Stage``."""
        self.clock.advance(timedelta(seconds=seconds))

    async def remove(self, channel: str, nonce: str) -> None:
        """See ``Stage``."""
        self.platform.remove(channel, nonce)

    async def verdict(self) -> Verdict:
        """See ``Stage``."""
        self.platform.settle(to_the_end=True)
        return verdict(self.log)


class Remote:
    """A platform in another process, at ``url``; its log is the file ``log``."""

    def __init__(self, session: aiohttp.ClientSession, url: str, log: Path) -> None:
        self._session = session
        self.url = url
        self._log = log

    async def begin(self) -> None:
        """Begin anew, with an empty log."""
        await self._pull("begin")

    async def misfortune(self, *faults: Fault, verbs: Iterable[str] = ("post",)) -> None:
        """See ``Stage``."""
        await self._pull("misfortune", {"faults": [fault.as_record() for fault in faults], "verbs": list(verbs)})

    async def close(self, channel: str, *how: str) -> None:
        """See ``Stage``."""
        await self._pull("close", channel=channel, **dict.fromkeys(how, "1"))

    async def advance(self, seconds: float) -> None:
        """See ``Stage``."""
        await self._pull("advance", seconds=str(seconds))

    async def remove(self, channel: str, nonce: str) -> None:
        """See ``Stage``."""
        await self._pull("remove", channel=channel, nonce=nonce)

    async def verdict(self) -> Verdict:
        """See ``Stage``."""
        await self._pull("settle")
        return verdict(self.entries())

    def entries(self) -> Iterator[dict[str, object]]:
        """Yield the log so far."""
        return read_log(self._log)

    async def _pull(self, string: str, body: object = None, **query: str) -> None:
        async with self._session.post(f"{self.url}/-/{string}", json=body, params=query) as reply:
            reply.raise_for_status()


@dataclass(frozen=True, slots=True)
class Running:
    """A platform's process: where it listens, and its log."""

    url: str
    log: Path


@contextmanager
def running(folder: Path, window: float = 120.0) -> Iterator[Running]:
    """Start a platform in a process of its own, which ends with this context or with this process."""
    log = folder / "seen.jsonl"
    command = (sys.executable, "-m", "tests.fakes.platform.server", str(log), str(window))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError
        port = int(process.stdout.readline())
        yield Running(f"http://127.0.0.1:{port}", log)
        process.stdin.close()


@asynccontextmanager
async def remote(running: Running) -> AsyncIterator[Remote]:
    """Take hold of the strings of a platform's process."""
    async with aiohttp.ClientSession() as session:
        yield Remote(session, running.url, running.log)
