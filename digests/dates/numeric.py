"""Dates in digits alone: 2024-04-18, 2024/4/18, 4/18/2024, 20240418, 2024-04, 10/1 to 11/7."""

from __future__ import annotations

import re

from digests.dates.numerals import full_year
from digests.dates.parts import Part
from digests.dates.pieces import Prefix, Rule, piece
from digests.dates.signs import FOUR_DIGITS, SEPARATORS

_HAN = re.compile("[\u4e00-\u9fff]")
_HYPHENED = re.compile(r"\w-$")
_SEPARATOR = r"[-/.／．]"
_TWELVE, _HUNDRED = 12, 100
_ATTACKS = (9, 11)
"""9/11 is that of 2001, whatever the year."""
_LARGEST_DENOMINATOR = 10
"""Up to here 3/4 is taken for a fraction rather than the fourth of March."""


def _iso(match: re.Match[str]) -> Part | None:
    """Return year, month and day in that order; after another hyphen, hyphens make a name (5-2024-05-13)."""
    hyphened = match.groupdict().get("sep") == "-"
    if hyphened and _HYPHENED.search(match.string, max(0, match.start() - 2), match.start()):
        return None
    return Part(year=int(match["year"]), month=int(match["month"]), day=int(match["day"]))


def _american_or_british(match: re.Match[str]) -> Part | None:
    """Return the day. Where both orders are possible: with points day first, else American; in Chinese not known."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < _HUNDRED:
        year = full_year(year)
    if max(first, second) > 31 or min(first, second) > _TWELVE or not min(first, second):  # noqa: PLR2004  days of a month
        return None
    if first <= _TWELVE and second <= _TWELVE and first != second and _HAN.search(match.string):
        return Part(vague=True)
    american = first <= _TWELVE and (match["sep"] != "." or second > _TWELVE)
    month, day = (first, second) if american else (second, first)
    return Part(year=year, month=month, day=day)


def _short(match: re.Match[str]) -> Part | None:
    """Return the day of a month/day pair; without a year behind it, the year is looked for."""
    year = match["year"] and (int(match["year"]) if len(match["year"]) > 2 else full_year(int(match["year"])))  # noqa: PLR2004  in full
    month_and_day = _pair(match["a"], match["b"])
    if month_and_day == _ATTACKS and not year:
        return None
    return month_and_day and Part(year=year or None, month=month_and_day[0], day=month_and_day[1])


def _pair(a: str, b: str) -> tuple[int, int] | None:
    """Return month and day, American first."""
    first, second = int(a), int(b)
    month, day = (first, second) if first <= _TWELVE else (second, first)
    return (month, day) if 1 <= month <= _TWELVE and 1 <= day <= 31 else None  # noqa: PLR2004  days of a month


def _year_and_month(match: re.Match[str]) -> Part | None:
    """Return the month; 2002-3 and 2002/03 are two years."""
    year, month = int(match["year"]), int(match["month"])
    return None if month == (year + 1) % 10 or month == (year + 2) % 10 else Part(year=year, month=month)


def _pairs(match: re.Match[str]) -> Part | None:
    """Return the days from one month/day pair to another; two small fractions are none."""
    first, last = _pair(match["a"], match["b"]), _pair(match["c"], match["d"])
    year = int(match["year"]) if match["year"] else None
    fractions = all(int(x) < int(y) <= _LARGEST_DENOMINATOR for x, y in (match.group("a", "b"), match.group("c", "d")))
    if first is None or last is None or (fractions and year is None and not match["from"]):
        return None
    return Part(month=first[0], day=first[1], until=Part(year=year, month=last[0], day=last[1]))


_NOTHING_BEFORE = r"(?<![\da-z_.:/$€£#+])(?<![a-z_]-)"
_NO_NUMBER_BEFORE = r"(?:(?<!\d-)|(?<=[-/]\d{4}-))"
"""Before a hyphened date no number and hyphen, unless they end another date."""
_CLOSES = r"(?=\s*(?:[,;!?)]|\.(?!\d)|$))"
"""Behind digits that only stand for a date where the clause ends."""
_FROM = r"(?P<from>(?<=from\s)|(?<=between\s))?"
_STEADY = (
    r"(?<=\bon\s)|(?<=since\s)|(?<=until\s)|(?<=till\s)|(?<=this\s)|(?<=next\s)|(?<=last\s)|(?<=before\s)|(?<=after\s)"
)
_M, _D = r"(?:0?[1-9]|1[0-2])", r"(?:3[01]|[12]\d|0?[1-9])"
_DIGITS_HEAD = (
    piece(
        rf"""{_NOTHING_BEFORE}(?P<year>(?:19|20)\d\d)\s?(?P<sep>{_SEPARATOR})\s?(?P<month>1[0-2]|0?[1-9])\s?(?P=sep)\s?
        (?P<day>3[01]|[12]\d|0?[1-9])(?![\d%]|(?P=sep)\d|[a-su-z_])""",
        _iso,
    ),
    piece(
        rf"""{_NOTHING_BEFORE}{_NO_NUMBER_BEFORE}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)
        (?P<year>(?:19|20)\d\d|(?<=/)\d\d|(?<=-[12]\d-|-3[01]-)\d\d{_CLOSES}|(?<=-)0\d{_CLOSES})
        (?![\d%]|(?P=sep)\d(?!\d?(?P=sep))|[a-z_])""",
        _american_or_british,
    ),
    piece(
        rf"{_NOTHING_BEFORE}(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![\d%]|[-/.]\d|[a-z_])",
        lambda m: Part(year=int(m["year"]), month=int(m["month"])),
    ),
    piece(rf"{_NOTHING_BEFORE}(?<!-)(?P<year>(?:19|20)\d\d)\s?[-/]\s?(?P<month>{_M}){_CLOSES}", _year_and_month),
    piece(
        rf"{_NOTHING_BEFORE}(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d%]|[-/.]\d|[a-z_])",
        lambda m: Part(year=int(m["year"]), month=int(m["month"])),
    ),
    piece(
        rf"{_NOTHING_BEFORE}(?<!-)(?<!-\s)(?P<month>{_M})\s?[-/]\s?(?P<year>(?:19|20)\d\d){_CLOSES}",
        lambda m: Part(year=int(m["year"]), month=int(m["month"])),
    ),
    piece(
        rf"{_NOTHING_BEFORE}{_FROM}(?P<a>{_M})/(?P<b>{_D})\s?(?:-|–|~|to|through|until|till|and)\s?(?P<c>{_M})/(?P<d>{_D})(?:(?:,\s?|/)(?P<year>20\d\d))?(?![\d%/a-z]|[.-]\d)",
        _pairs,
    ),
    piece(
        rf"""(?:(?<=[于自从至])|{_STEADY}|(?<=day\s))(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})(?:,\s?(?P<year>(?:20)?\d\d)(?!\d))?
        (?![\d%/a-z]|\.\d)""",
        _short,
    ),
    piece(rf"(?<=\bon\s)(?P<a>{_M})-(?P<b>1[3-9]|2\d|3[01])(?P<year>(?!))?{_CLOSES}", _short),
    piece(rf"{_NOTHING_BEFORE}(?P<a>{_M})/(?P<b>{_D}),\s?(?P<year>20\d\d)(?![\d%/a-z]|\.\d)", _short),
    piece(rf"{_NOTHING_BEFORE}(?P<a>{_M})/(?P<b>2[1-9]|3[01])(?P<year>(?!))?{_CLOSES}", _short),
    piece(rf"^\s*(?P<a>{_M})\s?[-/]\s?(?P<b>{_D})(?P<year>(?!))?\s*$", _short),
)
_PLAIN_DIGITS_HEAD = (
    piece(
        r"(?<![\w.:/$€£#+-])(?<!\d\s)(?P<year>(?:19|20)\d\d)\s(?P<month>0[1-9]|1[0-2])\s(?P<day>0[1-9]|[12]\d|3[01])(?!\w|[-.:/]\d|\s\d)",
        _iso,
    ),
    piece(
        r"(?:(?<![\w.:/$€£#+-])|(?<=[于在自从至到]))(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![a-z0-9_%]|[-.:/,]\d|-[a-z])",
        _iso,
    ),
)


def rules(prefixes: tuple[tuple[Prefix, ...], ...]) -> tuple[Rule, ...]:
    """Return the rules, with what may stand before digits in the language that lends the words for it."""
    return (
        Rule(_DIGITS_HEAD, needs=SEPARATORS, prefixes=prefixes),
        Rule(_PLAIN_DIGITS_HEAD, needs=FOUR_DIGITS, prefixes=prefixes),
    )
