"""Notices: once, then daily, then the all-clear; and what is watched for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.jobs.notices import note_refused, note_trouble, note_well, tell
from bot.jobs.watch import GRACE, watch
from digests.delivery import Never, Pace, State
from digests.feed import Feed, FeedState, Trouble
from digests.story import Reason
from tests.bot.jobs.stage import DAY, HOUR, MINUTE, SECOND, SEVEN, Dying, Killed, Stage
from tests.fakes.platform.faults import Fault, Kind
from tests.fakes.publisher import FakePublisher, InProcess

FULL = Reason("disk-full")
ALARM = 6 * HOUR
FEED = Feed("https://grebe.example/feed", "Grebe")


async def test_o24_a_fault_met_a_hundred_times_is_told_once_then_daily_then_its_end_once(stage: Stage):
    for _ in range(100):
        await note_trouble(stage.press, "here", FULL)
        await tell(stage.press)
        stage.clock.advance(MINUTE)
    assert [telling.over for telling in stage.told] == [False]
    for _ in range(2 * 24):
        stage.clock.advance(HOUR)
        await tell(stage.press)
    assert [telling.over for telling in stage.told] == [False] * 3
    await note_well(stage.press, {"here"})
    for _ in range(3):
        await tell(stage.press)
        stage.clock.advance(DAY)
    assert [telling.over for telling in stage.told] == [False] * 3 + [True]
    assert await stage.ledger.notices() == ()


async def test_what_comes_back_before_its_end_was_told_is_one_trouble(stage: Stage):
    await note_trouble(stage.press, "here", FULL)
    await tell(stage.press)
    await note_well(stage.press, {"here"})
    await note_trouble(stage.press, "here", FULL)
    await tell(stage.press)
    assert len(stage.told) == 1


async def test_that_others_are_well_says_nothing_of_this_one(stage: Stage):
    await note_trouble(stage.press, "here", FULL)
    await note_well(stage.press, {"there"})
    await note_well(stage.press, set())
    assert await stage.troubles() == [("here", "disk-full")]


@pytest.mark.parametrize("after", [False, True])
async def test_killed_while_it_tells_a_notice_never_comes_twice_in_a_day(stage: Stage, after: bool):
    await note_trouble(stage.press, "here", FULL)
    dying = stage.a_press(ledger=Dying(stage.ledger, "save_notice", after=after))
    with pytest.raises(Killed):
        await tell(dying)
    await tell(stage.press)
    assert len(stage.told) == (not after)
    stage.clock.advance(DAY)
    await tell(stage.press)
    assert len(stage.told) == 2 - after


async def test_a_refusal_without_a_reason_is_no_notice(stage: Stage):
    await note_refused(stage.press, await stage.frozen(), Never(Reason("refused")))
    assert await stage.troubles() == []


# --- watching


async def fed(stage: Stage, **state: object) -> None:
    await stage.store.save_feeds([FEED])
    fields: dict[str, object] = {"url": FEED.url, "next_try": SEVEN, **state}
    await stage.store.save_feed_states([FeedState(**fields)])  # type: ignore[arg-type]  # any field


async def watched(stage: Stage, after: timedelta) -> list[tuple[str, str]]:
    """Return what is wrong so long after the start."""
    stage.clock.advance(SEVEN + after - stage.clock.now())
    await watch(stage.press, ALARM, SEVEN)
    return await stage.troubles()


async def test_no_feed_that_answers_for_the_set_hours_is_one_notice_and_then_the_all_clear(stage: Stage):
    await fed(stage, last_success=SEVEN, failures=1)
    assert await watched(stage, ALARM - SECOND) == []
    assert await watched(stage, ALARM) == [("fetching", "no-feed-answers")]
    assert await watched(stage, ALARM + HOUR) == [("fetching", "no-feed-answers")]
    assert len(await stage.ledger.notices()) == 1
    await fed(stage, last_success=stage.clock.now())
    assert await watched(stage, ALARM + HOUR) == []


async def test_who_has_just_started_first_catches_up(stage: Stage):
    await fed(stage, last_success=SEVEN - DAY)
    await stage.order(next_run=SEVEN - 2 * HOUR)
    assert await watched(stage, GRACE - SECOND) == []
    assert await watched(stage, 2 * HOUR) == [("fetching", "no-feed-answers"), ("posting", "nothing-goes-out")]


async def test_feeds_that_are_not_due_or_asked_no_more_are_no_trouble(stage: Stage):
    await watched(stage, DAY)
    await fed(stage, last_success=SEVEN - 9 * DAY, next_try=SEVEN + 9 * DAY)
    assert await watched(stage, DAY) == []
    await fed(stage, last_success=SEVEN - 9 * DAY, stopped=Trouble("feed-gone", FEED.url))
    assert await watched(stage, DAY) == []


async def test_where_no_feed_ever_answered_the_first_failure_counts_else_the_start(stage: Stage):
    await fed(stage, failures=3, failing_since=SEVEN - 5 * HOUR)
    assert await watched(stage, HOUR) == [("fetching", "no-feed-answers")]
    await fed(stage, next_try=None)
    assert await watched(stage, 5 * HOUR) == []
    assert await watched(stage, 6 * HOUR) == [("fetching", "no-feed-answers")]


async def test_what_waits_for_over_an_hour_with_nothing_sent_is_one_notice_until_it_goes_out(stage: Stage):
    await stage.frozen()
    assert await watched(stage, HOUR) == []
    assert await watched(stage, HOUR + SECOND) == [("posting", "nothing-goes-out")]
    await stage.step()
    assert await stage.states() == [State.SENT]
    assert await watched(stage, HOUR + MINUTE) == []


@pytest.mark.parametrize("seconds", [600.0, 5.0])
async def test_o10_who_is_shut_out_of_a_platform_for_long_or_again_and_again_is_told_once_and_then_of_its_end(
    stage: Stage, seconds: float
):
    faults = [Fault(Kind.LIMITED, seconds=seconds, everywhere=True)] * (1 if seconds > 300 else 4)
    stage.publisher = FakePublisher(InProcess(stage.platform, stage.sleep), paces=(Pace("fake:bot", 45),))
    stage.press = stage.a_press()
    stage.unlucky(*faults)
    await stage.order()
    await stage.step()
    assert (await stage.troubles() == [("fake", "told-to-wait")]) is (seconds > 300)
    await stage.quiet(seconds=121, steps=6)
    assert len(stage.seen()) == 1
    assert await stage.troubles() == []
    await tell(stage.press)
    assert [(telling.notice.subject, telling.over) for telling in stage.told] == [("fake", True)]
