"""``status``: how the bot does."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.context import Asked
from digests.delivery import State
from digests.layout.deliveries import is_stuck
from digests.layout.lists import topic_name
from digests.layout.status import GROWTH, Standing, status_page
from digests.page import Page
from digests.polling.due import state_of
from digests.subscription import SlotState

MANY = 100
"""Deliveries of a kind that are shown at most."""
SKIPS_SHOWN = timedelta(days=7)


async def answer_status(asked: Asked) -> Page:
    """Answer with feeds, coming editions, what is stuck or was missed, open notices, and how the database grows."""
    store, ledger, now = asked.context.store, asked.context.ledger, asked.now
    states = await store.feed_states()
    sending = await ledger.deliveries(State.SENDING, MANY)
    parked = await ledger.deliveries(State.PARKED, MANY)
    standing = Standing(
        now=now,
        feeds=[state_of(feed, states) for feed in await store.feeds()],
        subscriptions=await ledger.subscriptions(),
        open=(*parked, *(one for one in sending if one.lease is None or one.lease <= now or is_stuck(one, now))),
        waiting=(await ledger.tallies())[State.DUE],
        skipped=await ledger.slots(SlotState.SKIPPED, now - SKIPS_SHOWN),
        notices=await ledger.notices(),
        turns=await ledger.turns(now),
        size=await store.size(now - GROWTH),
    )
    names = {topic.slug: topic_name(topic, asked.words) for topic in await store.topics()}
    return status_page(standing, names, asked.zone, asked.words)
