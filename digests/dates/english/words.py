"""The vocabulary of English dates, lower case: what counts as a number, and what relative words mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digests.dates.numerals import ORDINALS, WORDS
from digests.dates.parts import Origin
from digests.dates.values import AUTUMN, SPRING, SUMMER, WINTER, Slice, Unit
from digests.when import Qualifier


def any_of(words: Mapping[str, object]) -> str:
    """Return an alternation of a table's keys, longest first, spaces as any space or hyphen."""
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


def last_words(words: Iterable[str]) -> frozenset[str]:
    """Return the last word of each: one of them stands wherever one of the words does."""
    return frozenset(word.split()[-1] for word in words)


def plurals(words: Iterable[str]) -> frozenset[str]:
    """Return the last words in the singular and the plural."""
    singular = last_words(words)
    return singular | {f"{word}s" for word in singular}


START = r"(?<![a-z0-9_])(?<![a-z0-9]['’.])"
"""Beginning of a word that is not the rest of a contraction or of a dotted name (o'may, app.may)."""
END = r"(?![a-z0-9_])"
DASH = r"\s?(?P<dash>-|–|—|~|to|through|thru|until|till|and)\s?"
MONTHS: Mapping[str, int] = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
WEEKDAYS: Mapping[str, int] = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "mon": 0,
    "tues": 1,
    "tue": 1,
    "wed": 2,
    "thurs": 3,
    "thur": 3,
    "thu": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
MONTH = any_of(MONTHS)
WEEKDAY = any_of(WEEKDAYS)
DOT = r"(?:(?<=jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.|(?<=sept)\.)?"
"""The point behind a shortened month."""
DAY_ENDINGS = frozenset({"st", "nd", "rd", "th"})
"""What the word is that begins behind the digits of "3rd"."""
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
DAY_WORD = "|".join(sorted((w.replace("-", "[- ]") for w in ORDINALS), key=len, reverse=True))
_FIRST_CARDINAL, _LAST_DAY = 10, 31
_CARDINALS = (
    w.replace("-", "[- ]") for w, n in WORDS.items() if _FIRST_CARDINAL <= n <= _LAST_DAY and "dozen" not in w
)
DAY_CARDINAL = "|".join(sorted(_CARDINALS, key=len, reverse=True))
"""Days in words that are no ordinals: May twenty-one."""
YEAR = r"(?:1[5-9]|20|21)\d\d"
COUNT = r"\d{1,3}|half\s+an?|" + "|".join(sorted((w.replace("-", "[- ]") for w in WORDS), key=len, reverse=True))
FEW = (
    r"(?:just\s+|only\s+)?(?:a\s+)?(?:few|couple(?:\s+of)?|handful\s+of|several|many|some|dozens?\s+of)"
    r"|\d+\+|\d+\s?(?:-|–|to|or)\s?\d+"
)
"""Counts too vague for a calendar value."""

Reach = tuple[int, Origin]
"""How many units from which anchor."""
_P, _E, _X = Origin.PUBLICATION, Origin.EVENT, Origin.EITHER
TURNS: Mapping[str, Reach] = {
    "last": (-1, _P),
    "this past": (-1, _P),
    "this": (0, _P),
    "the current": (0, _P),
    "current": (0, _P),
    "next": (1, _P),
    "this coming": (1, _P),
    "the coming": (1, _P),
    "this upcoming": (1, _P),
    "coming": (1, _P),
    "upcoming": (1, _P),
    "past": (-1, _P),
    "previous": (-1, _X),
    "following": (1, _E),
    "the previous": (-1, _E),
    "the prior": (-1, _E),
    "the preceding": (-1, _E),
    "that same": (0, _E),
    "the same": (0, _E),
    "that": (0, _E),
    "the following": (1, _E),
    "the next": (1, _E),
}
UNITS: Mapping[str, Unit] = {
    "day": Unit.DAY,
    "week": Unit.WEEK,
    "working week": Unit.WEEK,
    "work week": Unit.WEEK,
    "workweek": Unit.WEEK,
    "weekend": Unit.WEEKEND,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "qtr": Unit.QUARTER,
    "year": Unit.YEAR,
    "yr": Unit.YEAR,
    "decade": Unit.DECADE,
    "century": Unit.CENTURY,
}
SEASONS: Mapping[str, int] = {"spring": SPRING, "summer": SUMMER, "autumn": AUTUMN, "fall": AUTUMN, "winter": WINTER}
PLACES: Mapping[str, int] = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "6th": 6,
    "7th": 7,
    "8th": 8,
    "9th": 9,
    "10th": 10,
    "11th": 11,
    "12th": 12,
    "opening": 1,
    "closing": -1,
    "last": -1,
    "final": -1,
}
DAY_WORDS: Mapping[str, int] = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "tmrw": 1,
    "the day after tmrw": 2,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
