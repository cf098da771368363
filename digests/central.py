"""The sentences that many reports agree on: near the centre of all that is told, in words that many reports use.

The centre is the sum of the sentences, each a vector of its rare words (Radev et al. 2004, "Centroid-based
summarization of multiple documents"). Agreement is how many reports hold each word of a sentence: what a single report
tells at length pulls the centre towards it, but no other report bears it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, log, sqrt

from digests.chronicle.cues import FIRST_PERSON
from digests.chronicle.phrasing import reads_alone
from digests.grouping.common import STOP
from digests.grouping.words import stem
from digests.language import Lang
from digests.text.script import fold
from digests.text.terms import search_terms

TOO_ALIKE = 0.2
"""A further sentence must share less of its words with each of those chosen than this (Jaccard)."""
SAID_BEFORE = 0.5
"""The same for what was told of another time: the theme may return, the sentence may not."""
SHORTEST, LONGEST_EN, LONGEST_ZH = 8, 36, 80
"""Terms a sentence should have, stop words included; a Chinese one has about as many as characters."""
LEANS = 0.8
"""What a sentence counts for that cannot stand alone, or that speaks for or to somebody ("we", "you")."""
QUOTES = 0.8
"""What it counts for if it quotes: somebody's words about a happening are not the happening."""

_Vector = Mapping[str, float]
_QUOTATION = re.compile(r"[“”「」『』\"]|``|''")


class Rarity:
    """How rare each word is among all sentences of a set. Built once, then only read."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Count in how many sentences each word stands."""
        self._held: Counter[str] = Counter()
        self._sentences = 1  # the one that is asked about
        for sentence in sentences:
            self._sentences += 1
            self._held.update(set(content_words(sentence)))

    def vector(self, text: str) -> _Vector:
        """Return the content words of a sentence, the rare ones heavier, as a vector of length 1."""
        counts = Counter(content_words(text))
        weights = {word: count * log(1 + self._sentences / max(1, self._held[word])) for word, count in counts.items()}
        length = sqrt(fsum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen; ``weight`` is what it counts for, beside its place."""

    text: str
    lang: Lang
    source: str
    """Id of the report that holds it."""
    weight: float = 1.0


def central(pool: Sequence[Candidate], rarity: Rarity, limit: int, told: Sequence[str] = ()) -> tuple[str, ...]:
    """Return at most ``limit`` of the sentences, the most agreed on first, none like another; one at least, if any.

    What repeats a sentence ``told`` before is only chosen where there is nothing else. Several reports may hold one
    sentence; of equal texts the last one's weight counts.
    """
    every = {one.text: one for one in pool}
    fit = {text: one for text, one in every.items() if _fits(one)} or every
    fit = {text: fit[text] for text in _fresh(fit, told)} or fit
    near = nearness(fit, rarity)
    holders = Counter(word for word, _ in {(word, one.source) for one in pool for word in content_words(one.text)})
    scores = {text: near[text] * _agreed(text, holders) * _worth(one) for text, one in fit.items()}
    return _different(sorted(scores, key=lambda text: (-scores[text], text)), limit)


def nearness(texts: Iterable[str], rarity: Rarity) -> dict[str, float]:
    """Return how near each of the sentences is to the centre of them all: the nearest 1, one without words 0."""
    vectors = {text: rarity.vector(text) for text in texts}
    centre: Counter[str] = Counter()
    for vector in vectors.values():
        centre.update(vector)
    products = {t: fsum(weight * centre[word] for word, weight in vector.items()) for t, vector in vectors.items()}
    most = max(products.values(), default=0.0) or 1.0
    return {text: product / most for text, product in products.items()}


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that mean something, English ones cut to their stems, repeats included."""
    return tuple(stem(term) for term in search_terms(text) if term not in STOP)


def _fresh(texts: Iterable[str], told: Sequence[str]) -> list[str]:
    """Return the sentences that repeat none of those told."""
    known = [set(content_words(text)) for text in told]
    return [text for text in texts if all(_shared(set(content_words(text)), words) < SAID_BEFORE for words in known)]


def _different(ranked: Iterable[str], limit: int) -> tuple[str, ...]:
    """Return the first of the sentences, without those that are like one before."""
    chosen: dict[str, set[str]] = {}
    for text in ranked:
        words = set(content_words(text))
        if len(chosen) < limit and all(_shared(words, other) < TOO_ALIKE for other in chosen.values()):
            chosen[text] = words
    return tuple(chosen)


def _fits(one: Candidate) -> bool:
    longest = LONGEST_ZH if one.lang.is_chinese else LONGEST_EN
    return SHORTEST <= len(search_terms(one.text)) <= longest


def _worth(one: Candidate) -> float:
    leans = not reads_alone(one.text, one.lang) or FIRST_PERSON.search(fold(one.text))
    return one.weight * (LEANS if leans else 1.0) * (QUOTES if _QUOTATION.search(one.text) else 1.0)


def _agreed(text: str, holders: Mapping[str, int]) -> float:
    """Return the mean logarithm of how many reports hold each word of a sentence."""
    logs = [log(1 + holders[word]) for word in dict.fromkeys(content_words(text))]
    return fsum(logs) / len(logs) if logs else 0.0


def _shared(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
