"""What becomes of a delivery: decided from what the platform answered, and from what a look into the channel found.

The rule above all: a row that may have been posted is posted again only after somebody looked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum

from digests.delivery import Absent, Delivery, Later, Never, Outcome, Posted, Sight, State, Unclear, Unreadable
from digests.story import Reason

POST_WITHIN = timedelta(seconds=12)
"""A post that was not answered by then is unclear."""
LANDS_WITHIN = 2 * POST_WITHIN
"""After this a post whose answer was given up has landed, or never will."""
LEASE = timedelta(seconds=30)
"""How long a sender may act on rows it took: longer than ``LANDS_WITHIN``, so that whoever takes over looks at a
channel that has come to rest."""
PATIENCE = timedelta(hours=6)
"""A delivery that was put off for so long is not posted any more."""
MOST_LOST = 3
"""Times a sender may be lost over a row before an admin has to look at it: it may be what kills them."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
"""Between two tries of a delivery that was put off: doubled each time."""

SENDERS_LOST = Reason("senders-lost")


class Next(Enum):
    """What is to be done about a delivery whose sender was lost."""

    REPEAT = "repeat"
    """Post again with the same nonce: the platform still knows the first try."""
    LOOK = "look"


def after_post(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Return the delivery after a try."""
    match outcome:
        case Posted(message=message):
            return _sent(delivery, message)
        case Later(reason=reason, wait=wait):
            return _put_off(delivery, reason, max(wait, _pause(delivery.attempts)), now)
        case Never(reason=reason):
            return replace(delivery, state=State.DEAD, lease=None, reason=reason)
        case Unclear(reason=reason):
            return replace(delivery, reason=reason)


def how_to_clear(delivery: Delivery, now: datetime, repeats_for: timedelta) -> Next:
    """Return what to do about an unclear delivery; its lease has just been taken over.

    A repeat must land, however late, while the platform still knows the first try.
    """
    known = delivery.first_try is not None and now + LANDS_WITHIN < delivery.first_try + repeats_for
    return Next.REPEAT if known and delivery.lost < MOST_LOST else Next.LOOK


def after_repeat(delivery: Delivery, outcome: Outcome, now: datetime) -> Delivery:
    """Return an unclear delivery after a repeat: only a yes clears it, since a no speaks of the repeat alone."""
    match outcome:
        case Posted(message=message):
            return _sent(delivery, message)
        case Later(reason=reason, wait=wait):
            return replace(delivery, lease=now + wait, reason=reason)
        case Never(reason=reason) | Unclear(reason=reason):
            return replace(delivery, reason=reason)


def after_look(delivery: Delivery, sight: Sight, now: datetime) -> Delivery:
    """Return an unclear delivery after a look into its channel."""
    match sight:
        case Posted(message=message):
            return _sent(delivery, message)
        case Absent() if delivery.lost >= MOST_LOST:
            return replace(delivery, state=State.PARKED, lease=None, reason=SENDERS_LOST)
        case Absent() if now > delivery.promised + PATIENCE:
            return replace(delivery, state=State.DEAD, lease=None, reason=Reason("put-off-too-long"))
        case Absent():
            return replace(delivery, state=State.DUE, due=now, lease=None, first_try=None)
        case Unreadable(reason=reason, wait=wait):
            if wait is None or now + wait > delivery.promised + PATIENCE:
                return replace(delivery, state=State.PARKED, lease=None, reason=reason)
            return replace(delivery, lease=now + wait, reason=reason)


def given_back(delivery: Delivery, due: datetime) -> Delivery:
    """Return a delivery that was taken and not tried, to be tried at ``due``."""
    return replace(delivery, state=State.DUE, due=due, lease=None, attempts=delivery.attempts - 1, first_try=None)


def in_time(delivery: Delivery, now: datetime) -> bool:
    """Say whether a post that begins now ends within the lease."""
    return delivery.lease is not None and now + POST_WITHIN <= delivery.lease


def _sent(delivery: Delivery, message: str) -> Delivery:
    return replace(delivery, state=State.SENT, lease=None, message=message, reason=None)


def _put_off(delivery: Delivery, reason: Reason, wait: timedelta, now: datetime) -> Delivery:
    """Return a delivery that is certainly not posted, to be tried later, or given up after too long."""
    if now + wait > delivery.promised + PATIENCE:
        return replace(delivery, state=State.DEAD, lease=None, reason=Reason("put-off-too-long"))
    return replace(delivery, state=State.DUE, due=now + wait, lease=None, first_try=None, reason=reason)


def _pause(attempts: int) -> timedelta:
    doubled: timedelta = FIRST_WAIT * 2 ** min(max(attempts, 1) - 1, 10)
    return min(doubled, LONGEST_WAIT)
