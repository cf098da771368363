"""Slots: the next that is free, what was missed while nobody looked, and the window that one tells of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.schedule.runs import Run, latest_run, next_run, runs, runs_between
from digests.subscription import Schedule, Slot, Subscription

STILL_POSTED = timedelta(hours=6)
"""A slot found later than this after its hour is listed as skipped."""
PUNCTUAL = timedelta(minutes=10)
"""A slot found within this of its hour is not called late: ticks, queues and pacing take their time."""
_MANY = 400
"""Runs looked at for a free one: more than a year of them is never taken."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What is to be done about the slots of a subscription that are due."""

    post: Slot | None
    """The latest one, where its hour is not too long ago."""
    late: bool
    """``post`` is to be labelled late."""
    skipped: tuple[Slot, ...]
    """The others, oldest first: they are not posted any more."""
    next_run: datetime | None
    """Where the subscription's cursor goes: the first run after ``now``."""


def first_free(schedule: Schedule, subscription_id: str, after: datetime, taken: frozenset[str]) -> Slot | None:
    """Return the first slot after an instant (aware) whose key is not ``taken``; None where no run is left.

    A schedule that is edited after the day's slot was posted gets no second slot of that date and ordinal.
    """
    slots = (slot_of(subscription_id, run) for run in runs(schedule, after, _MANY))
    return next((slot for slot in slots if slot.key not in taken), None)


def catch_up(subscription: Subscription, now: datetime) -> Missed:
    """Return which slot of those due is still posted, and which are skipped: one post at most, however many are due.

    Nothing is due before ``subscription.next_run``; a paused subscription misses nothing.
    """
    schedule, since = subscription.schedule, subscription.next_run
    following = next_run(schedule, now)
    due = () if since is None or subscription.paused or since > now else runs_between(schedule, since, now)
    slots = [slot_of(subscription.id, run) for run in due]
    post = slots.pop() if slots and now - slots[-1].due <= STILL_POSTED else None
    late = post is not None and now - post.due > PUNCTUAL
    return Missed(post, late, tuple(slots), following[2] if following else None)


def window(schedule: Schedule, slot: Slot) -> tuple[datetime, datetime]:
    """Return what a slot tells of: from the hour of the run before it to its own, ``start <= t < end``, in UTC.

    A late slot's too: what came after its hour is the next one's. The first run there ever was tells of a day.
    """
    before = latest_run(schedule, slot.due - datetime.resolution)
    return (before[2] if before else slot.due - timedelta(days=1)), slot.due


def slot_of(subscription_id: str, run: Run) -> Slot:
    """Return a run as the subscription's slot."""
    day, ordinal, due = run
    return Slot(subscription_id, day, ordinal, due)
