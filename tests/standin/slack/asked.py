"""One thing that a person did, and what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.standin.slack.world import Channel, Message, Person, Team, View

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Asked:
    """See above."""

    kind: str
    """``slash_commands``, ``block_actions``, ``view_submission``, ``shortcut`` and so on."""
    team: Team
    person: Person
    at: datetime
    channel: Channel | None = None
    source: Message | None = None
    """The message in which something was pressed."""
    source_view: View | None = None
    trigger: str = ""
    ack: Any = None
    """What the acknowledgement carried."""
    acked: bool = False
    failed: str = ""
    """Why nobody took it."""
    messages: list[Message] = field(default_factory=list)
    """What was posted in answer, oldest first."""
    changes: int = 0
    """How often its source was changed or taken away."""
    view: View | None = None
    """The window that was opened or changed last."""
    first: float | None = None
    """Seconds until it was acknowledged."""
    full: float | None = None
    """Seconds until something was there to see."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def taken(self, ack: object, now: datetime) -> None:
        """Take note of the acknowledgement."""
        self.acked, self.ack, self.first = True, ack, (now - self.at).total_seconds()
        self.changed.set()

    def refused(self, why: str) -> None:
        """Take note that nobody took it."""
        self.failed = why
        self.changed.set()

    def got(self, message: Message, now: datetime) -> None:
        """Take note of a message, or of a change of one."""
        if message is self.source:
            self.changes += 1
        elif message not in self.messages:
            self.messages.append(message)
        self.done(now)

    def opened(self, view: View, now: datetime) -> None:
        """Take note of a view."""
        self.view = view
        self.done(now)

    def done(self, now: datetime) -> None:
        """Take note that something is there."""
        if self.full is None:
            self.full = (now - self.at).total_seconds()
        self.changed.set()
