"""A bare caller for the stand-in's own tests."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp

from tests.standin.discord.server import Standin


@dataclass(frozen=True, slots=True)
class Got:
    """An answer."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> int:
        """Discord's error code."""
        return int(self.body["code"])


class Wire:
    """Calls the stand-in as the bot."""

    def __init__(self, session: aiohttp.ClientSession, discord: Standin) -> None:
        self._session = session
        self._discord = discord

    async def __call__(
        self, method: str, path: str, body: object = None, *, token: str | None = None, **query: str
    ) -> Got:
        """Call, and return what is answered."""
        headers = {"Authorization": f"Bot {token or self._discord.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        sent = None if body is None else json.dumps(body)
        return await self._got(method, path, headers, sent, query)

    async def upload(self, method: str, path: str, body: object, name: str, content: bytes) -> Got:
        """Call with a file."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body), content_type="application/json")
        form.add_field("files[0]", BytesIO(content), filename=name, content_type="image/png")
        return await self._got(method, path, {"Authorization": f"Bot {self._discord.token}"}, form, {})

    async def _got(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        sent: str | aiohttp.FormData | None,
        query: dict[str, str],
    ) -> Got:
        url = self._discord.api + path
        async with self._session.request(method, url, data=sent, headers=headers, params=query) as reply:
            content = await reply.read()
            as_json = reply.headers.get("Content-Type") == "application/json"
            return Got(reply.status, json.loads(content) if as_json else content.decode(), reply.headers)


@asynccontextmanager
async def wire(discord: Standin) -> AsyncIterator[Wire]:
    """Return a caller."""
    async with aiohttp.ClientSession() as session:
        yield Wire(session, discord)
