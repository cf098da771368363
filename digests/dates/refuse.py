"""What looks like a date and must not be one; each language keeps its own traps."""

from __future__ import annotations

import re

from digests.dates.chinese import refuse as chinese
from digests.dates.english import refuse as english
from digests.dates.numerals import CHINESE, WORDS
from digests.dates.parts import Found
from digests.dates.place import Place, place_of

_LINK = re.compile(r"(?:https?://|www\.|[\w.]+@)[\x21-\x7e]*$")
_LINK_REACH = 200
_COMPOUND = re.compile(
    r"(?<![a-z])(?:years?|months?|weeks?|days?)(?:,|\s+and|,\s+and)?\s+$|decades?\s+and\s+$|[年月]零?$"
)
"""The larger half of "two years and three months ago", of which the smaller half alone is wrong."""
_WINDOW_BEFORE = re.compile(r"(?:last|past|next)\s+[\w-]+\s+[a-z]+s?\s+and\s+$")
"""What ends before "and": "for the last three months and two days ago"."""
_VERSIONED = re.compile(
    r"(?<![a-z])(?!on|in|of|since|by|until|from|to|updated|published|date|dated)[a-z][a-z0-9]*\s$|v$|版本\s?$"
)


def refused(text: str, folded: str, found: Found) -> bool:
    """Say whether the words at that place are no date after all."""
    place = place_of(text, folded, found)
    if _LINK.search(folded, max(0, found.start - _LINK_REACH), found.start) or _is_half_an_offset(place):
        return True
    if not place.words.isascii():
        return chinese.refused(place)
    if any("a" <= c <= "z" for c in place.words):
        return english.refused(place) or chinese.is_repeated(place)
    return _digits(place) or chinese.is_repeated(place)


def _is_half_an_offset(place: Place) -> bool:
    """Say whether the words are the smaller half of a compound offset."""
    step = place.part.step
    if (
        step is None
        or step.base is not None
        or _WINDOW_BEFORE.search(place.before)
        or not _COMPOUND.search(place.before)
    ):
        return False
    first = re.split(r"[\s-]", place.words)[0]
    return first in WORDS or first[0].isdecimal() or first[0] in CHINESE


def _digits(place: Place) -> bool:
    """Say whether digits are a version, a count or a number rather than a year or a day."""
    if place.part.month is not None:
        return "." in place.words and _VERSIONED.search(place.before) is not None
    return place.part.until is None and not english.is_year(place)
