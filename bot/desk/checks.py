"""Whether a question may be asked, and whether what it was asked with is what its command takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from digests.desk import Asker, Command, Option, Takes, Who
from digests.errors import BadInput
from digests.subscription import TERMINAL
from digests.typed import typed_list, typed_period


def is_asked_there(command: Command, asker: Asker) -> bool:
    """Say whether the command is one of the place where it is asked."""
    return command.terminal if asker.platform == TERMINAL else command.chat


def may_ask(command: Command, asker: Asker) -> bool:
    """Say whether the asker may ask it there."""
    allowed = command.who is Who.READERS or asker.is_admin
    return is_asked_there(command, asker) and allowed and (asker.manages or not command.platform_only)


def checked(command: Command, given: Mapping[str, object]) -> Mapping[str, object]:
    """Return the options that were given, each as its command takes it, in the order of the command.

    Those without a value (None, an empty list, a flag that is not set) are as good as not given. Raises BadInput.
    """
    told = {name: value for name, value in given.items() if value is not None and value is not False and value != ()}
    for name in told:
        if command.option(name) is None:
            raise BadInput("no-such-option", name, command=f"llamawire {command.verb}")
    for option in command.options:
        if option.required and option.name not in told:
            raise BadInput("nothing-given", option.name)
    return MappingProxyType({o.name: _value(o, told[o.name]) for o in command.options if o.name in told})


def _value(option: Option, given: object) -> object:
    if option.takes is Takes.FLAG:
        return _flag(option, given)
    if option.takes is Takes.NUMBER:
        return _number(option, given)
    if not option.many:
        return _text(option, given)
    parts = given if isinstance(given, tuple | list) else (given,)
    return tuple(_text(option, part) for typed in parts for part in _divided(typed))


def _divided(typed: object) -> Iterable[object]:
    return typed_list(typed) if isinstance(typed, str) else (typed,)


def _flag(option: Option, given: object) -> bool:
    if given is not True:
        raise BadInput("option-with-value", option.name)
    return True


def _number(option: Option, given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or not option.low <= given <= option.high:
        raise BadInput("number-out-of-range", option.name, given=given, low=option.low, high=option.high)
    return given


def _text(option: Option, given: object) -> str:
    if not isinstance(given, str):
        raise BadInput("option-no-text", option.name)
    text = given.strip()
    if len(text) > option.longest:
        raise BadInput("option-too-long", option.name, most=option.longest)
    if not text:
        raise BadInput("nothing-given", option.name)
    if option.takes is Takes.CHOICE and text not in option.choices:
        raise BadInput("option-no-choice", option.name, given=text, choices=option.choices)
    if option.takes is Takes.PERIOD:
        typed_period(text)
    return text
