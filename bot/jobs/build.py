"""Building: claimed slots get their editions, from one draft where they ask for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.desk.context import Asked
from bot.desk.digest import Drafted
from bot.desk.eyes import seen_context
from bot.desk.personal import draft_wanted, material_between
from bot.desk.settled import resting
from bot.desk.tracked import reader_of
from bot.jobs.notices import note_trouble
from bot.jobs.press import SEND, SHARD, Press
from bot.jobs.shelves import Shelves
from bot.jobs.tick import key_or_rest
from digests.desk import Question
from digests.editing import fresh, make
from digests.edition import Edition, Told
from digests.following import Wanted
from digests.language import Lang
from digests.points import Point
from digests.schedule import window
from digests.schedule.missed import PUNCTUAL, STILL_POSTED
from digests.story import Reason
from digests.subscription import Slot, SlotState, Subscription
from digests.topic import Topic

log = structlog.get_logger()

MANY = 10_000
"""Claimed slots that are looked through for those that are meant; more wait for the sweeper."""
REMEMBERED = timedelta(days=90)
"""For how long what was told is compared with."""
SPARE = 12
"""Stories of a draft beyond an edition's length: what some of its readers were told before drops out."""
ALERT_MADE = timedelta(minutes=1)
"""An alert's edition is frozen long before: its process was killed."""
POSTED_TOGETHER = 20
"""Editions after which their posting is asked for: the first of many is not to wait for the last."""
SKIPS_TOLD = timedelta(days=7)
"""Skipped slots older than this are not spoken of any more."""


_Order = tuple[Subscription, Slot]


async def build(press: Press, keys: Sequence[str]) -> None:
    """Make and freeze the editions of those of the slots that still wait for theirs, and ask for their posting."""
    press.passing(Point.BUILD_BEGUN)
    wanted = frozenset(keys) - press.building
    press.building.update(wanted)
    try:
        await _build(press, wanted)
    finally:
        press.building.difference_update(wanted)


async def _build(press: Press, wanted: Collection[str]) -> None:
    slots = [slot for slot in await press.ledger.claimed(MANY) if slot.key in wanted]
    ordered = await resting(press.ledger, await press.ledger.subscriptions_of(slots))
    known = {subscription.id: subscription for subscription in ordered}
    alike: dict[object, list[_Order]] = defaultdict(list)
    shelves = Shelves(press.context)
    for slot in slots:
        subscription = known.get(slot.subscription)
        if slot.is_alert:
            await _close_cut_short(press, slot)
        elif subscription is None or subscription.paused:
            await press.ledger.close(slot, SlotState.CANCELLED)
        elif subscription.channel.platform not in press.publishers:
            await note_trouble(press, subscription.channel.platform, Reason("no-publisher"))
        elif press.clock.now() - slot.due > STILL_POSTED:
            await press.ledger.close(slot, SlotState.SKIPPED)
            press.passing(Point.SKIP_CLOSED)
        elif (key := await key_or_rest(press, subscription, slot)) is not None:
            is_personal = subscription.wanted is not None
            mine = await (shelves.view_of if is_personal else shelves.key_of)(subscription)
            alike[key, mine, await shelves.eyes_of(subscription)].append((subscription, slot))
    for orders in alike.values():
        await _freeze_alike(press, orders, shelves)


async def ask_for_posts(press: Press, platforms: Iterable[str]) -> None:
    """Ask for the posting of so many deliveries, by platform: one piece of work for every shard of them."""
    counted: dict[str, int] = defaultdict(int)
    for platform in platforms:
        counted[platform] += 1
    for platform, count in counted.items():
        for shard in range(0, count, SHARD):
            await press.queue.enqueue(SEND, [platform], once=f"{SEND} {platform} {shard // SHARD}")
    press.passing(Point.SEND_QUEUED)


async def _close_cut_short(press: Press, slot: Slot) -> None:
    """Close the slot of an alert whose process was killed: what it was to tell is looked at anew."""
    if press.clock.now() - slot.due > ALERT_MADE:
        await press.ledger.close(slot, SlotState.CANCELLED)


async def _freeze_alike(press: Press, orders: Sequence[_Order], shelves: Shelves) -> None:
    """Build one draft, freeze an edition of it for every slot, and ask for their posting as they come.

    Readers' own orders of one window come together where they see the same, and each of their wishes gets its draft.
    """
    subscription, slot = orders[0]
    start, end = window(subscription.schedule, slot)
    if subscription.wanted is not None:
        await _freeze_personal(press, orders, start, end, shelves)
        return
    topics = await shelves.topics_of(subscription)
    drafted = await drafted_for(press, subscription, topics, start, end, subscription.length + SPARE)
    if drafted is None:
        for _, orphan in orders:
            await press.ledger.close(orphan, SlotState.CANCELLED)
        return
    await _freeze_all(press, orders, drafted)


