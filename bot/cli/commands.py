"""The commands that ask the desk, made from its table: what is typed becomes a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bot.cli.asking import ask
from bot.cli.call import Call
from digests.desk import Command, Option, Takes

if TYPE_CHECKING:
    from digests.words import Words

_ARGUMENTS = {
    "id": "ID",
    "query": "WORD",
    "entity": "NAME",
    "topic": "TOPIC",
    "subject": "SUBJECT",
    "delivery": "DELIVERY",
    "name": "NAME",
    "other": "ID",
    "articles": "ARTICLE",
    "filter": "FILTER",
    "words": "WORD",
}
"""How what is typed without a name stands in the help."""
_VALUES = {
    "topic": "TOPIC",
    "kind": "KIND",
    "kinds": "KIND,…",
    "topics": "TOPIC,…",
    "at": "HH:MM,…",
    "zone": "ZONE",
    "days": "DAY,…",
    "quiet-days": "YYYY-MM-DD,…",
    "name": "NAME",
    "words": "WORD,…",
    "entities": "NAME,…",
    "exclude": "WORD,…",
    "outlets": "OUTLET,…",
    "languages": "LANGUAGE,…",
}
"""How the value of an option stands in the help, where it is a text."""
_DATE = "YYYY[-MM[-DD]]"
_SPACED = "query"
"""The option that is several words, typed without quotation marks."""


def asking(command: Command) -> Callable[..., None]:
    """Return the function that typer makes a command of: its signature is that of the desk's command."""

    def asked(call: Call, **typed: Any) -> None:  # noqa: ANN401  typer has checked them by the signature
        ask(call, command.verb, {one.name: _plain(one, typed[_identifier(one)]) for one in command.options})

    first = Parameter("call", Parameter.POSITIONAL_OR_KEYWORD, annotation=Call)
    asked.__signature__ = Signature([first, *_parameters(command)])  # type: ignore[attr-defined]  # typer reads it
    asked.__name__ = command.verb.split(" ")[-1]
    asked.__doc__ = "\n\n".join(filter(None, (_said(f"command.{command.verb}"), _said(f"command-more.{command.verb}"))))
    return asked


def group_help(word: str) -> str:
    """Return what a group of commands is about."""
    return _said(f"command.{word}")


def _parameters(command: Command) -> Iterator[Parameter]:
    for option in command.options:
        default = Parameter.empty if option.required else False if option.takes is Takes.FLAG else None
        yield Parameter(
            _identifier(option), Parameter.KEYWORD_ONLY, default=default, annotation=_annotation(command, option)
        )


def _annotation(command: Command, option: Option) -> Any:  # noqa: ANN401  there is no type of types as typer takes them
    purpose = _said(f"option.{command.verb}.{option.name}") or _said(f"option.{option.name}")
    if option.leads:
        argument = typer.Argument(metavar=_ARGUMENTS[option.name], help=purpose)
        return Annotated[_type(option), argument]
    name = f"--{option.typed or option.name}"
    if option.takes is Takes.FLAG:
        return Annotated[bool, typer.Option(name, help=purpose)]
    least = option.low if option.takes is Takes.NUMBER else None
    return Annotated[
        _type(option), typer.Option(name, min=least, metavar=_metavar(option), help=_listing(option, purpose))
    ]


def _type(option: Option) -> Any:  # noqa: ANN401  the same
    """Return the Python type of what is typed."""
    one: Any = int if option.takes is Takes.NUMBER else str
    if option.choices:  # typer knows lists of an enumeration, and none of a Literal
        one = StrEnum(option.name, {word: word for word in option.choices}) if option.many else Literal[option.choices]
    every = list[one] if option.many or option.name == _SPACED else one
    return every if option.required else every | None


def _metavar(option: Option) -> str:
    if option.takes in (Takes.NUMBER, Takes.PERIOD, Takes.CHANNEL):
        return {Takes.NUMBER: "NUMBER", Takes.PERIOD: _DATE, Takes.CHANNEL: "CHANNEL"}[option.takes]
    if option.choices and not option.many:
        return "|".join(option.choices)
    return _VALUES[option.typed or option.name]


def _listing(option: Option, purpose: str) -> str:
    """Return what an option is for, with its choices where they do not stand as its value."""
    return f"{purpose} One of {', '.join(option.choices)}." if option.choices and option.many else purpose


def _identifier(option: Option) -> str:
    """Return the name of the parameter; ``from`` is a word of Python."""
    return "from_" if option.name == "from" else option.name.replace("-", "_")


def _plain(option: Option, typed: object) -> object:
    """Return what was typed as the desk takes it."""
    if not isinstance(typed, list):
        return typed
    return " ".join(typed) if option.name == _SPACED else tuple(map(str, typed))


def _said(key: str) -> str:
    """Return a phrase in English, the language of the help; nothing, where there is none."""
    return _english().phrases.get(key, "")


@cache
def _english() -> Words:
    from config.catalogues import load_words
    from digests.language import Lang

    return load_words(Lang.EN)
