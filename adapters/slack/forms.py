"""Modals with one field, for what is typed or chosen when a button is pressed; and all that is pressed in modals."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace

from slack_bolt.async_app import AsyncAck, AsyncApp

from adapters.slack.asker import Body, reader_of, team_of
from adapters.slack.fields import FIELD, capital, field, given_in, with_given
from adapters.slack.guarded import guarded
from adapters.slack.home import Home
from adapters.slack.ids import PREFIX, Press, pressed
from adapters.slack.modals import Modals, kept_of, placed
from adapters.slack.parts import Parts
from adapters.slack.spelled import Spelled
from adapters.slack.views import FORM, Kept, View, kept_in, modal, plain, said, waiting
from adapters.slack.window import Window
from digests.ask import Ask
from digests.desk import Command, Option
from digests.errors import BadInput, Refusal
from digests.words import Words

_PATIENCE = 0.4
"""Seconds after which a form that was sent in is answered by a modal that waits: Slack itself waits for three."""
_UNDER_WAY = 0.5
"""Seconds that the acknowledgement is given to reach Slack: the modal that waits must not come after the answer."""
TYPED = re.compile(rf"^{PREFIX}{Press.TYPE}:\d{{1,3}}$")
"""Buttons that want something typed."""
_OTHERS = re.compile(rf"^{PREFIX}[^{Press.TYPE}]:\d{{1,3}}$")
_OURS = re.compile("^lw_")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form that was sent in."""

    view: View | None = None
    """What is shown; nothing, where all was shown before."""
    wrong: str = ""
    """What is wrong with what was typed, and the way out."""


def form(command: Command, option: Option, words: Words, kept: Kept, *, wrong: str = "", typed: str = "") -> View:
    """Return the modal in which an option is typed; ``wrong`` says what was wrong with what was ``typed`` before."""
    title = words.phrases.get(f"command-name.{command.verb}", command.verb)
    blocks = [*([said(wrong)] if wrong else []), field(command, option, words, typed)]
    submit = plain(words.say("slack.submit"))
    return modal(capital(title), blocks, words, kept, callback_id=FORM, submit=submit)


class Forms:
    """Opens forms, and answers what is sent in: what is wrong beneath the field, what is right in the same modal."""

    def __init__(self, modals: Modals, home: Home) -> None:
        self._parts = modals.parts
        self._modals = modals
        self._home = home
        self._spelled = Spelled(tuple(self._parts.commands.values()), self._parts.words)

    async def press(self, ack: AsyncAck, body: Body) -> None:
        """Open the form that a button is for."""
        await ack()
        if await self._parts.once(body):
            what = pressed(body["actions"][0])
            await self.open(body, what.ask, what.typed)

    async def open(self, body: Body, ask: Ask, option: str) -> None:
        """Open the form for an option. Raises BadInput where that is unknown by now, and SlackApiError."""
        kept = replace(kept_of(body), ask=ask, option=option)
        wanted = self._wanted(kept)
        await self._modals.open(body, form(*wanted, await self._modals.words_soon(body), kept))

    async def sent_in(self, ack: AsyncAck, body: Body) -> None:
        """Answer a form: at once, where that is soon; else a modal waits in its place."""
        kept = kept_in(body["view"])
        made = asyncio.ensure_future(self._made(body, kept))
        await asyncio.wait({made}, timeout=_PATIENCE)
        if made.done():
            await _tell(ack, await made)
            return
        words = await self._modals.words_soon(body)
        await ack(response_action="update", view=waiting(words, kept))
        await asyncio.sleep(_UNDER_WAY)
        await self._show(body, kept, await made, words)

    async def _made(self, body: Body, kept: Kept) -> Outcome:
        """Ask what was typed. What changes something is asked once, however often Slack tells of it."""
        command, option = self._wanted(kept)
        if command.changes and not await self._parts.once(body):
            return Outcome()
        reader = placed(await reader_of(body, self._parts), kept)
        given = given_in(body["view"])
        ask = with_given(kept.ask or Ask(command.verb), option, given, reader.asker.tenant, self._spelled)
        try:
            page = await self._modals.page(ask, reader)
        except Refusal as refusal:
            return Outcome(wrong=self._parts.chat.refusal(refusal, reader.words))
        if command.changes and kept.home:
            await self._home.publish(body, kept.home)
        return Outcome(self._modals.view(page, ask, reader.words, kept))

    async def _show(self, body: Body, kept: Kept, outcome: Outcome, words: Words) -> None:
        """Show what became of it where the modal waits; what is wrong, above the form with what was typed."""
        view = outcome.view
        if outcome.wrong:
            typed = ", ".join(given_in(body["view"]))
            view = form(*self._wanted(kept), words, kept, wrong=outcome.wrong, typed=typed)
        if view:
            client = await self._parts.workspaces.client(team_of(body))
            await Window(client, body["view"]["id"]).show(view)

    def _wanted(self, kept: Kept) -> tuple[Command, Option]:
        command = self._parts.commands.get(kept.ask.verb) if kept.ask else None
        option = command.option(kept.option) if command else None
        if command is None or option is None:
            raise BadInput("button-unknown", kept.option)
        return command, option


async def _tell(ack: AsyncAck, outcome: Outcome) -> None:
    if outcome.wrong:
        await ack(response_action="errors", errors={FIELD: outcome.wrong})
    elif outcome.view:
        await ack(response_action="update", view=outcome.view)
    else:
        await ack()


async def _closed(ack: AsyncAck) -> None:
    await ack()


async def in_modal(body: Body) -> bool:
    """Say whether something was pressed inside a modal: a matcher of Bolt's."""
    return bool((body.get("view") or {}).get("type") == "modal")


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to buttons that want something typed, wherever they are, and to all that happens in modals."""
    modals = Modals(parts)
    home = Home(modals)
    forms = Forms(modals, home)
    app.action(TYPED)(guarded(forms.press, modals))
    app.action(_OTHERS, matchers=[in_modal])(guarded(home.press_over, modals))
    app.view(FORM)(guarded(forms.sent_in, modals))
    app.view_closed(_OURS)(_closed)
