"""When admins are told of a trouble: once, then daily while it lasts, and once when it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digests.feed import FeedState
from digests.notice import Notice
from digests.story import Reason
from digests.upkeep import Backlog

REMINDED = timedelta(days=1)
STALLED = timedelta(hours=1)
PARKED = "parked"
"""The reason's key where nobody can tell whether a delivery was posted."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told now."""

    notice: Notice
    """As it is stored once it was told."""
    over: bool
    """All is well again."""


def noticed(known: Iterable[Notice], subject: str, reason: Reason, now: datetime) -> Notice | None:
    """Return the notice to store for a trouble that was met; None where it is known already, and not over."""
    for notice in known:
        if (notice.subject, notice.reason.key) == (subject, reason.key):
            return replace(notice, over=None, reason=reason) if notice.over else None
    return Notice(subject, reason, since=now)


def settled(known: Iterable[Notice], subjects: Collection[str], now: datetime) -> tuple[Notice, ...]:
    """Return the notices to store where all is well with those again; a parked delivery still waits for its word."""
    well = (n for n in known if n.subject in subjects and n.over is None and n.reason.key != PARKED)
    return tuple(replace(n, over=now) for n in well)


def fetching_stopped(states: Collection[FeedState], now: datetime, alarm: timedelta, started: datetime) -> bool:
    """Say whether no feed has answered for ``alarm``, although one should have.

    ``states`` are those of the feeds that are asked; ``started`` stands for the first answer where none ever came.
    """
    answers = [state.last_success for state in states if state.last_success]
    tries = [state.failing_since for state in states if state.failing_since]
    since = max(answers, default=min(tries, default=started))
    should = any(state.failures or state.next_try is None or now - state.next_try > STALLED for state in states)
    return should and now - since >= alarm


def posting_stopped(backlog: Backlog, now: datetime) -> bool:
    """Say whether something has waited for over an hour in which nothing was sent."""
    waits, last = backlog.waits_since, backlog.last_try
    return waits is not None and now - waits > STALLED and (last is None or now - last > STALLED)


def tellings(known: Iterable[Notice], now: datetime) -> tuple[Telling, ...]:
    """Return what is to be told now, oldest trouble first."""
    due = (n for n in known if n.over or n.told is None or now - n.told >= REMINDED)
    return tuple(Telling(replace(n, told=now), over=n.over is not None) for n in due)
