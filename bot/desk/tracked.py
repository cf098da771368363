"""Which topics there are for whoever asks: those of all, with what the tenant changed laid over them."""

from __future__ import annotations

from difflib import get_close_matches

from bot.desk.context import Asked, Context
from digests.change import Holds
from digests.desk import Asker
from digests.errors import NotFound
from digests.layout.lists import topic_name
from digests.subscription import Channel, Subscription
from digests.text.script import fold
from digests.topic import Topic, topic_named
from digests.tracked import tracked


async def topics_of(asked: Asked) -> tuple[Topic, ...]:
    """Return the topics of the asker's tenant, by slug."""
    return await topics_at(asked.context, asked.question.asker.platform, asked.question.asker.tenant)


async def topics_at(context: Context, platform: str, tenant: str) -> tuple[Topic, ...]:
    """Return the topics of a tenant, by slug."""
    return tracked(await context.store.topics(), await context.ledger.held(Holds.TOPIC, platform, tenant))


async def topics_version(asked: Asked) -> str:
    """Return a text that is another one once the asker's tenant changed its topics; the same for all who have none."""
    asker = asked.question.asker
    return repr(await asked.context.ledger.held(Holds.TOPIC, asker.platform, asker.tenant))


async def tracked_names(asked: Asked) -> dict[str, str]:
    """Return the names of the topics of the asker's tenant, by slug."""
    return {topic.slug: topic_name(topic, asked.words) for topic in await topics_of(asked)}


async def topic_called(asked: Asked, name: str, channel: Channel | None = None) -> Topic:
    """Return the topic of that slug or name, else one of the single entity of that name. Raises NotFound.

    Topics are those of the asker's tenant, or of the tenant of ``channel``.
    """
    of = channel or asked.question.asker
    topics = await topics_at(asked.context, of.platform, of.tenant)
    return topic_named(name, topics, asked.context.lexicon) or unknown(name, topics)


def unknown(name: str, topics: tuple[Topic, ...]) -> Topic:
    """Raise NotFound for a name that is none of those; returns nothing."""
    slugs = [topic.slug for topic in topics]
    near = get_close_matches(fold(name), slugs, n=1)
    topics_known = tuple(slugs) or "–"
    if near:
        raise NotFound("no-such-topic-but", name, near=near[0], topics=topics_known)
    raise NotFound("no-such-topic", name, topics=topics_known)


def reader_of(subscription: Subscription) -> Asker:
    """Return who reads what is posted for a subscription, as one who asks: the topics are those of the tenant."""
    channel = subscription.channel
    return Asker(channel.platform, channel.tenant, subscription.ordered_by, channel)
