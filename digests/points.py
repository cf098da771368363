"""The places where a process may die between two steps of a delivery, by name.

The code says ``passing(Point.…)`` there. In service that does nothing; a test lets the process be killed at each of
them and counts what a reader saw, and fails where a name here is never passed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Point(StrEnum):
    """Named in the order in which one delivery meets them."""

    TICK_BEGUN = "tick begun"
    DUE_READ = "due subscriptions read"
    CLAIM_BEGUN = "claim: transaction begun"
    CLAIM_SLOT = "claim: slot inserted"
    CLAIM_CURSOR = "claim: next run moved"
    CLAIMED = "claim: committed"
    BUILD_QUEUED = "build queued"
    BUILD_BEGUN = "build begun"
    DRAFT_BUILT = "draft built"
    TOLD_READ = "told read"
    FREEZE_BEGUN = "freeze: transaction begun"
    FREEZE_SLOT = "freeze: slot finished"
    FREEZE_NUMBER = "freeze: number taken"
    FREEZE_EDITION = "freeze: edition inserted"
    FREEZE_DELIVERIES = "freeze: deliveries inserted"
    FREEZE_TOLD = "freeze: told inserted"
    FROZEN = "freeze: committed"
    SEND_QUEUED = "sending queued"
    SEND_BEGUN = "sending begun"
    TAKE_BEGUN = "take: transaction begun"
    TAKE_MARKED = "take: rows marked as sending"
    TAKEN = "take: committed"
    PACE_RESERVED = "pace reserved"
    POST_BEGUN = "post: about to begin"
    POST_ANSWERED = "post: answered"
    RECORD_BEGUN = "record: transaction begun"
    RECORD_ROW = "record: row changed"
    RECORDED = "record: committed"
    LATER_HELD = "post: told to wait, pace held"
    NEVER_NOTICED = "post: refused, notice stored"
    PAUSED = "post: refused for good, subscriptions paused"
    SWEEP_BEGUN = "sweep begun"
    SWEEP_SLOTS = "sweep: unfinished slots read"
    SWEEP_REQUEUED = "sweep: work queued anew"
    RETAKE_BEGUN = "retake: transaction begun"
    RETAKE_MARKED = "retake: unclear rows leased"
    RETAKEN = "retake: committed"
    REPEAT_BEGUN = "unclear: about to repeat with the same key"
    REPEAT_ANSWERED = "unclear: repeat answered"
    LOOK_BEGUN = "unclear: about to look"
    LOOK_ANSWERED = "unclear: looked"
    FOUND_RECORDED = "unclear: found, recorded"
    ABSENT_RECORDED = "unclear: absent, due again"
    PARK_RECORDED = "unclear: parked, recorded"
    SKIP_CLOSED = "slot closed as skipped"
    EMPTY_CLOSED = "slot closed as empty"


Passing = Callable[[Point], None]


def unhindered(_: Point) -> None:
    """Pass."""
