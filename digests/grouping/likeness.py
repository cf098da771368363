"""How alike two lots of articles are: average link over weighted terms, and the evidence beneath it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from operator import itemgetter

from digests.grouping.bridge import Bridge, Phrase
from digests.grouping.common import COMMON
from digests.grouping.rarity import Rarity

FOREIGN = 0.5
"""What a word weighs in the length across languages: it may well be there in a translation that nobody knows."""
GROWN = 0.5
"""The power of a term's mean weight in the length: 1 would be a centroid, to which a theme of many words looks near;
0 the average of the members, of whose leads each would count like a title."""
NAMES = 0.3
"""Share of its rarity that a name brings as evidence: a company, its chief and its product come together any day."""
MEANING = 0.4
"""Share of its rarity that a translated word brings as proof: no two languages cut their words alike."""
MARKS = "ltvspd"
"""Kinds of terms that are not compared."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A sum of index terms made ready to compare.

    ``means`` is each term's mean weight over the members whose language can hold it, ``squares`` those times the
    term's weight. ``length`` is the squared length against a profile with a language in common, ``abroad`` against
    one without.
    """

    means: Mapping[str, float]
    squares: Mapping[str, float]
    langs: frozenset[str]
    length: float
    abroad: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """``score`` is 0 to 1; ``shared`` the rarity of the shared terms, summed; ``terms`` those terms.

    ``beside`` is that sum without the rarest: what speaks for one happening besides a single name or word.
    ``proof`` is what ordinary words of the field cannot bring: names, figures, versions, months, acts, rare words.
    ``across`` is true where the two have no language in common.
    """

    score: float
    shared: float
    beside: float
    proof: float
    terms: tuple[str, ...]
    across: bool


def profile(terms: Mapping[str, float], rarity: Rarity) -> Profile:
    """Make a sum of index terms ready to compare; it carries its languages' counts as ``l:`` marks."""
    counts = {term[2:]: weight for term, weight in terms.items() if term[0] == "l"}
    total = sum(counts.values()) or 1.0
    chinese = counts.get("zh", total)
    members = {"w": counts.get("en", total), "c": chinese, "z": chinese}
    means: dict[str, float] = {}
    squares: dict[str, float] = {}
    length = abroad = 0.0
    for term, weight in terms.items():
        kind = term[0]
        if kind in MARKS:
            continue
        means[term] = mean = min(1.0, weight / members.get(kind, total))
        squares[term] = square = rarity.weight(term) * mean
        counted = square * mean**GROWN
        if kind != "z":
            length += counted
        if kind != "c":
            abroad += counted * (FOREIGN if kind in "wz" else 1.0)
    return Profile(means, squares, frozenset(counts), length, abroad)


def likeness(one: Profile, other: Profile, rarity: Rarity, bridge: Bridge) -> Likeness:
    """Compare two profiles: by their terms, and by what words mean where they have no language in common."""
    ours, theirs = one.means, other.means
    across = not one.langs & other.langs
    shared = sorted([t for t in ours.keys() & theirs.keys() if t[0] != "z"])
    if not shared and not across:
        return Likeness(0.0, 0.0, 0.0, 0.0, (), across)
    dot = sum([one.squares[t] * theirs[t] for t in shared])
    evidence = [rarity.of(t) * min(ours[t], theirs[t]) * (NAMES if t[0] == "e" else 1.0) for t in shared]
    proof = sum([rarity.of(t) * (NAMES if t[0] == "e" else 1.0) for t in shared if t not in COMMON]) if across else 0.0
    if across:
        chinese, english = (one, other) if "zh" in one.langs else (other, one)
        for pair in _translated(chinese.means, english.means, rarity, bridge):
            dot += pair.product
            evidence.append(pair.evidence)
            proof += pair.evidence * MEANING if COMMON.isdisjoint(pair.terms) else 0.0
            shared += pair.terms
    norm = one.abroad * other.abroad if across else one.length * other.length
    return Likeness(
        min(1.0, dot / sqrt(norm)) if norm else 0.0,
        sum(evidence),
        sum(evidence) - max(evidence, default=0.0),
        proof,
        tuple(shared),
        across,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A Chinese word and the English words that translate it: what they add to the product and to the evidence."""

    product: float
    evidence: float
    terms: tuple[str, ...]


def _translated(
    chinese: Mapping[str, float], english: Mapping[str, float], rarity: Rarity, bridge: Bridge
) -> Iterator[_Pair]:
    """Yield the pairs of two lots of mean weights; an English word translates one Chinese word only."""
    used: set[str] = set()
    for word in [term for term in chinese if term[0] == "z"]:
        if english.keys().isdisjoint(bridge.terms(word[2:])):
            continue
        stems, share = _best_meaning(bridge.meanings(word[2:]), english, used, rarity)
        if stems:
            used.update(stems)
            told = min(chinese[word], *(english[stem] for stem in stems))
            mean = chinese[word] * min(english[stem] for stem in stems)
            weight = sqrt(rarity.weight(word) * sum(rarity.weight(stem) for stem in stems))
            yield _Pair(share * weight * mean, share * rarity.of(word) * told, (word, *stems))


def _best_meaning(
    meanings: Iterable[Phrase], english: Container[str], used: Container[str], rarity: Rarity
) -> tuple[list[str], float]:
    """Return the terms of the meaning that is there most fully, and the square of its share that is."""
    best: tuple[list[str], float] = [], 0.0
    for phrase in meanings:
        stems = [f"w:{stem}" for stem in phrase]
        found = [stem for stem in stems if stem in english and stem not in used]
        if found:
            share = sum(rarity.of(stem) for stem in found) / (sum(rarity.of(stem) for stem in stems) or 1.0)
            best = max(best, (found, share**2), key=itemgetter(1))
    return best
