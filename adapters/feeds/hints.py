"""What a feed says about when to ask it again."""

from __future__ import annotations

import re
from typing import Any

_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
"""Minutes, by the words of the RSS syndication module."""
_LONGEST = 525_600
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HEAD = 100_000
"""Characters at the beginning in which the channel's own elements are looked for."""
_SKIPPED_HOURS = re.compile(r"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_SKIPPED_DAYS = re.compile(r"<skipDays>(.{0,1000}?)</skipDays>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(r"<hour>\s{0,9}(\d{1,2})\s{0,9}<", re.IGNORECASE)
_DAY = re.compile(r"<day>\s{0,9}([a-z]{6,9})\s{0,9}<", re.IGNORECASE)


def ttl_minutes(channel: Any) -> int | None:  # noqa: ANN401  feedparser has no types
    """Return for how long the feed calls itself good: its ``ttl``, or the rhythm of the syndication module."""
    ttl = _number(channel.get("ttl"))
    period = _PERIODS.get(str(channel.get("sy_updateperiod") or "").strip().lower())
    if ttl is None and period:
        ttl = period // max(_number(channel.get("sy_updatefrequency")) or 1, 1)
    return ttl if ttl and ttl <= _LONGEST else None


def skip_hours(text: str) -> frozenset[int]:
    """Return the hours (UTC, 0 to 23) that ``skipHours`` of RSS names; 24 is an old spelling of 0."""
    hours = {int(hour) for listed in _SKIPPED_HOURS.findall(text[:_HEAD]) for hour in _HOUR.findall(listed)}
    return frozenset(hour % 24 for hour in hours if hour <= 24)  # noqa: PLR2004  hours of a day


def skip_days(text: str) -> frozenset[int]:
    """Return the days (Monday 0) that ``skipDays`` of RSS names."""
    days = {day.lower() for listed in _SKIPPED_DAYS.findall(text[:_HEAD]) for day in _DAY.findall(listed)}
    return frozenset(_DAYS.index(day) for day in days if day in _DAYS)


def _number(words: object) -> int | None:
    digits = str(words or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len(str(_LONGEST)) else None
