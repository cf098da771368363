"""The dates of feeds, as exactly as they are written.

feedparser reads many spellings, and takes others for dates that they are not (``2024/04/18`` becomes the first of
November, a number of seconds a day in 2017). It is asked only where a month stands in English letters.
"""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, date, datetime, timedelta
from typing import Any

from digests.stated import published_of
from digests.when import Published

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d.*))?", re.IGNORECASE)
_ENGLISH_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_OFFSET = re.compile(r":[\d.]+ ?([+-])(\d{2}):?(\d{2})$")


def published_in(entry: Any) -> Published | None:  # noqa: ANN401  feedparser has no types
    """Return the first date of a feedparser entry that can be read: its publication, change or creation.

    Without a clock time it is a day, or a month; a clock time without a zone is taken as UTC.
    """
    for name in ("published", "updated", "created"):
        # `in` first: feedparser answers for a missing "updated" with "published" and a warning
        words = str(entry[name]).strip() if name in entry else ""
        published = _published(words, entry.get(f"{name}_parsed")) if words else None
        if published:
            return published
    return None


def _published(words: str, parsed: Any) -> Published | None:  # noqa: ANN401  a struct_time in UTC, or None
    try:
        if parsed and _ENGLISH_MONTH.search(words):
            at = datetime.fromtimestamp(timegm(parsed), UTC)
            return Published(_day_written(words, at), at=at if ":" in words else None)
        return published_of(_iso(words))
    except (ValueError, OverflowError):
        return None


def _iso(words: str) -> str:
    """Return a date that begins with the year, in any of its spellings, as ISO 8601 has it."""
    found = _YEAR_FIRST.fullmatch(words)
    if not found:
        return words
    year, month, day, time = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}" + (f"T{time.replace(' ', '')}" if time else "")


def _day_written(words: str, at: datetime) -> date:
    """Return the day of the instant in the zone of the words: an evening in California is tomorrow in UTC."""
    zone = _OFFSET.search(words)
    if not zone:
        return at.date()
    offset = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    return (at - offset if zone[1] == "-" else at + offset).date()
