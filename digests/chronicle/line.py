"""A sentence laid out for reading: folded, with the names, times and asides in it masked.

Masking comes before any search for verbs: 达 inside 英伟达 is no verb, and a comma inside a date divides nothing.
Every mask has the length of what it hides, so that offsets stay those of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from digests.reading import Expression, Mention, Quantity, Reading, Sentence
from digests.text.script import HAN, fold

NAME, TIME, ASIDE = "\ue000", "\ue001", "\ue002"
"""One per code point of a known name, a time expression, and of what stands in brackets or is quoted at length."""

_Found = TypeVar("_Found", Mention, Expression, Quantity)

_BRACKETS = re.compile(r"[(（][^()（）]{0,80}[)）]")
_SPEECH = re.compile(r"“[^“”]{18,}”?|「[^「」]{18,}」?|\"[^\"]{30,}\"|[^“]{18,}”$")
_CHINESE = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what was found in it; all offsets count from the sentence's first character."""

    sentence: Sentence
    text: str
    """The sentence folded."""
    masked: str
    """The folded sentence with NAME, TIME and ASIDE in place of what they stand for."""
    names: tuple[Mention, ...]
    """Names outside brackets and speech, in order."""
    times: tuple[Expression, ...]
    """Time expressions outside brackets and speech, in order."""
    amounts: tuple[Quantity, ...]
    chinese: bool
    published: date | None = None
    """The first day on which the report can have appeared."""

    def name_ending(self, end: int) -> Mention | None:
        """Return the name that ends there, if one does."""
        return next((n for n in self.names if n.end == end), None)

    def name_from(self, start: int) -> Mention | None:
        """Return the name that starts there, if one does."""
        return next((n for n in self.names if n.start == start), None)


def lay_out(reading: Reading, sentence: Sentence) -> Line:
    """Return the sentence laid out for reading."""
    text = fold(reading.article.content)[sentence.start : sentence.end]
    asides = _asides(text)
    names = tuple(_shifted(m, sentence) for m in reading.mentions_in(sentence))
    times = tuple(_shifted(e, sentence) for e in reading.expressions_in(sentence))
    masked = _hide(text, [(n.start, n.end) for n in names], NAME)
    masked = _hide(masked, [(t.start, t.end) for t in times], TIME)
    bare = _hide(masked, asides, ASIDE)
    return Line(
        sentence=sentence,
        text=text,
        masked=bare,
        names=tuple(n for n in names if not _inside(n.start, asides)),
        times=tuple(t for t in times if not _inside(t.start, asides)),
        amounts=tuple(_shifted(q, sentence) for q in reading.quantities_in(sentence)),
        chinese=_is_chinese(bare),
        published=reading.article.published.when.start if reading.article.published else None,
    )


def _is_chinese(masked: str) -> bool:
    """Say whether a masked sentence is in Chinese: names in Latin letters tell nothing ("Heron 收购 Grebe Works")."""
    characters = len(_CHINESE.findall(masked))
    return 0 < characters >= len(_LATIN_WORD.findall(masked))


def _asides(text: str) -> list[tuple[int, int]]:
    """Return the spans of brackets and of long quotations: what is said there is not the sentence's own news."""
    speech = [m.span() for m in _SPEECH.finditer(text) if m.end() - m.start() < len(text) - 1]
    return [m.span() for m in _BRACKETS.finditer(text)] + speech


def _hide(text: str, spans: list[tuple[int, int]], mask: str) -> str:
    """Return the text with every span replaced by as many masks."""
    for start, end in spans:
        text = text[:start] + mask * (end - start) + text[end:]
    return text


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether a position lies in one of the spans."""
    return any(start <= position < end for start, end in spans)


def _shifted(found: _Found, sentence: Sentence) -> _Found:
    """Return the finding with offsets that count from the sentence."""
    return replace(found, start=found.start - sentence.start, end=found.end - sentence.start)
