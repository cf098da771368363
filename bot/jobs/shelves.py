"""The topics that are ordered and the feeds that are read, as their tenants have them at this moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.desk.context import Context
from bot.desk.eyes import eyes_at
from bot.desk.regrouped import view_at
from bot.desk.settled import settled_at
from bot.desk.tracked import topics_at
from digests.following import Sort
from digests.own_feeds import Eyes
from digests.subscription import Subscription
from digests.topic import Topic, topic_named
from digests.tracked import alike_key


@dataclass(frozen=True, slots=True)
class Shelves:
    """Looks each tenant's topics up once, for as long as one piece of work takes."""

    context: Context
    _known: dict[tuple[str, str], tuple[Topic, ...]] = field(default_factory=dict)
    _eyes: dict[tuple[str, str], Eyes] = field(default_factory=dict)
    _views: dict[tuple[str, str], str] = field(default_factory=dict)
    _caps: dict[tuple[str, str], int | None] = field(default_factory=dict)

    async def topics_of(self, subscription: Subscription) -> tuple[Topic, ...]:
        """Return the topics that a channel or reader ordered, in its order; one that was removed since is not there."""
        wanted = subscription.wanted
        slugs = [one.id for one in wanted.every if one.sort is Sort.TOPIC] if wanted else subscription.topics
        there, lexicon = await self._of_tenant(subscription) if slugs else (), self.context.lexicon
        return tuple(topic for slug in slugs if (topic := topic_named(slug, there, lexicon)))

    async def key_of(self, subscription: Subscription) -> tuple[str, ...]:
        """Return what is the same for subscriptions of the same cap and topics that see the same stories."""
        topics = map(alike_key, await self.topics_of(subscription))
        return (await self.view_of(subscription), str(await self._cap_of(subscription)), *topics)

    async def view_of(self, subscription: Subscription) -> str:
        """Return what is the same for subscriptions that see the same stories: those of tenants without verdicts."""
        tenant = subscription.channel.platform, subscription.channel.tenant
        if tenant not in self._views:
            self._views[tenant] = await view_at(self.context, *tenant)
        return self._views[tenant]

    async def eyes_of(self, subscription: Subscription) -> Eyes:
        """Return what the tenant of the subscription is shown."""
        channel = subscription.channel
        tenant = channel.platform, channel.tenant
        if tenant not in self._eyes:
            self._eyes[tenant] = await eyes_at(self.context, *tenant)
        return self._eyes[tenant]

    async def _cap_of(self, subscription: Subscription) -> int | None:
        channel = subscription.channel
        tenant = channel.platform, channel.tenant
        if tenant not in self._caps:
            self._caps[tenant] = (await settled_at(self.context, *tenant)).per_outlet
        return self._caps[tenant]

    async def _of_tenant(self, subscription: Subscription) -> tuple[Topic, ...]:
        channel = subscription.channel
        tenant = channel.platform, channel.tenant
        if tenant not in self._known:
            self._known[tenant] = await topics_at(self.context, *tenant)
        return self._known[tenant]
