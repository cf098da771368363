"""The desk's commands as Discord wants them: two top commands, for readers and for admins.

They are built as plain data and not as a ``discord.app_commands`` tree: a tree is made of annotated functions, one for
each command, and here is one table for all commands and one function that answers them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from digests.desk import Command, Option, Takes, Who
from digests.language import Lang
from digests.layout.chat_words import ADMINS
from digests.words import Words

Payload = dict[str, object]

LOCALES = {Lang.HANS: "zh-CN", Lang.HANT: "zh-TW"}
"""Discord's names of the languages that stand beside English (discord-api-docs, Locales)."""

_SUBCOMMAND, _GROUP = 1, 2
_TEXT, _NUMBER, _FLAG, _CHANNEL, _MENTIONABLE = 3, 4, 5, 7, 9
_TYPES = {Takes.NUMBER: _NUMBER, Takes.FLAG: _FLAG, Takes.CHANNEL: _CHANNEL, Takes.GRANTEE: _MENTIONABLE}
_READABLE_CHANNELS = [0, 5, 10, 11, 12]
"""Text and announcement channels, and the threads of both."""
_MANAGE_GUILD = 1 << 5
_GUILD, _DIRECT_MESSAGE = 0, 1
_MESSAGE_MENU = 3
_MOST_CHOICES = 25
_MOST_SEVERAL = 10
"""Values one may type for an option that takes many."""


def payloads(commands: Sequence[Command], words: Mapping[Lang, Words], base: str) -> list[Payload]:
    """Return what is registered: ``/base`` for readers, ``/base-admin`` for admins, and the menu of a message."""
    typed = [command for command in commands if command.chat and command.is_typed]
    readers = [command for command in typed if command.who is Who.READERS]
    admins = [command for command in typed if command.who is Who.ADMINS]
    tops = [_top(base, Who.READERS, readers, words), _top(base + ADMINS, Who.ADMINS, admins, words)]
    menus = [_menu(words) for command in commands if command.chat and command.menu]
    return [top for top in tops if top["options"]] + menus


def fingerprint(registered: object) -> str:
    """Return a short word that changes when the data do."""
    return sha256(json.dumps(registered, sort_keys=True).encode()).hexdigest()[:20]


def _top(name: str, who: Who, commands: Sequence[Command], words: Mapping[Lang, Words]) -> Payload:
    admins = who is Who.ADMINS
    return {
        "type": 1,
        "name": name,
        **_described(words, f"discord.{who}"),
        "options": _grouped(commands, words),
        "contexts": [_GUILD] if admins else [_GUILD, _DIRECT_MESSAGE],
        "integration_types": [0],
        "default_member_permissions": _MANAGE_GUILD if admins else None,
    }


def _menu(words: Mapping[Lang, Words]) -> Payload:
    return {
        "type": _MESSAGE_MENU,
        "name": words[Lang.EN].say("discord.menu"),
        "name_localizations": _others(words, "discord.menu"),
        "contexts": [_GUILD, _DIRECT_MESSAGE],
        "integration_types": [0],
        "default_member_permissions": None,
    }


def _grouped(commands: Iterable[Command], words: Mapping[Lang, Words]) -> list[Payload]:
    """Return commands of one word as they are, those of two below their group."""
    ordered: dict[str, list[Command]] = {}
    for command in commands:
        ordered.setdefault(command.verb.split(" ")[0], []).append(command)
    return [_group(word, members, words) for word, members in ordered.items()]


def _group(word: str, members: Sequence[Command], words: Mapping[Lang, Words]) -> Payload:
    if members[0].verb == word:
        return _subcommand(members[0], words)
    below = [_subcommand(member, words) for member in members]
    return {"type": _GROUP, **_named(words, word), **_described(words, f"command.{word}"), "options": below}


def _subcommand(command: Command, words: Mapping[Lang, Words]) -> Payload:
    options = [_option(command, option, words) for option in command.options]
    return {
        "type": _SUBCOMMAND,
        **_named(words, command.verb.split(" ")[-1]),
        **_described(words, f"command.{command.verb}"),
        "options": sorted(options, key=lambda option: not option["required"]),
    }


def _option(command: Command, option: Option, words: Mapping[Lang, Words]) -> Payload:
    return {
        "type": _TYPES.get(option.takes, _TEXT),
        **_named(words, option.name, "option-name"),
        **_described(words, option_key(command, option, words[Lang.EN])),
        "required": option.required,
        **_taken(option, words),
    }


def option_key(command: Command, option: Option, words: Words) -> str:
    """Return where it stands what an option is for: in the command's own sentence, else in that of all commands."""
    own = f"option.{command.verb}.{option.name}"
    return own if own in words.phrases else f"option.{option.name}"


def _taken(option: Option, words: Mapping[Lang, Words]) -> Payload:
    """Return what an option takes, in Discord's terms."""
    if option.takes is Takes.NUMBER:
        return {"min_value": option.low, "max_value": option.high}
    if option.takes is Takes.CHANNEL:
        return {"channel_types": _READABLE_CHANNELS}
    if option.takes in (Takes.FLAG, Takes.GRANTEE):
        return {}
    if picked(option):
        return {"choices": [_choice(choice, words) for choice in option.choices]}
    longest = option.longest * (_MOST_SEVERAL if option.many else 1)
    return {"min_length": 1, "max_length": longest, "autocomplete": suggests(option)}


def picked(option: Option) -> bool:
    """Say whether one of the choices is picked from a list, and nothing is typed."""
    return bool(option.choices) and not option.many and len(option.choices) <= _MOST_CHOICES


def suggests(option: Option) -> bool:
    """Say whether values are proposed while one types."""
    return option.suggests is not None or (bool(option.choices) and not picked(option))


def _choice(value: str, words: Mapping[Lang, Words]) -> Payload:
    phrases = words[Lang.EN].phrases
    key = choice_key(value, words[Lang.EN])
    return {"name": phrases.get(key, value), "name_localizations": _others(words, key), "value": value}


def choice_key(value: str, words: Words) -> str:
    """Return where it stands how a choice is shown; nothing, where it is shown as it is."""
    keys = (f"{table}.{value}" for table in ("choice", "kind", "lang"))
    return next((key for key in keys if key in words.phrases), "")


def _named(words: Mapping[Lang, Words], word: str, table: str = "command-name") -> Payload:
    """Return the name under which it is typed; English keeps the desk's own."""
    return {"name": word, "name_localizations": _others(words, f"{table}.{word}")}


def _described(words: Mapping[Lang, Words], key: str) -> Payload:
    return {"description": words[Lang.EN].say(key), "description_localizations": _others(words, key)}


def _others(words: Mapping[Lang, Words], key: str) -> dict[str, str]:
    """Return what the languages beside English say, where they say something."""
    said = {locale: words[lang].phrases.get(key) for lang, locale in LOCALES.items()}
    return {locale: phrase for locale, phrase in said.items() if phrase}
