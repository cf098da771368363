"""Days of the month in English: April 18, the 18th of April, May twenty-one, 4 to 9 January, April 9 through 17."""

from __future__ import annotations

import re

from digests.dates.english.words import (
    DASH,
    DAY_CARDINAL,
    DAY_ENDINGS,
    DAY_NUMBER,
    DAY_WORD,
    DOT,
    END,
    MONTH,
    MONTHS,
    START,
    TURNS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)
from digests.dates.numerals import SPOKEN_YEAR, english
from digests.dates.parts import Part, Step
from digests.dates.pieces import piece
from digests.dates.values import Unit


def _days(match: re.Match[str]) -> Part:
    """Return the month and day, or the days from the first to the last; "3 and 4 May" are two days in a row."""
    groups = match.groupdict()
    first, last = day_of_month(match["day"]), groups.get("to") and day_of_month(match["to"])
    if last and groups["dash"] == "and" and last != first + 1 and not groups.get("between"):
        raise ValueError(match.group())
    weekday = WEEKDAYS[groups["weekday"]] if groups.get("weekday") else None
    until = Part(day=last) if last else None
    if groups.get("turn"):
        return Part(step=Step(Unit.MONTH, TURNS[match["turn"]][0]), day=first, until=until)
    return Part(month=MONTHS[match["month"]], day=first, weekday=weekday, until=until)


def day_of_month(text: str) -> int:
    """Return a day of the month. Raises ValueError for a number that is none."""
    day = english(text)
    if not 1 <= day <= 31:  # noqa: PLR2004  the longest month
        raise ValueError(text)
    return day


_WEEKDAY_BEFORE = rf"(?:(?:(?:this|next|last)\s+)?(?P<weekday>{WEEKDAY})\.?(?:,?\s+(?:the\s+)?|\s?[-–(]\s?))?"
_STANDS = rf"(?=\s*[.,;!?)]|\s*$|\s+\d{{4}}(?!\d)|,?\s+(?:of\s+|in\s+)?(?:{SPOKEN_YEAR}))"
"""Behind a day in words: the end of the clause or a year, not what is counted (in May two people)."""
_NO_PLACE = r"(?!\s+(?:day|weekend|week|month|quarter|half|year|decade|time|round|phase)(?![a-z]))"
"""Behind a day in words: not what it counts ("in May the second quarter's …")."""
_DAY = rf"(?:{DAY_NUMBER}|{DAY_WORD})"
_BETWEEN = rf"(?:(?P<between>between)\s+(?:the\s+)?(?={_DAY}\s?(?:and|-|–|—|to)\s?(?:the\s+)?{_DAY}(?![a-z0-9])))?"
DAY_HEAD = (
    piece(
        rf"""{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH}){DOT}(?:\s*|\s+the\s+|[-/]|(?<=[a-z]{{3}})[.,]\s?(?=\d\d?(?:st|nd|rd|th)))
        (?P<day>{DAY_NUMBER})
        (?:{DASH}(?:the\s+)?(?P<to>{DAY_NUMBER}|(?:{DAY_WORD})(?=\s*(?:[.,;!?)]|$)|\s+\d{{4}}))(?!\s+(?:of\s+)?(?:{MONTH}){END}))?
        (?![a-z0-9%月]|[.,:]\d|[-/]\d\d?(?!\d))""",
        _days,
    ),
    piece(
        rf"(?<![\w-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>{MONTH})(?P=sep)(?P<day>\d\d?)(?![\w/-])",
        lambda m: Part(year=int(m["year"]), month=MONTHS[m["month"]], day=day_of_month(m["day"])),
    ),
    piece(
        rf"""{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY_WORD})
        {DASH}(?:the\s+)?(?P<to>{_DAY}){END}(?!\s+(?:of\s+)?(?:{MONTH}){END})""",
        _days,
    ),
    piece(rf"{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s+the\s+(?P<day>{DAY_WORD}){END}{_NO_PLACE}", _days),
    piece(rf"{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s+(?P<day>{DAY_WORD}|{DAY_CARDINAL}){END}{_STANDS}", _days),
    piece(
        rf"""(?<![$€£#.,/\d-])(?<!\d:)(?<![$€£]\s){START}{_BETWEEN}{_WEEKDAY_BEFORE}(?:the\s+)?(?P<day>{_DAY})
        (?:{DASH}(?:the\s+)?(?P<to>{_DAY}))?(?:\s+day)?(?:\s+of\s+|\s+|[/-]|(?<![a-z]{{3}})|\.\s?(?=[a-z]{{3,9}}\.?\s{YEAR}))
        (?P<month>{MONTH}){END}(?:{DOT}(?=\s?[,\d]))?""",
        _days,
        {ending + month for month in MONTHS for ending in ("", *DAY_ENDINGS)},
    ),
    piece(rf"{START}{_WEEKDAY_BEFORE}(?P<day>{DAY_CARDINAL})\s+(?P<month>{MONTH}){END}{_STANDS}", _days),
    piece(
        rf"{START}(?P<month>{MONTH})\s+(?P<between>between)\s+(?:the\s+)?(?P<day>{_DAY}){DASH}(?P<to>{_DAY}){END}",
        _days,
    ),
    piece(
        rf"(?<=from\s)(?P<day>{DAY_NUMBER}){DASH}(?<![a-z])(?P<month>{MONTH})\s+(?P<to>{DAY_NUMBER}){END}(?![.,:]\d)",
        _days,
    ),
)
DAYS_OF_TURN = piece(
    rf"{START}{_BETWEEN}(?:the\s+)?(?P<day>{_DAY}){DASH}(?P<to>{_DAY})\s+(?:of\s+)?(?P<turn>this|last|next)\s+month{END}",
    _days,
    ("month",),
)
"""From 4 to 22 this month."""
