"""Alerts: a story of the very top rank comes at once, as an edition of its own, where a subscription asks for that.

An alert and an ordinary edition of one subscription exclude each other: each first claims its slot, then looks for a
claimed slot of the other kind and gives way. So what one of them is about to tell is never told by the other too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.desk.digest import Drafted
from bot.jobs.build import REMEMBERED, ask_for_posts, drafted_for
from bot.jobs.press import Press
from bot.jobs.shelves import Shelves
from bot.jobs.turns import turn
from digests.draft import Brief
from digests.editing import alert, make
from digests.schedule.zones import is_zone, zone_named
from digests.subscription import FIRST_ALERT, Claim, Slot, SlotState, Subscription

ALERTS = "alerts"
"""The turn at it: it saves others the same drafts, and nothing more hangs on it."""
LATELY = timedelta(days=1)
"""What is older is no alert."""
CANDIDATES = 5
"""Stories that are looked at: the best of a draft stand first."""
A_WHILE = timedelta(days=2)
"""Slots that were due longer ago are none of today's, in any zone."""

_Known = Sequence[tuple[Slot, SlotState]]


async def send_alerts(press: Press) -> int:
    """Freeze the alerts there are, one to a subscription at most; return how many."""
    async with turn(press, ALERTS) as mine:
        every = await press.ledger.orders() if mine else ()
        alike: dict[object, list[Subscription]] = defaultdict(list)
        shelves = Shelves(press.context)
        for one in every:
            awake = one.alerts and not one.paused and is_zone(one.schedule.zone)
            if awake and one.channel.platform in press.publishers:
                alike[one.topics, one.lang, await shelves.key_of(one), await shelves.eyes_of(one)].append(one)
        frozen = [platform for orders in alike.values() for platform in await _alert_alike(press, orders, shelves)]
        if frozen:
            await ask_for_posts(press, frozen)
        return len(frozen)


async def _alert_alike(press: Press, orders: Sequence[Subscription], shelves: Shelves) -> list[str]:
    """Build one draft for all who ask for the same; return the platforms of the alerts that were frozen."""
    now = press.clock.now()
    topics = await shelves.topics_of(orders[0])
    drafted = await drafted_for(press, orders[0], topics, now - LATELY, now, CANDIDATES)
    if drafted is None:
        return []
    return [order.channel.platform for order in orders if await _alert(press, order, drafted)]


async def _alert(press: Press, order: Subscription, drafted: Drafted) -> bool:
    """Freeze an alert of the first story that deserves one; False where there is none, or another edition is made."""
    ledger, now = press.ledger, press.clock.now()
    day = now.astimezone(zone_named(order.schedule.zone)).date()
    known = await ledger.slots_of(order.id, now - A_WHILE)
    is_due = order.next_run is not None and order.next_run <= now
    if is_due or _is_busy(known) or not await _top(press, order, drafted, known, day):
        return False
    ordinal = FIRST_ALERT + sum(slot.is_alert and slot.day == day for slot, _ in known)
    slot = Slot(order.id, day, ordinal, now)
    if not await ledger.claim([Claim(order, slot, order.next_run)]):
        return False
    known = tuple(one for one in await ledger.slots_of(order.id, now - A_WHILE) if one[0] != slot)
    brief = None if _is_busy(known) else await _top(press, order, drafted, known, day)
    if brief is None:
        await ledger.close(slot, SlotState.CANCELLED)
        return False
    return await _freeze(press, order, slot, brief, drafted)


async def _top(press: Press, order: Subscription, drafted: Drafted, known: _Known, day: date) -> Brief | None:
    """Return the best story that may come as an alert now."""
    sent = sum(slot.is_alert and slot.day == day and state is SlotState.FROZEN for slot, state in known)
    told = await press.ledger.told(order.id, press.clock.now() - REMEMBERED)
    return next((brief for brief in drafted.draft.briefs if alert(brief, sent, order, told)), None)


def _is_busy(known: _Known) -> bool:
    """Say whether an edition is being made: what it tells is not known yet."""
    return any(state is SlotState.CLAIMED for _, state in known)


async def _freeze(press: Press, order: Subscription, slot: Slot, brief: Brief, drafted: Drafted) -> bool:
    publisher = press.publishers[order.channel.platform]
    made = make(
        replace(drafted.draft, briefs=(brief,), upcoming=()),
        order,
        slot,
        (),
        press.context.words[order.lang],
        drafted.published,
        publisher.budget,
        press.clock.now(),
        topic_names=drafted.topic_names,
        upcoming=(),
        size=publisher.size,
    )
    return bool(made and await press.ledger.freeze(slot, order.channel, made))
