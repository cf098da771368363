"""What a tenant has settled, looked up where it counts: at every digest, and when a schedule is set."""

from __future__ import annotations

from collections.abc import Iterable

from bot.desk.context import Asked, Context
from digests.change import Holds
from digests.publishing import Ledger
from digests.settled import Settled, at_rest, quiet_days_of, settings_name, settled_held
from digests.subscription import Subscription


async def settled_at(context: Context, platform: str, tenant: str) -> Settled:
    """Return what the tenant has settled."""
    held = await context.ledger.held(Holds.SETTINGS, platform, tenant)
    name = settings_name(platform, tenant)
    return settled_held(next((one.value for one in held if one.name == name), None))


async def settled_for(asked: Asked) -> Settled:
    """Return what the asker's tenant has settled."""
    return await settled_at(asked.context, asked.question.asker.platform, asked.question.asker.tenant)


async def resting(ledger: Ledger, orders: Iterable[Subscription]) -> tuple[Subscription, ...]:
    """Return the orders with the quiet days of their tenants beside their own: for reckoning, never to be stored."""
    every = tuple(orders)
    quiet = quiet_days_of(await ledger.every_held(Holds.SETTINGS)) if every else {}
    return tuple(at_rest(one, quiet) for one in every)
