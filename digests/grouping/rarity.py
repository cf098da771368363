"""How telling a term is: its inverse document frequency, from assumed, background and running counts."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import log
from types import MappingProxyType

from digests.grouping.common import COMMON

ASSUMED_ARTICLES = 10_000
"""How many articles are taken to have been read before the first, where no background counts say so."""
ASSUMED_COMMON = 250.0
"""In how many of those a common word of the field stood."""
ASSUMED_NAMED = 75.0
"""In how many of those an entity stood: the field speaks of few companies."""
ASSUMED_QUANTITY = 5.0
"""In how many of those a quantity stood."""
ASSUMED_UNKNOWN = 1.0
"""In how many of those any other term stood."""
POWER = 2.0
"""The power of a term's rarity in a comparison, where both sides hold the term."""
READ = 5
"""How many articles of the background one that was read here counts: what is said this week says more of the week."""
STALE = 1.005
"""Growth of the articles seen after which rarities are taken anew."""


class Rarity:
    """Counts of articles by term. Mutable, and only by ``count``."""

    def __init__(self, frequencies: Mapping[str, int] = MappingProxyType({})) -> None:
        """Begin with background counts, their total under the empty key."""
        self.articles = 0
        self.taken = 0.0
        self._background = frequencies
        self._total = frequencies.get("", ASSUMED_ARTICLES)
        self._held: dict[str, float] = {}
        self._cached: dict[str, tuple[float, float]] = {}

    def count(self, terms: Mapping[str, float], articles: int) -> None:
        """Add what some articles hold."""
        for term, weight in terms.items():
            self._held[term] = self._held.get(term, 0.0) + weight
        self.articles += articles
        if self._total + self.articles > STALE * self.taken:
            self.taken = self._total + self.articles
            self._cached.clear()

    def of(self, term: str) -> float:
        """Return the rarity: 0 for a term of every article, about 8 for one never seen."""
        return (self._cached.get(term) or self._both(term))[0]

    def weight(self, term: str) -> float:
        """Return what the term counts in a comparison."""
        return (self._cached.get(term) or self._both(term))[1]

    def _both(self, term: str) -> tuple[float, float]:
        held = _assumed(term) + READ * self._held.get(term, 0.0) + self._known(term)
        rarity = max(0.0, log((self._total + READ * self.articles) / held))
        both = self._cached[term] = (rarity, float(rarity**POWER))
        return both

    def _known(self, term: str) -> float:
        """Return the background count; a Chinese word is no commoner than the rarest of its pairs."""
        if term[0] == "z" and len(term) > len("z:一"):
            return min(self._background.get(f"c:{one}{two}", 0) for one, two in pairwise(term[2:]))
        return self._background.get(term, 0)


def _assumed(term: str) -> float:
    if term in COMMON or (term[0] == "z" and f"c:{term[2:]}" in COMMON):
        return ASSUMED_COMMON
    if term[0] in "nha":
        return ASSUMED_QUANTITY
    return ASSUMED_NAMED if term[0] == "e" else ASSUMED_UNKNOWN
