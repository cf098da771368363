"""The clause around an expression: as far as a comma, a full stop or a bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BREAK = re.compile(r"[,，;；:：。!?！？\n()（）]|\.(?=\s|$)|—")
_REACH = 160
"""Characters to either side in which the clause is looked for."""
_LEADING_WORDS = (
    "on|in|by|from|since|at|the|and|but|then|starting|beginning|of|during|as|for|until|before|after|early|mid|later|late|"
    "end|start|于|在|自|从|到|至|而|但|并|且|今|此外|同时|另外"
)
_APPOSITION = re.compile(r"\s*(?:its|their|his|her|our|an?|the)\s")
_LEADING = re.compile(rf"(?:\W|{_LEADING_WORDS})*")


@dataclass(frozen=True, slots=True)
class Clause:
    """Places in the folded text: where the clause begins, where the expression stands, where the clause stops."""

    folded: str
    begin: int
    start: int
    end: int
    stop: int

    @property
    def left(self) -> str:
        """What stands before the expression."""
        return self.folded[self.begin : self.start]

    @property
    def right(self) -> str:
        """What stands behind it."""
        return self.folded[self.end : self.stop]

    @property
    def leads(self) -> bool:
        """Say whether only prepositions and the like stand before the expression."""
        return _LEADING.fullmatch(self.left) is not None

    @property
    def is_alone(self) -> bool:
        """Say whether the clause holds nothing else: "On 3 May, the law takes effect"."""
        return self.leads and _LEADING.fullmatch(self.right) is not None


def clause_of(folded: str, start: int, end: int) -> Clause:
    """Return the clause that holds the expression."""
    floor = max(0, start - _REACH)
    begin = max((m.end() for m in _BREAK.finditer(folded, floor, start)), default=floor)
    stop = _BREAK.search(folded, end, end + _REACH)
    return Clause(folded, begin, start, end, stop.start() if stop else min(len(folded), end + _REACH))


def with_neighbours(clause: Clause) -> Clause:
    """Return the clause together with those that a comma divides from it."""
    return Clause(clause.folded, _before(clause), clause.start, clause.end, _after(clause))


def _before(clause: Clause) -> int:
    """Return where the clause before the comma begins; an apposition ("…, its first fair, on 3 May") is no clause."""
    begin = _across_comma(clause.folded, clause.begin)
    return _across_comma(clause.folded, begin) if _APPOSITION.match(clause.folded, begin) else begin


def _across_comma(folded: str, begin: int) -> int:
    """Return where the clause begins that a comma divides from the one beginning here; here, if there is no comma."""
    if folded[begin - 1 : begin] not in (",", "，"):
        return begin
    floor = max(0, begin - 1 - _REACH)
    return max((m.end() for m in _BREAK.finditer(folded, floor, begin - 1)), default=floor)


def _after(clause: Clause) -> int:
    """Return where the clause after the comma stops."""
    if clause.folded[clause.stop : clause.stop + 1] not in (",", "，"):
        return clause.stop
    after = _BREAK.search(clause.folded, clause.stop + 1, clause.stop + 1 + _REACH)
    return after.start() if after else min(len(clause.folded), clause.stop + 1 + _REACH)
