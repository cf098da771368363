"""The wire to Discord's REST interface: discord.py makes the requests, and each refusal comes back as it was said.

Left to itself, discord.py waits where it is told to and asks again after a server's error. Then a second answer would
hide the first, of which nobody knows what it did. So its trace of HTTP (a public option of its client) is where
refusals are raised, before it looks at them. There it is noted too whether a request has left this machine at all.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
from discord.http import Route

from adapters.departures import note_departures
from adapters.discord.errors import BANNED, SHUT_OUT, Answer, shuts_out
from adapters.discord.token import Token

REQUESTS = 45
"""A second, of Discord's fifty for a bot: the rest is for whoever asks something."""
SAID = 200
"""Characters of Discord's own words that are kept."""
_A_DAY = 86_400.0
"""Seconds; nobody is told to wait for longer."""


class RefusedError(Exception):
    """Discord, or what stands before it, did not do what it was asked."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"{answer.status} {answer.code} {answer.said}")
        self.answer = answer


class Wire:
    """A client of discord.py that never connects to the gateway; it logs in once, when it is first needed."""

    def __init__(self, token: Token) -> None:
        self._token = token
        self._client: discord.Client | None = None
        self._turn = asyncio.Lock()
        self._shut_out: Answer | None = None
        self._until = 0.0
        """By the event loop's clock; ``_shut_out`` stands until then."""
        self._next = 0.0
        """By the same; nobody in the line goes on before."""

    async def client(self) -> discord.Client:
        """Return the client, logged in. Raises RefusedError and whatever aiohttp raises where that cannot be.

        Who had to wait for the login goes on one by one: their permits are spent, and all at once they were too many.
        """
        self._check()
        if self._client is None or self._turn.locked():
            async with self._turn:
                self._check()
                self._client = self._client or await self._logged_in()
                await self._in_line()
        return self._client

    def _check(self) -> None:
        """Raise the RefusedError that still stands."""
        if self._shut_out and asyncio.get_running_loop().time() < self._until:
            raise RefusedError(self._shut_out)

    async def _in_line(self) -> None:
        now = asyncio.get_running_loop().time()
        self._next = max(self._next + 1 / REQUESTS, now)
        await asyncio.sleep(self._next - now)

    async def close(self) -> None:
        """Close its connections."""
        if self._client:
            await self._client.close()

    async def _logged_in(self) -> discord.Client:
        client = discord.Client(
            intents=discord.Intents(guilds=True),  # never told to anybody here; without it discord.py warns in the log
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            http_trace=self._trace(),
        )
        try:
            await client.login(self._token.value)
        except BaseException:
            await client.close()
            raise
        return client

    def _trace(self) -> aiohttp.TraceConfig:
        trace = note_departures(aiohttp.TraceConfig())
        trace.on_request_end.append(self._raise_refusal)
        return trace

    async def _raise_refusal(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        response = params.response
        if response.status < HTTPStatus.MULTIPLE_CHOICES:
            return
        answer = read_answer(response.status, response.headers, await response.read())
        if shuts_out(answer):
            self._shut_out = answer
            wait = SHUT_OUT if answer.status == HTTPStatus.UNAUTHORIZED else max(BANNED, answer.wait)
            self._until = asyncio.get_running_loop().time() + wait.total_seconds()
        raise RefusedError(answer)


@asynccontextmanager
async def wire(token: Token, api: str = "") -> AsyncIterator[Wire]:
    """Open a wire to Discord, at another address of its REST interface where there is one."""
    if api:
        Route.BASE = api
    opened = Wire(token)
    try:
        yield opened
    finally:
        await opened.close()


def read_answer(status: int, headers: Any, body: bytes) -> Answer:  # noqa: ANN401  a mapping that knows no case, of aiohttp's
    """Return a refusal as it stands in a response."""
    try:
        said = json.loads(body) if "json" in headers.get("Content-Type", "") else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        return Answer(status, wait=_seconds(headers.get("Retry-After")), is_plain=False)
    wait = _seconds(said.get("retry_after", headers.get("Retry-After")))
    everywhere = bool(said.get("global")) or headers.get("X-RateLimit-Scope") == "global"
    code = said.get("code")
    return Answer(status, code if isinstance(code, int) else 0, _words(said), wait, everywhere)


def _seconds(value: object) -> timedelta:
    """Return a wait of so many seconds, a day at most; zero for what is none."""
    try:
        return timedelta(seconds=min(max(0.0, float(str(value))), _A_DAY))
    except (ValueError, OverflowError):
        return timedelta()


def _words(said: dict[str, Any]) -> str:
    """Return Discord's words in one line, with what it found wrong in a form."""
    wrong = json.dumps(said["errors"], ensure_ascii=False) if said.get("errors") else ""
    return " ".join(f"{said.get('message', '')} {wrong}".split())[:SAID]
