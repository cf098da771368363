"""What is brought to the bot: commands, interactions and events; when it is acknowledged, and when brought again.

An event that is not acknowledged within three seconds comes again: at once, after a minute, after five (docs.slack.dev,
The Events API). A person who did something sees an error instead. What was on its way through a socket that broke is
brought through another one, under a new envelope id: Slack does not document it, and a bot has to bear it.
"""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from tests.standin.slack.state import State

Json = dict[str, Any]
IN_TIME = timedelta(seconds=3)
AGAIN = timedelta(), timedelta(minutes=1), timedelta(minutes=5)
"""When an event comes again, after an attempt has failed."""
NOBODY, LATE = "dispatch_failed", "operation_timeout"
"""What a person is told where nobody is connected, and where nobody acknowledges."""


@dataclass(slots=True, eq=False)
class Delivery:
    """One thing that is brought."""

    kind: str
    """``slash_commands``, ``interactive`` or ``events_api``."""
    payload: Json
    takes: bool
    """The acknowledgement may carry an answer."""
    at: datetime
    tried: datetime
    """When it was brought last."""
    on_ack: Callable[[Any], None] = lambda _: None
    on_failure: Callable[[str], None] = lambda _: None
    envelopes: list[str] = field(default_factory=list)
    """An id for each attempt."""
    attempts: int = 0
    """How often it was brought."""
    again: int = 0
    """The number of the repetition, 0 for the first time."""
    reason: str = ""
    """Of the repetition."""
    acked: datetime | None = None
    reply: Any = None
    """What the acknowledgement carried."""
    failed: str = ""
    due: datetime | None = None
    """When it comes again."""

    @property
    def on_its_way(self) -> bool:
        """Whether an acknowledgement is awaited."""
        return self.acked is None and not self.failed and self.due is None


class Carrier(Protocol):
    """Brings deliveries: through sockets, or over HTTP."""

    def carry(self, delivery: Delivery, envelope: str) -> bool:
        """Bring it; say whether there was a way."""
        ...


class Deliveries:
    """All that was brought, oldest first in ``made``."""

    def __init__(self, state: State, carriers: dict[str, Carrier]) -> None:
        self._state = state
        self._carriers = carriers
        self.via = "socket"
        self.deaf = 0
        """How many acknowledgements get lost from now on."""
        self.made: list[Delivery] = []
        self._open: list[Delivery] = []
        """Those that are not settled."""
        self._by_envelope: dict[str, Delivery] = {}

    def bring(
        self,
        kind: str,
        payload: Json,
        *,
        takes: bool = False,
        on_ack: Callable[[Any], None] = lambda _: None,
        on_failure: Callable[[str], None] = lambda _: None,
        again: int = 0,
    ) -> Delivery:
        """Bring something."""
        now = self._state.clock.now()
        delivery = Delivery(kind, payload, takes, now, now, on_ack, on_failure, again=again)
        delivery.reason = "timeout" if again else ""
        self.made.append(delivery)
        self._open.append(delivery)
        self._try(delivery)
        return delivery

    def _try(self, delivery: Delivery) -> None:
        delivery.attempts, delivery.tried, delivery.due = delivery.attempts + 1, self._state.clock.now(), None
        envelope = str(uuid.uuid4())
        delivery.envelopes.append(envelope)
        self._by_envelope[envelope] = delivery
        if not self._carriers[self.via].carry(delivery, envelope):
            self.miss(delivery, NOBODY)

    def miss(self, delivery: Delivery, why: str) -> None:
        """Take note that an attempt has failed."""
        if not delivery.on_its_way:
            return
        if delivery.kind != "events_api" or delivery.again >= len(AGAIN):
            delivery.failed = why
            delivery.on_failure(why)
            return
        delivery.due = self._state.clock.now() + AGAIN[delivery.again]
        delivery.again, delivery.reason = delivery.again + 1, "timeout" if why == LATE else why

    def lost(self, envelopes: set[str]) -> None:
        """Bring again what was on its way through a socket that broke."""
        for delivery in list(self._open):
            if delivery.on_its_way and delivery.envelopes[-1] in envelopes:
                delivery.again, delivery.reason = delivery.again + 1, "connection_closed"
                self._try(delivery)

    def ack(self, envelope: str, reply: object, *, carried: bool) -> None:
        """Take an acknowledgement; ``carried`` says whether there was a payload in it."""
        delivery = self._by_envelope.get(envelope)
        now, path = self._state.clock.now(), "acknowledgement"
        if self.deaf:
            self.deaf -= 1
        elif delivery is None:
            self._state.offence("of no envelope", path)
        elif delivery.acked is not None:
            if envelope == delivery.envelopes[-1]:
                self._state.offence(f"a second one of {delivery.kind}", path)
        elif delivery.failed or now - delivery.tried > IN_TIME:
            self._state.note("late ack", "", kind=delivery.kind)
        else:
            if carried and not delivery.takes:
                self._state.offence(f"with a payload, which {delivery.kind} does not take", path)
            delivery.acked, delivery.reply = now, reply
            delivery.on_ack(reply)

    def tick(self) -> None:
        """See what is due on the stand-in's clock."""
        now = self._state.clock.now()
        self._open = [one for one in self._open if one.acked is None and not one.failed]
        for delivery in list(self._open):
            if delivery.on_its_way and now - delivery.tried > IN_TIME:
                self.miss(delivery, LATE)
            if delivery.due is not None and delivery.due <= now:
                self._try(delivery)

    async def run(self, leaving: asyncio.Event) -> None:
        """Look at the clock until the stand-in leaves."""
        while not leaving.is_set():
            self._state.settle()
            self.tick()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(leaving.wait(), 0.02)
