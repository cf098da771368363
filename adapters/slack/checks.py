"""A look at Slack with the bot's own eyes: are the tokens good, the clock right, and may it post where it is to?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import answer_of
from adapters.slack.manifest import missing
from digests.errors import BadSetting, Unreachable
from digests.ports import Clock
from digests.subscription import Channel

PATIENCE = 60.0
"""Seconds that the whole look may take, the pauses that Slack asks for in between included."""
_PAUSES = 3
REFUSED = frozenset(
    {"account_inactive", "invalid_auth", "not_allowed_token_type", "not_authed", "token_expired", "token_revoked"}
)
"""Slack's words for a token that is not good."""
_quiet = logging.getLogger("llamawire.slack")
_quiet.setLevel(logging.CRITICAL)  # slack-sdk's own records show what was sent
_GONE = frozenset({"channel_not_found", "method_not_supported_for_channel_type"})


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that something is posted to, as the bot finds it."""

    channel: Channel
    name: str
    """As Slack shows it; nothing where it cannot be seen."""
    trouble: str = ""
    """What stands in the way: a key of ``slack-check`` in ``config/words``."""


@dataclass(frozen=True, slots=True)
class Found:
    """A workspace, as the bot finds it."""

    team: str
    """Its id."""
    name: str
    bot: str
    missing: tuple[str, ...] = ()
    """Scopes that the bot was not granted."""
    refused: str = ""
    """Slack's word for it where it does not take the token."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found."""

    workspaces: tuple[Found, ...]
    apart: timedelta | None
    """How far Slack's clock is ahead of ours; None where it does not tell."""
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Watch:
    """Notes what Slack's clock says beside what ours does."""

    clock: Clock
    apart: timedelta | None = field(default=None)

    async def __call__(self, _: object, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
        if stamp := ended.response.headers.get("Date"):
            now = self.clock.now().replace(microsecond=0)  # Slack's stamp has no fractions either
            self.apart = parsedate_to_datetime(stamp).astimezone(UTC) - now


@dataclass(frozen=True, slots=True)
class Tokens:
    """What is looked at: the bot's tokens, and that of the app where Socket Mode is used."""

    bots: Mapping[str, str] = field(repr=False)
    """By the id of the workspace; that of the only one under nothing, and it has to be good."""
    app: str = field(default="", repr=False)


async def findings(tokens: Tokens, api: str, clock: Clock, channels: Iterable[Channel] = ()) -> Findings:
    """Look. Raises BadSetting where a token is no good, Unreachable where Slack does not answer."""
    watch = _Watch(clock)
    setting = "slack_bot_token"
    try:
        async with asyncio.timeout(PATIENCE), _session(watch) as session:
            clients = {team: _client(token, api, session) for team, token in tokens.bots.items()}
            found = {team: await _workspace(team, client) for team, client in clients.items()}
            if tokens.app:
                setting = "slack_app_token"
                await _client("", api, session).apps_connections_open(app_token=tokens.app)
                setting = "slack_bot_token"
            good = {found[team].team: client for team, client in clients.items() if not found[team].refused}
            places = [await _seen(good.get(channel.tenant), channel) for channel in channels]
    except SlackApiError as error:
        raise refusal_of(error, api, setting) from error
    except (aiohttp.ClientError, OSError) as error:  # a time-out is one of these
        raise Unreachable("slack-unreachable", api, error=type(error).__name__) from error
    return Findings(tuple(found.values()), watch.apart, tuple(places))


def refusal_of(error: SlackApiError, api: str, setting: str) -> BadSetting | Unreachable:
    """Return what it means where Slack does not take the token of a setting, or anything from it."""
    answer = answer_of(error)
    if answer.code in REFUSED:
        return BadSetting("slack-token-refused", setting, code=answer.code)
    if answer.code == "missing_scope":
        return BadSetting("slack-scope-refused", setting, scope=answer.said)
    return Unreachable("slack-trouble", api, status=answer.code or answer.status)


@asynccontextmanager
async def _session(watch: _Watch) -> AsyncIterator[aiohttp.ClientSession]:
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(watch)
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        yield session


def _client(token: str, api: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return a client that waits where Slack asks for it: a look changes nothing, so it may be repeated."""
    waits = AsyncRateLimitErrorRetryHandler(max_retry_count=_PAUSES)
    return AsyncWebClient(token=token, base_url=f"{api}/", session=session, retry_handlers=[waits], logger=_quiet)


async def _workspace(team: str, client: AsyncWebClient) -> Found:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        code = answer_of(error).code
        if not team or code not in REFUSED:
            raise
        return Found(team, team, "", refused=code)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    granted = str(headers.get("x-oauth-scopes", "")).replace(",", " ").split()
    return Found(str(answer["team_id"]), str(answer["team"]), str(answer["user"]), missing(granted))


async def _seen(client: AsyncWebClient | None, channel: Channel) -> Place:
    """Return a channel as the bot finds it; a thread is looked at by its channel, direct messages are not."""
    if client is None:
        return Place(channel, "", "left")
    name = channel.name.partition(":")[0]
    if name.startswith(("@", "D")):
        return Place(channel, name)
    try:
        told = (await client.conversations_info(channel=name))["channel"]
    except SlackApiError as error:
        code = answer_of(error).code
        if code not in _GONE | {"missing_scope"}:
            raise
        return Place(channel, "", "gone" if code in _GONE else "unseen")
    shown = f"#{told.get('name', name)}"
    if told.get("is_archived"):
        return Place(channel, shown, "archived")
    return Place(channel, shown, "" if told.get("is_member") else "not-invited")
