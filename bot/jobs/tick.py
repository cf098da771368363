"""The tick: subscriptions that are due have their slots claimed, and the building of their editions is asked for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import structlog

from bot.desk.settled import resting
from bot.jobs.notices import note_trouble
from bot.jobs.press import BUILD, SHARD, Press
from digests.errors import BadInput
from digests.points import Point
from digests.schedule import Missed, catch_up, window
from digests.story import Reason
from digests.subscription import Claim, Schedule, Slot, SlotState, Subscription

log = structlog.get_logger()

AT_ONCE = 1_000
"""Subscriptions of one transaction."""
IN_A_ROW = 50
"""Schedules that are reckoned with before others have the event loop again."""


async def tick(press: Press) -> int:
    """Claim what is due now; return how many slots were won."""
    press.passing(Point.TICK_BEGUN)
    won = 0
    while not press.stopping.is_set():
        now = press.clock.now()
        due = await press.ledger.due_subscriptions(now, AT_ONCE)
        press.passing(Point.DUE_READ)
        if due:
            won += await _claim(press, await resting(press.ledger, due), now)
        if len(due) < AT_ONCE:
            break
    return won


async def _claim(press: Press, due: Sequence[Subscription], now: datetime) -> int:
    missed = {}
    for place, subscription in enumerate(due, 1):
        if found := await _missed(press, subscription, now):
            missed[subscription.id] = subscription, found
        if place % IN_A_ROW == 0:
            await asyncio.sleep(0)
    skipped = [slot for _, one in missed.values() for slot in one.skipped]
    if skipped:
        await press.ledger.skip(skipped)
        press.passing(Point.SKIP_CLOSED)
    claims = [Claim(subscription, one.post, one.next_run) for subscription, one in missed.values()]
    taken = await press.ledger.claim(claims)
    await ask_for_editions(press, taken, {subscription.id: subscription for subscription in due})
    log.info("slots were claimed", action="claim", count=len(taken), skipped=len(skipped))
    return len(taken)


async def _missed(press: Press, subscription: Subscription, now: datetime) -> Missed | None:
    """Return what is due of a subscription; one whose zone is gone rests until an admin names another."""
    try:
        return catch_up(subscription, now)
    except BadInput:
        await _rest(press, subscription)
        return None


async def _rest(press: Press, subscription: Subscription) -> None:
    await note_trouble(press, str(subscription.channel), Reason("zone-gone", {"zone": subscription.schedule.zone}))
    stored = await press.ledger.subscriptions_in(subscription.channel)
    for one in (one for one in stored if one.id == subscription.id):  # without the quiet days of its tenant
        await press.ledger.save_subscription(replace(one, paused=True))


async def ask_for_editions(press: Press, slots: Iterable[Slot], known: Mapping[str, Subscription]) -> None:
    """Ask for the editions of slots, those of one draft in one piece of work."""
    alike: dict[object, list[str]] = defaultdict(list)
    for place, slot in enumerate(slots, 1):
        key = await key_or_rest(press, known[slot.subscription], slot)
        if key is not None:
            alike[key].append(slot.key)
        if place % IN_A_ROW == 0:
            await asyncio.sleep(0)
    for keys in alike.values():
        for first in range(0, len(keys), SHARD):
            shard = keys[first : first + SHARD]
            await press.queue.enqueue(BUILD, shard, once=f"{BUILD} {shard[0]}")
    press.passing(Point.BUILD_QUEUED)


async def key_or_rest(press: Press, subscription: Subscription, slot: Slot) -> object | None:
    """Return what a draft is made of: slots of one key share it. None where the zone is gone since the claim."""
    try:
        return _draft_key(subscription, slot)
    except BadInput:
        await _rest(press, subscription)
        await press.ledger.close(slot, SlotState.CANCELLED)
        return None


def _draft_key(subscription: Subscription, slot: Slot) -> object:
    start, end = _window(subscription.schedule, slot.due)
    if subscription.wanted is not None:
        return "personal", start, end  # each wish gets its own draft, of stories that are read once for them all
    return subscription.topics, subscription.lang, subscription.length, start, end


@lru_cache(maxsize=4096)
def _window(schedule: Schedule, due: datetime) -> tuple[datetime, datetime]:
    """Return the window of any slot that is due then; many channels have the same schedule."""
    return window(schedule, Slot("", due.date(), 0, due))
