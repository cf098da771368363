"""How telling a term is: its inverse document frequency, from assumed, background and running counts."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from types import MappingProxyType

from digests.grouping.common import COMMON

ASSUMED_ARTICLES = 4000
"""How many articles are taken to have been read before the first: keeps early rarities comparable."""
ASSUMED_COMMON = 100.0
"""In how many of those a common word stood."""
ASSUMED_NAMED = 30.0
"""In how many of those an entity or a word of the glossary stood: the field speaks of few companies."""
ASSUMED_QUANTITY = 2.0
"""In how many of those a quantity stood."""
ASSUMED_UNKNOWN = 0.5
"""In how many of those any other term stood."""
POWER = 2.0
"""The power of a term's rarity in a comparison, where both sides hold the term."""
STALE = 1.02
"""Growth of the articles seen after which rarities are taken anew."""


class Rarity:
    """Counts of articles by term. Mutable, and only by ``count``."""

    def __init__(self, frequencies: Mapping[str, int] = MappingProxyType({})) -> None:
        """Begin with background counts, their total under the empty key."""
        self.articles = 0
        self.taken = 0
        self._background = frequencies
        self._held: dict[str, float] = {}
        self._cached: dict[str, tuple[float, float]] = {}

    def count(self, terms: Mapping[str, float], articles: int) -> None:
        """Add what some articles hold."""
        for term, weight in terms.items():
            self._held[term] = self._held.get(term, 0.0) + weight
        self.articles += articles
        if self.articles > STALE * self.taken:
            self.taken = self.articles
            self._cached.clear()

    def of(self, term: str) -> float:
        """Return the rarity: 0 for a term of every article, about 8 for one never seen."""
        return self._both(term)[0]

    def weight(self, term: str) -> float:
        """Return what the term counts in a comparison."""
        return self._both(term)[1]

    def _both(self, term: str) -> tuple[float, float]:
        both = self._cached.get(term)
        if both is None:
            total = ASSUMED_ARTICLES + self.articles + self._background.get("", 0)
            held = _assumed(term) + self._held.get(term, 0.0) + self._background.get(term, 0)
            rarity = max(0.0, log(total / held))
            both = self._cached[term] = (rarity, float(rarity**POWER))
        return both


def _assumed(term: str) -> float:
    if term in COMMON:
        return ASSUMED_COMMON
    if term[0] in "nha":
        return ASSUMED_QUANTITY
    return ASSUMED_NAMED if term[0] in "ek" else ASSUMED_UNKNOWN
