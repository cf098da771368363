"""The listeners to modals and the Home in this process: the real slack-bolt over the stand-in's Socket Mode."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from adapters.clock import SystemClock
from adapters.slack.app import app_of
from adapters.slack.once import Once
from adapters.slack.parts import Parts
from adapters.slack.people import People
from adapters.slack.render import message
from adapters.slack.workspaces import OneToken, Workspaces
from config.catalogues import load_words
from digests.ask import Ask
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.page import Act, Buttons, Heading, Page, Picture
from tests.adapters.slack.windows.desk import RATING, WindowDesk
from tests.standin.slack import Answer, Standin, User, standin
from tests.standin.slack.world import Message, View

WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
BUTTONS = (
    Act("Search", Ask("search"), typed="query"),
    Act("Timeline", Ask("timeline"), typed="topic"),
    Act("Kinds", Ask("timeline"), typed="kinds"),
    Act("How many", Ask("latest"), typed="max"),
    Act("Follow", Ask("follow"), typed="subject"),
    Act("Where", Ask("follow", {"subject": "heron"}), typed="where"),
    Act("Channel", Ask("schedules list"), typed="channel"),
    Act("Old command", Ask("forgotten"), typed="query"),
    Act("Old option", Ask("search"), typed="forgotten"),
)


class NoPainter:
    """A ``Painter`` whom nothing is given to paint."""

    async def paint(self, picture: Picture) -> bytes:
        """Never."""
        raise AssertionError(picture)


class Remembered:
    """Keeps names, as the database does."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    async def __call__(self, name: str) -> bool:
        """Say whether it is new."""
        is_new = name not in self.names
        self.names.add(name)
        return is_new


@dataclass(slots=True)
class Talk:
    """The stand-in with the bot's listeners at it."""

    slack: Standin
    desk: WindowDesk
    client: AsyncWebClient
    people: People

    async def posted(self) -> Message:
        """Return a message of the bot's in which all the buttons stand."""
        page = Page("Buttons", (Heading("Buttons", 1), *(Buttons((one,)) for one in BUTTONS), RATING))
        rendered = message(page, WORDS[Lang.EN])
        await self.client.chat_postMessage(
            channel=self.slack.channel.id, text=rendered.text, blocks=rendered.blocks,
            unfurl_links=False, unfurl_media=False, parse="none", link_names=False,
        )  # fmt: skip
        return self.slack.channel.shown()[-1]


async def _nothing(_: str) -> None:
    return


@asynccontextmanager
async def talking() -> AsyncIterator[Talk]:
    """Give both; nothing is sent that Slack's description does not know."""
    async with standin() as slack:
        async with _listening(slack) as begun:
            yield begun
        assert slack.offences == []


@asynccontextmanager
async def _listening(slack: Standin) -> AsyncIterator[Talk]:
    desk = WindowDesk()
    workspaces = Workspaces(slack.api, OneToken(slack.token, slack.api))
    people = People(workspaces, SystemClock())
    client = AsyncWebClient(token=slack.token, base_url=slack.api, retry_handlers=[])
    chat, once = ChatWords(desk.commands, "llama"), Once(Remembered())
    parts = Parts(desk, WORDS, chat, NoPainter(), people, workspaces, once, SystemClock())
    app = app_of(parts, api=slack.api, signing_secret=slack.signing_secret, on_leave=_nothing)
    handler = AsyncSocketModeHandler(app, slack.app_token)
    await handler.connect_async()
    await slack.ready()
    try:
        yield Talk(slack, desk, client, people)
    finally:
        await handler.close_async()
        await workspaces.close()


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to be as it should."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110  what is waited for has no event
            await asyncio.sleep(0.02)


async def opened(talk: Talk, reader: User, button: str) -> Answer:
    """Press a button that wants something typed."""
    return await reader.press(await talk.posted(), button)


async def answered(view: View, words: str) -> View:
    """Wait until the modal shows what it waits for."""
    await until(lambda: words in view.text)
    return view
