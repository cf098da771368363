"""An expression with the words around it: what a refusal looks at."""

from __future__ import annotations

from dataclasses import dataclass

from digests.dates.parts import Found, Part

_REACH = 32
_MARKS = ' .,;:!?"“”()\t'


@dataclass(frozen=True, slots=True)
class Place:
    """Folded words with what stands before and after them, and the same as written, for its capitals."""

    part: Part
    words: str
    before: str
    after: str
    written: str
    written_after: str

    @property
    def alone(self) -> bool:
        """Say whether nothing else stands in the text or the cell of a table: "Fri."."""
        return not self.before.strip(_MARKS) and not self.after.strip(_MARKS)

    @property
    def unplaced(self) -> bool:
        """Say whether nothing but the words themselves tells which of its kind is meant."""
        return not self.part.has_frame and self.part.turn is None


def place_of(text: str, folded: str, found: Found) -> Place:
    """Return the expression with its surroundings."""
    begin, stop = max(0, found.start - _REACH), found.end + _REACH
    return Place(
        found.part,
        folded[found.start : found.end],
        folded[begin : found.start],
        folded[found.end : stop],
        text[found.start : found.end],
        text[found.end : stop],
    )
