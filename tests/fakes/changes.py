"""The part of the ledger of plain dicts on what tenants change."""

# ruff: noqa: D102  the port says what each method promises

from __future__ import annotations

from datetime import datetime

from digests.change import Change, Held, Holds, Proposal, Value
from digests.standing import order_held, order_value
from digests.subscription import Subscription


class FakeChanges:
    """It stands on the subscriptions of the ledger that it is a part of."""

    def __init__(self) -> None:
        self._subscriptions: dict[str, Subscription] = {}
        self._held: dict[tuple[str, str, Holds, str], Value] = {}
        self._changes: list[Change] = []
        self._proposals: dict[str, Proposal] = {}
        self._departures: dict[tuple[str, str], datetime] = {}

    async def orders(self, platform: str | None = None, tenant: str = "") -> tuple[Subscription, ...]:
        raise NotImplementedError

    async def save_subscription(self, subscription: Subscription) -> None:
        raise NotImplementedError

    async def remove_subscription(self, subscription_id: str) -> None:
        raise NotImplementedError

    async def held(self, holds: Holds, platform: str, tenant: str) -> tuple[Held, ...]:
        if holds is Holds.SCHEDULE:
            found = [Held(holds, one.id, order_value(one)) for one in await self.orders(platform, tenant)]
        else:
            theirs = (platform, tenant, holds)
            found = [Held(holds, key[3], value) for key, value in self._held.items() if key[:3] == theirs]
        return tuple(sorted(found, key=lambda one: one.name))

    async def every_held(self, holds: Holds, *, departed: bool = False) -> tuple[Held, ...]:
        found = sorted((pair for pair in self._held.items() if pair[0][2] is holds), key=lambda pair: pair[0])
        return tuple(Held(holds, key[3], value) for key, value in found if departed or key[:2] not in self._departures)

    async def change(self, change: Change, next_run: datetime | None = None) -> bool:
        known = await self.changed(change.platform, change.tenant, change.id)
        now = {one.name: one.value for one in await self.held(change.holds, change.platform, change.tenant)}
        if known or now.get(change.name) != change.before or self._is_of_another(change):
            return False
        self._changes.append(change)
        if change.holds is Holds.SCHEDULE:
            await self._put_order(change, next_run)
        elif change.after is None:
            del self._held[change.platform, change.tenant, change.holds, change.name]
        else:
            self._held[change.platform, change.tenant, change.holds, change.name] = change.after
        return True

    async def _put_order(self, change: Change, next_run: datetime | None) -> None:
        if change.after is None:
            await self.remove_subscription(change.name)
        else:
            await self.save_subscription(order_held(change.name, change.after, next_run))

    def _is_of_another(self, change: Change) -> bool:
        """Say whether the schedule of that id is not the tenant's, or would be no longer."""
        if change.holds is not Holds.SCHEDULE:
            return False
        orders = [self._subscriptions.get(change.name), change.after and order_held(change.name, change.after)]
        tenant = change.platform, change.tenant
        return any(
            one.wanted is not None or (one.channel.platform, one.channel.tenant) != tenant for one in orders if one
        )

    async def changes(self, platform: str | None, tenant: str, limit: int) -> tuple[Change, ...]:
        newest = (one for one in reversed(self._changes) if platform in (None, one.platform))
        return tuple(one for one in newest if platform is None or one.tenant == tenant)[:limit]

    async def changed(self, platform: str | None, tenant: str, change_id: str) -> Change | None:
        every = await self.changes(platform, tenant, len(self._changes))
        return next((one for one in every if one.id == change_id), None)

    async def propose(self, proposal: Proposal, now: datetime) -> None:
        self._proposals = {key: one for key, one in self._proposals.items() if one.until > now}
        self._proposals[proposal.id] = proposal

    async def proposed(self, platform: str, tenant: str, by: str, proposal_id: str, now: datetime) -> Proposal | None:
        found = self._proposals.get(proposal_id)
        if found is None or found.until <= now:
            return None
        return found if (found.platform, found.tenant, found.by) == (platform, tenant, by) else None

    async def forget_proposal(self, proposal_id: str) -> None:
        self._proposals.pop(proposal_id, None)

    async def depart(self, platform: str, tenant: str, at: datetime) -> None:
        self._departures.setdefault((platform, tenant), at)

    async def come_back(self, platform: str, tenant: str) -> bool:
        return self._departures.pop((platform, tenant), None) is not None

    def _forget_changes(self, platform: str, tenant: str) -> None:
        theirs = platform, tenant
        del self._departures[theirs]
        self._held = {key: value for key, value in self._held.items() if key[:2] != theirs}
        self._changes = [one for one in self._changes if (one.platform, one.tenant) != theirs]
        self._proposals = {key: one for key, one in self._proposals.items() if (one.platform, one.tenant) != theirs}
