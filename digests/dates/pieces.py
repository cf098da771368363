"""The machine both languages' rules run on: small patterns that stand beside one another.

A rule is a head, slots that may follow it and prefixes that may precede it. Wherever a piece of the head matches,
each slot adds the first of its pieces that fits, then each prefix likewise, reading leftwards; what they say is merged
into one part. So a new word is a new entry in one piece, and every combination with the others follows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from digests.dates.parts import Found, Part, merged
from digests.dates.signs import signs_of
from digests.text.patterns import late

_WORD_REACH = 24
_BETWEEN_WORDS = " \n\t\u00a0,-–"
Reading = Callable[[re.Match[str]], Part | None]
"""From a match to what it says; None where the words turn out to be something else."""
PrefixReading = Callable[[re.Match[str], Part], Part | None]
"""From a match and what follows it to what both say."""
_PREFIX_REACH = 48
"""Characters before an expression in which a prefix is looked for ("the beginning of the first full week of")."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A pattern on folded text and its meaning."""

    pattern: re.Pattern[str]
    read: Reading
    needs: frozenset[str] = frozenset()
    """Signs (``digests.dates.signs``) one of which every text has that it matches, where it is the head of a rule."""

    def at(self, folded: str, place: int) -> tuple[int, Part] | None:
        """Return where the piece ends and what it says, if it stands at that place."""
        match = self.pattern.match(folded, place)
        return match and self.said(match)

    def said(self, match: re.Match[str]) -> tuple[int, Part] | None:
        """Return where a match ends and what it says; an impossible numeral says nothing."""
        try:
            part = self.read(match)
        except ValueError:
            return None
        return None if part is None else (match.end(), part)


@dataclass(frozen=True, slots=True)
class Prefix:
    """A pattern for the words that end where an expression begins; a silent one is understood but not part of it."""

    pattern: re.Pattern[str]
    read: PrefixReading
    silent: bool = False
    ends: tuple[str, ...] = ()
    """What its last word, "the" aside, may end in: a cheap look before the work; anything if empty."""

    def before(self, folded: str, start: int, part: Part) -> tuple[int, Part] | None:
        """Return where the expression begins with the prefix and what it says then, if it stands there."""
        match = self.pattern.search(folded, max(0, start - _PREFIX_REACH), start)
        try:
            said = match and self.read(match, part)
        except ValueError:
            return None
        return (start if self.silent else match.start(), said) if match and said else None


def piece(pattern: str, read: Reading, needs: Iterable[str] = ()) -> Piece:
    """Return a piece; its pattern may be spread over lines."""
    return Piece(late(pattern, re.VERBOSE), read, frozenset(needs))


def prefix(pattern: str, read: PrefixReading, *, ends: tuple[str, ...] = (), silent: bool = False) -> Prefix:
    """Return a prefix; its pattern may be spread over lines and is tied to the end."""
    return Prefix(late(rf"(?:{pattern})$", re.VERBOSE), read, silent, ends)


@dataclass(frozen=True, slots=True)
class Rule:
    """What may begin an expression, what may follow in order, what may precede from the inside out."""

    head: tuple[Piece, ...]
    slots: tuple[tuple[Piece, ...], ...] = ()
    needs: frozenset[str] = frozenset()
    """What the pieces of the head need that name nothing themselves."""
    prefixes: tuple[tuple[Prefix, ...], ...] = ()
    glue: re.Pattern[str] = re.compile("")
    """What may stand between one piece and the next."""

    def find(self, head: Piece, folded: str) -> Iterator[Found]:
        """Yield every place where the rule matches with that head; places may overlap."""
        for match in head.pattern.finditer(folded):
            said = head.said(match)
            if said is not None:
                yield self._extended(folded, match.start(), *said)

    def _extended(self, folded: str, start: int, end: int, part: Part) -> Found:
        """Let every slot and every prefix add what it finds."""
        for slot in self.slots:
            glue = self.glue.match(folded, end)
            place = glue.end() if glue else end
            more = next((m for option in slot if (m := option.at(folded, place))), None)
            if more is not None:
                end, part = more[0] if more[0] > place else end, merged(part, more[1])
        return self._preceded(folded, start, end, part) if self.prefixes else Found(start, end, part)

    def _preceded(self, folded: str, start: int, end: int, part: Part) -> Found:
        """Let every group of prefixes add what it finds, from the inside out."""
        word = _last_word(folded, start)
        for group in self.prefixes:
            fitting = (option for option in group if not option.ends or word.endswith(option.ends))
            less = next((m for option in fitting if (m := option.before(folded, start, part))), None)
            if less is not None:
                start, part = less
                word = _last_word(folded, start)
        return Found(start, end, part)


def _last_word(folded: str, start: int) -> str:
    """Return a short piece of text that ends with the last word before a place, "the" and hyphens aside."""
    tail = folded[max(0, start - _WORD_REACH) : start].rstrip(_BETWEEN_WORDS)
    return tail[:-4].rstrip(_BETWEEN_WORDS) if tail.endswith((" the", "\nthe")) else tail


class Grammar:
    """Rules, each tried only on texts that hold a sign of it: most hold none."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.heads = [(rule, head) for rule in rules for head in rule.head]
        self._told_by: dict[str, list[int]] = defaultdict(list)
        for at, (rule, head) in enumerate(self.heads):
            for sign in head.needs or rule.needs:
                self._told_by[sign].append(at)

    def find(self, folded: str) -> list[Found]:
        """Return every match of every rule, in the order of the rules; they may overlap."""
        told = {at for sign in signs_of(folded) for at in self._told_by.get(sign, ())}
        return [found for at in sorted(told) for found in self._matches(at, folded)]

    def _matches(self, at: int, folded: str) -> Iterator[Found]:
        """Return the matches of one head."""
        rule, head = self.heads[at]
        return rule.find(head, folded)


def longest(found: Iterable[Found], length: int) -> list[Found]:
    """Return the longest of the matches in a text of that length so that none overlap, in order of their place."""
    taken = bytearray(length)
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.length, f.start)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * one.length
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)
