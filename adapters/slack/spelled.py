"""How commands, options and choices may be written: by the desk's own names, and by those of each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import product

from digests.desk import Command, Option
from digests.language import Lang
from digests.words import Words

_CHOICES = ("choice", "kind", "lang")
"""Tables of ``config/words`` in which a choice may be named."""
_CHINESE = "[\u3400-\u9fff]"
_NEAR = 0.6
"""How much of a word has to be right (``difflib``: twice what both share, by the length of both)."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """The spellings of everything that is typed behind one of the bot's commands."""

    commands: Sequence[Command]
    words: Mapping[Lang, Words]

    def verbs(self) -> tuple[tuple[str, Command], ...]:
        """Return each spelling of each verb, the longer first, so that the first that fits is the right one."""
        every = {name: command for command in self.commands for name in self._verb(command.verb)}
        return tuple(sorted(every.items(), key=lambda pair: -len(pair[0])))

    def plain(self) -> tuple[tuple[str, Command], ...]:
        """Return the spellings of verbs in one language each, English first."""
        every = (None, *self.words.values())
        return tuple((_plain(one, command.verb), command) for one in every for command in self.commands)

    def options(self, command: Command) -> dict[str, Option]:
        """Return the options of a command by each spelling, in small letters."""
        spelled: dict[str, Option] = {}
        for option in command.options:
            for name in (option.name, option.typed, *self._said(("option-name",), option.name)):
                spelled.setdefault(name.casefold(), option)
        spelled.pop("", None)
        return spelled

    def choice(self, option: Option, typed: str) -> str:
        """Return the choice that is meant; what is none is returned as it was typed."""
        meant = typed.casefold()
        for value in option.choices:
            if meant in {name.casefold() for name in (value, *self._said(_CHOICES, value))}:
                return value
        return typed

    def _verb(self, verb: str) -> tuple[str, ...]:
        named = [(word, *self._said(("command-name",), word)) for word in verb.split(" ")]
        return tuple(dict.fromkeys(" ".join(each) for each in product(*named)))

    def _said(self, tables: Iterable[str], name: str) -> tuple[str, ...]:
        keys = [f"{table}.{name}" for table in tables]
        return tuple(words.phrases[key] for words in self.words.values() for key in keys if key in words.phrases)


def _plain(words: Words | None, verb: str) -> str:
    phrases = words.phrases if words else {}
    return " ".join(phrases.get(f"command-name.{word}", word) for word in verb.split(" "))


def pattern_of(spelling: str) -> str:
    """Return the regular expression of a spelling, whose words need no space between them where they are Chinese."""
    text = r"\s+".join(re.escape(word) for word in spelling.split(" "))
    return re.sub(rf"(?<={_CHINESE})\\s\+(?={_CHINESE})", lambda _: r"\s*", text)


def is_chinese(spelling: str) -> bool:
    """Say whether it ends in Chinese, behind which a word may follow without a space."""
    return re.match(_CHINESE, spelling[-1:]) is not None


def nearest(typed: str, known: Iterable[str]) -> str:
    """Return what is known and most like what was typed; nothing where nothing is like it."""
    return next(iter(get_close_matches(typed.casefold(), list(known), 1, _NEAR)), "")