SLICES: Mapping[str, Slice] = {
    "early": Slice.EARLY,
    "early in": Slice.EARLY,
    "the early part of": Slice.EARLY,
    "the first part of": Slice.EARLY,
    "the start of": Slice.START,
    "start of": Slice.START,
    "the beginning of": Slice.START,
    "beginning of": Slice.START,
    "the outset of": Slice.START,
    "the turn of": Slice.START,
    "the dawn of": Slice.START,
    "the opening of": Slice.START,
    "mid": Slice.MID,
    "the middle of": Slice.MID,
    "middle of": Slice.MID,
    "midway through": Slice.MID,
    "late": Slice.LATE,
    "late in": Slice.LATE,
    "the latter part of": Slice.LATE,
    "the later part of": Slice.LATE,
    "the end of": Slice.END,
    "end of": Slice.END,
    "the close of": Slice.END,
    "the tail end of": Slice.END,
    "earlier": Slice.EARLIER,
    "earlier in": Slice.EARLIER,
    "later": Slice.LATER,
    "later in": Slice.LATER,
    "the first half of": Slice.FIRST_HALF,
    "first half of": Slice.FIRST_HALF,
    "the second half of": Slice.SECOND_HALF,
    "second half of": Slice.SECOND_HALF,
    "the latter half of": Slice.SECOND_HALF,
    "the rest of": Slice.LATER,
    "rest of": Slice.LATER,
    "the remainder of": Slice.LATER,
    "remainder of": Slice.LATER,
}
WAYS: Mapping[str, tuple[int, Origin]] = {
    "ago": (-1, _P),
    "back": (-1, _P),
    "from now": (1, _P),
    "from today": (1, _P),
    "hence": (1, _P),
    "earlier": (-1, _E),
    "prior": (-1, _E),
    "previously": (-1, _E),
    "beforehand": (-1, _E),
    "before": (-1, _E),
    "later": (1, _E),
    "afterward": (1, _E),
    "afterwards": (1, _E),
    "after": (1, _E),
    "thereafter": (1, _E),
}
"""Direction and anchor of a counted offset."""
QUALIFIERS: Mapping[str, Qualifier] = {
    "by": Qualifier.BY,
    "before": Qualifier.BEFORE,
    "until": Qualifier.BEFORE,
    "till": Qualifier.BEFORE,
    "prior to": Qualifier.BEFORE,
    "ahead of": Qualifier.BEFORE,
    "after": Qualifier.AFTER,
    "since": Qualifier.FROM,
    "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT,
    "circa": Qualifier.ABOUT,
    "roughly": Qualifier.ABOUT,
    "approximately": Qualifier.ABOUT,
    "sometime in": Qualifier.ABOUT,
    "as of": Qualifier.BY,
}
HEDGES: Mapping[str, Qualifier | None] = {
    "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT,
    "roughly": Qualifier.ABOUT,
    "approximately": Qualifier.ABOUT,
    "some": Qualifier.ABOUT,
    "nearly": Qualifier.ABOUT,
    "almost": Qualifier.ABOUT,
    "close to": Qualifier.ABOUT,
    "more than": None,
    "over": None,
    "well over": None,
    "less than": None,
    "under": None,
    "at least": None,
    "up to": None,
    "within": None,
}
"""What hedges a counted offset; None for bounds, which name no one period."""
