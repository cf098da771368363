"""Bolt's app: who listens to what Slack tells. What nobody listens to is acknowledged, or Slack would tell it again."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import forms, home, proposing, shortcuts
from adapters.slack.answering import Answering
from adapters.slack.asker import Body, team_of
from adapters.slack.failures import note_failure
from adapters.slack.ids import PREFIX
from adapters.slack.parts import Parts
from adapters.slack.workspaces import API, UnknownWorkspaceError
from digests.errors import Refusal
from digests.language import Lang

_log = structlog.get_logger()

_ALL = re.compile("")
_PATIENCE = 1.0
"""Seconds in which a workspace has to be found: Slack waits three for the acknowledgement that comes behind it."""
_MOMENT = 0.05
_UNKNOWN = "is_unknown_workspace"

Told = Callable[[str], Awaitable[None]]
Listener = Callable[[AsyncAck, Body], Awaitable[None]]

quiet = logging.getLogger("llamawire.slack.bolt")
"""Bolt's and slack-sdk's own records show tokens and what was said; we tell what matters."""
quiet.setLevel(logging.CRITICAL)


class UnderWay:
    """Counts the listeners that are at work."""

    def __init__(self, app: AsyncApp) -> None:
        self._count = 0
        app.listener_runner.listener_start_handler = _Called(self, 1)
        app.listener_runner.listener_completion_handler = _Ended(self, -1)

    def change(self, by: int) -> None:
        """Note that one more, or one less, is at work."""
        self._count += by

    async def settle(self, seconds: float) -> None:
        """Wait so long at most until all have ended."""
        end = asyncio.get_running_loop().time() + seconds
        while self._count and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110  once, at the end
            await asyncio.sleep(_MOMENT)


class _Called(AsyncListenerStartHandler):
    def __init__(self, under_way: UnderWay, by: int) -> None:
        self._under_way, self._by = under_way, by

    async def handle(self, request: object, response: object) -> None:  # noqa: ARG002  Bolt's signature
        self._under_way.change(self._by)


class _Ended(_Called, AsyncListenerCompletionHandler):
    """The same, called behind a listener."""


def app_of(parts: Parts, *, api: str, signing_secret: str, on_leave: Told) -> AsyncApp:
    """Return Bolt's app with all listeners. The first that fits is the one that is called."""
    app = AsyncApp(
        logger=quiet,
        name="llamawire",
        client=AsyncWebClient(base_url=api or API, retry_handlers=[], logger=quiet),
        authorize=_authorize(parts),
        signing_secret=signing_secret,
    )
    app.error(_failed)
    app.middleware(_gate(parts))
    for module in (forms, home, shortcuts, proposing):
        module.register(app, parts)
    answering = Answering(parts)
    app.command(_ALL)(_safe(answering.command))
    app.action(re.compile(f"^{PREFIX}"))(_safe(answering.press))
    _listen_to_leaving(app, parts, on_leave)
    for listen in (app.action, app.view, app.view_closed, app.shortcut, app.event):
        listen(_ALL)(_acknowledged)
    app.options(_ALL)(_nothing_proposed)
    return app


def _authorize(parts: Parts) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Return what looks whether the bot is in a workspace. Where that takes long, it shows when it is answered."""

    async def authorize(context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        token: str | None = None
        try:
            async with asyncio.timeout(_PATIENCE):
                token = (await parts.workspaces.client(team_id or "")).token
        except UnknownWorkspaceError:
            context[_UNKNOWN] = True
        except (SlackClientError, Refusal, OSError) as error:
            _log.warning("it cannot be looked up whether the bot is in a workspace", error=type(error).__name__)
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    return authorize


def _gate(parts: Parts) -> Callable[..., Awaitable[BoltResponse]]:
    """Return what keeps out workspaces that the bot is not in; Bolt's own way takes long to acknowledge."""

    async def known(
        context: AsyncBoltContext, body: Body, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        if not context.get(_UNKNOWN):
            return await next_()
        said = {"response_type": "ephemeral", "text": parts.words[Lang.EN].say("slack.unknown-workspace")}
        return BoltResponse(status=HTTPStatus.OK, body=said if "command" in body else "")

    return known


def _listen_to_leaving(app: AsyncApp, parts: Parts, on_leave: Told) -> None:
    async def left(_: AsyncAck, body: Body) -> None:
        event = body.get("event") or {}
        if event.get("type") == "app_uninstalled" or (event.get("tokens") or {}).get("bot"):
            parts.people.forget(team_of(body))
            await on_leave(team_of(body))

    app.event("app_uninstalled")(_safe(left))
    app.event("tokens_revoked")(_safe(left))


def _safe(listener: Listener) -> Listener:
    """Return a listener that never raises: Bolt takes back the acknowledgement of one that soon does."""

    async def run(ack: AsyncAck, body: Body) -> None:
        try:
            await listener(ack, body)
        except Exception as error:  # noqa: BLE001  the last that hears of it: the connection goes on
            note_failure(body, error)

    return run


async def _acknowledged(ack: AsyncAck) -> None:
    await ack()


async def _nothing_proposed(ack: AsyncAck) -> None:
    await ack(options=[])


async def _failed(error: Exception, body: Body) -> None:
    """Log what went wrong where nobody else does."""
    note_failure(body, error)
