"""What a server says about waiting. Headers are strangers' words: what cannot be read was not said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)
"""No server makes a feed wait longer: ten years are a slip, and after a week one more request harms nobody."""

_SECONDS = re.compile(r"\s*(-?)0*(\d+)(?:\.\d+)?\s*")
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?0*(\d+)", re.IGNORECASE)
_MOST_DIGITS = 9
"""More digits of seconds are beyond any wait (and beyond what a timedelta holds)."""


def told_to_wait(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Return how long ``Retry-After`` asks to wait (RFC 9110, 10.2.3), from zero to ``LONGEST_WAIT``.

    None where it says nothing that can be read.
    """
    said = headers.get("retry-after", "")
    seconds = _SECONDS.fullmatch(said)
    if seconds:
        return timedelta() if seconds[1] else _seconds(seconds[2])
    until = _instant(said)
    return None if until is None else _clamped(until - now)


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return how much longer the answer is good (RFC 9111, 4.2.1), from zero to ``LONGEST_WAIT``.

    ``max-age`` outranks ``Expires``; ``s-maxage`` is not for us; what it aged on the way (``Age``) is gone.
    """
    said = _MAX_AGE.search(headers.get("cache-control", ""))
    if said:
        age = _SECONDS.fullmatch(headers.get("age", ""))
        return _clamped(_seconds(said[1]) - (_seconds(age[2]) if age and not age[1] else timedelta()))
    expires = _instant(headers.get("expires", ""))
    sent = _instant(headers.get("date", "")) or now
    return timedelta() if expires is None else _clamped(expires - sent)


def _seconds(digits: str) -> timedelta:
    return LONGEST_WAIT if len(digits) > _MOST_DIGITS else _clamped(timedelta(seconds=int(digits)))


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta()), LONGEST_WAIT)


def _instant(words: str) -> datetime | None:
    """Return an HTTP date as an aware instant; None where it is none (``Expires: 0``)."""
    try:
        found = parsedate_to_datetime(words)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
