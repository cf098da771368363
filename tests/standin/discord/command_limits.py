"""What Discord's documents demand of commands beyond their description (discord-api-docs, Application Commands)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import regex

Json = dict[str, Any]
CHAT, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
MOST = {CHAT: 100, USER: 15, MESSAGE: 15}
CHARACTERS = 8000
_LOCALES = (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja "
    "zh-TW ko"
)
LOCALES = frozenset(_LOCALES.split())
"""discord-api-docs, Reference, Locales."""
_NAME = regex.compile(r"[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}")


def command_faults(commands: list[Json]) -> Iterator[str]:
    """Yield what is wrong with the commands of an application."""
    for kind, most in MOST.items():
        names = Counter(one["name"] for one in commands if (one.get("type") or CHAT) == kind)
        if names.total() > most:
            yield f"commands: {names.total()} of type {kind}, {most} are allowed"
        yield from (f"{name}: is there {n} times" for name, n in names.items() if n > 1)
    for command in commands:
        yield from _command(command)


def _command(command: Json) -> Iterator[str]:
    name, options = command["name"], command.get("options") or []
    if (command.get("type") or CHAT) != CHAT:
        if command.get("description") or options:
            yield f"{name}: a command on a message has neither description nor options"
        yield from _locale_faults(command, name)
        return
    yield from _named(command, name)
    if not command.get("description"):
        yield f"{name}: needs a description"
    yield from _options(options, name, (SUBCOMMAND, GROUP))
    size = characters(command)
    if size > CHARACTERS:
        yield f"{name}: {size} characters in all, {CHARACTERS} are allowed"


def _options(options: list[Json], where: str, nested: tuple[int, ...]) -> Iterator[str]:
    """Yield what is wrong with options; ``nested`` are the types of those that hold options and may stand here."""
    kinds = {option["type"] for option in options}
    if kinds & {SUBCOMMAND, GROUP} - set(nested):
        yield f"{where}: nested too deep"
    if kinds & {SUBCOMMAND, GROUP} and kinds - {SUBCOMMAND, GROUP}:
        yield f"{where}: options beside subcommands"
    if nested == (SUBCOMMAND,) and kinds != {SUBCOMMAND}:
        yield f"{where}: a group holds subcommands"
    yield from _twice(options, where)
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"{where}: a required option after an optional one"
    for option in options:
        yield from _option(option, f"{where} {option['name']}")


def _option(option: Json, where: str) -> Iterator[str]:
    yield from _named(option, where)
    if option["type"] in (SUBCOMMAND, GROUP):
        if option.get("required") is not None:
            yield f"{where}: a subcommand is never required"
        yield from _options(option.get("options") or [], where, (SUBCOMMAND,) if option["type"] == GROUP else ())
        return
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        yield f"{where}: autocomplete beside choices"
    for name, n in Counter(choice["name"] for choice in choices).items():
        if n > 1:
            yield f"{where}: choice {name!r} is there {n} times"
    for choice in choices:
        yield from _locale_faults(choice, f"{where} {choice['name']}")
        if isinstance(choice["value"], str) and not 0 < len(choice["value"]) <= 100:
            yield f"{where}: a choice's value has 1 to 100 characters"
    for low, high in (("min_length", "max_length"), ("min_value", "max_value")):
        least, most = option.get(low), option.get(high)
        if least is not None and most is not None and least > most:
            yield f"{where}: {low} is above {high}"


def _twice(options: list[Json], where: str) -> Iterator[str]:
    """Yield names that stand twice side by side, in any language."""
    locales = {locale for option in options for locale in option.get("name_localizations") or ()}
    for locale in [None, *sorted(locales)]:
        names = Counter((option.get("name_localizations") or {}).get(locale, option["name"]) for option in options)
        yield from (f"{where}: {name!r} is there {n} times ({locale})" for name, n in names.items() if n > 1)


def _named(thing: Json, where: str) -> Iterator[str]:
    """Yield what is wrong with a name and its translations."""
    names = {"": thing["name"]} | (thing.get("name_localizations") or {})
    for locale, name in names.items():
        if not _NAME.fullmatch(name) or name != name.lower():
            yield f"{where}: {name!r} is no name{f' ({locale})' if locale else ''}"
    yield from _locale_faults(thing, where)


def _locale_faults(thing: Json, where: str) -> Iterator[str]:
    for field in ("name_localizations", "description_localizations"):
        strange = sorted(set(thing.get(field) or ()) - LOCALES)
        if strange:
            yield f"{where}: no locales of Discord's: {strange}"


def characters(thing: Json) -> int:
    """Return the characters that count: names, descriptions and values, of each the longest of its translations."""
    size = sum(
        max(len(text) for text in [thing.get(field) or "", *(thing.get(f"{field}_localizations") or {}).values()])
        for field in ("name", "description")
    )
    size += sum(len(str(choice["value"])) + _longest_name(choice) for choice in thing.get("choices") or ())
    return size + sum(characters(option) for option in thing.get("options") or ())


def _longest_name(choice: Json) -> int:
    return max(len(name) for name in [choice["name"], *(choice.get("name_localizations") or {}).values()])
