"""Tenants: where the bot was removed from a server its digests rest, and go on where it is invited again.

What a trouble lets rest keeps the instant of its next run; what an admin paused has none, and stays paused.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.jobs.notices import note_trouble, note_well
from bot.jobs.press import Press
from digests.errors import BadInput
from digests.schedule import first_free
from digests.story import Reason
from digests.subscription import Subscription

_A_WHILE = timedelta(days=2)
"""Slots that were due longer ago are none of the next ones, in any zone."""


def tenant_subject(platform: str, tenant: str) -> str:
    """Return what a notice about a server is about."""
    return f"{platform}:{tenant}"


async def pause_tenant(press: Press, platform: str, tenant: str) -> int:
    """Let all that is posted there rest: the bot was removed. Return how many subscriptions that were.

    The notice comes first: who dies in between has it told all the same.
    """
    awake = [one for one in await press.ledger.subscriptions_at(platform, tenant) if not one.paused]
    if awake:
        await note_trouble(press, tenant_subject(platform, tenant), Reason("discord-removed"))
    for one in awake:
        await press.ledger.save_subscription(replace(one, paused=True))
    return len(awake)


async def resume_tenant(press: Press, platform: str, tenant: str) -> int:
    """Let go on what a removal, or a channel that was closed meanwhile, has paused; return how many that were.

    To be called when the bot was invited again. Each goes on with its next hour: nothing is caught up.
    """
    every = await press.ledger.subscriptions_at(platform, tenant)
    back = [one for one in every if one.paused and one.next_run]
    for one in back:
        await press.ledger.save_subscription(await _next(press, one))
    await note_well(press, {tenant_subject(platform, tenant), *(str(one.channel) for one in back)})
    return len(back)


async def _next(press: Press, subscription: Subscription) -> Subscription:
    """Return it awake, with its next free slot; one whose zone is gone goes on resting."""
    now = press.clock.now()
    taken = await press.ledger.taken_slots(subscription.id, now - _A_WHILE)
    try:
        slot = first_free(subscription.schedule, subscription.id, now, taken)
    except BadInput:
        return subscription
    return replace(subscription, paused=False, next_run=slot.due if slot else None)
