"""The Home: the desk's page of the reader's own, shown anew whenever it is opened or something on it is changed.

It is published for whoever opened it or pressed on it, by Slack's word, and made of what the desk answers to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from types import MappingProxyType

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from adapters.slack.asker import Body, Reader, reader_of, team_of
from adapters.slack.guarded import guarded
from adapters.slack.ids import PREFIX, Press, Pressed, action, pressed
from adapters.slack.modals import Modals
from adapters.slack.parts import Parts
from adapters.slack.views import Block, Kept, View, kept_in, plain, said
from adapters.slack.window import is_too_late, patiently
from digests.ask import Ask
from digests.errors import Refusal
from digests.page import Page

HOME, TAB = "home", "tab"
"""The desk's command for it, and the option that is one of its tabs; the first of them is everybody's."""
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
            await self._answer(body, pressed(body["actions"][0]))

    async def press_over(self, ack: AsyncAck, body: Body) -> None:
        """Answer a press in a modal; what that changes is shown on the Home too, where the modal lies over it."""
        await self._modals.press(ack, body)
        command = self._parts.commands.get(pressed(body["actions"][0]).ask.verb)
        if command and command.changes and kept_in(body["view"]).home:
            await self.publish(body)

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
        changes = command is not None and command.changes
        if what.ask.verb == HOME:
            await self.publish(body, what.ask)
        elif changes and what.press is Press.CHOOSE:
            await self.publish(body, sentence=await self._changed(body, what.ask))
        else:
            await self._over(body, what.ask)
            if changes:
                await self.publish(body)

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
        blocks = self._modals.blocks(page, ask, reader.words) if page else []
        blocks = [*above, *self._tabs(ask, reader), *blocks][:_MOST_BLOCKS]
        return {"type": "home", "callback_id": "lw_home", "private_metadata": Kept(ask).text, "blocks": blocks}

    def _tabs(self, ask: Ask, reader: Reader) -> Iterator[Block]:
        """Yield a row of tabs, where there is more than one for the reader: the further ones are for admins."""
        command = self._parts.commands.get(HOME)
        option = command.option(TAB) if command else None
        every = option.choices if option else ()
        allowed = every if reader.asker.manages else every[:1]
        shown = ask.options.get(TAB, next(iter(every), ""))
        if len(allowed) > 1:
            yield {"type": "actions", "elements": [_tab(*one, shown, reader) for one in enumerate(allowed)]}


def _tab(number: int, name: str, shown: object, reader: Reader) -> Block:
    ask = Ask(HOME, MappingProxyType({TAB: name}))
    button = {"type": "button", "text": plain(reader.words.phrases.get(f"choice.{name}", name))}
    marked = {"style": "primary"} if name == shown else {}
    return button | (action(Press.TURN, ask, _FIRST_NUMBER + number) or {}) | marked


async def in_home(body: Body) -> bool:
    """Say whether something was pressed on the Home: a matcher of Bolt's."""
    return bool((body.get("view") or {}).get("type") == "home")


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the Home being opened, and to what is pressed on it."""
    modals = Modals(parts)
    home = Home(modals)
    app.event("app_home_opened")(guarded(home.opened, modals))
    app.action(_OURS, matchers=[in_home])(guarded(home.press, modals))
