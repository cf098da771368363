"""Retention: what is old is forgotten, a batch and a short transaction at a time; killed midway it just goes on."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import structlog

from bot.jobs.press import Press
from bot.jobs.tenants import KEPT_WHEN_REMOVED
from bot.newsroom.for_tenants import forget_unheld
from digests.upkeep import Upkeep

log = structlog.get_logger()

BATCH = 200
KEPT_UNHELD = timedelta(days=1)
"""What a feed brought that nobody has any more: who takes its removal back at once finds it again."""
PAUSE = 0.1
"""Seconds between two batches: others want to write too."""


async def forget(press: Press, upkeep: Upkeep) -> int:
    """Forget what is older than it is kept; return how much."""
    now, forgotten = press.clock.now(), 0
    for step, kept in (
        (press.ledger.forget, upkeep.keep_ledger),
        (press.ledger.forget_departed, KEPT_WHEN_REMOVED),
        (press.ledger.forget_names, timedelta()),
        (press.ledger.forget_ratings, upkeep.keep_articles),
        (press.context.store.forget_decisions, upkeep.keep_decisions),
        (press.context.store.forget_articles, upkeep.keep_articles),
        (partial(forget_unheld, press.context.store, press.ledger), KEPT_UNHELD),
    ):
        while not press.stopping.is_set() and (gone := await step(now - kept, BATCH)):
            forgotten += gone
            await press.sleep(PAUSE)
    log.info("what is old was forgotten", action="forget", count=forgotten)
    return forgotten
