"""The page that says how the bot does: feeds, coming editions, what is stuck or was missed, who works, how it grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from babel.dates import format_timedelta

from digests.delivery import Delivery, State
from digests.feed import FeedState
from digests.layout.dates import LOCALES, shown_instant
from digests.layout.deliveries import delivery_record, delivery_row, is_stuck
from digests.layout.numbers import counted
from digests.layout.schedules import Names, shown_topics
from digests.layout.sources import SEPARATOR
from digests.notice import Notice
from digests.page import Block, Bullets, Footer, Heading, Page, Text, Tone
from digests.subscription import Slot, Subscription
from digests.upkeep import Size, Turn
from digests.words import Words

GROWTH = timedelta(days=7)
"""The growth of a day is the mean of these."""
SHOWN = 5
"""Coming editions that are shown."""
_KILO, _MEGA = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How everything stands ``now``."""

    now: datetime
    feeds: Sequence[FeedState]
    """One for each feed."""
    subscriptions: Sequence[Subscription]
    open: Sequence[Delivery]
    """Deliveries that are unclear or parked."""
    waiting: int
    """Deliveries that are due."""
    skipped: Sequence[Slot]
    """Of the last days."""
    notices: Sequence[Notice]
    turns: Sequence[Turn]
    size: Size | None
    """``lately`` being the days of ``GROWTH``; None for whom the machine is no concern."""

    @property
    def lag(self) -> timedelta | None:
        """How long the most overdue feed waits; None where none is due."""
        due = [feed.next_try for feed in self.feeds if feed.next_try and not feed.stopped]
        return max((self.now - at for at in due if at <= self.now), default=None)

    @property
    def failing(self) -> int:
        """How many feeds are in trouble, and asked all the same."""
        return sum(feed.trouble is not None and feed.stopped is None for feed in self.feeds)

    @property
    def answered(self) -> datetime | None:
        """When a feed last answered."""
        return max((feed.last_success for feed in self.feeds if feed.last_success), default=None)

    @property
    def alarms(self) -> int:
        """How many things want somebody: parked and stuck deliveries, and troubles that are not over."""
        held = [one for one in self.open if one.state is State.PARKED or is_stuck(one, self.now)]
        return len(held) + len(self.troubles)

    @property
    def troubles(self) -> tuple[Notice, ...]:
        """The notices that are not over."""
        return tuple(notice for notice in self.notices if notice.over is None)

    @property
    def coming(self) -> list[tuple[datetime, Subscription]]:
        """The next runs, soonest first."""
        runs = [(one.next_run, one) for one in self.subscriptions if one.next_run and not one.paused]
        return sorted(runs, key=lambda run: (run[0], run[1].id))[:SHOWN]


def status_page(standing: Standing, names: Names, zone: tzinfo, words: Words) -> Page:
    """Return how everything stands. Its record: ``{"version": 1, "kind": "status", "well", …}``."""
    title, alarms = words.say("standing.title"), standing.alarms
    verdict = counted("standing.alarms", alarms, words) if alarms else words.say("standing.well")
    blocks = (
        Heading(title, 1),
        Text(verdict, Tone.WARNING if alarms else Tone.PLAIN),
        *_section("troubles", [_trouble(one, zone, words) for one in standing.troubles], words),
        *_deliveries(standing, zone, words),
        *_section("feeds", list(_feeds(standing, zone, words)), words),
        *_section("coming", [_run(at, one, names, zone, words) for at, one in standing.coming], words),
        *_section("skipped", [_missed(slot, standing.subscriptions, zone, words) for slot in standing.skipped], words),
        *_section("database", list(_database(standing, zone, words)), words),
    )
    waiting = (Footer(counted("standing.waiting", standing.waiting, words)),) if standing.waiting else ()
    return Page(title, (*blocks, *waiting), _record(standing, words))


def notice_subject(subject: str, words: Words) -> str:
    """Return what a notice is about, in the reader's words where it is no name."""
    return words.phrases.get(f"notice-subject.{subject}", subject)


def _section(name: str, lines: Sequence[str], words: Words) -> tuple[Block, ...]:
    return (Heading(words.say(f"standing.{name}")), Bullets(tuple(lines))) if lines else ()


