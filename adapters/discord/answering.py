"""Interactions, answered from the desk: each is a question, deferred at once, and a page that is put in its place.

Everything comes through one ``on_interaction``. Dynamic items of discord.py would survive a restart too, but rebuild
the whole layout of the pressed message for each press, hide what goes wrong, and know no forms; and here every button,
choice and form carries the same kind of state, its ``custom_id``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace

import discord

from adapters.discord.asked import Data, about_message, asked, is_menu, verb_of, with_given
from adapters.discord.asker import lang_of, learn_lang, may_write, question_of, tenant_of
from adapters.discord.failures import is_late, note_failure
from adapters.discord.forms import Form, filled
from adapters.discord.ids import Press, Pressed, pressed
from adapters.discord.once import Once
from adapters.discord.proposing import Proposing
from adapters.discord.replies import How, Reply, how_of
from adapters.discord.showing import Showing, Shown
from adapters.discord.threads import thread_for
from digests.ask import Ask
from digests.desk import Command, Option
from digests.errors import BadInput, Refusal
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.page import Link, Page, Text, Tone
from digests.ports import Desk, Painter
from digests.words import Words

_GLANCE = 0.05
_MOMENT = 1.0
"""Seconds; Discord waits three for its first answer."""
_ONCE_MORE = (Press.SHARE, Press.TURN, Press.THREAD)
"""What shows an answer once more: nothing may be changed by that."""

Answer = Callable[[discord.Interaction, Data], Awaitable[None]]
Make = Callable[[], Awaitable[Shown]]
"""Makes an answer. Raises Refusal."""


class Answering:
    """Answers interactions, each once. What goes wrong is told to the reader in one sentence, and logged."""

    def __init__(self, desk: Desk, words: Mapping[Lang, Words], painter: Painter, chat: ChatWords) -> None:
        self._desk = desk
        self._words = words
        self._chat = chat
        self._showing = Showing(words, painter, chat)
        self._commands = {command.verb: command for command in desk.commands if command.chat}
        self._menu = next((command for command in self._commands.values() if command.menu), None)
        self._proposing = Proposing(desk, self._commands)
        self._once = Once()
        self._under_way = 0

    async def __call__(self, interaction: discord.Interaction) -> None:
        """Answer, if it was not answered before."""
        kinds: dict[discord.InteractionType, Answer] = {
            discord.InteractionType.application_command: self._commanded,
            discord.InteractionType.autocomplete: self._proposing,
            discord.InteractionType.component: self._pressed,
            discord.InteractionType.modal_submit: self._sent_in,
        }
        answer = kinds.get(interaction.type)
        if answer is None or not self._once(interaction.id):
            return
        self._under_way += 1
        try:
            await answer(interaction, interaction.data or {})
        except Exception as error:  # noqa: BLE001  the last that hears of it: the connection goes on
            note_failure(interaction, error)
        finally:
            self._under_way -= 1

    async def settle(self, seconds: float) -> None:
        """Wait so long at most until what was begun is answered."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._under_way:  # noqa: ASYNC110  it is waited for once, at the end of a connection
                    await asyncio.sleep(_GLANCE)

    async def _commanded(self, interaction: discord.Interaction, data: Data) -> None:
        menu = is_menu(data)
        command = self._menu if menu else self._commands.get(verb_of(data))

        async def make() -> Shown:
            if command is None:
                raise BadInput("button-unknown", verb_of(data))
            ask = about_message(data, command) if menu else asked(data, command, tenant_of(interaction))
            return await self._answered(interaction, ask)

        how = How.PUBLIC if command and not command.private else How.PRIVATE
        await self._reply(interaction, how, make)

    async def _pressed(self, interaction: discord.Interaction, data: Data) -> None:
        """Answer a button or a choice."""
        try:
            what = pressed(data.get("custom_id", ""), tuple(data.get("values", ())))
            form = await self._form(interaction, what, data["custom_id"]) if what.press is Press.TYPE else None
        except Refusal as refusal:
            await self._reply(interaction, How.PRIVATE, _raising(refusal))
            return
        if form:
            await interaction.response.send_modal(form)
            return
        how = how_of(interaction, what.press, replaces=self._replaces(what.ask))
        await self._reply(interaction, how, self._maker(interaction, what, data))

    def _maker(self, interaction: discord.Interaction, what: Pressed, data: Data) -> Make:
        async def make() -> Shown:
            if what.press in _ONCE_MORE and self._changes(what.ask):
                raise BadInput("button-unknown", what.ask.verb)
            if what.press is Press.SHARE:
                return await self._shared(interaction, what.ask)
            if what.press is Press.THREAD:
                return await self._threaded(interaction, what.ask)
            if what.press is Press.PICK:
                _, option = self._option(what)
                picked = with_given(what.ask, option, what.picked, data, tenant_of(interaction))
                return await self._answered(interaction, picked)
            return await self._answered(interaction, what.ask)

        return make

    def _changes(self, ask: Ask) -> bool:
        command = self._commands.get(ask.verb)
        return command is not None and command.changes

    def _replaces(self, ask: Ask) -> bool:
        command = self._commands.get(ask.verb)
        return command is not None and command.replaces

    async def _sent_in(self, interaction: discord.Interaction, data: Data) -> None:
        """Answer a form."""

        async def make() -> Shown:
            what = pressed(data.get("custom_id", ""))
            _, option = self._option(what)
            ask = with_given(what.ask, option, filled(data.get("components", ())), data, tenant_of(interaction))
            return await self._answered(interaction, ask)

        await self._reply(interaction, self._sent_how(interaction, data), make)

    def _sent_how(self, interaction: discord.Interaction, data: Data) -> How:
        """Return for whom the answer to a form is: for whoever sent it in, in place of the page where that may be."""
        try:
            what = pressed(data.get("custom_id", ""))
        except Refusal:
            return How.PRIVATE
        return how_of(interaction, Press.TYPE, replaces=self._replaces(what.ask))

    async def _form(self, interaction: discord.Interaction, what: Pressed, custom_id: str) -> Form:
        """Return the form for what a button wants typed. Raises BadInput where that is unknown by now.

        It is the first that Discord hears, so the language that the reader chose is waited for but a moment.
        """
        command, option = self._option(what)
        with suppress(TimeoutError, Refusal):
            async with asyncio.timeout(_MOMENT):
                await learn_lang(interaction, self._desk)
        return Form(command, option, custom_id, self._words[lang_of(interaction)])

    def _option(self, what: Pressed) -> tuple[Command, Option]:
        command = self._commands.get(what.ask.verb)
        option = command.option(what.typed) if command else None
        if command is None or option is None:
            raise BadInput("button-unknown", what.typed or what.ask.verb)
        return command, option

    async def _answered(self, interaction: discord.Interaction, ask: Ask) -> Shown:
        """Ask the desk, which looks who may ask."""
        if ask.verb not in self._commands:
            raise BadInput("button-unknown", ask.verb)
        return Shown(await self._desk.answer(question_of(ask, interaction)), ask.sheet)

    async def _shared(self, interaction: discord.Interaction, ask: Ask) -> Shown:
        """Answer for all to read, and say who wished it."""
        if not may_write(interaction):
            raise Refusal("discord-not-to-share", "")
        shown = await self._answered(interaction, ask)
        said = self._words[lang_of(interaction)].say("discord.shared", name=interaction.user.display_name)
        title, *rest = shown.page.blocks
        return replace(shown, page=replace(shown.page, blocks=(title, Text(said, Tone.QUIET), *rest)))

    async def _threaded(self, interaction: discord.Interaction, ask: Ask) -> Shown:
        """Answer in a thread, and return the way to it."""
        shown = await self._answered(interaction, ask)
        try:
            thread = await thread_for(interaction, shown.page.title)
            await self._showing.post(shown, thread, interaction)
        except discord.Forbidden as error:
            raise Refusal("discord-thread-forbidden", getattr(interaction.channel, "name", "")) from error
        return Shown(Page(thread.name, (Link(thread.name, thread.jump_url),)))

    async def _reply(self, interaction: discord.Interaction, how: How, make: Make) -> None:
        """Defer, make the answer, and show it, or say why not."""
        reply = Reply(interaction, how)
        await reply.begin()
        try:
            await learn_lang(interaction, self._desk)
            await self._showing.show(await make(), reply)
        except Refusal as refusal:
            await self._showing.refuse(self._chat.refusal(refusal, self._words[lang_of(interaction)]), reply)
        except Exception as error:
            if is_late(error):
                raise
            reference = note_failure(interaction, error)
            said = self._words[lang_of(interaction)].say("discord.defect", reference=reference)
            await self._showing.refuse(said, reply)


def _raising(refusal: Refusal) -> Make:
    async def make() -> Shown:
        raise refusal

    return make
