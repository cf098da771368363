"""The machine both languages' rules run on: small patterns that stand beside one another.

A rule is a head, slots that may follow it and prefixes that may precede it. Wherever a piece of the head matches,
each slot adds the first of its pieces that fits, then each prefix likewise, reading leftwards; what they say is merged
into one part. So a new word is a new entry in one piece, and every combination with the others follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from digests.dates.parts import Found, Part, merged

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

    def before(self, folded: str, start: int, part: Part) -> tuple[int, Part] | None:
        """Return where the expression begins with the prefix and what it says then, if it stands there."""
        match = self.pattern.search(folded, max(0, start - _PREFIX_REACH), start)
        try:
            said = match and self.read(match, part)
        except ValueError:
            return None
        return (start if self.silent else match.start(), said) if match and said else None


def piece(pattern: str, read: Reading) -> Piece:
    """Return a piece; its pattern may be spread over lines."""
    return Piece(re.compile(pattern, re.VERBOSE), read)


def prefix(pattern: str, read: PrefixReading, *, silent: bool = False) -> Prefix:
    """Return a prefix; its pattern may be spread over lines and is tied to the end."""
    return Prefix(re.compile(rf"(?:{pattern})$", re.VERBOSE), read, silent)


@dataclass(frozen=True, slots=True)
class Rule:
    """What may begin an expression, what may follow in order, what may precede from the inside out.

    ``needs`` are strings one of which stands in every text the rule can match: a cheap look before the work.
    """

    head: tuple[Piece, ...]
    slots: tuple[tuple[Piece, ...], ...] = ()
    needs: tuple[str, ...] = ()
    prefixes: tuple[tuple[Prefix, ...], ...] = ()
    glue: re.Pattern[str] = re.compile("")
    """What may stand between one piece and the next."""

    def find(self, folded: str) -> Iterator[Found]:
        """Yield every place where the rule matches; places may overlap."""
        if self.needs and not any(word in folded for word in self.needs):
            return
        for head in self.head:
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
        for group in self.prefixes:
            less = next((m for option in group if (m := option.before(folded, start, part))), None)
            if less is not None:
                start, part = less
        return Found(start, end, part)


def find_all(rules: Iterable[Rule], folded: str) -> list[Found]:
    """Return every match of every rule; they may overlap."""
    return [found for rule in rules for found in rule.find(folded)]


def longest(found: Iterable[Found], length: int) -> list[Found]:
    """Return the longest of the matches in a text of that length so that none overlap, in order of their place."""
    taken = bytearray(length)
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.length, f.start)):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * one.length
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)
