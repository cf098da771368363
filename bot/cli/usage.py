"""What typer says of a command that is typed wrongly, as a refusal of our own: typer speaks English only."""

from __future__ import annotations

import re
from collections.abc import Callable

import typer

from digests.errors import BadInput

_KINDS: tuple[tuple[str, Callable[..., BadInput]], ...] = (
    (
        r"No such command '(.*)'\. Did you mean '(.*)'\?",
        lambda command, name, near: BadInput("no-such-command-but", name, command=command, near=near),
    ),
    (r"No such command '(.*)'\.", lambda command, name: BadInput("no-such-command", name, command=command)),
    (r"Missing command\.", lambda command: BadInput("command-missing", command)),
    (
        r"No such option: (\S+) \(Possible options: (.*)\)",
        lambda command, name, near: BadInput("no-such-option-but", name, command=command, near=tuple(near.split(", "))),
    ),
    (r"No such option: (.*)", lambda command, name: BadInput("no-such-option", name, command=command)),
    (r"Missing argument '(.*)'\.", lambda command, name: BadInput("argument-missing", name, command=command)),
    (
        r"Got unexpected extra argument\(s\) \((.*)\)",
        lambda command, words: BadInput("argument-too-many", words, command=command),
    ),
    (r"Option '(.*)' requires an argument\.", lambda _, name: BadInput("option-without-value", name)),
    (r"Option '(.*)' does not take a value\.", lambda _, name: BadInput("option-with-value", name)),
    (
        r"Invalid value for '(.*)': Value error, '(.*)' is not one of ('.*')\.",
        lambda _, name, given, choices: BadInput("option-no-choice", name, given=given, choices=_listed(choices)),
    ),
    (
        r"Invalid value for '(.*)': Input should be a valid integer.*",
        lambda command, name: BadInput("option-no-number", name, command=command),
    ),
    (
        r"Invalid value for '(.*)': Input should be greater than or equal to (\d+)",
        lambda _, name, least: BadInput("option-too-small", name, least=least),
    ),
)
"""The sentences of typer, and what each becomes, given the command and what stands in the brackets."""


def refusal_of(wrong: typer.TyperException) -> BadInput:
    """Return what typer says as a refusal; one that quotes typer where it says something new."""
    command = getattr(getattr(wrong, "ctx", None), "command_path", "llamawire")
    sentence = wrong.format_message()
    for pattern, refusal in _KINDS:
        found = re.fullmatch(pattern, sentence, re.DOTALL)
        if found:
            return refusal(command, *found.groups())
    return BadInput("usage-wrong", command, reason=sentence.rstrip("."))


def _listed(quoted: str) -> tuple[str, ...]:
    return tuple(re.findall("'(.*?)'", quoted))
