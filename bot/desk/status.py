"""``status``: how the bot does."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.context import Asked
from bot.desk.deliveries import seen
from bot.desk.tracked import tracked_names
from digests.delivery import State
from digests.errors import BadInput
from digests.layout.deliveries import is_stuck
from digests.layout.lists import doctor_page
from digests.layout.status import GROWTH, Standing, status_page
from digests.notice import Notice
from digests.page import Page
from digests.polling.due import state_of
from digests.subscription import TERMINAL, Channel, SlotState, channel_typed

SKIPS_SHOWN = timedelta(days=7)


async def answer_status(asked: Asked) -> Page:
    """Answer with feeds, coming editions, what is stuck or was missed, open notices, and how the database grows.

    In a chat it tells only of what the asker may see, and nothing of the machine.
    """
    store, ledger, now = asked.context.store, asked.context.ledger, asked.now
    states, orders = await store.feed_states(), await asked.orders()
    parked, sending, due = [await seen(asked, state) for state in (State.PARKED, State.SENDING, State.DUE)]
    operates = asked.question.asker.platform == TERMINAL
    skipped = await ledger.slots(SlotState.SKIPPED, now - SKIPS_SHOWN)
    own = {one.id for one in orders}
    standing = Standing(
        now=now,
        feeds=[state_of(feed, states) for feed in await store.feeds()],
        subscriptions=orders,
        open=(*parked, *(one for one in sending if one.lease is None or one.lease <= now or is_stuck(one, now))),
        waiting=(await ledger.tallies())[State.DUE] if operates else len(due),
        skipped=[slot for slot in skipped if operates or slot.subscription in own],
        notices=[notice for notice in await ledger.notices() if _concerns(notice, asked)],
        turns=await ledger.turns(now) if operates else (),
        size=await store.size(now - GROWTH) if operates else None,
    )
    return status_page(standing, await tracked_names(asked), asked.zone, asked.words)


def _concerns(notice: Notice, asked: Asked) -> bool:
    """Say whether the asker may be told of a trouble: of its channel, or of the server or workspace, if it has one."""
    try:
        return asked.may_see(channel_typed(notice.subject))
    except BadInput:
        platform, _, tenant = notice.subject.partition(":")
        return not tenant or asked.is_own(Channel(platform, tenant, ""))


async def answer_doctor(asked: Asked) -> Page:
    """Answer with whether everything is in order."""
    counts = await asked.context.store.counts()
    return doctor_page(asked.context.checks(counts), asked.words)
