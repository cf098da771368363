"""``schedules`` and its verbs: the standing orders of the channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from bot.desk.changing import draft, is_chat, offer, settle
from bot.desk.context import Asked
from bot.desk.ordering import channel_named, order_typed, topics_named
from bot.desk.settled import resting
from bot.desk.tracked import topic_called, tracked_names
from bot.desk.trying import tried
from digests.change import Change, Holds
from digests.errors import NotFound
from digests.layout.schedules import reach_shown, schedule_page, schedules_page
from digests.layout.trials import Trial
from digests.page import Page
from digests.schedule import first_free, runs
from digests.standing import order_value
from digests.subscription import Channel, Subscription
from digests.words import Words

SHOWN = 5
"""Coming editions that are shown."""
_A_WHILE = timedelta(days=3)
"""Slots that were due longer ago than this can be none of a local day to come."""


async def answer_schedules(asked: Asked) -> Page:
    """Answer with every schedule, or those of ``channel``."""
    channel = channel_named(asked) if asked.text("channel") else None
    every = await asked.orders()
    wanted = [one for one in every if channel in (None, one.channel)]
    return schedules_page(wanted, await tracked_names(asked), asked.words)


async def answer_set(asked: Asked) -> Page:
    """Show a schedule, its coming editions and what it would have brought; see ``order_typed`` for the options.

    In the terminal it is stored at once.
    """
    if not is_chat(asked):
        return await save_set(asked)
    known, ordered = await _ordered(asked)
    if known and order_value(known) == order_value(ordered):  # there is nothing to save
        return await save_set(asked)
    page = await _page(asked, ordered, "replaced-if-saved" if known else "set-if-saved", await _tried(asked, ordered))
    named = MappingProxyType({**asked.question.options, "channel": str(ordered.channel)})  # wherever *Save* is pressed
    whole = replace(asked, question=replace(asked.question, options=named))
    return await offer(whole, _change(whole, known, ordered), page)


async def save_set(asked: Asked) -> Page:
    """Store a schedule and answer with its coming editions. Raises Refusal."""
    known, ordered = await _ordered(asked)
    await _save(asked, known, ordered)
    return await _page(asked, ordered, "replaced" if known else "set")


async def answer_preview(asked: Asked) -> Page:
    """Answer as ``answer_set`` does, but store nothing; without ``at`` of the schedule as it stands."""
    order = await with_next_run(asked, await order_typed(asked))
    return await _page(asked, order, "preview", await _tried(asked, order) if is_chat(asked) else None)


async def as_it_stands(asked: Asked, order: Subscription) -> Page:
    """Return the page of a schedule that is there."""
    return await _page(asked, order, "")


async def answer_pause(asked: Asked) -> Page:
    """Let the schedule of ``channel`` (and ``topics``, where it has several) rest."""
    return await pause(asked, await _known(asked))


async def pause(asked: Asked, known: Subscription) -> Page:
    """Let it rest. Raises BadInput where it is another by now."""
    rests = replace(known, paused=True, next_run=None)
    await _save(asked, known, rests)
    return await _page(asked, rests, "paused")


async def answer_resume(asked: Asked) -> Page:
    """Let a paused schedule go on with its next hour; what was due meanwhile is not posted."""
    return await resume(asked, await _known(asked))


async def resume(asked: Asked, known: Subscription) -> Page:
    """Let it go on. Raises BadInput where it is another by now."""
    goes_on = await with_next_run(asked, replace(known, paused=False))
    await _save(asked, known, goes_on)
    return await _page(asked, goes_on, "resumed")


async def answer_remove(asked: Asked) -> Page:
    """Show the schedule of ``channel`` (and ``topics``, where it has several) that would be removed."""
    if not is_chat(asked):
        return await save_remove(asked)
    known = await _known(asked)
    page = await _page(asked, replace(known, next_run=None), "removed-if-saved")
    named = MappingProxyType(named_by(known))  # it is the same one wherever *Save* is pressed
    whole = replace(asked, question=replace(asked.question, options=named))
    return await offer(whole, _change(asked, known, None), page)


async def save_remove(asked: Asked) -> Page:
    """Remove it. Raises Refusal."""
    known = await _known(asked)
    await _save(asked, known, None)
    return await _page(asked, replace(known, next_run=None), "removed")


def named_by(order: Subscription) -> dict[str, object]:
    """Return the options that name a schedule."""
    return {"channel": str(order.channel), "topics": order.topics or ("all",)}


async def _ordered(asked: Asked) -> tuple[Subscription | None, Subscription]:
    """Return the schedule as it is, if it is there, and as it is typed, with its next run."""
    ordered = await order_typed(asked)
    known = {one.id: one for one in await asked.orders()}.get(ordered.id)
    if known is None or known.schedule != ordered.schedule:  # else what is due stays due
        ordered = await with_next_run(asked, ordered)
    return known, ordered


async def _save(asked: Asked, before: Subscription | None, after: Subscription | None) -> None:
    """Put one in place of the other, as a change of the channel's tenant. Raises BadInput where it is another by now.

    Where only the next run differs, nothing was ordered anew, and no change is kept.
    """
    if before and after and order_value(before) == order_value(after):
        await asked.context.ledger.save_subscription(after)
        return
    await settle(asked, _change(asked, before, after), after.next_run if after else None)


def _change(asked: Asked, before: Subscription | None, after: Subscription | None) -> Change:
    """Return the change of the channel's tenant. Raises BadInput where there is none, ValueError for nothing at all."""
    was, now = (order_value(one) if one else None for one in (before, after))
    order = after or before
    if order is None:
        msg = "neither a schedule before nor one after"
        raise ValueError(msg)
    return draft(asked, Holds.SCHEDULE, order.id, was, now, tenant=(order.channel.platform, order.channel.tenant))


