"""Posting with one publisher: in its pace, each answer settled and recorded. What sending and clearing share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.jobs.notices import note_refused, note_shut_out
from bot.jobs.press import Press
from digests.delivery import Delivery, Later, Outcome, Pace, Scope, State, Unclear
from digests.errors import StoreUnusable
from digests.points import Point
from digests.publishing import Publisher
from digests.sending import after_post
from digests.story import Reason

log = structlog.get_logger()

Decide = Callable[[Delivery, Outcome, datetime], Delivery]
"""Says what becomes of a delivery."""

GOOD_FOR = timedelta(seconds=5)
"""A permit this much older than its time is void: the process was held up, and others may have been told to wait."""
LONGEST_REST = timedelta(seconds=10)
"""A delivery that its pace would keep waiting for longer is given back instead, so that its lease is not eaten up."""
TURN = timedelta(seconds=1)
"""A process that is to end is heard of so soon by a delivery that waits for its permit."""
DRAWS = 3
"""Permits drawn for a delivery that comes too late for them; after that it is posted all the same."""
RECORD_TRIES = 5
"""Times a record is tried; after that the row is unclear, and is looked up like any other."""


class Posting:
    """One batch of deliveries that this process holds, to be posted or to be cleared."""

    def __init__(self, press: Press, publisher: Publisher, *, clears: bool = False) -> None:
        self._press = press
        self._publisher = publisher
        self._paces = publisher.looks if clears else publisher.paces
        self._recorder = Recorder(press)
        self._drawn_at = press.clock.now()

    async def waits(self, deliveries: Sequence[Delivery]) -> dict[str, timedelta]:
        """Draw a permit for each of them from each of its buckets; return how long each has to wait, by key."""
        self._drawn_at = self._press.clock.now()
        waits = await self._draw(deliveries, self._drawn_at)
        self._press.passing(Point.PACE_RESERVED)
        return waits

    async def pause(self, delivery: Delivery, wait: timedelta) -> timedelta:
        """Wait for its permit, if that is good soon; return how much longer the delivery must not be posted.

        A permit is good until the next one is: so no second sees more posts than the pace allows, and one. Who comes
        too late draws anew, but not for ever: a process that is so busy does not exceed its limits by much.
        """
        drawn_at, good_for = self._drawn_at, self._good_for(delivery)
        for draws_left in reversed(range(DRAWS + 1)):
            if wait > LONGEST_REST:
                return wait
            await self._rest(drawn_at + wait)  # from when it was drawn: the draw itself takes its time
            if not draws_left or self._press.clock.now() <= drawn_at + wait + good_for:
                break
            drawn_at = self._press.clock.now()
            try:
                wait = (await self._draw([delivery], drawn_at))[delivery.key]
            except StoreUnusable:  # raised, it would cancel the posts beside this one
                return GOOD_FOR
        return self._held_for(delivery)

    def _held_for(self, delivery: Delivery) -> timedelta:
        """Return how long its buckets are held: the ledger's hold is for those who draw later."""
        now = self._press.clock.now()
        until = (self._press.held.get(pace.bucket, now) for pace in self._paces(delivery.channel))
        return max([now, *until]) - now

    async def _rest(self, until: datetime) -> None:
        """Wait until then, but not all of it where the process is to end meanwhile."""
        wait = until - self._press.clock.now()
        while wait > timedelta() and not self._press.stopping.is_set():
            turn = min(wait, TURN)
            await self._press.sleep(turn.total_seconds())
            wait -= turn

    async def _draw(self, deliveries: Sequence[Delivery], now: datetime) -> dict[str, timedelta]:
        """Return how long each has to wait. Permits are drawn only for those whose turn comes soon.

        The others would be given back and their permits lost to all: at a slow pace nothing would ever catch up.
        """
        paces = {delivery.key: self._paces(delivery.channel) for delivery in deliveries}
        all_draws = Counter(pace for its in paces.values() for pace in its if pace.scope is Scope.BOT)
        slow = {pace: 0 for pace, count in all_draws.items() if timedelta(seconds=count / pace.rate) > LONGEST_REST}
        ahead = await self._press.ledger.reserve(slow, now) if slow else {}
        turns: Counter[Pace] = Counter()
        draws: Counter[Pace] = Counter()
        waits: dict[str, timedelta] = {}
        drawn: dict[str, dict[Pace, timedelta]] = {}
        for key, its in paces.items():
            each = {pace: timedelta(seconds=turns[pace] / pace.rate) for pace in its}
            turns.update(its)  # of those that draw none too: each has its turn, and what was first stays first
            waits[key] = max((ahead.get(pace, timedelta()) + turn for pace, turn in each.items()), default=timedelta())
            if waits[key] <= LONGEST_REST:
                drawn[key] = each
                draws.update(its)
        first = await self._press.ledger.reserve(draws, now) if draws else {}
        for key, each in drawn.items():
            waits[key] = max((first[pace] + turn for pace, turn in each.items()), default=timedelta())
        return waits

    def _good_for(self, delivery: Delivery) -> timedelta:
        """Return for how long a permit of this delivery is good, once it is."""
        fastest = max((pace.rate for pace in self._paces(delivery.channel)), default=0.0)
        return min(timedelta(seconds=1 / fastest), GOOD_FOR) if fastest else GOOD_FOR

    async def post(self, delivery: Delivery) -> Outcome:
        """Try once."""
        return await self._asked("post", self._publisher.post, delivery)

    async def edit(self, delivery: Delivery) -> Outcome | None:
        """Put the delivery's page in place of what its message shows; None where its pace allows none soon."""
        wait = (await self.waits([delivery]))[delivery.key]
        if await self.pause(delivery, wait):
            return None
        outcome = await self._asked("edit", self._publisher.edit, delivery)
        if isinstance(outcome, Later):
            await self.hold(delivery, outcome.wait, outcome.scope)
        return outcome

    async def settle(self, delivery: Delivery, outcome: Outcome, decide: Decide = after_post) -> State:
        """Do what the answer to a post asks for, and record it; return the state the row now has.

        Where the database refuses, the row stays unclear: that must not cancel the posts beside it.
        """
        try:
            return await self._settled(delivery, outcome, decide)
        except StoreUnusable as trouble:
            log.warning("an answer could not be settled", action="settle", subject=delivery.key, trouble=str(trouble))
            return State.SENDING

    @staticmethod
    async def _asked(action: str, ask: Callable[[Delivery], Awaitable[Outcome]], delivery: Delivery) -> Outcome:
        """Ask a publisher. One that breaks its word and raises is a defect, and holds up no other delivery."""
        try:
            return await ask(delivery)
        except Exception:
            log.exception("a publisher failed", action=action, subject=delivery.key)
            return Unclear(Reason("publisher-failed"))

    async def _settled(self, delivery: Delivery, outcome: Outcome, decide: Decide) -> State:
        now = self._press.clock.now()
        if isinstance(outcome, Later):
            await self.hold(delivery, outcome.wait, outcome.scope)
            await note_shut_out(self._press, delivery, outcome)
        decided = decide(delivery, outcome, now)
        if decided.state is State.DEAD:  # before it is recorded: who dies in between meets the refusal again
            await note_refused(self._press, decided, outcome)
        state = await self.record(decided)
        reason = decided.reason.key if decided.reason else None
        log.info("a delivery was tried", action=str(decided.state), subject=delivery.key, reason=reason)
        return state

    async def record(self, delivery: Delivery) -> State:
        """Record what became of a delivery; return its state, SENDING where another holds the row by now."""
        return await self._recorder.record(delivery)

    async def hold(self, delivery: Delivery, wait: timedelta, scope: Scope) -> None:
        """Let everybody wait who is meant by an answer."""
        now, held = self._press.clock.now(), self._press.held
        until = now + wait
        meant = [pace for pace in self._paces(delivery.channel) if pace.scope is scope]
        for bucket in [bucket for bucket, end in held.items() if end <= now]:
            del held[bucket]
        for pace in meant:
            held[pace.bucket] = max(held.get(pace.bucket, until), until)
        for pace in meant:
            await self._press.ledger.hold(pace.bucket, until)
        self._press.passing(Point.LATER_HELD)


