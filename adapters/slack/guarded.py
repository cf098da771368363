"""Listeners that never end in silence: what goes wrong is told to the reader in one sentence, and noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck

from adapters.slack.asker import Body, channel_of, reader_of
from adapters.slack.failures import note_failure
from adapters.slack.modals import Modals
from adapters.slack.replies import How, Reply
from adapters.slack.showing import Showing
from adapters.slack.views import refusing
from adapters.slack.window import is_too_late
from digests.errors import Refusal
from digests.words import Words

Listener = Callable[[AsyncAck, Body], Awaitable[None]]


def guarded(listener: Listener, modals: Modals) -> Listener:
    """Return the listener as Bolt calls it."""

    async def run(ack: AsyncAck, body: Body) -> None:
        try:
            await listener(ack, body)
        except Exception as error:  # noqa: BLE001  the last that hears of it: the connection goes on
            if ack.response is None:
                await ack()
            await _tell(body, error, modals)

    return run


def sentence_of(error: Exception, body: Body, modals: Modals, words: Words) -> str:
    """Return what is told of something that went wrong."""
    if isinstance(error, Refusal):
        return modals.parts.chat.refusal(error, words)
    if is_too_late(error):
        return words.say("slack.too-late")
    return words.say("slack.defect", reference=note_failure(body, error))


async def _tell(body: Body, error: Exception, modals: Modals) -> None:
    """Say it where something was pressed: beside a message, else in a modal, as far as Slack still opens one."""
    try:
        reader = await reader_of(body, modals.parts)
        sentence = sentence_of(error, body, modals, reader.words)
        if channel_of(body):
            await Showing(modals.parts).refuse(sentence, Reply(modals.parts, body, How.PRIVATE), reader)
        elif is_too_late(error):
            note_failure(body, error)
        else:
            await modals.open(body, refusing(sentence, reader.words))
    except Exception as another:  # noqa: BLE001  Slack takes nothing: there is nobody left to tell
        note_failure(body, another)
