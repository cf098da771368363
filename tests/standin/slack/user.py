"""A person in front of Slack: types, presses, chooses, fills in, and sees what came of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.standin.slack import payloads
from tests.standin.slack.asked import Asked
from tests.standin.slack.deliveries import IN_TIME, Deliveries
from tests.standin.slack.reading import elements_in
from tests.standin.slack.responses import Responses
from tests.standin.slack.state import State
from tests.standin.slack.submitting import Submitting
from tests.standin.slack.typed import CannotError, chosen, entered, labels, offered, picked, pressed
from tests.standin.slack.world import Channel, Message, Person, Team, View

__all__ = ["Answer", "CannotError", "UnansweredError", "User"]

Json = dict[str, Any]
PATIENCE = 10.0
"""Seconds for which a person waits for something to see."""


class UnansweredError(AssertionError):
    """Nobody acknowledged, or nothing came after the acknowledgement."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of something a person did. It follows what happens to the messages later."""

    asked: Asked
    uploads: Mapping[str, bytes]

    @property
    def messages(self) -> list[Message]:
        """What was posted in answer and is still there, oldest first; what was changed in place, where nothing was."""
        there = [one for one in self.asked.messages if not one.removed]
        source = self.asked.source
        return there or ([source] if source is not None and self.changed and not source.removed else [])

    @property
    def message(self) -> Message:
        """The answer, or the changed message."""
        if not self.messages:
            msg = "nothing was posted in answer"
            raise AssertionError(msg)
        return self.messages[0]

    @property
    def changed(self) -> bool:
        """Whether the message in which something was pressed was changed in place."""
        return self.asked.changes > 0

    @property
    def shows_view(self) -> bool:
        """Whether a window was opened or changed."""
        return self.asked.view is not None

    @property
    def view(self) -> View:
        """The window that was opened or changed last, or the Home tab."""
        if self.asked.view is None:
            msg = "no window opened"
            raise AssertionError(msg)
        return self.asked.view

    @property
    def text(self) -> str:
        """What is read in all messages of the answer; in the window, where there is none."""
        if not self.messages and self.asked.view is not None:
            return self.asked.view.text
        return "\n".join(message.text for message in self.messages)

    @property
    def blocks(self) -> list[Json]:
        """The blocks of all messages, then of the window."""
        view = self.asked.view.blocks if self.asked.view is not None else []
        return [*(block for message in self.messages for block in message.blocks), *view]

    @property
    def buttons(self) -> list[str]:
        """The labels of what may be pressed, links among them."""
        return labels(self.blocks)

    @property
    def options(self) -> list[Json]:
        """What selects offer."""
        return [option for _, one in elements_in(self.blocks) for option in offered(one)]

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return self.message.only_for is not None

    @property
    def ack(self) -> Any:  # noqa: ANN401  JSON
        """What the acknowledgement carried, None for nothing."""
        return self.asked.ack

    @property
    def errors(self) -> dict[str, str]:
        """What was said against what was filled in, by block_id."""
        found: dict[str, str] = (self.ack or {}).get("errors") or {}
        return found

    @property
    def first(self) -> float:
        """Seconds until it was acknowledged, on the stand-in's clock."""
        return self.asked.first or 0.0

    @property
    def full(self) -> float:
        """Seconds until there was something to see."""
        return self.asked.full or 0.0

    @property
    def files(self) -> dict[str, bytes]:
        """What was shared or shown, by name."""
        files = self.asked.team.files
        held = [file["id"] for message in self.messages for file in message.files]
        held += [block["slack_file"]["id"] for block in self.blocks if "id" in (block.get("slack_file") or {})]
        return {files[one]["name"]: self.uploads[one] for one in held}

    async def more(self, count: int, seconds: float = 10.0) -> None:
        """Wait until the answer has so many messages. Raises TimeoutError."""
        await self.until(lambda: len(self.messages) >= count, seconds)

    async def until(self, there: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something is true of the answer, such as a text in its window. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not there():
                self.asked.changed.clear()
                await self.asked.changed.wait()


Surface = Message | View | Answer


@dataclass(frozen=True, slots=True)
class Hands:
    """Through which people reach the bot."""

    state: State
    deliveries: Deliveries
    responses: Responses
    submitting: Submitting


class User:
    """A member of a workspace; ``where`` is the first channel of it unless told."""

    def __init__(self, hands: Hands, person: Person, team: Team) -> None:
        self._state = hands.state
        self._deliveries = hands.deliveries
        self._responses = hands.responses
        self._submitting = hands.submitting
        self.person = person
        self.team = team
        self.patience = PATIENCE
        self._proposed: dict[str, list[Json]] = {}
        """Options that were proposed while typing, by action_id."""

    @property
    def id(self) -> str:
        """The account's id."""
        return self.person.id

    @property
    def direct(self) -> Channel:
        """The direct messages with the bot."""
        return self.team.direct(self.person)

    async def slash(self, command: str, text: str = "", *, where: Channel | None = None, wait: bool = True) -> Answer:
        """Type a command. Raises UnansweredError."""
        channel = where or next(one for one in self.team.channels.values() if not one.gone)
        if not command.startswith("/") or " " in command:
            msg = f"{command!r} is no command"
            raise CannotError(msg)
        if self.person.id not in channel.members:
            msg = f"{self.person.name} is not in {channel.name}"
            raise CannotError(msg)
        asked = self._asked("slash_commands", channel)
        url = self._responses.new(asked, "commands")
        told = payloads.command(self._state, asked, command, text.strip(), url)

        def acked(ack: object) -> None:
            self._taken(asked, ack)
            self._submitting.said(asked, ack)

        return await self._brought(asked, "slash_commands", told, acked, takes=True, wait=wait)

    async def press(
        self, where: Surface, what: str, *, wait: bool = True, forced: bool = False, value: str = ""
    ) -> Answer:
        """Press a button, by label, action_id or value; ``forced`` presses what is not there."""
        if forced:
            source, view = self._forced(where)
            acted: Json | None = {"type": "button", "action_id": what, "block_id": "forced", "value": value}
            acted = (acted or {}) | {"text": {"type": "plain_text", "text": "?", "emoji": True}}
        else:
            source, view, acted = self._first(where, lambda blocks: pressed(blocks, what))
        if acted is None:
            msg = f"{what!r} cannot be pressed; there are: {labels(_blocks(where))}"
            raise CannotError(msg)
        return await self._acted(acted, source, view, wait=wait)

    async def choose(self, where: Surface, *wanted: str, wait: bool = True) -> Answer:
        """Choose of a select or menu, by labels or values; of an external one what ``suggest`` gave."""
        source, view, acted = self._first(where, lambda blocks: chosen(blocks, wanted, self._proposed))
        if acted is None:
            there = [option for _, one in elements_in(_blocks(where)) for option in offered(one)]
            msg = f"{wanted!r} cannot be chosen; there are: {[one.get('value') for one in there]}"
            raise CannotError(msg)
        return await self._acted(acted, source, view, wait=wait)

    async def pick(self, where: Surface, what: Channel | User, *, wait: bool = True) -> Answer:
        """Pick a channel or a person from a list of Slack's own."""
        kind = "channel" if isinstance(what, Channel) else "user"
        source, view, acted = self._first(where, lambda blocks: picked(blocks, kind, what.id))
        if acted is None:
            msg = f"there is no list to pick {what.id} from"
            raise CannotError(msg)
        return await self._acted(acted, source, view, wait=wait)

    async def enter(self, where: View | Answer, name: str, typed: str, *, wait: bool = True) -> Answer:
        """Type into an input that tells of it at once (``dispatch_action``), and press Enter."""
        view = where.view if isinstance(where, Answer) else where
        for block, one in elements_in(view.blocks):
            if one["action_id"] == name and block.get("dispatch_action"):
                view.state.setdefault(block["block_id"], {})[name] = {"type": one["type"], "value": typed}
                acted = {"type": one["type"], "action_id": name, "block_id": block["block_id"], "value": typed}
                return await self._acted(acted, None, view, wait=wait)
        msg = f"{name!r} tells of nothing that is typed"
        raise CannotError(msg)

    async def suggest(self, where: Surface, action_id: str, typed: str) -> list[tuple[str, str]]:
        """Type into an external select, and return what is proposed: labels and values."""

        def here(blocks: list[Json]) -> Json | None:
            found = [(b, e) for b, e in elements_in(blocks) if e["action_id"] == action_id and "external" in e["type"]]
            return {"block_id": found[0][0]["block_id"], **found[0][1]} if found else None

        source, view, element = self._first(where, here)
        if element is None:
            msg = f"{action_id!r} is no external select"
            raise CannotError(msg)
        if len(typed) < element.get("min_query_length", 3):
            return []
        asked = self._asked("block_suggestion", source.channel if source else None, source, view)
        told = payloads.suggestion(self._state, asked, action_id, element["block_id"], typed)

        def acked(ack: object) -> None:
            self._taken(asked, ack)
            self._submitting.proposed(asked, ack)

        answer = await self._brought(asked, "interactive", told, acked, takes=True)
        groups = (answer.ack or {}).get("option_groups") or [answer.ack or {}]
        options = [option for group in groups for option in group.get("options") or ()]
        self._proposed[action_id] = options
        return [(option["text"]["text"], option["value"]) for option in options]

    async def submit(self, where: View | Answer, given: Mapping[str, object] | None = None) -> Answer:
        """Fill in a window, by labels, action_ids or block_ids, and send it."""
        view = where.view if isinstance(where, Answer) else where
        if view.closed or view.person is not self.person or view.body["type"] != "modal" or not view.body.get("submit"):
            msg = "there is no such window to send"
            raise CannotError(msg)
        view.state = entered(view.blocks, given or {}, self._proposed)
        asked = self._asked("view_submission", None, None, view)
        told = payloads.submission(self._state, asked, view)

        def acked(ack: object) -> None:
            self._taken(asked, ack)
            self._submitting.answered(asked, view, ack)

        return await self._brought(asked, "interactive", told, acked, takes=True)

    async def close(self, where: View | Answer) -> Answer:
        """Close a window; the bot hears of it where it asked to (``notify_on_close``)."""
        view = where.view if isinstance(where, Answer) else where
        asked = self._asked("view_closed", None, None, view)
        cleared = bool(view.body.get("clear_on_close"))
        self._submitting.close(view, everything=cleared)
        if not view.body.get("notify_on_close"):
            asked.taken(None, self._state.clock.now())
            return Answer(asked, self._state.uploads)
        told = payloads.closed(self._state, asked, view, cleared=cleared)
        return await self._brought(asked, "interactive", told, lambda ack: self._taken(asked, ack, seen=True))

    async def shortcut(self, callback: str, message: Message | Answer, *, wait: bool = True) -> Answer:
        """Use a shortcut on a message."""
        source = message.message if isinstance(message, Answer) else message
        self._sees(source)
        asked = self._asked("message_action", source.channel, source)
        told = payloads.shortcut(self._state, asked, callback, self._responses.new(asked, "app"))
        return await self._brought(asked, "interactive", told, lambda ack: self._taken(asked, ack), wait=wait)

    async def global_shortcut(self, callback: str, *, wait: bool = True) -> Answer:
        """Use a shortcut from anywhere."""
        asked = self._asked("shortcut")
        told = payloads.shortcut(self._state, asked, callback, "")
        return await self._brought(asked, "interactive", told, lambda ack: self._taken(asked, ack), wait=wait)

    async def open_home(self, *, wait: bool = True) -> Answer:
        """Open the app's Home tab."""
        asked = self._asked("home")
        body = {"type": "app_home_opened", "user": self.id, "channel": self.direct.id, "tab": "home"}
        before = self.team.homes.get(self.id)
        told = payloads.event(self._state, self.team, body | ({"view": before.record()} if before else {}))
        return await self._brought(asked, "events_api", told, lambda ack: self._taken(asked, ack), wait=wait)

    async def _acted(self, acted: Json, source: Message | None, view: View | None, *, wait: bool) -> Answer:
        asked = self._asked("block_actions", source.channel if source else None, source, view)
        url = self._responses.new(asked, "actions") if source else ""
        told = payloads.actions(self._state, asked, acted, url)
        opens_page = bool(acted.pop("url", None))
        return await self._brought(
            asked, "interactive", told, lambda ack: self._taken(asked, ack, seen=opens_page), wait=wait
        )

    def _asked(
        self, kind: str, channel: Channel | None = None, source: Message | None = None, view: View | None = None
    ) -> Asked:
        now = self._state.clock.now()
        return self._state.ask(Asked(kind, self.team, self.person, now, channel, source, view))

    def _taken(self, asked: Asked, ack: object, *, seen: bool = False) -> None:
        now = self._state.clock.now()
        asked.taken(ack, now)
        if seen:
            asked.done(now)

    async def _brought(
        self,
        asked: Asked,
        kind: str,
        payload: Json,
        acked: Callable[[Any], None],
        *,
        takes: bool = False,
        wait: bool = True,
    ) -> Answer:
        self._deliveries.bring(kind, payload, takes=takes, on_ack=acked, on_failure=asked.refused)
        await self._until(asked, lambda: asked.acked, IN_TIME.total_seconds() + 0.5)
        if wait:
            await self._until(asked, lambda: asked.full is not None, self.patience)
        return Answer(asked, self._state.uploads)

    async def _until(self, asked: Asked, came: Callable[[], bool], seconds: float) -> None:
        """Wait until something came, on the stand-in's clock. Raises UnansweredError."""
        ends = self._state.clock.now() + timedelta(seconds=seconds)
        while not came() and not asked.failed and self._state.clock.now() < ends:
            asked.changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asked.changed.wait(), 0.05)
        if not came():
            msg = asked.failed or ("nothing came after the acknowledgement" if asked.acked else "operation_timeout")
            raise UnansweredError(msg)

    def _first(
        self, where: Surface, find: Callable[[list[Json]], Json | None]
    ) -> tuple[Message | None, View | None, Json | None]:
        """Return what is found in the first message or window of a surface that has it, and where."""
        for one in _surfaces(where):
            found = find(one.blocks)
            if found is not None:
                if isinstance(one, Message):
                    self._sees(one)
                    return one, None, found
                if one.closed or one.person is not self.person:
                    msg = "the window is not there for this person"
                    raise CannotError(msg)
                return None, one, found
        return None, None, None

    def _forced(self, where: Surface) -> tuple[Message | None, View | None]:
        first = _surfaces(where)[0]
        return (first, None) if isinstance(first, Message) else (None, first)

    def _sees(self, message: Message) -> None:
        there = self.person.id in message.channel.members and message.only_for in (None, self.person)
        if message.removed or not there:
            msg = "the message is not there for this person"
            raise CannotError(msg)


def _surfaces(where: Surface) -> list[Message | View]:
    if not isinstance(where, Answer):
        return [where]
    view = where.asked.view
    return [*where.messages, *([view] if view is not None else [])]


def _blocks(where: Surface) -> list[Json]:
    return [block for one in _surfaces(where) for block in one.blocks]
