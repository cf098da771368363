"""Slack, where readers meet the desk: by a connection of the bot's own, or by requests that Slack signs."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from aiohttp import web

from adapters.slack.app import Told, UnderWay, app_of
from adapters.slack.once import Keep, Once
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.sockets import listen
from adapters.slack.web import Door, served
from adapters.slack.workspaces import Workspaces
from digests.errors import BadSetting
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.ports import Clock, Desk, Painter
from digests.words import Words

_GRACE = 5.0
"""Seconds in which answers that were begun may end."""


async def _ignore(_: str) -> None:
    return


class SlackFace:
    """Answers commands, buttons, forms and the Home from the desk. Posting needs none of this: see the publisher."""

    def __init__(
        self,
        desk: Desk,
        words: Mapping[Lang, Words],
        painter: Painter,
        workspaces: Workspaces,
        *,
        api: str,
        command_name: str,
        once: Keep,
        clock: Clock,
        app_token: str = "",
        signing_secret: str = "",
        http: str = "",
        on_leave: Told = _ignore,
        routes: Sequence[web.RouteDef] = (),
    ) -> None:
        """Take what is needed. ``http`` is where to listen for signed requests; empty for a connection of our own.

        ``once`` keeps a name for all processes and says whether it is new. ``routes`` are served beside, with
        ``http``. ``on_leave`` is told of a workspace that has removed the bot, by its id.
        """
        people = People(workspaces, clock)
        self._parts = Parts(
            desk, words, ChatWords(desk.commands, command_name), painter, people, workspaces, Once(once), clock
        )
        self._api = api
        self._app_token, self._signing_secret = app_token, signing_secret
        self._http, self._routes = http, routes
        self._on_leave = on_leave

    async def run(self, stopping: asyncio.Event) -> None:
        """Answer until ``stopping``. Raises BadSetting where Slack will never have the bot as it is."""
        app = app_of(self._parts, api=self._api, signing_secret=self._signing_secret, on_leave=self._on_leave)
        under_way = UnderWay(app)
        if not self._http:
            await listen(app, self._app_token, self._api, stopping)
        elif self._signing_secret:
            async with served(Door(app, self._signing_secret, self._parts.once), self._http, self._routes):
                await stopping.wait()
        else:
            raise BadSetting("slack-no-signing-secret", "slack_signing_secret")
        await under_way.settle(_GRACE)