def waiting(delivery: Delivery, until: datetime) -> Delivery:
    """Return an unclear delivery that is to be left alone until then."""
    return replace(delivery, lease=until, reason=Reason("told-to-wait"))


@dataclass(slots=True)
class Recorder:
    """Records what came of deliveries, as many as have come meanwhile in one transaction."""

    press: Press
    _waiting: list[tuple[Delivery, asyncio.Future[bool]]] = field(default_factory=list)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def record(self, delivery: Delivery) -> State:
        """Record one; return its state, SENDING where it was not recorded, since another holds the row."""
        recorded: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((delivery, recorded))
        async with self._turn:
            if not recorded.done():
                await self._record_all()
        return delivery.state if recorded.result() else State.SENDING

    async def _record_all(self) -> None:
        batch, self._waiting = self._waiting, []
        done = await self._tried([delivery for delivery, _ in batch])
        for (_, recorded), well in zip(batch, done, strict=True):
            recorded.set_result(well)

    async def _tried(self, deliveries: Sequence[Delivery]) -> Sequence[bool]:
        for attempt in range(RECORD_TRIES):
            try:
                return await self.press.ledger.record(deliveries)
            except (
                StoreUnusable
            ) as trouble:  # what was posted stays unclear, and is looked up before it is posted again
                log.warning("nothing could be recorded", action="record", trouble=str(trouble))
                await self.press.sleep(0.2 * 2**attempt)
        return [False] * len(deliveries)
