"""What an English date names: days (18 April), months, quarters, halves, seasons, years, decades, centuries.

The year may follow: of 2024, last year, '24.
"""

from __future__ import annotations

import re

from digests.dates.english.words import (
    DASH,
    DAY_NUMBER,
    DAY_WORD,
    DOT,
    END,
    MONTH,
    MONTHS,
    PLACES,
    SEASONS,
    START,
    TURNS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    any_of,
)
from digests.dates.numerals import english
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import piece
from digests.dates.values import Unit


def plain(text: str) -> str:
    """Return words with single spaces, as the tables have them."""
    return " ".join(text.split())


def _days(match: re.Match[str]) -> Part:
    """Return the month and day, or the days from the first to the last."""
    groups = match.groupdict()
    first, last = day_of_month(match["day"]), groups.get("to") and day_of_month(match["to"])
    if last and groups["dash"] == "and" and last != first + 1:
        raise ValueError(match.group())
    weekday = WEEKDAYS[groups["weekday"]] if groups.get("weekday") else None
    return Part(month=MONTHS[match["month"]], day=first, weekday=weekday, until=Part(day=last) if last else None)


def day_of_month(text: str) -> int:
    """Return a day of the month. Raises ValueError for a number that is none."""
    day = english(text)
    if not 1 <= day <= 31:  # noqa: PLR2004  the longest month
        raise ValueError(text)
    return day


def year_of(text: str) -> int:
    """Return the year of four digits or of two after an apostrophe."""
    digits = text.lstrip("'’")
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004  the century is left out


def year_step(match: re.Match[str]) -> Part:
    """Return the year of "last year", "that year", "the year"."""
    word = plain(match["word"])
    count, origin = TURNS.get(word, (0, Origin.PUBLICATION))
    return Part(step=Step(Unit.YEAR, count, origin))


