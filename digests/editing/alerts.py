"""Alerts: stories that do not wait for the next edition."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from digests.draft import Brief
from digests.editing.novelty import tells
from digests.edition import Told
from digests.lexicon import Kind
from digests.ranking import KIND_WEIGHTS, LANGUAGES_WEIGHT, OUTLET_WEIGHT, RECENCY_HOURS, RECENCY_WEIGHT
from digests.subscription import Subscription

OUTLETS = 4
"""Independent outlets that must report it: what fewer have may be a mistake or a campaign."""
HOURS = 3.0
THRESHOLD = (
    OUTLET_WEIGHT * log(1 + OUTLETS)
    + KIND_WEIGHTS[Kind.RELEASE]
    + RECENCY_WEIGHT * exp(-HOURS / RECENCY_HOURS)
    + LANGUAGES_WEIGHT
)
"""The score of a release that so many outlets report in both languages within three hours; the topic's part apart."""


def alert(brief: Brief, sent_today: int, subscription: Subscription, told: Sequence[Told]) -> bool:
    """Say whether a story may come between editions: of the very top, and nothing that was ever told.

    ``sent_today`` counts the alerts of the subscription's local day.
    """
    is_wanted = not subscription.paused and sent_today < subscription.alerts
    is_top = len(brief.outlets) >= OUTLETS and brief.score >= THRESHOLD
    return is_wanted and is_top and not tells(told, brief)
