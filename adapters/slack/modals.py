"""Answers in modals: one that waits is opened at once, and shows the answer when there is one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncAck

from adapters.slack.asker import Body, Reader, channel_of, reader_of, team_of, thread_of
from adapters.slack.failures import note_failure
from adapters.slack.ids import Press, Pressed, pressed
from adapters.slack.naming import unnamed
from adapters.slack.parts import Parts
from adapters.slack.render import view_blocks
from adapters.slack.views import Block, Kept, View, kept_in, modal, refusing, waiting
from adapters.slack.window import Window, opened
from digests.ask import Ask
from digests.errors import BadInput, Refusal
from digests.language import Lang
from digests.page import Block as PageBlock
from digests.page import Buttons, Page, Picture, Text
from digests.subscription import SLACK, Channel
from digests.words import Words

_SOON = 1.0
"""Seconds for which a modal waits for the reader's language: of the three in which it must be opened."""
_SAME = frozenset({"quotes", "picture"})
"""Options that show the same answer in another way."""


def kept_of(body: Body) -> Kept:
    """Return where something was pressed, as the modal that it opens keeps it. Raises BadInput."""
    view = body.get("view") or {}
    if view.get("type") == "modal":
        return replace(kept_in(view), ask=None, option="")
    home = kept_in(view).ask if view.get("type") == "home" else None
    return Kept(channel=channel_of(body), thread=thread_of(body), home=home)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown in a modal."""

    body: Body
    """With which Slack tells who wishes it."""
    ask: Ask
    kept: Kept
    """Where it was wished."""


class Modals:
    """Shows answers in modals."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        """What they are made with."""

    async def press(self, ack: AsyncAck, body: Body) -> None:
        """Answer a press inside a modal: the same answer otherwise in its place, another one over it."""
        await ack()
        if not await self.parts.once(body):
            return
        what, kept = pressed(body["actions"][0], team_of(body)), kept_in(body["view"])
        if what.press is not Press.TURN and not (_is_same(what, kept) or self._replaces(what.ask)):
            await self.answer(body, what.ask)
            return
        client = await self.parts.workspaces.client(team_of(body))
        await self._fill(Window(client, body["view"]["id"], body["view"]["hash"]), Wish(body, what.ask, kept))

    async def answer(self, body: Body, ask: Ask) -> None:
        """Open a modal that waits, and show the answer in it. Raises SlackApiError, where it cannot be opened."""
        kept = kept_of(body)
        window = await self.open(body, waiting(await self.words_soon(body), kept))
        await self._fill(window, Wish(body, ask, kept))

    async def open(self, body: Body, view: View) -> Window:
        """Open a modal over what was pressed. Raises SlackApiError."""
        return await opened(body, await self.parts.workspaces.client(team_of(body)), view)

    async def page(self, ask: Ask, reader: Reader) -> Page:
        """Ask the desk, which looks who may ask. Raises Refusal."""
        if ask.verb not in self.parts.commands:
            raise BadInput("button-unknown", ask.verb)
        return await self.parts.desk.answer(reader.question(ask))

    def view(self, page: Page, ask: Ask, words: Words, kept: Kept) -> View:
        """Return the modal with a page, or with the sheet of it that was asked for."""
        return modal(
            unnamed(page.title), self.blocks(page, ask, words), words, replace(kept, ask=page.ask or ask, option="")
        )

    def blocks(self, page: Page, ask: Ask, words: Words) -> list[Block]:
        """Return a page, or the sheet of it that was asked for, as it stands in a modal or the Home."""
        return view_blocks(in_words(self.parts.chat.page(page)), words, ask.sheet)

    async def words_soon(self, body: Body) -> Words:
        """Return the words in the reader's language; where Slack is slow to tell it, the English ones."""
        try:
            async with asyncio.timeout(_SOON):
                return (await reader_of(body, self.parts)).words
        except TimeoutError:
            return self.parts.words[Lang.EN]

    def _replaces(self, ask: Ask) -> bool:
        command = self.parts.commands.get(ask.verb)
        return command is not None and command.replaces

    async def _fill(self, window: Window, wish: Wish) -> None:
        """Show the answer, or what there is instead of one, in a modal that is open. Raises SlackApiError."""
        reader = placed(await reader_of(wish.body, self.parts), wish.kept)
        try:
            page = await self.page(wish.ask, reader)
            await window.show(self.view(page, wish.ask, reader.words, wish.kept))
        except Refusal as refusal:
            sentence = self.parts.chat.refusal(refusal, reader.words)
            await window.show(refusing(sentence, reader.words, wish.kept))
        except Exception as error:  # noqa: BLE001  whoever waits is told, also where Slack does not take the answer
            sentence = reader.words.say("slack.defect", reference=note_failure(wish.body, error))
            await window.show(refusing(sentence, reader.words, wish.kept))


def in_words(page: Page) -> Page:
    """Return a page without pictures: they are uploaded into channels, and a modal has none."""
    return replace(page, blocks=tuple(_in_words(block) for block in page.blocks))


def _in_words(block: PageBlock) -> PageBlock:
    if isinstance(block, Picture):
        return Text(block.alt)
    if isinstance(block, Buttons):
        return Buttons(tuple(act for act in block.acts if "picture" not in act.ask.options))
    return block


def placed(reader: Reader, kept: Kept) -> Reader:
    """Return the reader where the modal was opened from."""
    if not kept.channel or kept.channel.startswith("D"):
        return reader
    name = f"{kept.channel}:{kept.thread}" if kept.thread else kept.channel
    place = Channel(SLACK, reader.asker.tenant, name)
    return replace(reader, asker=replace(reader.asker, place=place, in_thread=bool(kept.thread)))


def _is_same(what: Pressed, kept: Kept) -> bool:
    """Say whether it asks for what is shown, with quotes or without."""
    return kept.ask is not None and what.press is Press.ASK and _core(what.ask) == _core(kept.ask)


def _core(ask: Ask) -> tuple[str, dict[str, object]]:
    return ask.verb, {name: value for name, value in ask.options.items() if name not in _SAME}
