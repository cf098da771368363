"""What is done once, though it may be told twice."""

from __future__ import annotations

from collections import OrderedDict

_REMEMBERED = 10_000


class Once:
    """Remembers the last ids: after a dropped connection Discord tells again what it told before."""

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._most = most
        self._ids: OrderedDict[int, None] = OrderedDict()

    def __call__(self, one: int) -> bool:
        """Say whether the id is new, and remember it."""
        if one in self._ids:
            return False
        self._ids[one] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True
