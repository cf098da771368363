"""Sending: what is due on a platform is posted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.jobs.notices import bot_subject, note_well
from bot.jobs.posting import Posting
from bot.jobs.press import SHARD, Press
from digests.delivery import Delivery, State
from digests.points import Point
from digests.publishing import Publisher
from digests.sending import LEASE, MOST_LOST, given_back, in_time

SUSPECT = MOST_LOST - 1
"""Senders lost over a delivery, after which it is posted alone."""


async def send(press: Press, platform: str) -> int:
    """Post what is due until nothing is; return how many were posted."""
    press.passing(Point.SEND_BEGUN)
    publisher, posted = press.publishers[platform], 0
    while not press.stopping.is_set():
        async with asyncio.TaskGroup() as group:
            tasks = await _begin(press, publisher, group)
        sent = [delivery for delivery, post in tasks if post.result() is State.SENT]
        await note_well(press, {name for one in sent for name in (str(one.channel), bot_subject(one.channel))})
        posted += len(sent)
        if not tasks:
            break
    return posted


async def _begin(
    press: Press, publisher: Publisher, group: asyncio.TaskGroup
) -> Sequence[tuple[Delivery, asyncio.Task[State]]]:
    """Take what is due and begin to post it, each when its pace allows; return when all had their permits.

    Only then the next are taken in this process: permits that are drawn long before they are good are lost to all.
    Nobody waits for the answers here, which may take long.
    """
    async with press.taking[publisher.platform]:
        now = press.clock.now()
        due = await press.ledger.take(publisher.platform, press.owner, now, now + LEASE, SHARD)
        posting, permitted = Posting(press, publisher), asyncio.Semaphore(0)
        taken = await _apart(posting, due, now)
        if not taken:
            return ()
        waits = await posting.waits(taken)
        tasks = [
            (delivery, group.create_task(_post(press, posting, delivery, waits[delivery.key], permitted)))
            for delivery in taken
        ]
        for _ in taken:
            await permitted.acquire()
        return tasks


async def _apart(posting: Posting, taken: Sequence[Delivery], now: datetime) -> Sequence[Delivery]:
    """Return what is to be posted together, and give back the rest.

    What may be what kills its senders is posted alone, after all others: nothing else is then lost with it.
    """
    suspects = [delivery for delivery in taken if delivery.lost >= SUSPECT]
    if not suspects:
        return taken
    kept = [delivery for delivery in taken if delivery not in suspects] or suspects[:1]
    await asyncio.gather(*(posting.record(given_back(one, now)) for one in suspects if one not in kept))
    return kept


async def _post(
    press: Press, posting: Posting, delivery: Delivery, wait: timedelta, permitted: asyncio.Semaphore
) -> State:
    """Post one delivery after its wait, telling ``permitted``, and record what came of it; return its state."""
    wait = await posting.pause(delivery, wait)
    permitted.release()
    if wait or press.stopping.is_set():
        return await posting.record(given_back(delivery, press.clock.now() + wait))
    press.passing(Point.POST_BEGUN)
    if not in_time(delivery, press.clock.now()):  # this process was held up: another has the row by now, or soon
        return delivery.state
    outcome = await posting.post(delivery)
    press.passing(Point.POST_ANSWERED)
    return await posting.settle(delivery, outcome)
