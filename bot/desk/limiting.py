"""How often one person may ask in a chat, and a tenant what costs much: so that nobody is slowed down by another.

It is counted in the process: a second process lets the same again, which its machine can bear.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from math import ceil

from digests.desk import Asker
from digests.errors import BadInput
from digests.limits import Allowed, Limit
from digests.subscription import TERMINAL

OF_A_PERSON = Allowed().person
OF_COSTLY = Limit(1, timedelta(seconds=10))
COSTLY = frozenset(
    {"feeds add", "feeds import", "feeds test", "schedules preview", "topics add", "topics edit", "topics test"}
)
"""Verbs that look through a week of stories; one at a time is enough for a server or workspace."""
_HOME = "home"
"""Counted by itself: the platform asks it again after much of what is pressed there."""
_MOST = 10_000
"""People and tenants that are remembered; who asked longest ago is forgotten first."""


class Limits:
    """Remembers who asked when. The terminal is not limited: it is the operator's own machine."""

    def __init__(self, person: Limit = OF_A_PERSON, costly: Limit = OF_COSTLY, most: int = _MOST) -> None:
        self._person, self._costly, self._most = person, costly, most
        self._asked: OrderedDict[Hashable, tuple[datetime, ...]] = OrderedDict()

    def let_in(self, verb: str, asker: Asker, now: datetime) -> None:
        """Note that a person asks. Raises BadInput where they have asked too often."""
        key = (asker.platform, asker.tenant, asker.user, verb == _HOME)
        wait = self._wait(key, self._person, now) if asker.platform != TERMINAL else 0
        if wait:
            within = round(self._person.within.total_seconds())
            raise BadInput("asked-too-often", verb, most=self._person.most, seconds=within, wait=wait)

    def let_work(self, verb: str, asker: Asker, now: datetime) -> None:
        """Note that a tenant asks for what costs much, by one who may. Raises BadInput where it did so just now."""
        is_counted = asker.platform != TERMINAL and verb in COSTLY
        wait = self._wait((asker.platform, asker.tenant), self._costly, now) if is_counted else 0
        if wait:
            within = round(self._costly.within.total_seconds())
            raise BadInput("costly-too-often", verb, seconds=within, wait=wait)

    def _wait(self, key: Hashable, limit: Limit, now: datetime) -> int:
        """Count it under the key and return 0; where that is too often count nothing and return how long to wait."""
        past = limit.recent(self._asked.pop(key, ()), now)
        wait = limit.wait(past, now)
        self._asked[key] = past if wait else (*past, now)
        while len(self._asked) > self._most:
            self._asked.popitem(last=False)
        return ceil(wait.total_seconds())
