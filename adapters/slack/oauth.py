"""Installing the bot in a workspace by its browser: Slack's OAuth v2 flow as Bolt does it, with plain pages of ours.

What comes back from Slack counts only with a state that was given out minutes ago, to this browser, and once. What is
shown is never what came with the request.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from html import escape

import aiohttp
from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.installations import Installations, States
from adapters.slack.manifest import INSTALL, RETURN, SCOPES
from digests.errors import Refusal
from digests.words import Words

STATE_SECONDS = 600
"""How long an installation that was begun may take."""
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
_SAFE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_REASONS = frozenset({"access_denied", "invalid_browser", "invalid_state", "invalid_code", "storage_error"})
_PAGE = """\
<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}}</style></head>
<body><h1>{title}</h1><p>{text}</p>{link}</body></html>
"""
_quiet = logging.getLogger("llamawire.slack")
_quiet.setLevel(logging.CRITICAL)  # Bolt's and slack-sdk's own records show codes and states

Installed = Callable[[str], Awaitable[None]]
"""What is done once a workspace has installed the bot."""


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """What Slack knows the app by."""

    client_id: str
    client_secret: str = field(repr=False)
    url: str
    """The public address of the bot, without a slash at its end."""
    api: str
    command: str
    authorize: str = AUTHORIZE


class OAuth:
    """The two addresses that a browser opens to install the bot."""

    def __init__(
        self, app: OAuthApp, installations: Installations, states: States, words: Words, installed: Installed
    ) -> None:
        self._words = words
        self._command = app.command
        self._installed = installed
        self._flow = AsyncOAuthFlow(
            client=AsyncWebClient(base_url=f"{app.api}/", retry_handlers=[], logger=_quiet),
            logger=_quiet,
            settings=AsyncOAuthSettings(
                client_id=app.client_id,
                client_secret=app.client_secret,
                scopes=SCOPES,
                user_scopes=(),
                redirect_uri=f"{app.url}{RETURN}",
                install_path=INSTALL,
                install_page_rendering_enabled=False,
                redirect_uri_path=RETURN,
                callback_options=AsyncCallbackOptions(success=self._success, failure=self._failure),
                authorization_url=app.authorize,
                installation_store=installations,
                installation_store_bot_only=True,
                state_store=states,
                state_expiration_seconds=STATE_SECONDS,
                logger=_quiet,
            ),
        )

    def routes(self) -> Sequence[web.RouteDef]:
        """Return the routes, for the same server that takes Slack's requests."""
        return [web.get(INSTALL, self._begin, allow_head=False), web.get(RETURN, self._end, allow_head=False)]

    async def _begin(self, request: web.Request) -> web.Response:
        """Send the browser on to Slack, with a state of its own. What the address asks for besides is not passed on."""
        try:
            begun = await self._flow.handle_installation(AsyncBoltRequest(body="", headers=_headers(request)))
        except Refusal:
            return self._refused("storage_error", 503)
        return await _answer(begun)

    async def _end(self, request: web.Request) -> web.Response:
        """Take what Slack sends back."""
        came = AsyncBoltRequest(body="", query=request.query_string, headers=_headers(request))
        try:
            return await _answer(await self._flow.handle_callback(came))
        except Refusal:
            return self._refused("storage_error", 503)
        except (SlackClientError, aiohttp.ClientError, OSError, KeyError):  # a time-out is one; an answer lacks a part
            return self._refused("other", 502)

    async def _success(self, args: AsyncSuccessArgs) -> BoltResponse:
        team = args.installation.team_id or ""
        await self._installed(team)
        said = self._words.say("slack-install.done", team=args.installation.team_name or team, command=self._command)
        return _html(200, self._page("done-title", said))

    async def _failure(self, args: AsyncFailureArgs) -> BoltResponse:
        refused = self._refused(args.reason, max(args.suggested_status_code, 400))
        return _html(refused.status, str(refused.text))

    def _refused(self, reason: str, status: int) -> web.Response:
        key = reason if reason in _REASONS else "other"
        text = self._page("failed-title", self._words.say(f"slack-install.{key}"), again=True)
        return web.Response(status=status, text=text, content_type="text/html", headers=_SAFE)

    def _page(self, title: str, text: str, *, again: bool = False) -> str:
        link = f'<p><a href="{INSTALL}">{escape(self._words.say("slack-install.again"))}</a></p>' if again else ""
        shown = escape(self._words.say(f"slack-install.{title}"))
        return _PAGE.format(lang=self._words.lang, title=shown, text=escape(text), link=link)


def _headers(request: web.Request) -> dict[str, str | Sequence[str]]:
    return {"cookie": request.headers.getall("Cookie", [])}


def _html(status: int, page: str) -> BoltResponse:
    return BoltResponse(status=status, body=page, headers={"Content-Type": "text/html; charset=utf-8"})


async def _answer(answer: BoltResponse) -> web.Response:
    made = await to_aiohttp_response(answer)
    made.headers.update(_SAFE)
    return made
