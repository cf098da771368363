"""Slack, joined: who posts, tells and answers there, in one workspace or in those that have installed the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
from aiohttp import web
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.checks import REFUSED, refusal_of
from adapters.slack.errors import answer_of
from adapters.slack.face import SlackFace
from adapters.slack.oauth import OAuth, OAuthApp
from adapters.slack.publisher import SlackPublisher
from adapters.slack.teller import SlackTeller
from adapters.slack.workspaces import OneToken, UnknownWorkspaceError, Workspaces, workspaces
from bot.jobs.life import Face
from bot.jobs.press import Press
from bot.jobs.tenants import pause_tenant, resume_returned, resume_tenant
from bot.wiring.slack_installations import APP_TOKEN, Installed, heard_by, installed
from config.secrets import on_several, secret
from config.settings import Settings
from digests.language import Lang
from digests.ports import Desk, Painter
from digests.subscription import SLACK
from digests.words import Words

KEPT = timedelta(hours=1)
"""For how long it stays known what Slack told: it tells again at once, after a minute and after five more."""


@dataclass(frozen=True, slots=True)
class OnSlack:
    """What a running bot has of Slack."""

    settings: Settings
    publisher: SlackPublisher
    teller: SlackTeller
    workspaces: Workspaces
    installed: Installed | None
    """Where several workspaces may install it."""

    def face(self, press: Press, desk: Desk, painter: Painter) -> Face:
        """Return who answers commands there. Raises BadSetting where it is not set how Slack is to be heard."""

        async def left(team: str) -> None:
            if self.installed:
                if await _is_in(self.workspaces, team):
                    return  # it was installed again before this was told
                await self.installed.installations.forget(team)
            await pause_tenant(press, SLACK, team)

        async def once(name: str) -> bool:
            now = press.clock.now()
            return await press.ledger.once(name, now, now + KEPT)

        name, value = heard_by(self.settings)
        slack = SlackFace(
            desk,
            press.context.words,
            painter,
            self.workspaces,
            api=f"{self.settings.slack_api}/",
            command_name=self.settings.command,
            once=once,
            clock=press.clock,
            app_token=value if name == APP_TOKEN else "",
            signing_secret="" if name == APP_TOKEN else value,
            http=self.settings.slack_http,
            on_leave=left,
            routes=_routes(self.settings, self.installed, press),
        )

        async def run(stopping: asyncio.Event) -> None:
            if self.installed is None:
                await _greet(self.settings, self.workspaces, press)
            await slack.run(stopping)

        return run


@asynccontextmanager
async def on_slack(settings: Settings, words: Mapping[Lang, Words]) -> AsyncIterator[OnSlack]:
    """Open what posts there. Raises BadSetting and StoreUnusable."""
    async with AsyncExitStack() as stack:
        opened = await stack.enter_async_context(installed(settings)) if on_several(settings) else None
        api = f"{settings.slack_api}/"
        tokens = opened.installations if opened else OneToken(secret(settings, "slack_bot_token"), api)
        reach = await stack.enter_async_context(workspaces(api, tokens))
        yield OnSlack(settings, SlackPublisher(reach, words), SlackTeller(reach), reach, opened)


async def _is_in(reach: Workspaces, team: str) -> bool:
    """Say whether the token of a workspace is good all the same; where that cannot be told, it is not believed."""
    try:
        await (await reach.client(team)).auth_test()
    except (SlackClientError, aiohttp.ClientError, UnknownWorkspaceError, OSError):
        return False
    return True


async def _greet(settings: Settings, reach: Workspaces, press: Press) -> None:
    """Try the one token; where its workspace was noted as gone, let go on what rests there. Raises BadSetting.

    Without an answer of Slack's nothing is decided: it may come back.
    """
    try:
        teams = await reach.tokens.teams()
    except SlackApiError as error:
        if answer_of(error).code in REFUSED:
            raise refusal_of(error, settings.slack_api, "slack_bot_token") from error
        return
    except (SlackClientError, aiohttp.ClientError, OSError):
        return
    await resume_returned(press, SLACK, teams)


def _routes(settings: Settings, opened: Installed | None, press: Press) -> Sequence[web.RouteDef]:
    """Return what a browser opens to install the bot, where several workspaces may."""
    if opened is None:
        return ()

    async def came(team: str) -> None:
        await resume_tenant(press, SLACK, team)

    app = OAuthApp(
        settings.slack_client_id,
        secret(settings, "slack_client_secret"),
        settings.slack_url,
        settings.slack_api,
        settings.command,
    )
    words = press.context.words[settings.lang]
    return OAuth(app, opened.installations, opened.states, words, came).routes()
