"""How often a method may be called (docs.slack.dev, Rate limits): per method and workspace, by its tier.

Off unless told. The ceilings are those that Slack's Java SDK paces itself by; the platform lets short bursts through.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.standin.slack.calls import Call, Reply, Route, limited

A_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls of a method by its tier."""
POSTS_A_MINUTE = 300
""""Several hundred" of chat.postMessage in a workspace: our guess."""
BURST = 3
"""Posts to a channel that may follow each other at once before one a second counts."""
_POSTS = frozenset({"chat.postMessage", "chat.postEphemeral"})


class Pace:
    """Counts calls."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._made: dict[tuple[str, ...], deque[datetime]] = {}
        self.on = False

    def refusal(self, route: Route, call: Call, channel: str) -> Reply | None:
        """Return what is answered where a call comes too often."""
        if not self.on or call.team is None:
            return None
        checked = [
            self._over((call.team.id, route.name), POSTS_A_MINUTE if not route.tier else A_MINUTE[route.tier], 60)
        ]
        if route.name in _POSTS:
            checked.append(self._over((call.team.id, channel), BURST, BURST))
        wait = max(checked)
        return limited(wait) if wait > 0 else None

    def _over(self, key: tuple[str, ...], most: int, seconds: float) -> float:
        """Return for how many seconds it is too early; count the call where it is not."""
        now, made = self._now(), self._made.setdefault(key, deque())
        while made and now - made[0] >= timedelta(seconds=seconds):
            made.popleft()
        if len(made) >= most:
            return (made[0] + timedelta(seconds=seconds) - now).total_seconds()
        made.append(now)
        return 0.0
