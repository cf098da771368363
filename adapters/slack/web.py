"""Signed HTTP: Slack's questions come as requests to an address of the bot's, which may be one of several processes.

A request is read up to 1 MB, then its signature is looked at, then whether it came before; only then is it read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.slack.once import Once
from digests.errors import BadSetting, StoreUnusable

_log = structlog.get_logger()

PATH = "/slack/events"
"""Where Slack sends everything."""
HEALTH = "/health"
_MOST = 1 << 20
"""Bytes of a request."""
_PATIENCE = 10.0
"""Seconds in which a request has to be there as a whole."""
_LOOKING = 1.0
"""Seconds in which it has to be found out whether a request came before: Slack waits three for the answer."""
_HIGHEST = 65_535
_SETTING = "slack_http"


class Door:
    """Lets in what Slack has signed, once."""

    def __init__(self, app: AsyncApp, signing_secret: str, once: Once) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._once = once

    async def take(self, request: web.Request) -> web.Response:
        """Answer a request of Slack's; what it has not signed within the last five minutes is refused, with 401."""
        try:
            async with asyncio.timeout(_PATIENCE):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=HTTPStatus.REQUEST_TIMEOUT)
        signature = request.headers.get("X-Slack-Signature", "")
        sent = request.headers.get("X-Slack-Request-Timestamp", "")
        if not self._is_signed(body, sent, signature) or not await self._is_first(signature):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        try:
            asked = AsyncBoltRequest(body=body.decode(), query=request.query_string, headers=dict(request.headers))
        except (ValueError, AttributeError, TypeError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await to_aiohttp_response(await self._app.async_dispatch(asked))

    def _is_signed(self, body: bytes, sent: str, signature: str) -> bool:
        try:
            return self._verifier.is_valid(body, sent, signature)
        except (ValueError, TypeError):
            return False

    async def _is_first(self, signature: str) -> bool:
        """Say whether it did not come before. Where that takes too long: whatever it asks is done once all the same."""
        looking = asyncio.ensure_future(self._once.signed(signature))
        await asyncio.wait({looking}, timeout=_LOOKING)
        if not looking.done():
            return True
        try:
            return looking.result()
        except StoreUnusable:
            return True


@asynccontextmanager
async def served(door: Door, address: str, routes: Sequence[web.RouteDef] = ()) -> AsyncIterator[None]:
    """Listen at an address such as ``127.0.0.1:3000``. Raises BadSetting where that is none, or is taken."""
    host, port = host_and_port(address)
    application = web.Application(client_max_size=_MOST)
    application.add_routes([web.post(PATH, door.take), web.get(HEALTH, _healthy), *routes])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise BadSetting("slack-port-taken", address, error=error.strerror or type(error).__name__) from error
        _log.info("Slack is listened to", address=address)
        yield
    finally:
        await runner.cleanup()


def host_and_port(address: str) -> tuple[str, int]:
    """Return the parts of an address; without a host it is this machine's own. Raises BadSetting."""
    host, _, port = address.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port) <= _HIGHEST):
        raise BadSetting("slack-no-http-address", address or _SETTING)
    return host.strip("[]") or "127.0.0.1", int(port)


async def _healthy(_: web.Request) -> web.Response:
    return web.Response(text="ok")
