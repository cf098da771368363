"""A notice: what admins are told when something stopped, once, then daily, then when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digests.story import Reason


@dataclass(frozen=True, slots=True)
class Notice:
    """One trouble and when it was told. All instants are aware UTC."""

    subject: str
    """What it is about: a channel as typed, a feed's address, ``fetching`` …"""
    reason: Reason
    """Its key beside the subject is the notice's identity."""
    since: datetime
    told: datetime | None = None
    """When the admins last were told; None: not yet."""
    over: datetime | None = None
    """Since when all is well again."""

    @property
    def key(self) -> str:
        """Its identity as text."""
        return f"{self.reason.key}/{self.subject}"
