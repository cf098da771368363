"""What was understood of one article: its sentences and the names, dates and quantities in them.

All offsets count code points of ``Article.content``, half-open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import TypeVar

from digests.article import Article, Quote
from digests.event import Citation, Event
from digests.figure import Comparator, Figure
from digests.when import When


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the report; noise is never part of one. ``text == content[start:end]``."""

    start: int
    end: int
    text: str
    paragraph: int
    """Number of its paragraph, from 0; the title is paragraph 0."""
    index: int
    """Number of the sentence in the article, from 0."""
    is_title: bool = False
    speaker: str | None = None
    """Who is speaking, where the text is an interview or transcript with speaker labels."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the text."""

    start: int
    end: int
    text: str
    entity: str
    """Entity id."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that are about time. ``when`` is None where they cannot be resolved to a calendar value."""

    start: int
    end: int
    text: str
    when: When | None
    planned: bool = False
    """True where a cue of the future governs the words ("will … in June", 将于6月)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, not yet tied to a subject."""

    start: int
    end: int
    text: str
    value: Decimal
    """In base units."""
    unit: str
    """ISO 4217 code, ``percent``, ``rank``, a calendar length or the counted noun in English plural; "" if bare."""
    comparator: Comparator = Comparator.EQ


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with everything that was found in it."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    expressions: tuple[Expression, ...]
    quantities: tuple[Quantity, ...]
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()

    def quote(self, sentence: Sentence) -> Quote:
        """Return the sentence as a verbatim quote."""
        return Quote(self.article.id, self.article.revision, sentence.start, sentence.end, sentence.text)

    def citation(self, sentence: Sentence) -> Citation:
        """Return the sentence as a citation: the quote with its outlet, language and address."""
        return Citation(self.quote(sentence), self.article.lang, self.article.outlet, self.article.url)

    def mentions_in(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return the names found inside the sentence, in order."""
        return _inside(self.mentions, sentence)

    def expressions_in(self, sentence: Sentence) -> tuple[Expression, ...]:
        """Return the time expressions inside the sentence, in order."""
        return _inside(self.expressions, sentence)

    def quantities_in(self, sentence: Sentence) -> tuple[Quantity, ...]:
        """Return the quantities inside the sentence, in order."""
        return _inside(self.quantities, sentence)


_Found = TypeVar("_Found", Mention, Expression, Quantity)


def _inside(found: Sequence[_Found], sentence: Sentence) -> tuple[_Found, ...]:
    """Return what lies inside the sentence, of findings in order of their starts."""
    first = bisect_left(found, sentence.start, key=attrgetter("start"))
    after = bisect_left(found, sentence.end, lo=first, key=attrgetter("start"))
    return tuple(each for each in found[first:after] if each.end <= sentence.end)
