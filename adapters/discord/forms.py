"""A form with one field, for what is typed or picked when a button is pressed."""

from __future__ import annotations

from typing import Any

import discord

from adapters.discord.commands import choice_key, option_key
from digests.desk import Command, Option, Takes
from digests.text.graphemes import shorten
from digests.words import Words

READABLE = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.news_thread,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
]
"""Text and announcement channels, and the threads of both: the same that commands take."""
_TITLE, _LABEL, _DESCRIPTION = 45, 45, 100
"""Units of a form's parts at most (discord-api-docs, Components)."""
_LINE, _MOST_CHOICES = 100, 25
"""Units of a line to choose, and such lines, likewise."""
_LONGEST = 4_000

Field = discord.ui.Item["Form"]


class Form(discord.ui.Modal):
    """Asks for the value of an option. What is sent in is read from its ``custom_id``: nothing listens for it."""

    def __init__(self, command: Command, option: Option, custom_id: str, words: Words) -> None:
        super().__init__(title=shorten(words.say(f"command.{command.verb}"), _TITLE), custom_id=custom_id)
        label = shorten(words.phrases.get(f"option-name.{option.name}", option.name), _LABEL)
        description = shorten(words.say(option_key(command, option, words)), _DESCRIPTION)
        self.add_item(discord.ui.Label(text=label, description=description, component=_field(option, words)))
        self.stop()


def _field(option: Option, words: Words) -> Field:
    """Return what the value is given in: Discord's own list of what it has, a list of choices, or a line of text."""
    if option.takes is Takes.CHANNEL:
        return discord.ui.ChannelSelect(custom_id=option.name, channel_types=READABLE, required=True)
    if option.takes is Takes.GRANTEE:
        return discord.ui.MentionableSelect(custom_id=option.name, required=True)
    if 0 < len(option.choices) <= _MOST_CHOICES:
        most = len(option.choices) if option.many else 1
        lines = [_line(one, words) for one in option.choices]
        return discord.ui.Select(custom_id=option.name, options=lines, max_values=most, required=True)
    longest = min(option.longest, _LONGEST)
    return discord.ui.TextInput(custom_id=option.name, max_length=longest, required=True)


def _line(choice: str, words: Words) -> discord.SelectOption:
    shown = words.phrases.get(choice_key(choice, words), choice)
    return discord.SelectOption(label=shorten(shown, _LINE), value=choice)


def filled(components: list[dict[str, Any]]) -> str:
    """Return what stands in the field of a form that was sent in; what was chosen of a list, divided by commas."""
    for outer in components:
        for inner in [outer.get("component", {}), *outer.get("components", ())]:
            if "values" in inner:
                return ",".join(map(str, inner["values"]))
            if "value" in inner:
                return str(inner["value"])
    return ""
