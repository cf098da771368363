"""Socket Mode: Slack's questions come over connections that the bot opens, so nothing has to reach this machine.

slack-sdk opens one again after its end. Left to itself it tries without a pause however Slack answers, for ever with a
token that Slack refuses, and looks at the connection as rarely as it pings; all three are otherwise here.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import time

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import quiet
from adapters.slack.workspaces import API
from digests.errors import BadSetting, Refusal

_log = structlog.get_logger()

_PING = 4.0
"""Seconds between two pings; a connection that answers none within half of it is dead."""
_CONNECTIONS = 2
"""While one is cut and made again, Slack finds the other; it allows ten (docs.slack.dev, Using Socket Mode)."""
_GLANCE = 0.25
"""Seconds between two looks whether the connection still stands."""
_CONNECTING = 20.0
"""Seconds for which an address that Slack gave is tried."""
_SHORTEST, _LONGEST = 1.0, 60.0
"""Seconds between two tries to reach Slack."""
_TOKEN = "slack_app_token"  # noqa: S105  the name of a setting
_REFUSED = frozenset(
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission",
        "missing_scope", "not_allowed_token_type", "org_login_required", "access_denied",
    }
)  # fmt: skip
"""Errors of apps.connections.open that come again however often one asks (docs.slack.dev)."""
_NO_SOCKET_MODE = frozenset({"socket_mode_not_enabled", "invalid_app_id", "forbidden_team"})


class Connection(SocketModeClient):
    """The connection to Slack, as slack-sdk keeps it."""

    def __init__(self, app: AsyncApp, app_token: str, api: str, turn: asyncio.Lock) -> None:
        web_client = AsyncWebClient(base_url=api or API, retry_handlers=[], logger=quiet)
        super().__init__(app_token, quiet, web_client, ping_interval=_PING)
        self._app = app
        self._turn = turn
        self._pause = 0.0
        self.refusal: Refusal | None = None
        self.refused = asyncio.Event()
        """Slack will never let the bot connect as it is: ``refusal`` says why."""
        self.socket_mode_request_listeners.append(self._tell)

    async def _tell(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Have it answered, and acknowledge it."""
        began = time()
        with suppress(ConnectionError):  # the acknowledgement is lost: Slack tells it again, and it is done once
            await send_async_response(client, request, await run_async_bolt_app(self._app, request), began)

    async def issue_new_wss_url(self) -> str:
        """Ask Slack where to connect, ever more rarely. Raises what slack-sdk, which asks again, knows to log."""
        await asyncio.sleep(self._pause)
        self._pause = min(max(2 * self._pause, _SHORTEST), _LONGEST)
        try:
            address = str((await self.web_client.apps_connections_open(app_token=self.app_token))["url"])
        except SlackApiError as error:
            await self._refused(error)
            raise
        except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
            _log.warning("Slack cannot be reached; digests wait", error=type(error).__name__)
            raise
        self._pause = 0.0
        return address

    async def _refused(self, error: SlackApiError) -> None:
        """Give up where that is for good, else wait as long as Slack wants."""
        code = str(error.response.get("error"))
        if code in _REFUSED or code in _NO_SOCKET_MODE:
            key = "slack-app-token-refused" if code in _REFUSED else "slack-socket-mode-off"
            self.refusal = BadSetting(key, _TOKEN)
            self.refused.set()
        wait = str(error.response.headers.get("Retry-After", ""))
        _log.warning("Slack opens no connection", error=code)
        await asyncio.sleep(float(wait) if wait.isdecimal() else 0.0)

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Connect anew, one connection after the other, unless that was done since it was found to be needed."""
        known = self.current_session
        async with self._turn:
            if self.current_session is known and (force or not await self.is_connected()):
                self.wss_uri = await self.issue_new_wss_url()
                async with asyncio.timeout(_CONNECTING):  # slack-sdk tries the same address for ever
                    await self.connect()  # type: ignore[no-untyped-call]  # slack-sdk

    async def keep(self) -> None:
        """Connect, and look often whether the connection stands, for ever."""
        while True:
            if not await self.is_connected():
                with suppress(SlackClientError, aiohttp.ClientError, TimeoutError, OSError):
                    await self.connect_to_new_endpoint()
            await asyncio.sleep(_GLANCE)


async def listen(app: AsyncApp, app_token: str, api: str, stopping: asyncio.Event) -> None:
    """Stay connected until ``stopping``. Raises BadSetting where Slack will never have the bot as it is."""
    turn = asyncio.Lock()
    connections = [Connection(app, app_token, api, turn) for _ in range(_CONNECTIONS)]
    keeping = [asyncio.ensure_future(one.keep()) for one in connections]
    waits = [*keeping, *(asyncio.ensure_future(one.wait()) for one in (stopping, *(c.refused for c in connections)))]
    try:
        ended, _ = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)
        for one in connections:
            await one.close()  # type: ignore[no-untyped-call]  # slack-sdk
    for refusal in filter(None, (one.refusal for one in connections)):
        raise refusal
    for broken in ended.intersection(keeping):
        broken.result()
