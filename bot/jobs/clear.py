"""Clearing: deliveries whose sender was lost are looked up, or repeated under the same nonce, before anything else."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.jobs.notices import note_stuck
from bot.jobs.posting import Posting, waiting
from bot.jobs.press import SHARD, Press
from digests.delivery import Delivery, State, Unreadable
from digests.points import Point
from digests.publishing import Publisher
from digests.sending import LEASE, Next, after_look, after_repeat, how_to_clear, in_time

_RECORDED = {
    State.SENT: Point.FOUND_RECORDED,
    State.DUE: Point.ABSENT_RECORDED,
    State.PARKED: Point.PARK_RECORDED,
}


async def clear(press: Press, platform: str) -> int:
    """Find out what became of the unclear deliveries of a platform; return how many there were."""
    publisher, cleared = press.publishers[platform], 0
    while not press.stopping.is_set():
        now = press.clock.now()
        unclear = await press.ledger.retake(platform, press.owner, now, now + LEASE, SHARD)
        if not unclear:
            break
        posting = Posting(press, publisher, clears=True)
        waits = await posting.waits(unclear)
        async with asyncio.TaskGroup() as group:
            for delivery in unclear:
                group.create_task(_clear(press, publisher, posting, delivery, waits[delivery.key]))
        cleared += len(unclear)
    return cleared


async def _clear(press: Press, publisher: Publisher, posting: Posting, delivery: Delivery, wait: timedelta) -> None:
    wait = await posting.pause(delivery, wait)
    now = press.clock.now()
    if wait:
        await posting.record(waiting(delivery, now + wait))
    elif in_time(delivery, now):
        if how_to_clear(delivery, now, publisher.repeats_for) is Next.REPEAT:
            await _repeat(press, posting, delivery)
        else:
            await _look(press, publisher, posting, delivery)


async def _repeat(press: Press, posting: Posting, delivery: Delivery) -> None:
    press.passing(Point.REPEAT_BEGUN)
    if not in_time(delivery, press.clock.now()):
        return
    outcome = await posting.post(delivery)
    press.passing(Point.REPEAT_ANSWERED)
    await posting.settle(delivery, outcome, after_repeat)


async def _look(press: Press, publisher: Publisher, posting: Posting, delivery: Delivery) -> None:
    press.passing(Point.LOOK_BEGUN)
    sight = await publisher.find(delivery)
    press.passing(Point.LOOK_ANSWERED)
    if isinstance(sight, Unreadable) and sight.wait:
        await posting.hold(delivery, sight.wait, sight.scope)
    decided = after_look(delivery, sight, press.clock.now())
    if decided.state in (State.PARKED, State.DEAD):
        await note_stuck(press, decided)
    await posting.record(decided)
    if decided.state in _RECORDED:
        press.passing(_RECORDED[decided.state])
