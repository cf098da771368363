"""Values that are proposed while one types an option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import discord

from adapters.discord.asked import Data, asked, focused, verb_of
from adapters.discord.asker import question_of, tenant_of
from adapters.discord.failures import note_failure
from digests.desk import Command, Suggestion
from digests.errors import Refusal
from digests.ports import Desk
from digests.text.graphemes import shorten, units

_MOST = 25
_LONGEST = 100
"""UTF-16 units of a label and of a value at most (discord-api-docs, Autocomplete)."""


class Proposing:
    """Proposes what the desk suggests. Where it cannot, nothing is proposed, and one types on."""

    def __init__(self, desk: Desk, commands: Mapping[str, Command]) -> None:
        self._desk = desk
        self._commands = commands

    async def __call__(self, interaction: discord.Interaction, data: Data) -> None:
        """Propose."""
        found = await self._suggested(interaction, data)
        fits = [one for one in found if one.label and 0 < units(one.value) <= _LONGEST][:_MOST]
        choices = [discord.app_commands.Choice(name=shorten(one.label, _LONGEST), value=one.value) for one in fits]
        await interaction.response.autocomplete(choices)

    async def _suggested(self, interaction: discord.Interaction, data: Data) -> Sequence[Suggestion]:
        command = self._commands.get(verb_of(data))
        name, typed = focused(data)
        if command is None or command.option(name) is None:
            return ()
        ask = asked(data, command, tenant_of(interaction))
        others = {option: value for option, value in ask.options.items() if option != name}
        try:
            return await self._desk.suggest(question_of(replace(ask, options=others), interaction), name, typed)
        except Refusal:
            return ()
        except Exception as error:  # noqa: BLE001  whoever types goes on typing
            note_failure(interaction, error)
            return ()