async def _freeze_personal(
    press: Press, orders: Sequence[_Order], start: datetime, end: datetime, shelves: Shelves
) -> None:
    """Read the stories of a window once for all who want some of them, and build a draft for each who wants others."""
    alike: dict[tuple[Wanted, Lang, int, tuple[str, ...]], list[_Order]] = defaultdict(list)
    for order, slot in orders:
        alike[order.wanted or Wanted(), order.lang, order.length, await shelves.key_of(order)].append((order, slot))
    asked = await _asked(press, orders[0][0])
    material = await material_between(asked, start, end, [wanted for wanted, *_ in alike])
    for (wanted, _, length, _), theirs in alike.items():
        asked = await _asked(press, theirs[0][0])
        await _freeze_all(press, theirs, await draft_wanted(asked, wanted, material, start, end, length + SPARE))


async def _freeze_all(press: Press, orders: Sequence[_Order], drafted: Drafted) -> None:
    press.passing(Point.DRAFT_BUILT)
    for first in range(0, len(orders), POSTED_TOGETHER):
        some = orders[first : first + POSTED_TOGETHER]
        frozen = [await _freeze(press, ordered, its, drafted) for ordered, its in some]
        await ask_for_posts(press, filter(None, frozen))


async def drafted_for(  # noqa: PLR0917  for whom, of what, and when
    press: Press, subscription: Subscription, topics: Sequence[Topic], start: datetime, end: datetime, limit: int
) -> Drafted | None:
    """Return the draft that a channel's subscription asks for, of those of its topics that are left.

    None where none of them is.
    """
    if subscription.topics and not topics:
        gone = [*subscription.topics]
        log.warning("a digest has no topic left", action="build", topics=gone, subscription=subscription.id)
        return None
    return await press.draft_of(await _asked(press, subscription), topics, start, end, limit)


async def _asked(press: Press, subscription: Subscription) -> Asked:
    zone, reader = subscription.schedule.zone, reader_of(subscription)
    context = await seen_context(press.context, reader.platform, reader.tenant)
    return Asked(context, Question("digest", {}, subscription.lang, zone, reader))


async def _freeze(press: Press, subscription: Subscription, slot: Slot, drafted: Drafted) -> str:
    """Freeze the edition of one slot; return its platform, nothing where there is nothing to post."""
    now, ledger = press.clock.now(), press.ledger
    known = await ledger.slots_of(subscription.id, slot.due - SKIPS_TOLD)
    if any(other.is_alert and state is SlotState.CLAIMED for other, state in known):
        return ""  # what is being told there would be told twice: the sweeper asks again
    told = await ledger.told(subscription.id, now - REMEMBERED)
    press.passing(Point.TOLD_READ)
    made = _made(press, subscription, slot, drafted, told, _skipped_before(known, slot))
    if made is None:
        await ledger.close(slot, SlotState.EMPTY)
        press.passing(Point.EMPTY_CLOSED)
        return ""
    edition = await ledger.freeze(slot, subscription.channel, made)
    return subscription.channel.platform if edition else ""


def _made(  # noqa: PLR0917  for whom, when, of what, and what they know
    press: Press,
    subscription: Subscription,
    slot: Slot,
    drafted: Drafted,
    told: Sequence[Told],
    skipped: Sequence[Slot],
) -> Callable[[int], Edition] | None:
    """Return what ``make`` does; nothing for a reader to whom nothing is new, not even word of what was skipped."""
    if subscription.wanted is not None and not fresh(drafted.draft, told):
        return None
    publisher, now = press.publishers[subscription.channel.platform], press.clock.now()
    return make(
        drafted.draft,
        subscription,
        slot,
        told,
        press.context.words[subscription.lang],
        drafted.published,
        publisher.budget,
        now,
        topic_names=drafted.topic_names,
        upcoming=drafted.upcoming,
        skipped=skipped,
        late=now - slot.due > PUNCTUAL,
        size=publisher.size,
    )


def _skipped_before(known: Iterable[tuple[Slot, SlotState]], slot: Slot) -> tuple[Slot, ...]:
    """Return the skipped slots of the subscription since its last edition."""
    skipped: list[Slot] = []
    for earlier, state in known:
        if earlier.due < slot.due and state is SlotState.FROZEN and not earlier.is_alert:
            skipped = []
        elif earlier.due < slot.due and state is SlotState.SKIPPED:
            skipped.append(earlier)
    return tuple(skipped)
