"""What an English date names: months, quarters, halves, seasons and numbered weeks; days stand in ``days``.

The year may follow (``years``): of 2024, last year, '24.
"""

from __future__ import annotations

import re

from digests.dates.english.words import DOT, END, MONTH, MONTHS, PLACES, SEASONS, START, any_of
from digests.dates.english.years import year_of
from digests.dates.parts import Part
from digests.dates.pieces import piece

_NO_CODE = r"(?:(?<![a-z0-9])|(?<=20\d\d)|(?<=19\d\d))"
"""Before Q3: nothing, or a year as in 2025Q3."""


def _quarter(match: re.Match[str]) -> Part | None:
    """Return the quarter; "the last quarter" is the year's fourth only before "of"."""
    place = PLACES[match["n"]]
    if place > 4 or (place == -1 and not match["of"]):  # noqa: PLR2004  quarters of a year
        return None
    return Part(quarter=place % 5 - 1)


def _months(match: re.Match[str]) -> Part:
    """Return the month."""
    return Part(month=MONTHS[match["month"]])


PERIOD_HEAD = (
    piece(rf"{START}(?P<month>{MONTH}){END}(?:{DOT}(?=\s?[,\d]))?", _months),
    piece(
        rf"{START}(?:the\s+)?(?P<n>{any_of(PLACES)})[\s-]+(?:calendar[\s-]+)?(?:quarter|qtr){END}(?=(?P<of>\s+of\s)?)",
        _quarter,
        ("quarter", "qtr"),
    ),
    piece(
        rf"{START}(?:the\s+)?(?P<n>first|second|third)\s+(?:and|to|through)\s+(?P<to>second|third|fourth)\s+quarters{END}",
        lambda m: Part(quarter=PLACES[m["n"]] - 1, until=Part(quarter=PLACES[m["to"]] - 1)),
        ("quarters",),
    ),
    piece(
        rf"{START}(?P<month>march|june|september|december)[\s-]+quarter{END}",
        lambda m: Part(quarter=MONTHS[m["month"]] // 3 - 1),
        ("quarter",),
    ),
    piece(rf"{_NO_CODE}q(?P<n>[1-4])(?![0-9a-z])", lambda m: Part(quarter=int(m["n"]) - 1), ("q",)),
    piece(
        r"(?<![a-z0-9.])(?P<year>[12]\d)q(?P<n>[1-4])(?![0-9a-z])",
        lambda m: Part(quarter=int(m["n"]) - 1, year=year_of(m["year"])),
        ("q",),
    ),
    piece(
        r"(?<![a-z0-9.])(?P<n>[1-4])q(?P<year>\d\d|20\d\d)?(?![0-9a-z])",
        lambda m: Part(quarter=int(m["n"]) - 1, year=year_of(m["year"]) if m["year"] else None),
        ("q",),
    ),
    piece(
        rf"{START}(?:the\s+)?(?P<n>first|1st|second|2nd|latter|back)[\s-]+half{END}",
        lambda m: Part(half=0 if m["n"] in ("first", "1st") else 1),
        ("half",),
    ),
    piece(rf"{_NO_CODE}h(?P<n>[12])(?![0-9a-z])", lambda m: Part(half=int(m["n"]) - 1), ("h",)),
    piece(
        r"(?<![a-z0-9.])(?P<n>[12])h[\s'’]?(?P<year>\d\d|20\d\d)(?![0-9a-z])",
        lambda m: Part(half=int(m["n"]) - 1, year=year_of(m["year"])),
        ("h",),
    ),
    piece(
        rf"{START}(?:the\s+)?(?P<season>{any_of(SEASONS)}){END}", lambda m: Part(season=SEASONS[m["season"]]), SEASONS
    ),
    piece(
        rf"{START}(?P<the>the\s+|calendar\s+)?week\s+(?P<n>\d\d?){END}(?![.,:%]\d|-\d)(?!\s+(?:of|in)\s+(?!\d{{4}}|the\s+year|last|this|next))",
        lambda m: Part(week=numbered_week(m["n"])),
        ("week",),
    ),
)


def numbered_week(text: str) -> int:
    """Return the number of a week of the year. Raises ValueError for one that no year has."""
    week = int(text)
    if not 1 <= week <= 53:  # noqa: PLR2004  the longest year of ISO 8601
        raise ValueError(text)
    return week
