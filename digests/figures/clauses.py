"""A number in its surroundings: the sentence folded, and the clause the number stands in."""

from __future__ import annotations

from dataclasses import dataclass

from digests.reading import Expression, Mention, Quantity, Reading, Sentence
from digests.text.patterns import late
from digests.text.script import fold

_BREAK = late(
    r"[，;；:：、。！？!?（）()“”\"]|,(?!\d{3}\b)| [–—] |但|而"
    r"|\b(?:but|while|whereas|up from|down from|compared with)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its sentence. All offsets count in the sentence."""

    quantity: Quantity
    sentence: Sentence
    folded: str
    """The sentence, folded."""
    start: int
    end: int
    clause: tuple[int, int]
    mentions: tuple[Mention, ...]
    expressions: tuple[Expression, ...]
    others: tuple[tuple[int, int], ...]
    """The spans of the sentence's other quantities."""

    @property
    def before(self) -> str:
        """The clause up to the quantity, folded."""
        return self.folded[self.clause[0] : self.start]

    @property
    def after(self) -> str:
        """The clause behind the quantity, folded."""
        return self.folded[self.end : self.clause[1]]

    @property
    def around(self) -> str:
        """The whole clause, folded."""
        return self.folded[self.clause[0] : self.clause[1]]

    def in_clause(self, start: int) -> bool:
        """Say whether an offset of the article lies in the clause."""
        return self.clause[0] <= start - self.sentence.start < self.clause[1]


def places_of(reading: Reading, sentence: Sentence) -> list[Place]:
    """Return the quantities of a sentence, each in its place, in order."""
    quantities = reading.quantities_in(sentence)
    if not quantities:
        return []
    folded = fold(sentence.text)
    mentions = reading.mentions_in(sentence)
    expressions = reading.expressions_in(sentence)
    spans = [(quantity.start - sentence.start, quantity.end - sentence.start) for quantity in quantities]
    breaks = [match.span() for match in _BREAK.finditer(folded)]
    return [
        Place(
            quantity,
            sentence,
            folded,
            start,
            end,
            _clause(start, end, breaks, len(folded)),
            mentions,
            expressions,
            _others(spans, start),
        )
        for quantity, (start, end) in zip(quantities, spans, strict=True)
    ]


def _clause(start: int, end: int, breaks: list[tuple[int, int]], length: int) -> tuple[int, int]:
    """Return the span between the breaks nearest to the quantity."""
    first = max((stop for _, stop in breaks if stop <= start), default=0)
    last = min((begin for begin, _ in breaks if begin >= end), default=length)
    return first, last


def _others(spans: list[tuple[int, int]], start: int) -> tuple[tuple[int, int], ...]:
    return tuple(span for span in spans if span[0] != start)