async def _tried(asked: Asked, order: Subscription) -> tuple[Trial, Words]:
    """Return what it would have brought in the last days, in its own language and zone, and the words of that."""
    spoken = replace(asked.question, lang=order.lang, zone=order.schedule.zone)
    topics = [await topic_called(asked, slug, order.channel) for slug in order.topics]
    trial = await tried(replace(asked, question=spoken), topics, order.length)
    return trial, asked.context.words[order.lang]


async def with_next_run(asked: Asked, subscription: Subscription) -> Subscription:
    """Return it with its next free slot; that of a paused one is unknown until it goes on."""
    if subscription.paused:
        return subscription
    taken = await asked.context.ledger.taken_slots(subscription.id, asked.now - _A_WHILE)
    (rests,) = await resting(asked.context.ledger, [subscription])
    slot = first_free(rests.schedule, subscription.id, asked.now, taken)
    return replace(subscription, next_run=slot.due if slot else None)


async def _known(asked: Asked) -> Subscription:
    """Return the one schedule that is meant. Raises NotFound."""
    channel = channel_named(asked)
    every = [one for one in await asked.orders() if one.channel == channel]
    meant = await _about(asked, every, channel) if asked.texts("topics") else every
    if not meant:
        raise NotFound("no-such-schedule", str(channel))
    if len(meant) > 1:
        choices = tuple(",".join(one.topics) or "all" for one in meant)
        raise NotFound("schedule-of-several", str(channel), topics=choices)
    return meant[0]


async def _about(asked: Asked, every: Sequence[Subscription], channel: Channel) -> Sequence[Subscription]:
    """Return those of the topics that are named, be they tracked no longer. Raises Refusal."""
    slugs = tuple(sorted(set(asked.texts("topics"))))
    if as_named := [one for one in every if one.topics == slugs]:
        return as_named
    topics = await topics_named(asked, channel)
    return [one for one in every if one.topics == topics]


async def _page(
    asked: Asked, subscription: Subscription, outcome: str, trial: tuple[Trial, Words] | None = None
) -> Page:
    """Return the page of a schedule; its coming editions begin with its next run."""
    next_run = subscription.next_run and max(subscription.next_run, asked.now)
    (rests,) = await resting(asked.context.ledger, [subscription])
    coming = runs(rests.schedule, next_run - timedelta.resolution, SHOWN) if next_run else ()
    reach = asked.question.asker.reach if trial and not subscription.channel.name.startswith("@") else None
    warned = reach_shown(await reach(subscription.channel), asked.words) if reach else ()
    names = await tracked_names(asked)
    return schedule_page(subscription, coming, outcome, names, asked.words, tried=trial, warned=warned)
