"""Commands and presses, answered from the desk: each is acknowledged at once, and answered when the answer is there.

Bolt waits three seconds for an acknowledgement, and gives none after that; so nothing is looked up before it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck

from adapters.slack.asker import Body, Reader, is_ephemeral, message_of, reader_of, team_of
from adapters.slack.failures import note_failure
from adapters.slack.ids import Press, Pressed, pressed
from adapters.slack.parts import Parts
from adapters.slack.replies import How, Reply, how_of
from adapters.slack.showing import Showing, Shown, with_line
from adapters.slack.typed import Typed
from digests.ask import Ask
from digests.errors import BadInput, Refusal
from digests.page import Tone

_HELP = "help"
_ONCE_MORE = (Press.SHARE, Press.TURN, Press.THREAD)
"""What shows an answer once more: nothing may be changed by that."""
_NO_COMMAND = frozenset({"slack-no-command", "slack-no-command-but"})

Make = Callable[[Reader], Awaitable[Shown]]
"""Makes an answer. Raises Refusal."""


class Answering:
    """Answers, each question once. What goes wrong is told to the reader in one sentence, and logged."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._showing = Showing(parts)
        self._typed = Typed(parts.desk.commands, parts.words, parts.chat.base)

    async def command(self, ack: AsyncAck, body: Body) -> None:
        """Answer what was typed behind one of the bot's commands."""
        await ack()
        try:
            ask = self._typed.ask(str(body.get("text") or ""), team_of(body))
        except Refusal as refusal:
            await self._reply(body, How.PRIVATE, self._unread(refusal))
            return
        command = self._parts.commands.get(ask.verb)
        how = How.PUBLIC if command and not command.private else How.PRIVATE
        await self._reply(body, how, self._asking(ask))

    async def press(self, ack: AsyncAck, body: Body) -> None:
        """Answer a button, or a line that was chosen."""
        await ack()
        try:
            what = pressed(_action(body), team_of(body))
        except Refusal as refusal:
            await self._reply(body, How.PRIVATE, _raising(refusal))
            return
        command = self._parts.commands.get(what.ask.verb)
        replaces = command is not None and command.replaces
        await self._reply(body, how_of(body, what.press, replaces=replaces), self._maker(body, what))

    def _maker(self, body: Body, what: Pressed) -> Make:
        async def make(reader: Reader) -> Shown:
            command = self._parts.commands.get(what.ask.verb)
            if what.press in _ONCE_MORE and command is not None and command.changes:
                raise BadInput("button-unknown", what.ask.verb)
            if what.press is Press.THREAD and (is_ephemeral(body) or not message_of(body)):
                raise Refusal("slack-no-thread-here", "")
            shown = await self._answered(reader, what.ask)
            return _shared(shown, reader) if what.press is Press.SHARE else shown

        return make

    def _asking(self, ask: Ask) -> Make:
        async def make(reader: Reader) -> Shown:
            return await self._answered(reader, ask)

        return make

    def _unread(self, refusal: Refusal) -> Make:
        """Return what answers a text that could not be read: for an unknown command, all that there are beneath."""

        async def make(reader: Reader) -> Shown:
            if refusal.key not in _NO_COMMAND:
                raise refusal
            said = self._parts.chat.refusal(refusal, reader.words)
            return with_line(await self._answered(reader, Ask(_HELP)), said, Tone.WARNING)

        return make

    async def _answered(self, reader: Reader, ask: Ask) -> Shown:
        """Ask the desk, which looks who may ask."""
        if ask.verb not in self._parts.commands:
            raise BadInput("button-unknown", ask.verb)
        return Shown(await self._parts.desk.answer(reader.question(ask)), ask.sheet)

    async def _reply(self, body: Body, how: How, make: Make) -> None:
        """Make the answer, and show it, or say why not; unless it was told before."""
        reply = Reply(self._parts, body, how)
        reader = await reader_of(body, self._parts)
        try:
            if await self._parts.once(body):
                await self._showing.show(await make(reader), reply, reader)
        except Refusal as refusal:
            await self._showing.refuse(self._parts.chat.refusal(refusal, reader.words), reply, reader)
        except Exception as error:  # noqa: BLE001  the reader is told of a defect, too
            sentence = reader.words.say("slack.defect", reference=note_failure(body, error))
            await self._showing.refuse(sentence, reply, reader)


def _action(body: Body) -> dict[str, Any]:
    actions = body.get("actions") or [{}]
    return dict(actions[0])


def _shared(shown: Shown, reader: Reader) -> Shown:
    """Return an answer for all to read, with the name of who wished it."""
    return with_line(shown, reader.words.say("slack.shared", name=reader.name), Tone.QUIET)


def _raising(refusal: Refusal) -> Make:
    async def make(_: Reader) -> Shown:
        raise refusal

    return make
