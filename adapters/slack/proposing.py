"""Values that are proposed while one types into a field of a form."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace

from slack_bolt.async_app import AsyncAck, AsyncApp

from adapters.slack.asker import Body, reader_of
from adapters.slack.failures import note_failure
from adapters.slack.fields import FIELD
from adapters.slack.modals import placed
from adapters.slack.parts import Parts
from adapters.slack.views import Block, kept_in, plain
from digests.desk import Suggestion
from digests.errors import Refusal
from digests.text.graphemes import shorten, units

_MOST = 100
_LABEL, _VALUE = 75, 150
"""Units of an option at most, and options of a select (docs.slack.dev, Option object, Select menu)."""
_PATIENCE = 2.0
"""Seconds after which nothing is proposed: Slack waits for three."""


class Proposing:
    """Proposes what the desk suggests, and behind it what was typed, for anything may be meant by that.

    Where the desk cannot, only the latter is proposed.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def __call__(self, ack: AsyncAck, body: Body) -> None:
        """Propose."""
        typed = str(body.get("value") or "").strip()
        found: Sequence[Suggestion] = ()
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await self._suggested(body, typed)
        except (Refusal, TimeoutError):
            pass
        except Exception as error:  # noqa: BLE001  whoever types goes on typing
            note_failure(body, error)
        await ack(options=options(found, typed))

    async def _suggested(self, body: Body, typed: str) -> Sequence[Suggestion]:
        kept = kept_in(body.get("view") or {})
        if kept.ask is None or kept.ask.verb not in self._parts.commands:
            return ()
        reader = placed(await reader_of(body, self._parts), kept)
        question = reader.question(replace(kept.ask, options={}))
        return await self._parts.desk.suggest(question, kept.option, typed)


def options(suggestions: Iterable[Suggestion], typed: str) -> list[Block]:
    """Return as many of the suggestions as a select holds, each value once; the last is what was typed."""
    labels: dict[str, str] = {}
    for one in suggestions:
        if one.label and 0 < units(one.value) <= _VALUE and len(labels) < _MOST - 1:
            labels.setdefault(one.value, one.label)
    if 0 < units(typed) <= _VALUE:
        labels.setdefault(typed, typed)
    return [{"text": plain(shorten(label, _LABEL)), "value": value} for value, label in labels.items()]


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to what is typed into fields that propose."""
    app.options(FIELD)(Proposing(parts))
