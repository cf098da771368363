"""Tenants: where the bot was removed from a server or workspace its digests rest, and go on where it is invited again.

All that is a tenant's is kept for a while after the removal, and then forgotten by ``retention``.
What a trouble lets rest keeps the instant of its next run; what an admin paused has none, and stays paused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.jobs.notices import let_rest, note_trouble, note_well, tenant_subject
from bot.jobs.press import Press
from digests.errors import BadInput
from digests.schedule import first_free
from digests.story import Reason
from digests.subscription import SLACK, Subscription

KEPT_WHEN_REMOVED = timedelta(days=30)
"""What a tenant has, from its removal on: who comes back by then finds all of it."""
_A_WHILE = timedelta(days=2)
"""Slots that were due longer ago are none of the next ones, in any zone."""


async def pause_tenant(press: Press, platform: str, tenant: str) -> int:
    """Let all that is posted there rest: the bot was removed. Return how many subscriptions that were.

    The notice comes first: who dies in between has it told all the same.
    """
    await press.ledger.depart(platform, tenant, press.clock.now())
    every = await press.ledger.subscriptions_at(platform, tenant)
    if not all(one.paused for one in every):
        await note_trouble(press, tenant_subject(platform, tenant), removed(platform))
    return await let_rest(press, every)


async def resume_tenant(press: Press, platform: str, tenant: str) -> int:
    """Let go on what a removal, or a channel that was closed meanwhile, has paused; return how many that were.

    To be called when the bot was invited again. Each goes on with its next hour: nothing is caught up.
    """
    await press.ledger.come_back(platform, tenant)
    every = await press.ledger.subscriptions_at(platform, tenant)
    back = [one for one in every if one.paused and one.next_run]
    for one in back:
        await press.ledger.save_subscription(await _next(press, one))
    await note_well(press, {tenant_subject(platform, tenant), *(str(one.channel) for one in back)})
    return len(back)


async def resume_returned(press: Press, platform: str, tenants: Iterable[str]) -> int:
    """Do that for those of the tenants from which the bot was known to be removed; return how many went on.

    To be called at the start with the tenants that have the bot: one may have come back while no bot ran.
    """
    known = await press.ledger.notices()
    away = {one.subject for one in known if one.over is None and one.reason.key == removed(platform).key}
    back = [t for t in tenants if await press.ledger.come_back(platform, t) or tenant_subject(platform, t) in away]
    return sum([await resume_tenant(press, platform, tenant) for tenant in back])


def removed(platform: str) -> Reason:
    """Return the reason why a tenant's digests rest, in the platform's own words."""
    return Reason("slack-removed" if platform == SLACK else "discord-removed")


async def _next(press: Press, subscription: Subscription) -> Subscription:
    """Return it awake, with its next free slot; one whose zone is gone goes on resting."""
    now = press.clock.now()
    taken = await press.ledger.taken_slots(subscription.id, now - _A_WHILE)
    try:
        slot = first_free(subscription.schedule, subscription.id, now, taken)
    except BadInput:
        return subscription
    return replace(subscription, paused=False, next_run=slot.due if slot else None)