def _trouble(notice: Notice, zone: tzinfo, words: Words) -> str:
    line = words.say(
        "notice.trouble", subject=notice_subject(notice.subject, words), reason=words.reason(notice.reason)
    )
    return words.say("standing.since", line=line, time=shown_instant(notice.since, zone, words))


def _deliveries(standing: Standing, zone: tzinfo, words: Words) -> tuple[Block, ...]:
    rows = tuple(delivery_row(one, standing.now, zone, words) for one in standing.open)
    return (Heading(words.say("standing.open")), *rows) if rows else ()


def _feeds(standing: Standing, zone: tzinfo, words: Words) -> Iterator[str]:
    stopped = sum(feed.stopped is not None for feed in standing.feeds)
    told = {"failed": standing.failing, "stopped": stopped}
    counts = [counted(f"fetch.{name}", number, words) for name, number in told.items() if number]
    yield SEPARATOR.join((counted("feeds.count", len(standing.feeds), words), *counts))
    if standing.feeds:
        answered = standing.answered and shown_instant(standing.answered, zone, words)
        yield words.say("standing.answered", time=answered) if answered else words.say("feeds.never")
    if standing.lag is not None:
        yield words.say("standing.lag", time=_span(standing.lag, words))


def _run(at: datetime, order: Subscription, names: Names, zone: tzinfo, words: Words) -> str:
    return SEPARATOR.join(
        (shown_instant(at, zone, words), str(order.channel), shown_topics(order.topics, names, words))
    )


def _missed(slot: Slot, subscriptions: Sequence[Subscription], zone: tzinfo, words: Words) -> str:
    channels = [str(one.channel) for one in subscriptions if one.id == slot.subscription]
    return SEPARATOR.join((shown_instant(slot.due, zone, words), *(channels or [slot.subscription])))


def _database(standing: Standing, zone: tzinfo, words: Words) -> Iterator[str]:
    if (size := standing.size) is not None:
        yield words.say(
            "standing.size",
            size=_shown_size(size.bytes),
            articles=counted("articles", size.articles, words),
            growth=_shown_size(size.growth(GROWTH)),
        )
    for turn in standing.turns:
        doing = words.phrases.get(f"turn.{turn.name}", turn.name)
        yield words.say("standing.turn", doing=doing, owner=turn.owner, time=shown_instant(turn.until, zone, words))


def _span(span: timedelta, words: Words) -> str:
    return str(format_timedelta(span, locale=LOCALES[words.lang]))


def _shown_size(size: int) -> str:
    return f"{size / _MEGA:.1f} MB" if size >= _MEGA else f"{size / _KILO:.0f} kB"


def _record(standing: Standing, words: Words) -> Mapping[str, object]:
    lag, size = standing.lag, standing.size
    return {
        "version": 1,
        "kind": "status",
        "well": standing.alarms == 0,
        "alarms": standing.alarms,
        "feeds": {
            "count": len(standing.feeds),
            "failing": standing.failing,
            "stopped": sum(feed.stopped is not None for feed in standing.feeds),
            "last_success": standing.answered.isoformat() if standing.answered else None,
            "lag_seconds": round(lag.total_seconds()) if lag is not None else None,
        },
        "schedules": len(standing.subscriptions),
        "coming": [
            {"subscription": one.id, "channel": str(one.channel), "topics": list(one.topics), "due": at.isoformat()}
            for at, one in standing.coming
        ],
        "waiting": standing.waiting,
        "deliveries": [delivery_record(one, standing.now, words) for one in standing.open],
        "skipped": [{"slot": slot.key, "due": slot.due.isoformat()} for slot in standing.skipped],
        "notices": [
            {
                "subject": one.subject,
                "reason_key": one.reason.key,
                "reason": words.reason(one.reason),
                "since": one.since.isoformat(),
                "over": one.over.isoformat() if one.over else None,
            }
            for one in standing.notices
        ],
        "turns": [{"name": t.name, "owner": t.owner, "until": t.until.isoformat()} for t in standing.turns],
        "database": size and {"bytes": size.bytes, "articles": size.articles, "bytes_a_day": size.growth(GROWTH)},
    }
