"""Notices: admins are told what stopped, once, then daily, then that it is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from bot.jobs.press import Press
from digests.delivery import Delivery, Later, Scope, State
from digests.noticing import noticed, settled, tellings
from digests.points import Point
from digests.story import Reason

LASTING = timedelta(minutes=5)
"""Whoever runs the bot is told where a platform shuts it out for so long …"""
IN_VAIN = 4
"""… or where a delivery was tried so often, and all had to wait each time."""


async def note_refused(press: Press, delivery: Delivery, *, pauses: bool) -> None:
    """Note that a delivery will not be posted; where its channel is closed to us, let its subscriptions rest."""
    if pauses:
        for subscription in await press.ledger.subscriptions_in(delivery.channel):
            if not subscription.paused:
                await press.ledger.save_subscription(replace(subscription, paused=True))
        press.passing(Point.PAUSED)
    if delivery.reason:
        await note_trouble(press, str(delivery.channel), delivery.reason)
        press.passing(Point.NEVER_NOTICED)


async def note_shut_out(press: Press, delivery: Delivery, outcome: Later) -> None:
    """Note that nothing at all can be posted on a platform, where that is no matter of seconds."""
    if outcome.scope is Scope.BOT and (outcome.wait >= LASTING or delivery.attempts >= IN_VAIN):
        await note_trouble(press, delivery.channel.platform, outcome.reason)


async def note_stuck(press: Press, delivery: Delivery) -> None:
    """Note that a delivery is parked or given up."""
    key = "parked" if delivery.state is State.PARKED else "given-up"
    await note_trouble(press, str(delivery.channel), Reason(key, {"mark": str(delivery.mark)}))


async def note_trouble(press: Press, subject: str, reason: Reason) -> None:
    """Note a trouble, unless it is known."""
    notice = noticed(await press.ledger.notices(), subject, reason, press.clock.now())
    if notice:
        await press.ledger.save_notice(notice)


async def note_well(press: Press, subjects: Collection[str]) -> None:
    """Note that all is well with those again."""
    if not subjects:
        return
    for notice in settled(await press.ledger.notices(), subjects, press.clock.now()):
        await press.ledger.save_notice(notice)


async def tell(press: Press) -> None:
    """Tell what is to be told now.

    It is noted as told first: a notice that is lost comes again the next day, one that comes twice is noise.
    """
    for telling in tellings(await press.ledger.notices(), press.clock.now()):
        if telling.over:
            await press.ledger.forget_notice(telling.notice.key)
        else:
            await press.ledger.save_notice(telling.notice)
        await press.tell(telling)
