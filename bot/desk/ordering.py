"""A standing order as it is typed: what, where, when, in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from bot.desk.commands import YES
from bot.desk.context import Asked
from bot.desk.settled import settled_at
from bot.desk.sight import channel_read
from bot.desk.tracked import topic_called
from digests.errors import BadInput
from digests.language import Lang
from digests.schedule.typed import quiet_days_typed, times_typed, weekdays_typed
from digests.schedule.zones import zone_typed
from digests.settled import ordered_as
from digests.subscription import EVERY_DAY, TERMINAL, Channel, Schedule, Subscription, WhenEmpty
from digests.text.script import fold

_ALL = frozenset({"all", "全部", "所有"})


async def order_typed(asked: Asked) -> Subscription:
    """Return the schedule that is typed: the one of that channel and those topics, where it is there, changed.

    Options: ``channel``, ``topics`` (names, or ``all``), ``at`` and ``zone`` and ``days`` and ``quiet`` as typed,
    ``length``, ``lang``, ``when-empty``, ``alerts``, ``thread``. What is not named stays; of a new one only ``at`` must
    be named, and all else is as the tenant has settled it.
    """
    channel = channel_named(asked)
    topics = await topics_named(asked, channel)
    known = [one for one in await asked.orders() if one.id == _id(channel, topics)]
    before = known[0] if known else await _new(asked, channel, topics)
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


async def _new(asked: Asked, channel: Channel, topics: tuple[str, ...]) -> Subscription:
    """Return an order without times, as the channel's tenant has settled that its schedules be."""
    question = asked.question
    schedule = Schedule((), question.zone)
    bare = Subscription(_id(channel, topics), channel, topics, schedule, question.lang, asked.now)
    return ordered_as(bare, await settled_at(asked.context, channel.platform, channel.tenant))


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


def channel_named(asked: Asked) -> Channel:
    """Return the channel that is named, else the one where it is asked. Raises BadInput.

    It must be of the asker's tenant and on a platform that can be posted to.
    """
    typed = asked.text("channel")
    channel = channel_read(typed, asked.question.asker) if typed else asked.question.asker.place
    if channel is None:
        raise BadInput("no-channel-named", "channel")
    if not asked.is_own(channel):
        raise BadInput("channel-elsewhere", channel.name)
    if channel.platform not in asked.context.platforms:
        raise BadInput("no-such-platform", channel.platform, known=asked.context.platforms)
    return channel


async def topics_named(asked: Asked, channel: Channel | None) -> tuple[str, ...]:
    """Return the slugs of the topics that are named, sorted, each once; none for all news. Raises Refusal.

    They are topics of the tenant that the channel is one of; of the asker's, where none is named.
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
