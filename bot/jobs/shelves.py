"""The topics that are ordered, as their tenants have them at this moment."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.desk.context import Context
from bot.desk.tracked import topics_at
from digests.following import Sort
from digests.subscription import Subscription
from digests.topic import Topic, topic_named
from digests.tracked import alike_key


@dataclass(frozen=True, slots=True)
class Shelves:
    """Looks each tenant's topics up once, for as long as one piece of work takes."""

    context: Context
    _known: dict[tuple[str, str], tuple[Topic, ...]] = field(default_factory=dict)

    async def topics_of(self, subscription: Subscription) -> tuple[Topic, ...]:
        """Return the topics that a channel or reader ordered, in its order; one that was removed since is not there."""
        wanted = subscription.wanted
        slugs = [one.id for one in wanted.every if one.sort is Sort.TOPIC] if wanted else subscription.topics
        there, lexicon = await self._of_tenant(subscription) if slugs else (), self.context.lexicon
        return tuple(topic for slug in slugs if (topic := topic_named(slug, there, lexicon)))

    async def key_of(self, subscription: Subscription) -> tuple[str, ...]:
        """Return what is the same for subscriptions whose topics are the same, whatever their slugs stand for."""
        return tuple(map(alike_key, await self.topics_of(subscription)))

    async def _of_tenant(self, subscription: Subscription) -> tuple[Topic, ...]:
        channel = subscription.channel
        tenant = channel.platform, channel.tenant
        if tenant not in self._known:
            self._known[tenant] = await topics_at(self.context, *tenant)
        return self._known[tenant]
