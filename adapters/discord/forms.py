"""A form with one field, for what is typed when a button is pressed."""

from __future__ import annotations

from typing import Any

import discord

from adapters.discord.commands import option_key
from digests.desk import Command, Option
from digests.text.graphemes import shorten
from digests.words import Words

_TITLE, _LABEL, _DESCRIPTION = 45, 45, 100
"""Units of a form's parts at most (discord-api-docs, Components)."""
_LONGEST = 4_000


class Form(discord.ui.Modal):
    """Asks for the value of an option. What is sent in is read from its ``custom_id``: nothing listens for it."""

    def __init__(self, command: Command, option: Option, custom_id: str, words: Words) -> None:
        super().__init__(title=shorten(words.say(f"command.{command.verb}"), _TITLE), custom_id=custom_id)
        field: discord.ui.TextInput[Form] = discord.ui.TextInput(
            custom_id=option.name, max_length=min(option.longest, _LONGEST), required=True
        )
        label = shorten(words.phrases.get(f"option-name.{option.name}", option.name), _LABEL)
        description = shorten(words.say(option_key(command, option, words)), _DESCRIPTION)
        self.add_item(discord.ui.Label(text=label, description=description, component=field))
        self.stop()


def filled(components: list[dict[str, Any]]) -> str:
    """Return what stands in the field of a form that was sent in."""
    for outer in components:
        for inner in [outer.get("component", {}), *outer.get("components", ())]:
            if "value" in inner:
                return str(inner["value"])
    return ""
