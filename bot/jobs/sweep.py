"""Sweeping: whatever was begun and not finished is asked for anew. With the queue lost, this alone gets all done."""

from __future__ import annotations

from bot.desk.settled import resting
from bot.jobs.build import MANY
from bot.jobs.press import CLEAR, SEND, Press
from bot.jobs.tick import ask_for_editions
from digests.points import Point
from digests.subscription import SlotState


async def sweep(press: Press) -> None:
    """Ask for the editions of claimed slots, the posting of what is due, and the clearing of what is unclear."""
    press.passing(Point.SWEEP_BEGUN)
    slots = await press.ledger.claimed(MANY)
    press.passing(Point.SWEEP_SLOTS)
    known = {one.id: one for one in await resting(press.ledger, await press.ledger.subscriptions_of(slots))}
    for slot in slots:
        if slot.subscription not in known:
            await press.ledger.close(slot, SlotState.CANCELLED)
    await ask_for_editions(press, [slot for slot in slots if slot.subscription in known], known)
    for platform in press.publishers:
        await press.queue.enqueue(SEND, [platform], once=f"{SEND} {platform} 0")
        await press.queue.enqueue(CLEAR, [platform], once=f"{CLEAR} {platform}")
    press.passing(Point.SWEEP_REQUEUED)
