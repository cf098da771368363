"""Years, decades and centuries in English: 2024, '24, last year, nineteen ninety-six, the nineties."""

from __future__ import annotations

import re

from digests.dates.english.words import END, PLACES, START, TURNS, YEAR, any_of
from digests.dates.numerals import SPOKEN_NEEDS, SPOKEN_YEAR, english, full_year, spoken_year
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import piece
from digests.dates.signs import APOSTROPHES, FOUR_DIGITS
from digests.dates.values import Unit


def plain(text: str) -> str:
    """Return words with single spaces, as the tables have them."""
    return " ".join(text.split())


def year_of(text: str) -> int:
    """Return the year of four digits, of two after an apostrophe, or of words."""
    digits = text.lstrip("'’")
    if not digits.isdecimal():
        return spoken_year(digits)
    return full_year(int(digits)) if len(digits) == 2 else int(digits)  # noqa: PLR2004  the century is left out


def year_step(match: re.Match[str]) -> Part:
    """Return the year of "last year", "that year", "the year"."""
    word = plain(match["word"])
    count, origin = TURNS.get(word, (0, Origin.PUBLICATION))
    return Part(step=Step(Unit.YEAR, count, origin))


_AS_YEAR = rf"(?P<year>{YEAR}|['’]\d\d|{SPOKEN_YEAR})(?![a-z0-9%]|[.,:]\d|-\d)"
YEAR_PHRASE = (
    r"(?P<word>this|last|next|that\s+same|that|the\s+same|the\s+following|the\s+previous|the\s+next|the)"
    r"\s+(?:calendar\s+)?year"
)

FISCAL = r"(?:fiscal(?:\s+year)?[\s-]*\d{2,4}|fiscal\s+(?:year|quarter)|fy[\s-]?['’]?\d{2,4})"
YEAR_AFTER = (
    piece(rf"\s?,?\s*(?:of\s+|in\s+)?(?:the\s+year\s+)?[-/]?{_AS_YEAR}", lambda m: Part(year=year_of(m["year"]))),
    piece(rf",?\s+(?:of\s+|in\s+)?{YEAR_PHRASE}{END}", year_step),
    piece(r"\s+(?:of|in)\s+(?P<year>[4-9]\d)(?=[.,;!?)]|$)", lambda m: Part(year=year_of(m["year"]))),
    piece(r"(?<=-[a-z]{3})-(?P<year>\d\d)(?![\d-])", lambda m: Part(year=year_of(m["year"]))),
    piece(rf",?\s+(?:of\s+|in\s+)?(?:the\s+|its\s+|their\s+)?{FISCAL}{END}", lambda _: Part(vague=True)),
)
FISCAL_HEAD = (
    piece(
        rf"{START}(?:(?:the\s+)?(?:{any_of(PLACES)})[\s-]+)?{FISCAL}(?:[\s-]+quarter|\s+q[1-4])?{END}",
        lambda _: Part(vague=True),
    ),
)
YEAR_HEAD = (
    piece(
        rf"""(?<![a-z0-9_$€£#.,:/'’%+*=])(?:(?<!-)|(?<=mid-)|(?<=late-)|(?<=early-))
        (?:the\s+year\s+|(?:the\s+)?calendar\s+(?:year\s+)?|cy(?:\s|(?![a-z])))?{_AS_YEAR}""",
        lambda m: Part(year=year_of(m["year"])),
        (*FOUR_DIGITS, *APOSTROPHES, *SPOKEN_NEEDS),
    ),
    piece(rf"{START}cy\s?['’]?(?P<year>\d\d){END}", lambda m: Part(year=full_year(int(m["year"]))), ("cy",)),
    piece(rf"{START}(?<!the\s){YEAR_PHRASE}{END}", year_step, ("year",)),
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


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADE_WORD = rf"(?P<word>{'|'.join(word.removesuffix('ies') for word in _DECADES)})ies"


def _decade(match: re.Match[str]) -> Part:
    """Return the decade of this or the last century that the words name."""
    return Part(decade=1900 + english(match["word"] + "y"))


CENTURY_HEAD = (
    piece(
        rf"{START}(?:the\s+)?(?P<n>1[5-9]th|20th|21st|nineteenth|twentieth|twenty-first)[\s-]+century{END}(?!\s+(?:fox|studios|foundation))",
        lambda m: Part(century=100 * (english(m["n"]) - 1)),
        ("century",),
    ),
    piece(
        r"(?<![a-z0-9$€£.,])(?:(?<!-)|(?<=mid-)|(?<=late-)|(?<=early-))(?:the\s+)?(?P<year>(?:1[5-9]|20)\d0)\s?['’]?s(?![a-z0-9])",
        lambda m: Part(decade=int(m["year"])),
    ),
    piece(
        r"(?<![a-z0-9$€£.,-])(?:the\s+|(?<=in\s))['’]?(?P<year>[2-9]0)\s?['’]?s(?![a-z0-9])",
        lambda m: Part(decade=1900 + int(m["year"])),
    ),
    piece(rf"{START}(?:the\s+|(?<=in\s))(?:nineteen[\s-])?{_DECADE_WORD}{END}", _decade, _DECADES),
    piece(
        rf"{START}(?:the\s+)?(?:twenty[\s-]|two\s+thousand\s+and\s+)(?P<word>tens|twenties|thirties){END}",
        lambda m: Part(decade=2000 + {"te": 10, "tw": 20, "th": 30}[m["word"][:2]]),
        ("tens", "twenties", "thirties"),
    ),
    piece(
        rf"{START}(?:the\s+)(?:noughties|aughts|two\s+thousands){END}",
        lambda _: Part(decade=2000),
        ("noughties", "aughts", "thousands"),
    ),
)
