"""``schedules`` and its verbs: the standing orders of the channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.desk.changing import draft, settle
from bot.desk.commands import YES
from bot.desk.context import Asked
from bot.desk.tracked import topic_called, tracked_names
from digests.change import Holds
from digests.errors import BadInput, NotFound
from digests.language import Lang
from digests.layout.schedules import schedule_page, schedules_page
from digests.page import Page
from digests.schedule import first_free, runs
from digests.schedule.typed import quiet_days_typed, times_typed, weekdays_typed
from digests.schedule.zones import zone_typed
from digests.standing import order_value
from digests.subscription import EVERY_DAY, TERMINAL, Channel, Schedule, Subscription, WhenEmpty, channel_typed
from digests.text.script import fold

SHOWN = 5
"""Coming editions that are shown."""
_ALL = frozenset({"all", "全部", "所有"})
_A_WHILE = timedelta(days=3)
"""Slots that were due longer ago than this can be none of a local day to come."""


async def answer_schedules(asked: Asked) -> Page:
    """Answer with every schedule, or those of ``channel``."""
    channel = _channel(asked) if asked.text("channel") else None
    every = await asked.orders()
    shown = [one for one in every if channel in (None, one.channel)]
    return schedules_page(shown, await tracked_names(asked), asked.words)


async def answer_set(asked: Asked) -> Page:
    """Store a schedule and answer with its coming editions; see ``_ordered`` for the options."""
    ordered = await _ordered(asked)
    known = {one.id: one for one in await asked.orders()}.get(ordered.id)
    if known is None or known.schedule != ordered.schedule:  # else what is due stays due
        ordered = await with_next_run(asked, ordered)
    await _save(asked, known, ordered)
    return await _page(asked, ordered, "replaced" if known else "set")


async def answer_preview(asked: Asked) -> Page:
    """Answer as ``answer_set`` does, but store nothing; without ``at`` of the schedule as it stands."""
    return await _page(asked, await with_next_run(asked, await _ordered(asked)), "preview")


async def answer_pause(asked: Asked) -> Page:
    """Let the schedule of ``channel`` (and ``topics``, where it has several) rest."""
    known = await _known(asked)
    rests = replace(known, paused=True, next_run=None)
    await _save(asked, known, rests)
    return await _page(asked, rests, "paused")


async def answer_resume(asked: Asked) -> Page:
    """Let a paused schedule go on with its next hour; what was due meanwhile is not posted."""
    known = await _known(asked)
    goes_on = await with_next_run(asked, replace(known, paused=False))
    await _save(asked, known, goes_on)
    return await _page(asked, goes_on, "resumed")


async def answer_remove(asked: Asked) -> Page:
    """Remove the schedule of ``channel`` (and ``topics``, where it has several)."""
    known = await _known(asked)
    await _save(asked, known, None)
    return await _page(asked, replace(known, next_run=None), "removed")


async def _ordered(asked: Asked) -> Subscription:
    """Return the schedule that is typed: the one of that channel and those topics, where it is there, changed.

    Options: ``channel``, ``topics`` (names, or ``all``), ``at`` and ``zone`` and ``days`` and ``quiet`` as typed,
    ``length``, ``lang``, ``when-empty``, ``alerts``, ``thread``. What is not named stays; of a new one only ``at`` must
    be named.
    """
    channel = _channel(asked)
    topics = await _topics(asked, channel)
    known = [one for one in await asked.orders() if one.id == _id(channel, topics)]
    before = (
        known[0]
        if known
        else Subscription(
            _id(channel, topics), channel, topics, Schedule((), asked.question.zone), asked.question.lang, asked.now
        )
    )
    length, alerts = asked.number("length"), asked.number("alerts")
    lang, when_empty, thread = (asked.text(name) for name in ("lang", "when-empty", "thread"))
    asker = asked.question.asker
    return replace(
        before,
        schedule=_schedule(asked, before.schedule),
        length=before.length if length is None else length,
        lang=Lang(lang) if lang else before.lang,
        when_empty=WhenEmpty(when_empty) if when_empty else before.when_empty,
        alerts=before.alerts if alerts is None else alerts,
        threaded=thread == YES if thread else before.threaded,
        ordered_by=before.ordered_by if asker.platform == TERMINAL else asker.user,
    )


def _schedule(asked: Asked, before: Schedule) -> Schedule:
    at, zone, days, quiet = (asked.text(name) for name in ("at", "zone", "days", "quiet"))
    if not (at or before.times):
        raise BadInput("no-times", "at")
    return Schedule(
        times=times_typed(at) if at else before.times,
        zone=zone_typed(zone) if zone else before.zone,
        weekdays=weekdays_typed(days) if days else before.weekdays or EVERY_DAY,
        quiet_days=quiet_days_typed(quiet) if quiet else before.quiet_days,
    )


async def _save(asked: Asked, before: Subscription | None, after: Subscription | None) -> None:
    """Put one in place of the other, as a change of the channel's tenant. Raises BadInput where it is another by now.

    Where only the next run differs, nothing was ordered anew, and no change is kept.
    """
    was, now = (order_value(one) if one else None for one in (before, after))
    order = after or before
    if order is None:
        return
    if was == now and after:
        await asked.context.ledger.save_subscription(after)
        return
    tenant = order.channel.platform, order.channel.tenant
    change = draft(asked, Holds.SCHEDULE, order.id, was, now, tenant=tenant)
    await settle(asked, change, after.next_run if after else None)


async def with_next_run(asked: Asked, subscription: Subscription) -> Subscription:
    """Return it with its next free slot; that of a paused one is unknown until it goes on."""
    if subscription.paused:
        return subscription
    taken = await asked.context.ledger.taken_slots(subscription.id, asked.now - _A_WHILE)
    slot = first_free(subscription.schedule, subscription.id, asked.now, taken)
    return replace(subscription, next_run=slot.due if slot else None)


async def _known(asked: Asked) -> Subscription:
    """Return the one schedule that is meant. Raises NotFound."""
    channel = _channel(asked)
    topics = await _topics(asked, channel) if asked.texts("topics") else None
    every = [one for one in await asked.orders() if one.channel == channel]
    meant = [one for one in every if topics in (None, one.topics)]
    if not meant:
        raise NotFound("no-such-schedule", str(channel))
    if len(meant) > 1:
        choices = tuple(",".join(one.topics) or "all" for one in meant)
        raise NotFound("schedule-of-several", str(channel), topics=choices)
    return meant[0]


def _channel(asked: Asked) -> Channel:
    """Return the channel that is named, else the one where it is asked. Raises BadInput.

    It must be of the asker's tenant and on a platform that can be posted to.
    """
    typed = asked.text("channel")
    channel = channel_typed(typed) if typed else asked.question.asker.place
    if channel is None:
        raise BadInput("no-channel-named", "channel")
    if not asked.is_own(channel):
        raise BadInput("channel-elsewhere", channel.name)
    if channel.platform not in asked.context.platforms:
        raise BadInput("no-such-platform", channel.platform, known=asked.context.platforms)
    return channel


async def _topics(asked: Asked, channel: Channel) -> tuple[str, ...]:
    """Return the slugs of the topics that are named, sorted, each once; none for all news. Raises Refusal.

    They are topics of the tenant that the channel is one of.
    """
    wanted = asked.texts("topics")
    if not wanted:
        raise BadInput("no-topics", "topics")
    if any(fold(name) in _ALL for name in wanted):
        return ()
    return tuple(sorted({(await topic_called(asked, name, channel)).slug for name in wanted}))


def _id(channel: Channel, topics: Sequence[str]) -> str:
    """Return the identity of a standing order.

    One that is removed and set anew is the same: it posts nothing twice on the day.
    """
    return sha256("\n".join((str(channel), *topics)).encode()).hexdigest()[:12]


async def _page(asked: Asked, subscription: Subscription, outcome: str) -> Page:
    """Return the page of a schedule; its coming editions begin with its next run."""
    next_run = subscription.next_run and max(subscription.next_run, asked.now)
    coming = runs(subscription.schedule, next_run - timedelta.resolution, SHOWN) if next_run else ()
    return schedule_page(subscription, coming, outcome, await tracked_names(asked), asked.words)
