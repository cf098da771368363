"""A press on fakes: its clock moves when somebody waits, its news are what a test says, its platform may fail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.desk.context import Asked, Context
from bot.desk.digest import Drafted
from bot.jobs.build import build
from bot.jobs.clear import clear
from bot.jobs.press import BUILD, CLEAR, SEND, Press
from bot.jobs.send import send
from bot.jobs.sweep import sweep
from bot.jobs.tick import tick
from config.catalogues import load_words
from digests.delivery import Delivery, Pace, State
from digests.draft import Brief, Draft
from digests.edition import Edition
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.noticing import Telling
from digests.points import Point, unhindered
from digests.schedule import next_run
from digests.subscription import Channel, Schedule, Slot, Subscription
from digests.topic import Topic
from digests.when import Published
from tests.builders import a_topic
from tests.digests.editing.stage import RELEASED, a_brief
from tests.fakes.clock import FakeClock
from tests.fakes.ledger import FakeLedger
from tests.fakes.platform.core import Platform
from tests.fakes.platform.faults import Fault, Script
from tests.fakes.publisher import FakePublisher, InProcess
from tests.fakes.queue import FakeQueue
from tests.fakes.store import FakeStore

SEVEN = datetime(2026, 11, 21, 7, tzinfo=UTC)
"""08:00 in Berlin."""
TODAY = date(2026, 11, 21)
SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
HERE, THERE = Channel("fake", "guild", "here"), Channel("fake", "guild", "there")
NEWS = a_brief(RELEASED)
WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}


class Killed(BaseException):
    """The process is gone."""


class Dying:
    """An object whose process dies at a call: before it begins, or when it has taken its effect."""

    def __init__(self, living: object, call: str, *, after: bool = False) -> None:
        self._living, self._call, self._after = living, call, after

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  any call of what lives
        """Return the call as it is, save the one."""
        call = getattr(self._living, name)
        if name != self._call:
            return call

        async def die(*args: object, **values: object) -> None:
            if self._after:
                await call(*args, **values)
            raise Killed

        return die


@dataclass(slots=True)
class Stage:
    """Everything a job touches."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(SEVEN))
    store: FakeStore = field(default_factory=FakeStore)
    queue: FakeQueue = field(default_factory=FakeQueue)
    briefs: list[Brief] = field(default_factory=lambda: [NEWS])
    drafts: list[tuple[datetime, datetime]] = field(default_factory=list)
    """The windows of which a draft was made."""
    told: list[Telling] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    log: list[dict[str, object]] = field(default_factory=list)
    paces: tuple[Pace, ...] = ()
    passing: Callable[[Point], None] = unhindered
    ledger: Any = None
    """A ``FakeLedger``; tests put calls of their own in the place of its own."""
    platform: Platform = None  # type: ignore[assignment]  # made below, from the clock
    press: Press = None  # type: ignore[assignment]  # likewise
    publisher: FakePublisher = None  # type: ignore[assignment]  # likewise

    def __post_init__(self) -> None:
        """Put it together."""
        self.ledger = FakeLedger(self.store)
        self.platform = Platform(self.clock.now, self.log.append)
        self.publisher = FakePublisher(InProcess(self.platform, self.sleep), paces=self.paces)
        self.press = self.a_press()

    def a_press(self, owner: str = "one", **changes: Any) -> Press:  # noqa: ANN401  any field of the press
        """Return a press of its own process; ``ledger`` and the like may be others."""
        ledger = changes.pop("ledger", self.ledger)
        context = Context(self.store, Lexicon({}, {}), WORDS, self.clock, 8, lambda _: (), ledger=ledger)
        fields: dict[str, Any] = {
            "publishers": {"fake": self.publisher},
            "owner": owner,
            "tell": self.tell,
            "draft_of": self.draft_of,
            "passing": self._pass,
            "sleep": self.sleep,
        }
        return Press(context, ledger, changes.pop("queue", self.queue), **fields | changes)

    def _pass(self, point: Point) -> None:
        self.passing(point)

    async def sleep(self, seconds: float) -> None:
        """Wait: the clock moves on, unless others waited longer meanwhile."""
        self.slept.append(seconds)
        end = self.clock.now() + timedelta(seconds=seconds)
        await asyncio.sleep(0)
        if end > self.clock.now():
            self.clock.advance(end - self.clock.now())

    async def tell(self, telling: Telling) -> None:
        """Hear what the admins are told."""
        self.told.append(telling)

    async def draft_of(
        self, asked: Asked, topics: Sequence[Topic], start: datetime, end: datetime, limit: int
    ) -> Drafted:
        """Return the news."""
        self.drafts.append((start, end))
        names = tuple(topic.slug for topic in topics)
        draft = Draft(names, asked.question.lang, start, end, tuple(self.briefs[:limit]), (), 41)
        return Drafted(draft, {"a1": Published(TODAY)}, names, ())

    def unlucky(self, *faults: Fault, verbs: Sequence[str] = ("post",)) -> None:
        """Let the next calls of the platform meet these."""
        self.platform.luck = Script(faults, verbs)

    async def order(self, name: str = "sub1", channel: Channel = HERE, **changes: Any) -> Subscription:  # noqa: ANN401  any field
        """Store a subscription for 08:00 in Berlin, due now unless it says otherwise."""
        await self.store.save_topics([a_topic()])
        schedule = changes.pop("schedule", Schedule((time(8),), "Europe/Berlin"))
        order = Subscription(name, channel, ("heron",), schedule, Lang.EN, SEVEN - 9 * DAY, next_run=SEVEN)
        order = replace(order, **changes)
        await self.ledger.save_subscription(order)
        return order

    async def ordered(self, name: str = "sub1") -> Subscription:
        """Return a subscription as it is stored now."""
        found: Subscription = next(one for one in await self.ledger.subscriptions() if one.id == name)
        return found

    def serve(self, press: Press | None = None) -> None:
        """Let a press do the work of the queue."""
        it = press or self.press

        async def send_there(platforms: Sequence[str]) -> None:
            await send(it, platforms[0])

        async def clear_there(platforms: Sequence[str]) -> None:
            await clear(it, platforms[0])

        self.queue.handle(BUILD, lambda keys: build(it, keys))
        self.queue.handle(SEND, send_there)
        self.queue.handle(CLEAR, clear_there)

    async def step(self, press: Press | None = None) -> None:
        """Do what a running bot does again and again."""
        it = press or self.press
        self.serve(it)
        for chore in (tick, sweep):
            await chore(it)
            await self.queue.work()

    async def quiet(self, seconds: float = 31, steps: int = 6, press: Press | None = None) -> None:
        """Let time pass, step by step, until all that was begun has ended."""
        for _ in range(steps):
            self.clock.advance(timedelta(seconds=seconds))
            await self.step(press)

    async def posted(self) -> Edition:
        """Post an edition to a new subscription and return it."""
        await self.order()
        await self.step()
        (edition,) = await self.ledger.editions(HERE, 9)
        return edition  # type: ignore[no-any-return]  # the ledger's

    async def frozen(self) -> Delivery:
        """Freeze all editions that are due, one for a new subscription too; return a delivery nobody has taken yet."""
        order = await self.order()
        await tick(self.press)
        await build(self.press, [slot.key for slot in await self.ledger.claimed(9)])
        assert await self.ordered(order.id) != order
        delivery, *_ = await self.ledger.deliveries(State.DUE, 9)
        return delivery  # type: ignore[no-any-return]  # the ledger's

    async def states(self) -> list[State]:
        """Return the states of all deliveries."""
        return [one.state for state in State for one in await self.ledger.deliveries(state, 99)]

    def seen(self, channel: Channel = HERE) -> list[str]:
        """Return what a reader sees."""
        return self.platform.seen(str(channel))

    async def troubles(self) -> list[tuple[str, str]]:
        """Return what is wrong: subject and key."""
        return [(one.subject, one.reason.key) for one in await self.ledger.notices() if one.over is None]


def next_of(order: Subscription, now: datetime) -> datetime:
    """Return the next run of a subscription."""
    run = next_run(order.schedule, now)
    assert run is not None
    return run[2]


def a_slot(ordinal: int = 0, due: datetime = SEVEN, subscription: str = "sub1") -> Slot:
    """Return a slot of today."""
    return Slot(subscription, TODAY, ordinal, due)
