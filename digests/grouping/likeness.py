"""How alike two lots of articles are: average link over weighted terms, and the evidence beneath it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from digests.grouping.rarity import Rarity

FOREIGN = 0.05
"""What a word weighs that the other language could not have repeated: it may well be there in translation."""

LEAD_ABROAD = 0.5
"""The power of a term's mean weight in the length across languages: no lead is the translation of another."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A sum of index terms made ready to compare.

    ``means`` is each term's mean weight over the members whose language can hold it. ``length`` is the squared length
    against a profile with a language in common, ``abroad`` against one without.
    """

    means: Mapping[str, float]
    langs: frozenset[str]
    length: float
    abroad: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` is 0 to 1; ``shared`` the rarity of the shared terms, summed; ``terms`` those terms, rarest first."""

    score: float
    shared: float
    terms: tuple[str, ...]


def profile(terms: Mapping[str, float], rarity: Rarity) -> Profile:
    """Make a sum of index terms ready to compare; it carries its languages' counts as ``l:`` marks."""
    counts = {term[2:]: weight for term, weight in terms.items() if term[0] == "l"}
    total = sum(counts.values()) or 1.0
    of_kind = {"w": counts.get("en", total), "c": counts.get("zh", total)}
    means = {t: min(1.0, w / of_kind.get(t[0], total)) for t, w in terms.items() if t[0] not in "ltvs"}
    squares = {t: rarity.weight(t) * mean for t, mean in means.items()}
    foreign = "w" if "en" in counts else "c"
    length = sum(square for t, square in squares.items() if t[0] != "k")
    abroad = sum(s * means[t] ** LEAD_ABROAD * (FOREIGN if t[0] == foreign else 1.0) for t, s in squares.items())
    return Profile(means, frozenset(counts), length, abroad)


def likeness(one: Profile, other: Profile, rarity: Rarity) -> Likeness:
    """Compare two profiles; the glossary's terms count only where they have no language in common."""
    across = not one.langs & other.langs
    few, many = sorted((one.means, other.means), key=len)
    shared = [t for t in few if t in many and (across or t[0] != "k")]
    if not shared:
        return Likeness(0.0, 0.0, ())
    dot = sum(rarity.weight(t) * few[t] * many[t] for t in shared)
    norm = one.abroad * other.abroad if across else one.length * other.length
    evidence = sum(rarity.of(t) * min(few[t], many[t]) for t in shared)
    return Likeness(dot / sqrt(norm) if norm else 0.0, evidence, tuple(shared))
