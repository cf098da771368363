"""Numbers told in a row with one noun at the end: "7 billion, 13 billion and 34 billion parameters", 80亿和700亿参数.

Everything here takes folded text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digests.numbers.units import CALENDAR_LENGTHS
from digests.reading import Quantity
from digests.text.patterns import late

_JOINED = late(r"、|,? (?:and|or|to) (?:the )?|[和与及或至到]|以及")
_COMMA = late(r", ?")
"""Before the last "and" only: "of 5 billion, 2,000 people" is no row."""
_LEAST = 1000
"""A smaller number in front may lack its scale ("8 and 70 billion parameters") or tell something else."""
_OWN = frozenset(("", "rank", "percent", "times", "occurrences")) | CALENDAR_LENGTHS
"""Units that are not said once for a whole row."""


def share_nouns(folded: str, quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities, each bare one of a row with the unit of the one behind it."""
    shared: list[Quantity] = []
    inherited = False
    for quantity in reversed(quantities):
        inherited = bool(shared) and _in_a_row(folded, quantity, shared[-1], ends_early=inherited)
        shared.append(replace(quantity, unit=shared[-1].unit) if inherited else quantity)
    return tuple(reversed(shared))


def _in_a_row(folded: str, bare: Quantity, following: Quantity, *, ends_early: bool) -> bool:
    """Say whether a quantity without a unit is joined to the next one and counts the same."""
    if bare.unit or bare.value < _LEAST or following.unit in _OWN:
        return False
    between = folded[bare.end : following.start]
    return bool(_JOINED.fullmatch(between) or (ends_early and _COMMA.fullmatch(between)))
