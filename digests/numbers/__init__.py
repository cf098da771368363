"""Quantities in a text: numbers with what they count and how the words bound them, in English and Chinese.

The work runs on the folded text, so both Chinese scripts and full-width digits are one; offsets are those of the
original. Refused are dates, clock times, versions, model names, ordinals, list numbers, footnotes, ranges and vague
amounts ("billions", 数十亿): they count nothing, or nothing exact.

A quantity's text runs from its comparator over number and unit: "more than $300 million", 约3万人.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from digests.figure import Comparator
from digests.numbers.bounds import Bound, bound_after, bound_before
from digests.numbers.fractions import find_fractions
from digests.numbers.lists import share_nouns
from digests.numbers.numeral import Numeral, find_numerals, may_count
from digests.numbers.ranks import find_ranks
from digests.numbers.refusals import is_vague, refused_spans
from digests.numbers.units import Unit, is_measure, sign_before, unit_after
from digests.reading import Quantity
from digests.text.patterns import late
from digests.text.script import fold

_COMMON = "The|A|All|Over|About|Around|Nearly|Almost|Some|At|In|By|With|For|Of|And|Up|To|Has|Have"
_NAMED = late(rf"(?<![A-Za-z])(?!(?:{_COMMON})\b)[A-Za-z]*[A-Z][A-Za-z]*[ -]$")
"""A small number right behind a capitalised word is part of a name: Llama 3.1, Windows 11."""
_SMALL = 100

_LONE_LETTERS = ("k", "m", "b", "t")
"""Scales of one letter, which also begin other words: they need a currency sign before or a thing behind."""


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order, without overlaps; offsets are those of ``text``."""
    folded = fold(text)
    if not may_count(folded):
        return ()
    ranks = list(find_ranks(folded))
    candidates = [*find_fractions(folded), *find_numerals(folded)]
    if not (candidates or ranks):
        return ()
    numerals = _chosen(ranks, candidates, refused_spans(folded))
    found = (_quantity(text, folded, numeral) for numeral in numerals if not is_vague(folded, numeral))
    return share_nouns(folded, [quantity for quantity in found if quantity is not None])


def _chosen(ranks: list[Numeral], others: list[Numeral], refused: Iterable[tuple[int, int]]) -> list[Numeral]:
    """Return in order of the text the ranks, and of the others those that touch nothing chosen before or refused."""
    spans = [*refused, *((rank.start, rank.end) for rank in ranks)]
    taken = bytearray(max(end for _, end in (*spans, *((numeral.start, numeral.end) for numeral in others))))
    for start, end in spans:
        taken[start:end] = bytes([1]) * (end - start)
    chosen = list(ranks)
    for numeral in others:
        if not any(taken[numeral.start : numeral.end]):
            taken[numeral.start : numeral.end] = bytes([1]) * (numeral.end - numeral.start)
            chosen.append(numeral)
    return sorted(chosen, key=lambda numeral: numeral.start)


def _quantity(text: str, folded: str, numeral: Numeral) -> Quantity | None:
    """Return the numeral with its unit and comparator, or None where it counts nothing."""
    sign = sign_before(folded, numeral.start)
    unit = _unit(text, folded, numeral, sign)
    if unit is None or (numeral.in_words and (not unit.name or numeral.value <= 1)):
        return None
    number = sign.edge if sign else numeral.start
    before = bound_before(folded, number, unit.name)
    after = bound_after(folded, numeral.end) or bound_after(folded, unit.edge)
    start = before.edge if before else number
    end = max(unit.edge, after.edge if after else 0)
    comparator = _comparator(before, after, numeral)
    return Quantity(start, end, text[start:end], _plain(numeral.value), unit.name, comparator)


def _comparator(before: Bound | None, after: Bound | None, numeral: Numeral) -> Comparator:
    """Return how the words bound the number: those before it, those behind it, those inside it."""
    if before or after:
        return (before or after).comparator  # type: ignore[union-attr]  # one of the two is there
    return Comparator.GT if numeral.at_least else Comparator.EQ


def _unit(text: str, folded: str, numeral: Numeral, sign: Unit | None) -> Unit | None:
    """Return the unit (its name empty where nothing is counted), or None where the number is part of a name."""
    if numeral.percent or numeral.rank:
        return Unit("percent" if numeral.percent else "rank", numeral.end)
    bound = bound_after(folded, numeral.end)
    unit = unit_after(folded, bound.edge if bound else numeral.end, close=numeral.in_words)
    if sign is not None:
        return Unit(sign.name, unit.edge if unit and unit.name == sign.name else numeral.end)
    if numeral.value < _SMALL and _NAMED.search(text, max(0, numeral.start - 20), numeral.start):
        return unit if unit and is_measure(unit.name) else None
    if numeral.suffix in _LONE_LETTERS and (unit is None or unit.name == "models"):
        return Unit("parameters", numeral.end) if text[numeral.end - 1] == "B" else None
    glued = folded[numeral.end : numeral.end + 1]
    if unit is None and glued.isascii() and glued.isalpha():
        return None
    return unit or Unit("", numeral.end)


def _plain(value: Decimal) -> Decimal:
    """Return a whole value without a fraction, so that equal values look equal."""
    return value.to_integral_value() if value == value.to_integral_value() else value