_AS_YEAR = rf"(?P<year>{YEAR}|['’]\d\d)(?![a-z0-9%]|[.,:]\d|-\d)"
YEAR_PHRASE = (
    r"(?P<word>this|last|next|that\s+same|that|the\s+same|the\s+following|the\s+previous|the\s+next|the)"
    r"\s+(?:calendar\s+)?year"
)
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{WEEKDAY})\.?,?\s+(?:the\s+)?)?"
FISCAL = r"(?:fiscal(?:\s+year)?[\s-]*\d{2,4}|fiscal\s+(?:year|quarter)|fy[\s-]?['’]?\d{2,4})"
YEAR_AFTER = (
    piece(rf"\s?,?\s*(?:of\s+|in\s+)?(?:the\s+year\s+)?[-/]?{_AS_YEAR}", lambda m: Part(year=year_of(m["year"]))),
    piece(rf",?\s+(?:of\s+|in\s+)?{YEAR_PHRASE}{END}", year_step),
    piece(r"(?<=-[a-z]{3})-(?P<year>\d\d)(?![\d-])", lambda m: Part(year=year_of(m["year"]))),
    piece(rf",?\s+(?:of\s+|in\s+)?(?:the\s+|its\s+|their\s+)?{FISCAL}{END}", lambda _: Part(vague=True)),
)
DAY_HEAD = (
    piece(
        rf"""{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH}){DOT}(?:\s*|\s+the\s+|[-/])(?P<day>{DAY_NUMBER})
        (?:{DASH}(?:the\s+)?(?P<to>{DAY_NUMBER}|{DAY_WORD})(?!\s+(?:of\s+)?(?:{MONTH}){END}))?
        (?![a-z0-9%]|[.,:]\d|[-/]\d\d?(?!\d))""",
        _days,
    ),
    piece(
        rf"(?<![\w-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/])(?P<month>{MONTH})(?P=sep)(?P<day>\d\d?)(?![\w/-])",
        lambda m: Part(year=int(m["year"]), month=MONTHS[m["month"]], day=day_of_month(m["day"])),
    ),
    piece(rf"{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s+the\s+(?P<day>{DAY_WORD}){END}", _days),
    piece(
        rf"{START}{_WEEKDAY_BEFORE}(?P<month>{MONTH})\s+(?P<day>{DAY_WORD}){END}(?=\s*[.,;!?)]|\s*$|\s+\d{{4}}(?!\d))",
        _days,
    ),
    piece(
        rf"""(?<![$€£#.,:/\d-]){START}{_WEEKDAY_BEFORE}(?:the\s+)?(?P<day>{DAY_NUMBER}|{DAY_WORD})
        (?:{DASH}(?:the\s+)?(?P<to>{DAY_NUMBER}|{DAY_WORD}))?(?:\s+day)?(?:\s+of\s+|\s+|[/-]?)
        (?P<month>{MONTH}){END}(?:{DOT}(?=\s?[,\d]))?""",
        _days,
    ),
)


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
        rf"{START}(?:the\s+)?(?P<n>{any_of(PLACES)})[\s-]+(?:calendar[\s-]+)?quarter{END}(?=(?P<of>\s+of\s)?)",
        _quarter,
    ),
    piece(rf"{_NO_CODE}q(?P<n>[1-4])(?![0-9a-z])", lambda m: Part(quarter=int(m["n"]) - 1)),
    piece(
        r"(?<![a-z0-9.])(?P<year>2\d)q(?P<n>[1-4])(?![0-9a-z])",
        lambda m: Part(quarter=int(m["n"]) - 1, year=year_of(m["year"])),
    ),
    piece(
        r"(?<![a-z0-9.])(?P<n>[1-4])q(?P<year>\d\d|20\d\d)?(?![0-9a-z])",
        lambda m: Part(quarter=int(m["n"]) - 1, year=year_of(m["year"]) if m["year"] else None),
    ),
    piece(
        rf"{START}(?:the\s+)?(?P<n>first|1st|second|2nd|latter|back)[\s-]+half{END}",
        lambda m: Part(half=0 if m["n"] in ("first", "1st") else 1),
    ),
    piece(rf"{_NO_CODE}h(?P<n>[12])(?![0-9a-z])", lambda m: Part(half=int(m["n"]) - 1)),
    piece(
        r"(?<![a-z0-9.])(?P<n>[12])h[\s'’]?(?P<year>\d\d|20\d\d)(?![0-9a-z])",
        lambda m: Part(half=int(m["n"]) - 1, year=year_of(m["year"])),
    ),
    piece(rf"{START}(?:the\s+)?(?P<season>{any_of(SEASONS)}){END}", lambda m: Part(season=SEASONS[m["season"]])),
)
FISCAL_HEAD = (
    piece(
        rf"{START}(?:(?:the\s+)?(?:{any_of(PLACES)})[\s-]+)?{FISCAL}(?:[\s-]+quarter|\s+q[1-4])?{END}",
        lambda _: Part(vague=True),
    ),
)
YEAR_HEAD = (
    piece(
        rf"(?<![a-z0-9_$€£#.,:/'’%+*=])(?:(?<!-)|(?<=mid-)|(?<=late-)|(?<=early-))(?:the\s+year\s+|calendar\s+)?{_AS_YEAR}",
        lambda m: Part(year=year_of(m["year"])),
    ),
    piece(rf"{START}(?<!the\s){YEAR_PHRASE}{END}", year_step),
    piece(
        r"(?<![\w$€£#.,:/-])(?P<year>(?:19|20)\d\d)\s?(?:-|–|—|/)\s?(?P<to>(?:19|20)\d\d|\d\d)(?![\w%-]|[.,:/]\d)",
        lambda m: _year_range(m["year"], m["to"]),
    ),
)


_LONGEST_SHORTENED = 10
"""Years up to which "2016-24" is read as a range."""


def _year_range(first: str, last: str) -> Part | None:
    """Return the years from the first to the last ("2016-2018", "2024/25"); months and page numbers are none."""
    shortened = len(last) == 2  # noqa: PLR2004  two digits continue the century
    end = int(first[:2] + last) if shortened else int(last)
    years = end - int(first)
    may_be_month = years > 1 and int(last) <= 12  # noqa: PLR2004  months of a year
    if years <= 0 or (shortened and (years > _LONGEST_SHORTENED or may_be_month)):
        return None
    return Part(year=int(first), until=Part(year=end))


CENTURY_HEAD = (
    piece(
        rf"{START}(?:the\s+)?(?P<n>1[5-9]th|20th|21st|nineteenth|twentieth|twenty-first)[\s-]+century{END}(?!\s+(?:fox|studios|foundation))",
        lambda m: Part(century=100 * (english(m["n"]) - 1)),
    ),
    piece(
        r"(?<![a-z0-9$€£.,])(?:(?<!-)|(?<=mid-)|(?<=late-)|(?<=early-))(?:the\s+)?(?P<year>(?:1[5-9]|20)\d0)\s?['’]?s(?![a-z0-9])",
        lambda m: Part(decade=int(m["year"])),
    ),
    piece(
        r"(?<![a-z0-9$€£.,-])the\s+['’]?(?P<year>[2-9]0)['’]?s(?![a-z0-9])",
        lambda m: Part(decade=1900 + int(m["year"])),
    ),
    piece(
        rf"{START}the\s+(?P<word>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies{END}",
        lambda m: Part(decade=1900 + english(m["word"] + "y")),
    ),
)
