"""Reads requests off the wire and puts answers on it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.standin.discord.calls import Call, File, Reply, Route

BASE = "/api/v10"
HELD = 3600.0
"""Seconds for which a call that is never answered is held."""


async def read(request: web.Request, route: Route) -> Call:
    """Return a request as a call."""
    body: Any = None
    files: tuple[File, ...] = ()
    malformed = ""
    try:
        if request.content_type == "multipart/form-data":
            body, files = await _form(request)
        elif request.can_read_body:
            body = _strict(await request.read(), request.headers.get("Content-Type", ""))
    except ValueError as error:
        malformed = f"body: {error}"
    return Call(
        route.verb,
        request.method,
        request.path.removeprefix(BASE),
        dict(request.match_info),
        dict(request.query),
        body,
        files,
        request.headers.get("Authorization"),
        malformed,
    )


def _strict(content: bytes, kind: str) -> Any:  # noqa: ANN401  JSON
    """Return a body that says it is JSON and is."""
    if not content:
        return None
    if kind.partition(";")[0].strip() != "application/json":
        msg = f"not sent as application/json but {kind!r}"
        raise ValueError(msg)
    return json.loads(content)


async def _form(request: web.Request) -> tuple[Any, tuple[File, ...]]:
    """Return the JSON and the files of a form."""
    body: Any = None
    files: list[File] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            msg = "a form lies within the form"
            raise ValueError(msg)  # noqa: TRY004  the caller's mistake, not ours
        content, name = bytes(await part.read(decode=True)), str(part.name)
        if name == "payload_json":
            body = json.loads(content)
        elif name.startswith("files["):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files.append(File(str(part.filename), name, content, kind))
        else:
            msg = f"a part {name!r} has no meaning"
            raise ValueError(msg)
    return body, tuple(files)


async def give(request: web.Request, reply: Reply, leaving: asyncio.Event) -> web.StreamResponse:
    """Give an answer when it is due; a broken connection is broken without a word."""
    if reply.delay:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(leaving.wait(), min(reply.delay, HELD))
    if reply.status == 0:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if reply.text:
        return web.Response(text=reply.text, status=reply.status, headers=reply.headers, content_type="text/html")
    if reply.body is None:
        return web.Response(status=reply.status, headers=reply.headers)
    headers = {**reply.headers, "Content-Type": "application/json"}  # with a charset discord.py would see mere text
    return web.Response(body=json.dumps(reply.body).encode(), status=reply.status, headers=headers)
