"""The stand-in platform behind a plain socket: cheap enough for thousands of posts, in the process of the test itself.

So what a reader saw is noted where no killed bot can take it along. A call is one line of JSON, and so is its answer.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from time import time

from tests.fakes.platform.checker import Verdict, verdict
from tests.fakes.platform.core import Answer, Call, Platform

ANSWERS_AFTER = 0.02
"""Seconds between a call's effect and its answer: meanwhile a post is on its way."""
WINDOW = 120.0


class Hasty:
    """A clock that all processes share, on which the time since ``began`` passes ``speed`` times as fast."""

    def __init__(self, began: float, speed: float) -> None:
        self.began = began
        self.speed = speed

    def now(self) -> datetime:
        """Return the present instant."""
        since = timedelta(seconds=(time() - self.began) * self.speed)
        return datetime.fromtimestamp(self.began, UTC) + since

    async def sleep(self, seconds: float) -> None:
        """Wait for so many of this clock's seconds."""
        await asyncio.sleep(seconds / self.speed)


class Square:
    """The platform, its log, and where it listens."""

    def __init__(self, clock: Hasty) -> None:
        self.log: list[dict[str, object]] = []
        self.posts = 0
        """Messages that a reader saw."""
        self.port = 0
        self.callers: set[asyncio.StreamWriter] = set()
        """Those of whom a call was heard."""
        self.platform = Platform(clock.now, self._note, window=WINDOW)

    def _note(self, entry: dict[str, object]) -> None:
        self.log.append(entry)
        self.posts += entry["event"] == "seen"

    @property
    def nonces(self) -> frozenset[object]:
        """What was seen, by the nonce it was posted under."""
        return frozenset(entry["nonce"] for entry in self.log if entry["event"] == "seen")

    def verdict(self, promised: dict[str, int]) -> Verdict:
        """Return what a reader would complain of."""
        return verdict(self.log, promised)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one bot until it is gone."""
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while line := await reader.readline():
                number, asked = json.loads(line)
                self.callers.add(writer)
                after = datetime.fromisoformat(asked["after"]) if asked["after"] else None
                answer = self.platform.ask(replace(Call(**asked), after=after))
                told = json.dumps([number, answer.status, answer.body, answer.wait]).encode() + b"\n"
                loop.call_later(ANSWERS_AFTER, writer.write, told)
        writer.close()


@asynccontextmanager
async def a_square(clock: Hasty) -> AsyncIterator[Square]:
    """Open the platform."""
    square = Square(clock)
    server = await asyncio.start_server(square.serve, "127.0.0.1")
    square.port = server.sockets[0].getsockname()[1]
    try:
        yield square
    finally:
        server.close()


class Line:
    """A ``Wire`` to the platform: one connection, many calls at once."""

    def __init__(self, writer: asyncio.StreamWriter, clock: Hasty) -> None:
        self._writer = writer
        self._clock = clock
        self._numbers = itertools.count()
        self._open: dict[int, asyncio.Future[Answer]] = {}
        self.posted: list[float] = []
        """When posts were sent off, in seconds of the system's clock."""

    async def ask(self, call: Call, patience: float) -> Answer:
        """See ``Wire``."""
        number = next(self._numbers)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._open[number] = answer
        asked = asdict(call) | {"after": call.after and call.after.isoformat()}
        if call.verb == "post":
            self.posted.append(time())
        self._writer.write(json.dumps([number, asked]).encode() + b"\n")
        try:
            async with asyncio.timeout(patience / self._clock.speed):
                return await answer
        finally:
            self._open.pop(number)

    async def listen(self, reader: asyncio.StreamReader) -> None:
        """Take answers until the platform is gone."""
        while line := await reader.readline():
            number, status, body, wait = json.loads(line)
            waiting = self._open.get(number)
            if waiting and not waiting.done():
                waiting.set_result(Answer(status, body, wait=wait))


@asynccontextmanager
async def a_line(port: int, clock: Hasty) -> AsyncIterator[Line]:
    """Connect to the platform."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    line = Line(writer, clock)
    listening = asyncio.create_task(line.listen(reader))
    try:
        yield line
    finally:
        listening.cancel()
        writer.close()
