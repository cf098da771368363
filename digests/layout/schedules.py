"""The pages of the schedules: who is posted what and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from babel.dates import format_skeleton, format_time, get_day_names

from digests.layout.dates import LOCALES
from digests.layout.numbers import counted
from digests.layout.sources import SEPARATOR
from digests.layout.trials import Trial, trial_blocks, trial_record
from digests.page import Block, Bullets, Footer, Heading, Page, Table, Text, Tone
from digests.schedule import Run
from digests.schedule.zones import zone_named
from digests.subscription import EVERY_DAY, Schedule, Subscription
from digests.words import Words

WORKING_DAYS = frozenset(range(5))
Names = Mapping[str, str]
"""Names of topics by slug."""


def schedules_page(subscriptions: Sequence[Subscription], names: Names, words: Words) -> Page:
    """Return the schedules as a table. Its record: ``{"version": 1, "kind": "schedules", "schedules"}``."""
    title = words.say("schedules.title")
    columns = tuple(words.say(f"schedules.{column}") for column in ("channel", "topics", "when", "next"))
    rows = tuple(
        (
            str(one.channel),
            shown_topics(one.topics, names, words),
            _when(one, words),
            _next(one, words),
        )
        for one in subscriptions
    )
    body: Block = Table(columns, rows) if rows else Text(words.say("schedules.empty"), Tone.QUIET)
    record = {"version": 1, "kind": "schedules", "schedules": [subscription_record(one) for one in subscriptions]}
    return Page(title, (Heading(title, 1), body), record)


def schedule_page(
    subscription: Subscription,
    coming: Sequence[Run],
    outcome: str,
    names: Names,
    words: Words,
    *,
    tried: tuple[Trial, Words] | None = None,
    warned: Sequence[Text] = (),
) -> Page:
    """Return one schedule with its coming runs and, as small print, what was done.

    ``outcome`` is a key of ``[schedules-done]``, or nothing; ``tried`` is what it would have brought, and the words of
    its digests; ``warned`` tells whether it can be posted, where that is known.

    Its record: ``{"version": 1, "kind": "schedule", "outcome", "schedule", "runs", "trial"}``.
    """
    title = SEPARATOR.join((str(subscription.channel), shown_topics(subscription.topics, names, words)))
    said = (_what(subscription, words), shown_schedule(subscription.schedule, words))
    zone = zone_named(subscription.schedule.zone)
    blocks: list[Block] = [Heading(title, 1), *map(Text, said)]
    if coming:
        lines = tuple(_weekday_and_time(due.astimezone(zone), words) for _, _, due in coming)
        blocks += [Heading(words.say("schedules.coming")), Bullets(lines)]
    blocks += warned
    if tried:
        blocks += trial_blocks(tried[0], "schedules", words, zone, tried[1])
    if outcome:
        blocks.append(Footer(words.say(f"schedules-done.{outcome}")))
    record = {
        "version": 1,
        "kind": "schedule",
        "outcome": outcome,
        "schedule": subscription_record(subscription),
        "runs": [{"day": day.isoformat(), "ordinal": n, "due": due.isoformat()} for day, n, due in coming],
        "trial": trial_record(tried[0], tried[1]) if tried else None,
    }
    return Page(title, tuple(blocks), record)


def reach_shown(obstacle: str | None, words: Words) -> tuple[Text, ...]:
    """Return whether the bot can post where it is to: a key of ``[obstacle]``; nothing where that is not known."""
    if obstacle is None:
        return ()
    if obstacle:
        return (Text(words.say(f"obstacle.{obstacle}"), Tone.WARNING),)
    return (Text(words.say("schedules.can-post"), Tone.QUIET),)


def shown_topics(topics: Sequence[str], names: Names, words: Words) -> str:
    """Return the names of topics, or that it is all news."""
    shown = words.say("list.next").join(names.get(topic, topic) for topic in topics)
    return shown or words.say("schedules.all-news")


def shown_schedule(schedule: Schedule, words: Words) -> str:
    """Return a schedule in words: "every day 08:00, 18:00 (Europe/Berlin)"."""
    times = words.say("list.next").join(f"{at:%H:%M}" for at in schedule.times)
    shown = words.say("schedules.at", days=shown_days(schedule.weekdays, words), times=times, zone=schedule.zone)
    if not schedule.quiet_days:
        return shown
    quiet = words.say("list.next").join(day.isoformat() for day in sorted(schedule.quiet_days))
    return SEPARATOR.join((shown, words.say("schedules.quiet", days=quiet)))


def subscription_record(subscription: Subscription) -> dict[str, object]:
    """Return a subscription as plain values."""
    schedule, following = subscription.schedule, subscription.next_run
    return {
        "id": subscription.id,
        "channel": str(subscription.channel),
        "topics": list(subscription.topics),
        "times": [f"{at:%H:%M}" for at in schedule.times],
        "zone": schedule.zone,
        "weekdays": sorted(schedule.weekdays),
        "quiet_days": [day.isoformat() for day in sorted(schedule.quiet_days)],
        "lang": str(subscription.lang),
        "length": subscription.length,
        "when_empty": str(subscription.when_empty),
        "alerts": subscription.alerts,
        "threaded": subscription.threaded,
        "paused": subscription.paused,
        "created": subscription.created.isoformat(),
        "next_run": following.isoformat() if following else None,
    }


def _when(subscription: Subscription, words: Words) -> str:
    """Return when it is posted, and whether into the thread of a day."""
    threaded = (words.say("schedules.threaded"),) if subscription.threaded else ()
    return SEPARATOR.join((shown_schedule(subscription.schedule, words), *threaded))


def _what(subscription: Subscription, words: Words) -> str:
    """Return how long an edition is, in which language, and what is done where there is nothing to tell."""
    alerts = (words.say("schedules.alerts", count=subscription.alerts),) if subscription.alerts else ()
    threaded = (words.say("schedules.threaded"),) if subscription.threaded else ()
    return SEPARATOR.join(
        (
            words.say("schedules.length", stories=counted("stories", subscription.length, words)),
            words.say(f"lang.{subscription.lang}"),
            words.say(f"schedules.{subscription.when_empty}"),
            *alerts,
            *threaded,
        )
    )


def shown_days(weekdays: frozenset[int], words: Words) -> str:
    """Return days of the week, Monday 0, in words: "every day", "Mon–Fri", "Mon, Wed"."""
    if weekdays == EVERY_DAY:
        return words.say("schedules.daily")
    names = get_day_names("abbreviated", locale=LOCALES[words.lang])
    if weekdays == WORKING_DAYS:
        return words.say("schedules.span", first=names[0], last=names[4])
    return words.say("list.next").join(str(names[day]) for day in sorted(weekdays))


def _next(subscription: Subscription, words: Words) -> str:
    """Return the next run in the channel's own time."""
    if subscription.paused or subscription.next_run is None:
        return words.say("schedules.paused" if subscription.paused else "schedules.never")
    return _weekday_and_time(subscription.next_run.astimezone(zone_named(subscription.schedule.zone)), words)


def _weekday_and_time(local: datetime, words: Words) -> str:
    locale = LOCALES[words.lang]
    day = format_skeleton("yMMMEd", local.date(), locale=locale)
    return f"{day} {format_time(local, 'HH:mm', locale=locale)}"
