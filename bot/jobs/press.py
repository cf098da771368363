"""What every job is handed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.desk.context import Asked, Context
from bot.desk.digest import Drafted, draft_of
from digests.noticing import Telling
from digests.points import Passing, unhindered
from digests.ports import Clock
from digests.publishing import Ledger, Publisher, Queue
from digests.topic import Topic

BUILD = "build"
"""Work: make the editions of the slots with these keys."""
SEND = "send"
"""Work: post what is due on this platform."""
CLEAR = "clear"
"""Work: find out what became of the unclear deliveries of this platform."""

SHARD = 100
"""Slots or deliveries to a piece of work: enough to share a draft and a transaction, few enough to share out."""

DraftOf = Callable[[Asked, Sequence[Topic], datetime, datetime, int], Awaitable[Drafted]]
"""Makes the draft of topics and a window, in the language of the question, with so many stories at most."""

Sleep = Callable[[float], Awaitable[None]]
"""Waits so many seconds."""


@dataclass(frozen=True, slots=True)
class Press:
    """The ledger, who carries work and who posts, for one process."""

    context: Context
    ledger: Ledger
    queue: Queue
    publishers: Mapping[str, Publisher]
    """By platform."""
    owner: str
    """This process's name in the ledger, no other's."""
    tell: Callable[[Telling], Awaitable[None]]
    """Tells the admins."""
    draft_of: DraftOf = field(default=draft_of)
    passing: Passing = field(default=unhindered)
    sleep: Sleep = field(default=asyncio.sleep)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when this process is to end: then nothing more is claimed, built or taken."""
    taking: Mapping[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    """By platform: held by who takes deliveries, until they had their permits."""
    held: dict[str, datetime] = field(default_factory=dict)
    """By bucket: until when this process was told to wait. Who drew a permit before that heeds it too."""
    building: set[str] = field(default_factory=set)
    """Keys of the slots whose editions are being made in this process: the sweeper may ask for them again."""

    @property
    def clock(self) -> Clock:
        """The newsroom's clock."""
        return self.context.clock
