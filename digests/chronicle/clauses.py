"""Cuts a sentence into clauses, so that an act, its actor and its date are looked for in one place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from digests.chronicle.cues import BACKGROUND_EN, BACKGROUND_ZH
from digests.chronicle.line import Line

_BREAK_ZH = re.compile(r"[，；;：:！!。…]|——|,(?!\d{3})")
_BREAK_EN = re.compile(
    r"[;:—–]|,(?!\d{3})| - "
    r"|\s(?=(?:but|while|whereas|after|before|when|since|because|although|though|which|who|until|following|if)\s)"
    r"|\s(?=(?:and|then)\s+(?:\w+\s+){0,2}(?:it|they|he|she|has|have|is|was|will|then|later|also|\w+ed)\s)"
)
_LATER_THAN = re.compile(r"\s*(?:\w+\s+)?(?:day|week|month|year|hour)s?\s+(?:after|before)\s")
"""In the words themselves: "a day after" may be masked as one expression of time."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a line, half-open, offsets of the line."""

    start: int
    end: int
    background: bool
    """True where it only says when or why something else happened ("就在…之前", "after …")."""

    def holds(self, start: int, end: int) -> bool:
        """Say whether a span lies inside."""
        return self.start <= start and end <= self.end


def clauses_of(line: Line) -> tuple[Clause, ...]:
    """Return the clauses of a line in order; names, dates and brackets are never cut, because they are masked."""
    pattern = _BREAK_ZH if line.chinese else _BREAK_EN
    cuts = [0, *(m.end() for m in pattern.finditer(line.masked)), len(line.masked)]
    spans = [(a, b) for a, b in pairwise(cuts) if line.masked[a:b].strip(" ,，。.;:：；\n")]
    return tuple(Clause(a, b, _is_background(line, a, b)) for a, b in spans)


def _is_background(line: Line, start: int, end: int) -> bool:
    """Say whether the clause is subordinate in time."""
    words = line.masked[start:end].strip(" ,，;；:：。.\n")
    if line.chinese:
        return bool(BACKGROUND_ZH.search(words))
    return bool(BACKGROUND_EN.search(words) or _LATER_THAN.match(line.text[start:end]))
