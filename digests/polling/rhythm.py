"""How often a feed deserves to be asked, and when it is asked next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median

from digests.article import Entry
from digests.feed import FIRST_INTERVAL, FeedState

SHORTEST = timedelta(minutes=30)
"""For a busy feed whose server itself calls its answers stale by then; no other is asked more than once an hour."""
LONGEST = timedelta(hours=24)
"""For feeds that sleep or fail: still soon enough to find them awake the day they return."""
USUAL_LONGEST = timedelta(hours=6)
"""For a feed that is alive: a digest a day must not miss the one announcement of a quiet month."""
ASLEEP = timedelta(days=30)
"""Without anything new for so long, a feed is taken to sleep."""

_SHARE = 12
"""A feed is asked twelve times in the gap between two publications: news is late by a twelfth of it at most."""
_GAPS = 20
"""The last so many gaps count: the habits of this year, not of all."""
_FEWEST_GAPS = 2
_JITTER = 0.1
"""Up to so much of the interval is added, the same for a feed each time: feeds added together drift apart."""
_HOUR = timedelta(hours=1)
_HOURS_OF_A_WEEK = 7 * 24


def gap_between(entries: Iterable[Entry], now: datetime) -> tuple[timedelta | None, datetime | None]:
    """Return the usual gap between the publications of a feed's entries, and the last of them; None where unknown.

    The gap is the median: one burst or one holiday does not change it. Dates ahead of ``now`` tell nothing.
    """
    stated = {entry.published.latest for entry in entries if entry.published}
    dates = sorted(date for date in stated if date <= now)[-_GAPS - 1 :]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(dates)]
    usual = timedelta(seconds=round(median(gaps))) if len(gaps) >= _FEWEST_GAPS else None
    return usual, dates[-1] if dates else None


def fitting_interval(state: FeedState, now: datetime, fresh: timedelta) -> timedelta:
    """Return the time between two askings that a feed's rhythm deserves, from ``SHORTEST`` to ``LONGEST``.

    ``fresh`` is for how long the server calls its answer good: zero where it does not say.
    """
    if state.newest is not None and now - state.newest > ASLEEP:
        return LONGEST
    if state.gap is None:
        return FIRST_INTERVAL
    shortest = SHORTEST if timedelta() < fresh <= SHORTEST else FIRST_INTERVAL
    return _whole_seconds(min(max(state.gap / _SHARE, shortest), USUAL_LONGEST))


def next_try(state: FeedState, now: datetime, wait: timedelta) -> datetime:
    """Return when a feed is asked again: not before ``wait`` has passed, and in no hour its publisher wants quiet."""
    earliest = now + wait + _whole_seconds(jitter(state.url) * state.interval)
    if not quiet(state, earliest):
        return earliest
    hour = earliest.replace(minute=0, second=0, microsecond=0)
    awake = next(hour + n * _HOUR for n in range(1, _HOURS_OF_A_WEEK + 1) if not quiet(state, hour + n * _HOUR))
    return awake + _whole_seconds(jitter(state.url) * _HOUR)


def quiet(state: FeedState, at: datetime) -> bool:
    """Say whether the publisher wants no asking in the hour of an instant (aware UTC).

    Hours and days that leave no hour of the week are a slip and mean nothing.
    """
    if len(state.skip_hours) >= 24 or len(state.skip_days) >= 7:  # noqa: PLR2004  of a day, of a week
        return False
    return at.hour in state.skip_hours or at.weekday() in state.skip_days


def jitter(url: str) -> float:
    """Return a feed's own number from 0 to ``_JITTER``, the same on every machine and after every start."""
    return int.from_bytes(sha256(url.encode()).digest()[:4]) / 2**32 * _JITTER


def _whole_seconds(span: timedelta) -> timedelta:
    return timedelta(seconds=round(span.total_seconds()))
