"""One schedule or feed, opened from the list of those there are, and what is done to it there."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from bot.desk.commands import PAUSE, REMOVE, RESUME
from bot.desk.context import Asked
from bot.desk.feeds import answer_feed_remove, answer_feeds
from bot.desk.schedules import answer_remove, answer_set, as_it_stands, named_by, pause, resume
from digests.errors import NotFound
from digests.layout.panel import opened_feed, schedule_acts
from digests.own_feeds import mark_of
from digests.page import Page, Row
from digests.subscription import Subscription

_AT_ONCE = {PAUSE: pause, RESUME: resume}
"""What is done to a schedule without being shown before; ``undo`` takes it back."""


async def answer_open(asked: Asked) -> Page:
    """Answer with the schedule ``id`` as it stands, and what can be done to it. Raises NotFound."""
    order = await _named(asked)
    page = await as_it_stands(asked, order)
    return replace(page, blocks=(*page.blocks, *schedule_acts(order, asked.words)))


async def answer_change(asked: Asked) -> Page:
    """Answer as ``schedules set``, ``pause``, ``resume`` or ``remove`` does for the schedule ``id``: see ``do``."""
    order, done = await _named(asked), asked.needed("do")
    if done in _AT_ONCE:
        named = replace(asked.question, verb=f"schedules {done}")
        return await _AT_ONCE[done](replace(asked, question=named), order)
    given = {name: value for name, value in asked.question.options.items() if name not in {"id", "do"}}
    answer, whole = (answer_remove, {}) if done == REMOVE else (answer_set, given)
    options = MappingProxyType({**named_by(order), **whole})
    return await answer(replace(asked, question=replace(asked.question, verb=f"schedules {done}", options=options)))


def feed_ids(page: Page) -> dict[str, str]:
    """Return what stands for each feed of the list in a button, by the address that its row shows."""
    return {block.id: mark_of(block.id) for block in page.blocks if isinstance(block, Row)}


async def answer_feed_open(asked: Asked) -> Page:
    """Answer with what the list says of the feed ``id``, and what can be done to it. Raises NotFound."""
    page, row = await _feed(asked)
    return opened_feed(page, row, asked.needed("id"), asked.words)


async def answer_feed_change(asked: Asked) -> Page:
    """Answer as ``feeds remove`` does for the feed ``id``. Raises NotFound."""
    _, row = await _feed(asked)
    named = replace(asked.question, verb="feeds remove", options=MappingProxyType({"feed": row.id}))
    return await answer_feed_remove(replace(asked, question=named))


async def _feed(asked: Asked) -> tuple[Page, Row]:
    """Return the list, and the row of the feed that is meant. Raises NotFound."""
    page, its = await answer_feeds(asked), asked.needed("id")
    found = next((one for one in page.blocks if isinstance(one, Row) and mark_of(one.id) == its), None)
    if found is None:
        raise NotFound("no-such-feed", its)
    return page, found


async def _named(asked: Asked) -> Subscription:
    its = asked.needed("id")
    found = next((one for one in await asked.orders() if one.id == its), None)
    if found is None:
        raise NotFound("no-such-order", its)
    return found
