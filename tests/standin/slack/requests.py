"""Reads requests off the wire and puts answers on it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from typing import Any

from aiohttp import web

from tests.standin.slack.calls import Call, Reply, Route
from tests.standin.slack.state import State

HELD = 3600.0
"""Seconds for which a call that is never answered is held."""


async def read(request: web.Request, route: Route, state: State) -> Call:
    """Return a request as a call."""
    given: dict[str, Any] = state.checks.typed(route.name, request.query)
    malformed = ""
    try:
        given |= await _body(request, route, state)
    except ValueError as error:
        malformed = f"body: {error}"
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ") if header.startswith("Bearer ") else ""
    if header.startswith("Basic "):
        given |= _client(header)
    return Call(route.name, route.verb, request.method, given, token, malformed, state.team_of(token))


def _client(header: str) -> dict[str, str]:
    """Return the client id and secret, which oauth.v2.access takes in the header too."""
    name, _, password = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
    return {"client_id": name, "client_secret": password}


async def _body(request: web.Request, route: Route, state: State) -> dict[str, Any]:
    if not request.can_read_body:
        return {}
    if request.content_type == "application/json":
        content = json.loads(await request.read())
        if not isinstance(content, dict):
            msg = "no object"
            raise ValueError(msg)
        return content
    form = {name: str(value) for name, value in (await request.post()).items()}
    return state.checks.typed(route.name, form)


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
        return web.Response(
            text=reply.text.strip(), status=reply.status, headers=reply.headers, content_type=reply.kind
        )
    return web.json_response(reply.body, status=reply.status, headers=reply.headers)
