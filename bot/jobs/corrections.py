"""Corrections: where an article changed and a posted sentence lost its quote, the message itself says so.

Killed anywhere, it does the same again: an edit shows the same page twice, and a page that was corrected stays so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, timedelta

import structlog

from bot.jobs.posting import Posting
from bot.jobs.press import Press
from bot.jobs.turns import turn
from digests.article import Article
from digests.delivery import Delivery, Never, Posted, State
from digests.editing import corrected
from digests.edition import Told
from digests.language import Lang
from digests.schedule.zones import is_zone, zone_named
from digests.subscription import Channel

log = structlog.get_logger()

CORRECTIONS = "corrections"
"""The turn at it: of two processes the slower would put an older page in place of the newer."""
CORRECTED = timedelta(days=14)
"""What was told longer ago is not corrected any more: nobody reads it."""


async def correct(press: Press) -> int:
    """Correct what was told of articles that changed since; return how many messages were edited."""
    async with turn(press, CORRECTIONS) as mine:
        told = await press.ledger.outdated(press.clock.now() - CORRECTED) if mine else ()
        by_edition: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            by_edition[one.edition].append(one)
        return sum([await _correct_edition(press, its) for its in by_edition.values()])


async def _correct_edition(press: Press, told: Sequence[Told]) -> int:
    """Correct what an edition told, and note that it was compared once every part of it is as it should be."""
    edition = told[0].edition
    articles = await press.context.store.articles(quote.article for one in told for quote in one.quotes)
    edited, settled = 0, True
    for delivery in await press.ledger.deliveries_of(edition):
        day = await _today(press, delivery.channel, told[0].subscription)
        page = _corrected(press, delivery, told, articles, day)
        if page and delivery.state is State.SENT:
            done = await _edit(press, page)
            edited, settled = edited + bool(done), settled and done is not None
        elif delivery.state not in (State.SENT, State.DEAD):  # it may be posted yet, as it was frozen
            settled = False
    if settled:
        await press.ledger.compared(edition, {article.id: article.revision for article in articles})
    return edited


def _corrected(
    press: Press, delivery: Delivery, told: Sequence[Told], articles: Sequence[Article], day: date
) -> Delivery | None:
    """Return the delivery with its page corrected, None where all of it stands."""
    words = press.context.words[Lang(str(delivery.page.record["lang"]))]
    page = corrected(delivery.page, [quote for one in told for quote in one.quotes], articles, words, day)
    return replace(delivery, page=page) if page else None


async def _edit(press: Press, delivery: Delivery) -> bool | None:
    """Edit a message; False where that is refused for good, None where it is to be tried again."""
    publisher = press.publishers.get(delivery.channel.platform)
    match await Posting(press, publisher).edit(delivery) if publisher else None:
        case Posted():
            await press.ledger.replace_page(delivery.key, delivery.page)
            log.info("a message was corrected", action="correct", subject=delivery.key)
            return True
        case Never(reason=reason):
            log.warning("a message cannot be corrected", action="correct", subject=delivery.key, reason=reason.key)
            return False
        case _:
            return None


async def _today(press: Press, channel: Channel, subscription_id: str) -> date:
    """Return the reader's day; that of UTC where the subscription or its zone is gone."""
    zones = {one.id: one.schedule.zone for one in await press.ledger.subscriptions_in(channel)}
    zone = zones.get(subscription_id, "")
    return press.clock.now().astimezone(zone_named(zone) if is_zone(zone) else UTC).date()
