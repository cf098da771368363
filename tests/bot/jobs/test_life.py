"""Polling by turns, and the life of a bot: roles, chores, a graceful end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.jobs import life, poll, turns
from bot.jobs.life import Chore, Role, chores_of, live
from bot.jobs.poll import NEWSROOM
from bot.newsroom.room import Room
from digests.errors import StoreUnusable
from digests.feed import Feed
from digests.lexicon import Lexicon
from digests.upkeep import Upkeep
from tests.bot.jobs.stage import MINUTE, SEVEN, Stage
from tests.bot.newsroom.feeds import reach_of, rss
from tests.fakes.web import ScoringWeb


class FakeTicker:
    """A ticker whose clock never strikes."""

    def __init__(self) -> None:
        self.jobs: dict[str, Callable[[], Awaitable[None]]] = {}
        self.calls: list[str] = []

    def every(self, seconds: float, name: str, job: Callable[[], Awaitable[None]]) -> None:
        """Note the job."""
        assert seconds > 0
        self.jobs[name] = job

    def start(self) -> None:
        """Note it."""
        self.calls.append("start")

    async def stop(self) -> None:
        """Note it."""
        self.calls.append("stop")


def room(stage: Stage) -> Room:
    return Room(stage.store, Lexicon({}, {}), stage.clock)


def every_chore(stage: Stage) -> tuple[Chore, ...]:
    return chores_of(stage.press, room(stage), reach_of(ScoringWeb(stage.clock)), Upkeep())


async def lived(stage: Stage, roles: set[Role], chores: tuple[Chore, ...], until: Callable[[], bool]) -> FakeTicker:
    """Live until something is so, then stop."""
    ticker = FakeTicker()

    async def end() -> None:
        while not until():  # noqa: ASYNC110  what is waited for is any thing a test can see
            await asyncio.sleep(0)
        stage.press.stopping.set()

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(end())
        await live(stage.press, ticker, chores, roles)
    return ticker


async def test_one_process_with_every_role_posts_what_is_due_and_ends_when_it_is_told(stage: Stage):
    await stage.order()
    ticker = await lived(stage, set(Role), every_chore(stage), lambda: bool(stage.seen()))
    assert len(stage.seen()) == 1
    assert ticker.calls == ["start", "stop"]
    assert set(ticker.jobs) == {"tick", "sweep", "tell", "poll", "correct", "alert", "watch", "forget"}


async def test_what_the_ticker_calls_is_the_chore(stage: Stage):
    ticker = await lived(stage, set(Role), every_chore(stage), lambda: True)
    await stage.order()
    stage.press.stopping.clear()
    await ticker.jobs["tick"]()
    assert len(await stage.ledger.claimed(9)) == 1
    for job in ticker.jobs.values():
        await job()


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.SCHEDULER, {"tick", "sweep", "tell", "watch", "forget"}),
        (Role.POLLER, {"poll"}),
        (Role.WORKER, {"correct", "alert"}),
        (Role.GATEWAY, set()),
    ],
)
async def test_each_role_has_its_own_chores(stage: Stage, role: Role, names: set[str]):
    assert set((await lived(stage, {role}, every_chore(stage), lambda: True)).jobs) == names


async def test_all_is_done_once_at_the_start_whatever_one_chore_meets_and_nothing_after_the_end(stage: Stage):
    done: list[str] = []

    def chore(name: str, *, fails: bool = False, ends: bool = False) -> Chore:
        async def job() -> None:
            done.append(name)
            if ends:
                stage.press.stopping.set()
            if fails:
                raise ZeroDivisionError

        return Chore(Role.SCHEDULER, name, 5, job)

    chores = (chore("one", fails=True), chore("two"), chore("last", ends=True), chore("never"))
    await lived(stage, {Role.SCHEDULER}, chores, stage.press.stopping.is_set)
    assert done == ["one", "two", "last"]


async def test_work_that_cannot_be_carried_ends_it_with_the_one_sentence_of_the_refusal(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    async def refuse() -> None:
        await asyncio.sleep(0)
        raise StoreUnusable("database-locked", "desk.db")

    monkeypatch.setattr(stage.queue, "run", refuse)
    with pytest.raises(StoreUnusable) as refused:
        await live(stage.press, FakeTicker(), (), {Role.WORKER})
    assert (refused.value.key, refused.value.subject) == ("database-locked", "desk.db")


async def test_a_defect_keeps_its_traceback(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    async def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(stage.queue, "run", fail)
    with pytest.raises(ExceptionGroup):
        await live(stage.press, FakeTicker(), (), {Role.WORKER})


async def test_d30_work_that_does_not_end_in_time_is_cut_short(stage: Stage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(life, "DRAIN", 0.05)
    ended: list[str] = []

    class Endless(FakeTicker):
        async def stop(self) -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("cut")

    stage.press.stopping.set()
    await live(stage.press, Endless(), (), {Role.WORKER})
    assert ended == ["cut"]


async def test_unclear_posts_of_a_life_before_are_looked_up_in_the_next(stage: Stage):
    await stage.frozen()
    await stage.ledger.take("fake", "dead", SEVEN, SEVEN + MINUTE, 9)
    stage.clock.advance(2 * MINUTE)

    def looked() -> bool:
        return any(entry.get("verb") == "read" for entry in stage.log)

    await lived(stage, set(Role), every_chore(stage), looked)
    assert stage.seen() == []


# --- polling


async def polled(stage: Stage, web: ScoringWeb) -> None:
    await poll.poll(stage.press, room(stage), reach_of(web))


async def fed(stage: Stage) -> ScoringWeb:
    web = ScoringWeb(stage.clock)
    await stage.store.save_feeds([Feed("https://grebe.example/feed", "Grebe")])
    return web


async def test_feeds_that_are_due_are_asked_and_the_turn_is_given_back(stage: Stage):
    web = await fed(stage)
    await polled(stage, web)
    assert set(await stage.store.feed_states()) == {"https://grebe.example/feed"}
    assert await stage.ledger.turns(stage.clock.now()) == ()
    assert rss([]).startswith(b"<rss")


async def test_one_process_at_a_time_reads_in(stage: Stage):
    web = await fed(stage)
    await stage.ledger.turn(NEWSROOM, "other", SEVEN, SEVEN + MINUTE)
    await polled(stage, web)
    assert await stage.store.feed_states() == {}


async def test_a_turn_is_kept_while_the_work_goes_on(stage: Stage):
    waits: list[float] = []
    kept = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        stage.clock.advance(MINUTE)
        if len(waits) > 3:
            kept.set()
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    press: Any = stage.a_press(sleep=sleep)
    async with turns.turn(press, NEWSROOM) as mine:
        assert mine
        await kept.wait()
        assert not await stage.ledger.turn(NEWSROOM, "other", stage.clock.now(), stage.clock.now() + MINUTE)
    assert set(waits) == {turns.KEPT_EVERY}
    assert await stage.ledger.turn(NEWSROOM, "other", stage.clock.now(), stage.clock.now() + MINUTE)
