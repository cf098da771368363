"""The Home: the desk's page of the reader's own, shown anew whenever it is opened or something on it is changed.

It is published for whoever opened it or pressed on it, by Slack's word, and made of what the desk answers to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.slack.asker import Body, Reader, reader_of, team_of
from adapters.slack.guarded import guarded
from adapters.slack.ids import PREFIX, Press, Pressed, action, pressed
from adapters.slack.modals import Modals, in_words
from adapters.slack.parts import Parts
from adapters.slack.render import view_blocks
from adapters.slack.views import Block, Kept, View, kept_in, plain, said
from adapters.slack.window import is_too_late, patiently
from digests.ask import Ask
from digests.errors import Refusal
from digests.page import Act, Buttons, Page
from digests.words import Words

HOME, TAB = "home", "tab"
"""The desk's command for it, and the option that is one of its tabs."""
_FIRST_NUMBER = 900
"""Of the tabs' buttons: those of the page are counted from 0."""
_OURS = re.compile(rf"^{PREFIX}[^{Press.TYPE}]:\d{{1,3}}$")
_MOST_BLOCKS = 100
"""Of a Home (docs.slack.dev, Home tab)."""


class Home:
    """Shows the Home, and answers what is pressed on it: on itself, or in a modal over it."""

    def __init__(self, modals: Modals) -> None:
        self._parts = modals.parts
        self._modals = modals

    async def opened(self, _ack: AsyncAck, body: Body) -> None:
        """Show it to whoever opened it; the bot's messages, which lie beside it, are none of it."""
        if body["event"].get("tab") == HOME and await self._parts.once(body):
            await self.publish(body)

    async def press(self, ack: AsyncAck, body: Body) -> None:
        """Answer a press on it."""
        await ack()
        if await self._parts.once(body):
            await self._answer(body, pressed(body["actions"][0], team_of(body)))

    async def press_over(self, ack: AsyncAck, body: Body) -> None:
        """Answer a press in a modal; what that changes is shown on the Home too, where the modal lies over it."""
        await self._modals.press(ack, body)
        command = self._parts.commands.get(pressed(body["actions"][0], team_of(body)).ask.verb)
        home = kept_in(body["view"]).home
        if command and command.changes and home:
            await self.publish(body, home)

    async def publish(self, body: Body, ask: Ask | None = None, sentence: str = "") -> None:
        """Show it as it is now, in the language wanted now, a sentence above it. Raises SlackApiError."""
        reader = await reader_of(body, self._parts)
        wanted = ask or Ask(HOME)
        try:
            page: Page | None = await self._modals.page(wanted, reader)
        except Refusal as refusal:
            sentence = self._parts.chat.refusal(refusal, reader.words)
            wanted, page = Ask(HOME), (await self._first(reader) if ask else None)
        client = await self._parts.workspaces.client(team_of(body))
        view = self._view(page, wanted, reader, sentence)
        await patiently(lambda: client.views_publish(user_id=reader.asker.user, view=view))

    async def _answer(self, body: Body, what: Pressed) -> None:
        command = self._parts.commands.get(what.ask.verb)
        changes, shown = command is not None and command.changes, kept_in(body["view"]).ask
        if what.ask.verb == HOME:
            await self.publish(body, what.ask)
        elif changes and what.press is Press.CHOOSE:
            await self.publish(body, shown, sentence=await self._changed(body, what.ask))
        else:
            await self._over(body, what.ask)
            if changes:
                await self.publish(body, shown)

    async def _changed(self, body: Body, ask: Ask) -> str:
        """Have something changed, which the Home then shows; return what there is to say if it cannot be."""
        reader = await reader_of(body, self._parts)
        try:
            await self._modals.page(ask, reader)
        except Refusal as refusal:
            return self._parts.chat.refusal(refusal, reader.words)
        return ""

    async def _over(self, body: Body, ask: Ask) -> None:
        """Answer in a modal; where Slack lets none be opened any more, say so on the Home."""
        try:
            await self._modals.answer(body, ask)
        except SlackApiError as error:
            if not is_too_late(error):
                raise
            await self.publish(body, sentence=(await self._modals.words_soon(body)).say("slack.too-late"))

    async def _first(self, reader: Reader) -> Page | None:
        """Return the page of the tab that is everybody's, beneath the reason why another is not shown."""
        with suppress(Refusal):
            return await self._modals.page(Ask(HOME), reader)
        return None

    def _view(self, page: Page | None, ask: Ask, reader: Reader, sentence: str) -> View:
        above = [said(sentence)] if sentence else []
        blocks = home_blocks(self._parts.chat.page(page), ask, reader.words) if page else []
        blocks = [*above, *blocks][:_MOST_BLOCKS]
        return {"type": "home", "callback_id": "lw_home", "private_metadata": Kept(ask).text, "blocks": blocks}


def home_blocks(page: Page, ask: Ask, words: Words) -> list[Block]:
    """Return a page as it stands in the Home: what leads to its parts above all else."""
    tabs, rest = _apart(page)
    return [*_row(tabs, ask), *view_blocks(in_words(rest), words, ask.sheet)]


def _apart(page: Page) -> tuple[tuple[Act, ...], Page]:
    """Return what leads to the tabs of the Home, where the page has such, and the page without it."""
    rows = [block for block in page.blocks if isinstance(block, Buttons) and _are_tabs(block)]
    rest = tuple(block for block in page.blocks if block not in rows)
    return tuple(act for row in rows for act in row.acts), replace(page, blocks=rest)


def _are_tabs(block: Buttons) -> bool:
    return all(act.ask.verb == HOME and TAB in act.ask.options for act in block.acts)


def _row(tabs: Sequence[Act], ask: Ask) -> Iterator[Block]:
    """Yield the tabs side by side, the one that is shown marked: the first, where none is named."""
    if tabs:
        shown = ask.options.get(TAB, tabs[0].ask.options[TAB])
        yield {"type": "actions", "elements": [_tab(number, act, shown) for number, act in enumerate(tabs)]}


def _tab(number: int, act: Act, shown: object) -> Block:
    button = {"type": "button", "text": plain(act.label)}
    marked = {"style": "primary"} if act.ask.options[TAB] == shown else {}
    return button | (action(Press.TURN, act.ask, _FIRST_NUMBER + number) or {}) | marked


async def in_home(body: Body) -> bool:
    """Say whether something was pressed on the Home: a matcher of Bolt's."""
    return bool((body.get("view") or {}).get("type") == "home")


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the Home being opened, and to what is pressed on it."""
    modals = Modals(parts)
    home = Home(modals)
    app.event("app_home_opened")(guarded(home.opened, modals))
    app.action(_OURS, matchers=[in_home])(guarded(home.press, modals))
