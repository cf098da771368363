"""Dates in digits alone: 2024-04-18, 2024/4/18, 4/18/2024, 2024-04. They belong to no language."""

from __future__ import annotations

import re

from digests.dates.parts import Part
from digests.dates.pieces import Rule, piece

_HAN = re.compile("[\u4e00-\u9fff]")
_SEPARATOR = r"[-/.／．]"
_TWELVE, _HUNDRED, _PIVOT = 12, 100, 50


def _iso(match: re.Match[str]) -> Part | None:
    """Return year, month and day in that order; after another hyphen, hyphens make a name (model-2024-05-13)."""
    if match["sep"] == "-" and match.string[match.start() - 1 : match.start()] == "-":
        return None
    return Part(year=int(match["year"]), month=int(match["month"]), day=int(match["day"]))


def _american_or_british(match: re.Match[str]) -> Part | None:
    """Return the day. Where both orders are possible: with points day first, else American; in Chinese not known."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < _HUNDRED:
        year += 2000 if year < _PIVOT else 1900
    if max(first, second) > 31 or min(first, second) > _TWELVE or not min(first, second):  # noqa: PLR2004  days of a month
        return None
    if first <= _TWELVE and second <= _TWELVE and first != second and _HAN.search(match.string):
        return Part(vague=True)
    american = first <= _TWELVE and (match["sep"] != "." or second > _TWELVE)
    month, day = (first, second) if american else (second, first)
    return Part(year=year, month=month, day=day)


def _short(match: re.Match[str]) -> Part | None:
    """Return the day of a month/day pair; the year is looked for."""
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if first <= _TWELVE else (second, first)
    return Part(month=month, day=day) if 1 <= month <= _TWELVE and 1 <= day <= 31 else None  # noqa: PLR2004  days


_NOTHING_BEFORE = r"(?<![\da-z_.:/$€£#+])(?<![a-z_]-)"
RULES = (
    Rule(
        (
            piece(
                rf"""{_NOTHING_BEFORE}(?P<year>(?:19|20)\d\d)\s?(?P<sep>{_SEPARATOR})\s?(?P<month>1[0-2]|0?[1-9])\s?(?P=sep)\s?
                (?P<day>3[01]|[12]\d|0?[1-9])(?![\d%]|(?P=sep)\d|[a-su-z_])""",
                _iso,
            ),
            piece(
                rf"""{_NOTHING_BEFORE}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d\d|(?<=/)\d\d)
                (?![\d%]|(?P=sep)\d|[a-z_])""",
                _american_or_british,
            ),
            piece(
                rf"{_NOTHING_BEFORE}(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])(?![\d%]|[-/.]\d|[a-z_])",
                lambda m: Part(year=int(m["year"]), month=int(m["month"])),
            ),
            piece(
                rf"{_NOTHING_BEFORE}(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d%]|[-/.]\d|[a-z_])",
                lambda m: Part(year=int(m["year"]), month=int(m["month"])),
            ),
            piece(
                r"(?:(?<=[于自从至])|(?<=\bon\s)|(?<=day\s))(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d%/a-z]|\.\d)",
                _short,
            ),
        ),
        (),
        ("-", "/", ".", "／", "．"),
    ),
)
