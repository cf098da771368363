"""The platform behind HTTP on loopback, in a process of its own.

``python -m tests.fakes.platform.server LOG [WINDOW]`` prints its port, appends what happens to the file LOG as JSON
lines, and ends when its standard input does, which is when its parent ends. Calls are those of the publisher beside
it; what begins with ``/-/`` is for the test: faults, closed channels, the clock, the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from aiohttp import web

from tests.fakes.platform.core import Answer, Call, Platform
from tests.fakes.platform.faults import Fault, Kind, Script

VERBS = {"POST": "post", "GET": "read", "PATCH": "edit", "DELETE": "delete"}
BREAK_AFTER = 3600.0
"""Seconds for which a call that is never answered is held."""


class House:
    """A platform that can be begun anew, its log, and a clock that is moved on by what a test does not want to wait."""

    def __init__(self, log: TextIO, window: float) -> None:
        self._log = log
        self._window = window
        self.begin()

    def begin(self) -> None:
        """Forget everything, also the log."""
        self._log.truncate(0)
        self.ahead = timedelta()
        self.platform = Platform(self.now, self._write, window=self._window)

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC) + self.ahead

    def _write(self, entry: dict[str, object]) -> None:
        self._log.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._log.flush()


def served(house: House) -> web.Application:  # noqa: C901  a list of small handlers
    """Return the application."""
    leaving = asyncio.Event()

    async def called(request: web.Request) -> web.StreamResponse:
        return await _given(request, house.platform.ask(await _read(request)), leaving)

    async def begin(_: web.Request) -> web.Response:
        house.begin()
        return web.Response()

    async def close(request: web.Request) -> web.Response:
        room = house.platform.room(request.query["channel"])
        for name in ("forbidden", "unreadable", "gone"):
            setattr(room, name, name in request.query)
        return web.Response()

    async def misfortune(request: web.Request) -> web.Response:
        asked = await request.json()
        faults = [Fault(**{**fault, "kind": Kind(fault["kind"])}) for fault in asked["faults"]]
        house.platform.luck = Script(faults, asked["verbs"])
        return web.Response()

    async def advance(request: web.Request) -> web.Response:
        house.ahead += timedelta(seconds=float(request.query["seconds"]))
        return web.Response()

    async def remove(request: web.Request) -> web.Response:
        house.platform.remove(request.query["channel"], request.query["nonce"])
        return web.Response()

    async def settle(_: web.Request) -> web.Response:
        house.platform.settle(to_the_end=True)
        return web.Response()

    async def leave(_: web.Application) -> None:
        leaving.set()

    app = web.Application()
    app.router.add_route("*", "/channels/{channel}/messages", called)
    app.router.add_route("*", "/channels/{channel}/messages/{message}", called)
    for name, handler in _named(begin, close, misfortune, advance, remove, settle):
        app.router.add_post(f"/-/{name}", handler)
    app.on_shutdown.append(leave)
    return app


def _named(*handlers: Callable[[web.Request], Awaitable[web.Response]]) -> list[tuple[str, Any]]:
    return [(handler.__name__, handler) for handler in handlers]


async def _read(request: web.Request) -> Call:
    asked = await request.json() if request.can_read_body else {}
    after = request.query.get("after")
    return Call(
        VERBS[request.method],
        request.match_info["channel"],
        nonce=asked.get("nonce", ""),
        text=asked.get("text", ""),
        message=request.match_info.get("message", request.query.get("past", "")),
        after=datetime.fromisoformat(after) if after else None,
    )


async def _given(request: web.Request, answer: Answer, leaving: asyncio.Event) -> web.StreamResponse:
    """Give the answer when it is due; a broken connection is broken without a word."""
    if answer.delay:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(leaving.wait(), min(answer.delay, BREAK_AFTER))
    if answer.status == 0:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    headers = {"Retry-After": f"{answer.wait:.3f}"} if answer.wait else {}
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    return web.json_response(answer.body, status=answer.status, headers=headers)


async def main(log: Path, window: float) -> None:
    """Serve until standard input ends."""
    with log.open("a", encoding="utf-8") as file:
        runner = web.AppRunner(served(House(file, window)), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)  # noqa: T201  the parent waits for it
        await asyncio.to_thread(sys.stdin.read)
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 120.0))
