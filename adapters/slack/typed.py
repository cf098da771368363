"""What stands behind ``/llama``, read as an Ask: a verb, and options in any order.

An option is ``name:value``, ``name=value`` or ``--name value``, a flag its bare name; Chinese names and punctuation do
as well. All other words belong to the option that leads the command, or continue a list. What stands between quotes of
any kind is one value and is taken as it is. Slack writes channels, people and links as ``<#C1|name>`` and the like, and
escapes ``& < >`` (its reference of slash commands); both are undone here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from adapters.slack.spelled import Spelled, is_chinese, nearest, pattern_of
from adapters.slack.valued import Word, unescaped, value_of
from digests.ask import Ask
from digests.desk import Command, Option, Takes, Who
from digests.errors import BadInput
from digests.language import Lang
from digests.layout.chat_words import ADMINS
from digests.words import Words

_HELP = "help"
_ASKS_FOR_HELP = frozenset({"", "?", "？"})
_COLON = "[:：=＝]"
_DASHES = "--|[—–]"
_COMMAS = ",，、;；"
_QUOTES = {'"': '"”“＂', "“": '”"“', "”": '”"', "„": '“”"', "＂": '＂"', "'": "'’", "‘": "’'", "「": "」", "『": "』"}
"""What opens a quote, and what closes it; phones put the one for the other."""
_LIKE_AN_OPTION = re.compile(
    rf"(?:(?P<dash>{_DASHES})(?P<dashed>\w[\w-]*)|(?P<named>\w[\w-]*){_COLON}(?!//)).*", re.DOTALL
)
_LIKELY = 3
"""Letters of a word from which it may be taken for an option with a slip in it."""


class Typed:
    """Reads what is typed behind the bot's commands."""

    def __init__(self, commands: Sequence[Command], words: Mapping[Lang, Words], base: str) -> None:
        typed = [command for command in commands if command.chat and command.is_typed]
        self._spelled = Spelled(typed, words)
        self._base = base
        self._verbs = self._spelled.verbs()
        self._patterns = [(re.compile(_verb_pattern(name, one), re.IGNORECASE), one) for name, one in self._verbs]

    def ask(self, text: str, tenant: str) -> Ask:
        """Return what is asked. Raises BadInput for an unknown command, and for options that cannot be understood."""
        text = text.strip().removeprefix("/").lstrip()
        if text in _ASKS_FOR_HELP:
            return Ask(_HELP)
        for pattern, command in self._patterns:
            found = pattern.match(text)
            if found and command.verb == _HELP:
                return Ask(_HELP)
            if found:
                return Ask(command.verb, MappingProxyType(self._options(command, text[found.end() :], tenant)))
        raise self._unknown(text)

    def _options(self, command: Command, text: str, tenant: str) -> dict[str, object]:
        spelled = self._spelled.options(command)
        reading = _Reading(command, spelled)
        for piece in _pieces(text, spelled):
            reading.take(piece)
        given = reading.end()
        values = {option: value_of(option, words, tenant, self._spelled) for option, words in given.items()}
        return {option.name: value for option, value in values.items() if value not in ("", (), None)}

    def _unknown(self, text: str) -> BadInput:
        """Return the refusal of a command that there is not, with the one most like it."""
        words = [unescaped(word) for word in text.split()[:2]]
        named = {name.casefold(): (name, one) for name, one in self._spelled.plain()}
        near = nearest(" ".join(words), named) or nearest(words[0], named)
        if not near:
            return BadInput("slack-no-command", words[0])
        name, command = named[near]
        top = self._base + ADMINS if command.who is Who.ADMINS else self._base
        return BadInput("slack-no-command-but", words[0], near=f"/{top} {name}")


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of an option, as it was met."""

    option: Option
    valued: bool
    """A colon stands behind it."""


_Piece = _Named | Word


@dataclass(slots=True)
class _Reading:
    """Gives each word to an option."""

    command: Command
    spelled: Mapping[str, Option]
    given: dict[Option, list[Word]] = field(default_factory=dict)
    waiting: Option | None = None
    """Was named, and has no value yet."""
    following: Option | None = None
    """Whose value goes on with the next word."""
    last: Option | None = None
    """To which the last word was given."""

    def __post_init__(self) -> None:
        self.following = self._lead

    def take(self, piece: _Piece) -> None:
        """Take the next piece. Raises BadInput where it belongs nowhere."""
        if isinstance(piece, Word):
            self._word(piece)
            return
        self._nothing_waits()
        if piece.option.takes is Takes.FLAG and not piece.valued:
            self.given[piece.option] = [Word("!")]
            return
        kept = self.given.get(piece.option, []) if piece.option.many else []
        self.given[piece.option] = [*kept, Word(",")] if kept else []
        self.waiting = piece.option

    def end(self) -> dict[Option, list[Word]]:
        """Return what was given. Raises BadInput where an option lacks its value."""
        self._nothing_waits()
        return self.given

    def _nothing_waits(self) -> None:
        if self.waiting:
            raise BadInput("option-without-value", self.waiting.name)

    def _word(self, word: Word) -> None:
        goes_on = self.last if not word.quoted and word.text.startswith(tuple(_COMMAS)) else None
        target = self.waiting or goes_on or self._channel(word) or self.following
        if not self.waiting and not word.quoted:
            self._no_slip(word)
        if target is None:
            raise BadInput("argument-too-many", word.text, command=self.command.verb)
        self.given.setdefault(target, []).append(word)
        self.waiting, self.last = None, target
        self.following = self._next(target, word)

    def _next(self, target: Option, word: Word) -> Option | None:
        """Return whose the next word is: a list goes on behind a comma, a text too where nothing else wants words."""
        lead = self._lead
        if not word.quoted and word.text.endswith(tuple(_COMMAS)):
            return target
        goes_on = target.many or target.takes is Takes.TEXT
        return target if goes_on and not word.quoted and (lead is None or lead in self.given) else lead

    def _channel(self, word: Word) -> Option | None:
        """Return the option for a channel that stands there by itself."""
        if not word.channel:
            return None
        return next((option for option in self.command.options if option.takes is Takes.CHANNEL), None)

    @property
    def _lead(self) -> Option | None:
        """The option whose name need not be typed: the one that leads, else the first of words, else the first."""
        options = [option for option in self.command.options if option.takes is not Takes.FLAG]
        leads = [option for option in options if option.leads]
        texts = [option for option in options if option.takes is Takes.TEXT]
        return next(iter((*leads, *texts, *options)), None)

    def _no_slip(self, word: Word) -> None:
        """Raise BadInput for what looks like an option, and is none."""
        found = _LIKE_AN_OPTION.fullmatch(word.text)
        if not found:
            return
        typed = found["dashed"] or found["named"]
        near = nearest(typed, self.spelled) if len(typed) >= _LIKELY or found["dash"] else ""
        if near:
            raise BadInput("slack-no-option-but", typed, near=f"{near}:")
        if found["dash"]:
            raise BadInput("slack-no-option", typed)


def _verb_pattern(spelling: str, command: Command) -> str:
    """Return what a verb is read by. Behind Chinese a value may follow at once, where the command takes one."""
    end = r"(?=\s|$)\s*"
    if any(option.takes is not Takes.FLAG for option in command.options):
        end = rf"(?:{_COLON}|[{_COMMAS}]|(?=\s|$){'|' if is_chinese(spelling) else ''})\s*"
    return pattern_of(spelling) + end


def _pieces(text: str, spelled: Mapping[str, Option]) -> Iterator[_Piece]:
    """Yield names of options and words, from the left."""
    names = _names_pattern(spelled)
    at = 0
    while at < len(text):
        named = names.match(text, at)
        if text[at].isspace():
            at += 1
        elif named:
            name = named["dashed"] or named["named"] or named["flag"]
            yield _Named(spelled[name.casefold()], bool(named["named"] or named["colon"]))
            at = named.end()
        else:
            word, at = _word(text, at, names)
            if word:
                yield word


def _names_pattern(spelled: Mapping[str, Option]) -> re.Pattern[str]:
    """Return what finds the name of an option where one may stand."""
    every = _alternatives(spelled)
    flags = _alternatives(name for name, option in spelled.items() if option.takes is Takes.FLAG)
    dashed = rf"(?:{_DASHES})(?P<dashed>{every})(?:(?P<colon>{_COLON})|(?=\s|$))"
    return re.compile(rf"{dashed}|(?P<named>{every}){_COLON}(?!//)|(?P<flag>{flags})(?=[\s{_COMMAS}]|$)", re.IGNORECASE)


def _alternatives(names: Mapping[str, Option] | Iterator[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: -len(name))) or "(?!)"


def _word(text: str, start: int, names: re.Pattern[str]) -> tuple[Word | None, int]:
    """Return the word that begins there, and where it ends; no word for a comma that stands before an option."""
    closed = _quoted(text, start)
    if closed:
        return Word(unescaped(text[start + 1 : closed]), quoted=True), closed + 1
    at = start
    while at < len(text) and not text[at].isspace():
        if text[at] == "<":
            at = max(text.find(">", at), at)
        at += 1
        if text[at - 1] in _COMMAS:
            behind = at + len(text[at:]) - len(text[at:].lstrip())
            if names.match(text, behind):
                return (Word.of(text[start : at - 1]) if at - 1 > start else None), at
            if _quoted(text, at):
                break
    return Word.of(text[start:at]), at


def _quoted(text: str, start: int) -> int:
    """Return where the quote ends that begins there; 0 where none does."""
    closers = _QUOTES.get(text[start : start + 1], "")
    ends = [at for at in (text.find(closer, start + 1) for closer in closers) if at > start]
    return min(ends, default=0)
