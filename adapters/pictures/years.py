"""Dates beneath the heading of their year."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d|s\b|年代)")
"""A year; a decade is none."""
_DAY_BEFORE_YEAR = re.compile(r"(.*\b[A-Z][a-z]+) \d{4}")
_DAY_BEHIND_YEAR = re.compile(r"\d{4}年(\d{1,2}月.*)")


def year_of(date: str) -> str:
    """Return the first year of a date as shown; nothing where it names none."""
    found = _YEAR.search(date)
    return found[0] if found else ""


def without_year(date: str) -> str:
    """Return a date that names a month without its one year, which stands above it; every other date as it is."""
    if len(_YEAR.findall(date)) != 1:
        return date
    found = _DAY_BEFORE_YEAR.fullmatch(date) or _DAY_BEHIND_YEAR.fullmatch(date)
    return found[1] if found else date


def ends_of(date: str) -> list[str]:
    """Return a date, or the two ends of a period that are to stand below each other."""
    return re.split(r"(?<=\d –) ", date)
