"""How often the bot may begin a session: Discord takes a token away from whoever does so a thousand times a day."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

_DAY = timedelta(days=1)
_SHORTEST = timedelta(seconds=5)
_LONGEST = timedelta(hours=1)
_FREE = 8
"""Sessions a day that are begun without more than the shortest pause between them."""


class Identifying:
    """Says how long to wait before the next IDENTIFY of a shard: the longer, the more there were within a day.

    After the first eight the pause doubles from 5 s up to an hour, so that no day sees more than 50 of a shard.
    """

    def __init__(self) -> None:
        self._begun: dict[int, deque[datetime]] = defaultdict(deque)

    def begin(self, shard: int, now: datetime) -> None:
        """Note that a session is begun."""
        self._begun[shard].append(now)

    def wait(self, now: datetime) -> timedelta:
        """Return the wait before every shard may begin one."""
        return max((self.wait_of(shard, now) for shard in list(self._begun)), default=timedelta())

    def wait_of(self, shard: int, now: datetime) -> timedelta:
        """Return the wait before the shard may begin one; zero where none is left."""
        begun = self._begun[shard]
        while begun and now - begun[0] >= _DAY:
            begun.popleft()
        if not begun:
            return timedelta()
        pause = min(_LONGEST, _SHORTEST * (1 << min(max(0, len(begun) - _FREE), 20)))
        return max(timedelta(), begun[-1] + pause - now)
