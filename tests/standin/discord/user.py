"""A person in front of Discord: types, presses, chooses, and sees what came of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from tests.standin.discord.answers import Answers
from tests.standin.discord.calls import Json
from tests.standin.discord.interaction import FIRST_ANSWER, Did, Interaction, Said
from tests.standin.discord.permissions import ALL
from tests.standin.discord.reading import BUTTON, SELECTS, components_in
from tests.standin.discord.state import State
from tests.standin.discord.typed import (
    NATIVE,
    CannotError,
    entered,
    filled,
    focused,
    id_of,
    leaf,
    nested,
    resolved,
    resolved_of,
    see,
)
from tests.standin.discord.world import Channel, Guild, Message, Person, Role

PATIENCE = 10.0
"""Seconds for which a person waits for what was announced."""
_LINK = 5


class UnansweredError(AssertionError):
    """The application did not respond, or never finished what it announced."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of something a person did. It follows what happens to the messages later."""

    interaction: Interaction
    uploads: Mapping[str, bytes]

    @property
    def messages(self) -> list[Message]:
        """What was posted in answer, oldest first; what was changed in place, where nothing was."""
        changed = self.interaction.source if self.changed else None
        return self.interaction.messages or ([changed] if changed else [])

    async def more(self, count: int, seconds: float = 10.0) -> None:
        """Wait until the answer has so many messages. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while len(self.messages) < count:
                self.interaction.changed.clear()
                await self.interaction.changed.wait()

    @property
    def message(self) -> Message:
        """The answer, or the changed message."""
        if not self.messages:
            msg = "nothing was posted in answer"
            raise AssertionError(msg)
        return self.messages[0]

    @property
    def text(self) -> str:
        """What is read in all messages of the answer."""
        return "\n".join(message.text for message in self.messages)

    @property
    def ephemeral(self) -> bool:
        """Whether only the asker sees it."""
        return self.message.only_for is not None

    @property
    def deferred(self) -> bool:
        """Whether it was announced before it came."""
        return self.interaction.said in (Said.DEFERRED, Said.DEFERRED_CHANGE)

    @property
    def changed(self) -> bool:
        """Whether the message in which something was pressed was changed in place."""
        known = self.interaction
        return known.source is not None and known.original is known.source and not known.followups

    @property
    def first(self) -> float:
        """Seconds until it was answered at all."""
        return self.interaction.first or 0.0

    @property
    def full(self) -> float:
        """Seconds until the answer was there."""
        return self.interaction.full or 0.0

    @property
    def modal(self) -> Json:
        """The window that opened."""
        if self.interaction.modal is None:
            msg = "no window opened"
            raise AssertionError(msg)
        return self.interaction.modal

    @property
    def components(self) -> list[Json]:
        """All components of the answer, nested ones among them."""
        return [one for message in self.messages for one in components_in(message.components)]

    @property
    def buttons(self) -> list[str]:
        """The labels of what may be pressed, links among them."""
        return [one.get("label") or "" for one in self.components if one["type"] == BUTTON]

    @property
    def options(self) -> list[Json]:
        """What selects offer: label, value, description."""
        return [option for one in self.components if one["type"] in SELECTS for option in one.get("options") or ()]

    @property
    def files(self) -> dict[str, bytes]:
        """What was attached, by name."""
        held = [file for message in self.messages for file in message.attachments]
        return {file["filename"]: self.uploads["/" + file["url"].split("/", 3)[3]] for file in held}


class User:
    """A member of a guild; ``where`` is the first channel of it unless told."""

    def __init__(self, state: State, answers: Answers, person: Person, guild: Guild) -> None:
        self._state = state
        self._answers = answers
        self.person = person
        self.guild = guild
        self.patience = PATIENCE

    @property
    def id(self) -> str:
        """The account's id."""
        return self.person.id

    @property
    def direct(self) -> Channel:
        """The direct messages with the bot."""
        return self._state.direct(self.person)

    async def slash(
        self,
        words: str,
        given: Mapping[str, object] | None = None,
        /,
        *,
        where: Channel | None = None,
        locale: str = "",
        **more: object,
    ) -> Answer:
        """Type a command, such as ``timeline`` or ``schedules set``, and return the answer.

        Raises CannotError where Discord would not let that be typed, and UnansweredError.
        """
        channel = self._where(where)
        path = self._path(words, channel)
        options = filled(path, {**(given or {}), **more})
        typed = self._command(path[0], nested(path, options), resolved(self._state, options, self._bits))
        return await self._ask(Did.COMMAND, typed, channel, locale)

    async def autocomplete(
        self,
        words: str,
        option: str,
        typed: str,
        /,
        *,
        where: Channel | None = None,
        locale: str = "",
        **others: object,
    ) -> list[tuple[str, str]]:
        """Type into an option, and return what is proposed: labels and values."""
        channel = self._where(where)
        path = self._path(words, channel)
        asked = self._command(path[0], nested(path, focused(path, option, typed, others)), {})
        answer = await self._ask(Did.TYPING, asked, channel, locale)
        shown = locale or self.person.locale
        return [
            (str((choice.get("name_localizations") or {}).get(shown, choice["name"])), choice["value"])
            for choice in answer.interaction.choices
        ]

    async def press(self, message: Message, what: str, *, locale: str = "", forced: bool = False) -> Answer:
        """Press a button, named by its label or custom_id; ``forced`` presses what is not there."""
        button = {"custom_id": what} if forced else self._button(message, what)
        pressed = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button.get("id", 1)}
        return await self._ask(Did.COMPONENT, pressed, message.channel, locale, message)

    async def choose(self, message: Message, *values: str, locale: str = "", forced: str = "") -> Answer:
        """Choose of a select, by values or labels; ``forced`` is the custom_id of one that is not there."""
        chosen = {"custom_id": forced, "values": list(values), "component_type": 3, "id": 1} if forced else None
        chosen = chosen or self._chosen(message, values)
        return await self._ask(Did.COMPONENT, chosen, message.channel, locale, message)

    async def pick(self, message: Message, what: object, *, locale: str = "") -> Answer:
        """Pick a channel, a person or a role from a list of Discord's own."""
        self._sees(message)
        fits = {8} if isinstance(what, Channel) else {6, 7} if isinstance(what, Role) else {5, 7}
        selects = [one for one in components_in(message.components) if one["type"] in fits]
        if len(selects) != 1:
            msg = f"there are {len(selects)} lists to pick it from"
            raise CannotError(msg)
        told = {"custom_id": selects[0]["custom_id"], "component_type": selects[0]["type"], "id": selects[0]["id"]}
        picked = {**told, "values": [id_of(what)]}
        found = resolved_of(self._state, [{**picked, "type": selects[0]["type"]}], self._bits)
        return await self._ask(Did.COMPONENT, picked | {"resolved": found}, message.channel, locale, message)

    async def submit(self, answer: Answer, values: Mapping[str, object], *, locale: str = "") -> Answer:
        """Fill in the window that an answer opened, by custom_ids or labels, and send it."""
        modal, opened = answer.modal, answer.interaction
        rows = entered(modal, values)
        native = [one for one in components_in(rows) if one["type"] in NATIVE]
        found = {"resolved": resolved_of(self._state, native, self._bits)} if native else {}
        entry = {"custom_id": modal["custom_id"], "components": rows} | found
        return await self._ask(Did.MODAL, entry, opened.channel, locale, opened.source)

    async def which(self, message: Message, name: str = "", *, locale: str = "") -> Answer:
        """Use a command on a message; the only one there is, or the one of that name."""
        found = [one for one in self._commands() if one["type"] == 3 and name in ("", one["name"])]
        if len(found) != 1:
            msg = f"there are {len(found)} such commands on messages"
            raise CannotError(msg)
        see(found[0], self._bits(message.channel), direct=message.channel.guild is None)
        about = {"target_id": message.id}
        asked = self._command(found[0], [], {"messages": {message.id: message.record()}}) | about
        return await self._ask(Did.COMMAND, asked, message.channel, locale)

    def _where(self, where: Channel | None) -> Channel:
        return where or next(one for one in self.guild.channels.values() if not one.gone)

    def _commands(self) -> list[Json]:
        return [*self._state.commands[""], *self._state.commands.get(self.guild.id, ())]

    def _path(self, words: str, channel: Channel) -> list[Json]:
        if channel.guild is not None and not channel.guild.has_bot:
            msg = "the bot is not in this guild"
            raise CannotError(msg)
        return leaf(self._commands(), words, self._bits(channel), direct=channel.guild is None)

    def _bits(self, channel: Channel) -> int:
        return self.guild.permissions(self.person.id, channel) if channel.guild else 0

    def _command(self, command: Json, options: list[Json], found: Json) -> Json:
        told = {"id": command["id"], "name": command["name"], "type": command["type"]}
        told |= {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        return told | ({"options": options} if options else {}) | ({"resolved": found} if found else {})

    def _button(self, message: Message, what: str) -> Json:
        self._sees(message)
        buttons = [one for one in components_in(message.components) if one["type"] == BUTTON]
        fits = [one for one in buttons if what in (one.get("label"), one.get("custom_id"))]
        if len(fits) != 1 or fits[0].get("disabled") or fits[0]["style"] == _LINK:
            there = ", ".join(repr(one.get("label") or one.get("custom_id")) for one in buttons)
            msg = f"{what!r} cannot be pressed; there are: {there}"
            raise CannotError(msg)
        return fits[0]

    def _chosen(self, message: Message, wanted: tuple[str, ...]) -> Json:
        self._sees(message)
        selects = [one for one in components_in(message.components) if one["type"] == 3]
        for select in (one for one in selects if not one.get("disabled")):
            by_name = {name: one["value"] for one in select["options"] for name in (one["label"], one["value"])}
            if set(wanted) <= set(by_name):
                values = [by_name[name] for name in wanted]
                return {"custom_id": select["custom_id"], "values": values, "component_type": 3, "id": select["id"]}
        msg = f"{wanted!r} cannot be chosen in this message"
        raise CannotError(msg)

    def _sees(self, message: Message) -> None:
        if message.removed or message.only_for not in (None, self.person):
            msg = "the message is not there for this person"
            raise CannotError(msg)

    async def _ask(self, did: Did, body: Json, channel: Channel, locale: str, source: Message | None = None) -> Answer:
        known = self._answers.begin(did, self.person, channel, source)
        guild = channel.guild.id if channel.guild else None
        self._state.tell("INTERACTION_CREATE", self._told(known, body, locale or self.person.locale), guild)
        await self._until(known, lambda: known.said is not None, FIRST_ANSWER.total_seconds() + 0.2)
        await self._until(known, lambda: known.full is not None, self.patience)
        return Answer(known, self._state.uploads)

    async def _until(self, known: Interaction, came: Callable[[], bool], seconds: float) -> None:
        """Wait until something came, on the stand-in's clock. Raises UnansweredError."""
        ends = self._state.clock.now() + timedelta(seconds=seconds)
        while not came() and self._state.clock.now() < ends:
            known.changed.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(known.changed.wait(), 0.05)
            self._state.settle()
        if not came():
            said = "never finished" if known.said else "did not respond"
            msg = f"The application {said}"
            raise UnansweredError(msg)

    def _told(self, known: Interaction, body: Json, locale: str) -> Json:
        """Return an interaction as the gateway tells of it."""
        channel, state = known.channel, self._state
        told: Json = {
            "id": known.id,
            "application_id": state.application,
            "type": int(known.did),
            "token": known.token,
            "version": 1,
            "data": body,
            "channel_id": channel.id,
            "channel": channel.record() | {"permissions": str(self._bits(channel) or ALL)},
            "locale": locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": known.about["authorizing_integration_owners"],
            "attachment_size_limit": 10 << 20,
            "context": 1 if channel.guild is None else 0,
            "app_permissions": str(channel.guild.permissions(state.bot.id, channel) if channel.guild else ALL),
        }
        if known.source is not None:
            told["message"] = known.source.record()
        return told | self._who(known, channel)

    def _who(self, known: Interaction, channel: Channel) -> Json:
        if channel.guild is None:
            return {"user": self.person.record()}
        member = channel.guild.members[self.person.id].record(known.at)
        guild = {"id": channel.guild.id, "locale": channel.guild.locale, "features": []}
        return {
            "guild": guild,
            "guild_id": channel.guild.id,
            "guild_locale": channel.guild.locale,
            "member": member | {"permissions": str(self._bits(channel))},
        }
