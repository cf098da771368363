"""Holidays as rules: on what day of a year each falls.

Western feasts hang on Easter (the anonymous Gregorian algorithm of Meeus, Astronomical Algorithms, 1991), others on a
weekday of a month. The Chinese New Year is looked up in a table, each day of which is that of a new moon in Beijing
(Meeus, the same); outside the table it is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from digests.when import month_span

_LUNAR_NEW_YEARS = """
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26
2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08
"""
_LUNAR = {day.year: day for day in map(date.fromisoformat, _LUNAR_NEW_YEARS.split())}


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same day of the same month every year."""

    month: int
    day: int

    def on(self, year: int) -> date | None:
        """Return the day in that year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Weekday:
    """The nth weekday (0 for Monday) of a month, from its end if negative, and so many days after it."""

    month: int
    weekday: int
    n: int
    after: int = 0

    def on(self, year: int) -> date | None:
        """Return the day in that year."""
        first, last = month_span(year, self.month)
        if self.n > 0:
            day = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.n - 1))
        else:
            day = last - timedelta(days=(last.weekday() - self.weekday) % 7 + 7 * (-self.n - 1))
        return day + timedelta(days=self.after)


@dataclass(frozen=True, slots=True)
class Easter:
    """So many days after Easter Sunday."""

    after: int = 0

    def on(self, year: int) -> date | None:
        """Return the day in that year."""
        return easter(year) + timedelta(days=self.after)


@dataclass(frozen=True, slots=True)
class LunarNewYear:
    """So many days after the first day of the Chinese year; None in years the table does not know."""

    after: int = 0

    def on(self, year: int) -> date | None:
        """Return the day in that year."""
        first = _LUNAR.get(year)
        return first and first + timedelta(days=self.after)


Holiday = Fixed | Weekday | Easter | LunarNewYear


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def weekend_of(day: date) -> tuple[date, date]:
    """Return the weekend that a holiday is part of: with the day itself, if a working day lies not between."""
    saturday = day + timedelta(days=5 - day.weekday() if day.weekday() >= 2 else -2 - day.weekday())  # noqa: PLR2004  Wednesday
    sunday = saturday + timedelta(days=1)
    if day.weekday() in (0, 3, 4):
        return min(day, saturday), max(day, sunday)
    return saturday, sunday
