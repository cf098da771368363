"""What would be sent to Slack, as a page to look at: the desk's answers over a newsroom, by the same ways as there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import as_file
from io import BytesIO
from types import MappingProxyType

from adapters.slack.forms import form
from adapters.slack.home import home_blocks
from adapters.slack.preview import Exhibit, preview
from adapters.slack.render import message
from adapters.slack.views import Kept
from bot.desk.commands import TABS
from bot.wiring.news import Newsroom, newsroom, read_entries
from bot.wiring.showcase import THROW_AWAY, StoppedClock
from config.catalogues import load_words
from config.demo import DEMO_NOW, demo_articles
from config.settings import Settings
from digests.ask import Ask
from digests.desk import Asker, Question
from digests.errors import BadInput
from digests.layout.chat_words import ChatWords
from digests.layout.sources import SEPARATOR
from digests.page import Choice, Page
from digests.subscription import SLACK, Channel
from digests.words import Words

_TEAM, _USER, _CHANNEL = "T0PREVIEW", "U0PREVIEW", "C0PREVIEW"


async def slack_preview(settings: Settings, *, sample: bool) -> str:
    """Return digest, story, timeline, search, Home and a modal as HTML; ``sample``, over the demonstration's articles.

    Raises BadInput where nothing has been read yet.
    """
    words = load_words(settings.lang)
    async with _room(settings, sample=sample) as room:
        viewer = _Viewer(room, settings, words)
        exhibits = [exhibit async for exhibit in viewer.exhibits()]
    return preview(exhibits, words.say("preview.title"), str(settings.lang))


@asynccontextmanager
async def _room(settings: Settings, *, sample: bool) -> AsyncIterator[Newsroom]:
    if not sample:
        async with newsroom(settings) as room:
            yield room
        return
    async with newsroom(settings, database_url=THROW_AWAY, clock=StoppedClock(DEMO_NOW), archive=False) as room:
        with as_file(demo_articles()) as path:
            await room.read(read_entries([str(path)], BytesIO()))
        yield room


@dataclass(frozen=True, slots=True)
class _Viewer:
    """Somebody in a workspace that is none, who asks one thing after another."""

    room: Newsroom
    settings: Settings
    words: Words

    async def exhibits(self) -> AsyncIterator[Exhibit]:
        """Yield what is shown, in its order. Raises BadInput where nothing has been read yet."""
        digest, latest = [await self._page(Ask(verb)) for verb in ("digest", "latest")]
        lists = (block for page in (digest, latest) for block in page.blocks if isinstance(block, Choice))
        stories = next(lists, None)
        if stories is None:
            raise BadInput("nothing-to-preview", self.settings.database_url)
        searched = Ask("search", MappingProxyType({"query": "AI"}))
        for ask in (Ask("digest"), stories.acts[0].ask, Ask("timeline"), searched):
            page = await self._page(ask)
            made = message(page, self.words, private=ask is searched, owner=_USER)
            yield Exhibit(self._named(ask.verb), {"text": made.text, "blocks": made.blocks})
        for tab in TABS:
            ask = Ask("home", MappingProxyType({"tab": tab}))
            blocks = home_blocks(await self._page(ask, manages=True), ask, self.words)
            title = SEPARATOR.join((self.words.say("preview.home"), self.words.say(f"act.tab-{tab}")))
            yield Exhibit(title, {"type": "home", "blocks": blocks})
        for view in self._forms():
            yield Exhibit(self.words.say("preview.modal"), view)

    async def _page(self, ask: Ask, *, manages: bool = False) -> Page:
        asker = Asker(SLACK, _TEAM, _USER, Channel(SLACK, _TEAM, _CHANNEL), manages=manages)
        page = await self.room.answer(
            Question(ask.verb, ask.options, self.settings.lang, self.settings.zone, asker=asker)
        )
        return ChatWords(self.room.desk.commands, self.settings.command).page(page)

    def _forms(self) -> Iterator[dict[str, object]]:
        """Yield the modal in which the subject of a timeline is typed."""
        command = next(command for command in self.room.desk.commands if command.verb == "timeline")
        option = next(option for option in command.options if option.name == "topic")
        yield form(command, option, self.words, Kept(Ask("timeline"), option.name))

    def _named(self, verb: str) -> str:
        return self.words.say(
            "preview.message", command=f"/{self.settings.command} {self.words.say(f'command-name.{verb}')}"
        )
