"""How often one may call: a bucket for each route and place, and fifty calls in any second for the whole bot.

Both numbers of a bucket are common report (five posts in five seconds to a channel) or our own guess: a client has
to read them from the headers.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.standin.discord.calls import Reply, limited

POSTS = 5, 5.0
"""Calls and seconds, of posting and of editing in one channel."""
REST = 50, 1.0
"""Of any other route."""
PACED = frozenset({"post", "edit"})


@dataclass(slots=True)
class _Bucket:
    most: int
    seconds: float
    used: int = 0
    ends: datetime | None = None


class Pace:
    """Counts calls; ``most`` a second in all (None: no such limit), ``buckets`` switches the others on."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.most: int | None = 50
        self.buckets = True
        self._now = now
        self._recent: deque[datetime] = deque()
        self._held: dict[str, _Bucket] = {}

    def refusal_of_all(self) -> Reply | None:
        """Count a call of the bot; return what it is answered if it is one too many."""
        now = self._now()
        while self._recent and now - self._recent[0] >= timedelta(seconds=1):
            self._recent.popleft()
        if self.most is not None and len(self._recent) >= self.most:
            wait = timedelta(seconds=1) - (now - self._recent[0])
            return limited(wait.total_seconds(), "global", everywhere=True)
        self._recent.append(now)
        return None

    def enter(self, verb: str, route: str, place: str) -> tuple[dict[str, str], Reply | None]:
        """Count a call to a route and place; return the headers of its answer, and a refusal if it is one too many."""
        if not self.buckets:
            return {}, None
        now, name = self._now(), hashlib.md5(route.encode(), usedforsecurity=False).hexdigest()
        bucket = self._held.setdefault(f"{name}:{place}", _Bucket(*(POSTS if verb in PACED else REST)))
        if bucket.ends is None or now >= bucket.ends:
            bucket.used, bucket.ends = 0, now + timedelta(seconds=bucket.seconds)
        left = (bucket.ends - now).total_seconds()
        if bucket.used >= bucket.most:
            return {}, limited(left, "user", bucket=name)
        bucket.used += 1
        headers = {
            "X-RateLimit-Limit": str(bucket.most),
            "X-RateLimit-Remaining": str(bucket.most - bucket.used),
            "X-RateLimit-Reset": f"{bucket.ends.timestamp():.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": name,
        }
        return headers, None
