"""The tick: what is due is claimed once, by local dates, and what was missed is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.jobs import tick as module
from bot.jobs.tick import tick
from digests.schedule import missed
from digests.subscription import Schedule, SlotState
from tests.bot.jobs.stage import DAY, HERE, HOUR, MINUTE, SECOND, SEVEN, TODAY, Stage, next_of


async def test_what_is_due_is_claimed_and_its_run_moves_on(stage: Stage):
    order = await stage.order()
    assert await tick(stage.press) == 1
    (slot,) = await stage.ledger.claimed(9)
    assert (slot.subscription, slot.day, slot.ordinal, slot.due) == ("sub1", TODAY, 0, SEVEN)
    assert (await stage.ordered()).next_run == next_of(order, SEVEN)
    assert await tick(stage.press) == 0


async def test_what_rests_or_is_not_due_is_left_alone(stage: Stage):
    await stage.order("paused", paused=True)
    await stage.order("later", next_run=SEVEN + SECOND)
    await stage.order("never", next_run=None)
    assert await tick(stage.press) == 0
    assert await stage.ledger.claimed(9) == ()


async def test_all_that_is_due_is_claimed_however_much_one_transaction_holds(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "AT_ONCE", 2)
    for n in range(5):
        await stage.order(f"sub{n}")
    assert await tick(stage.press) == 5


async def test_who_is_stopping_claims_nothing(stage: Stage):
    await stage.order()
    stage.press.stopping.set()
    assert await tick(stage.press) == 0


async def test_d18_a_clock_that_is_set_back_two_hours_posts_nothing_again(stage: Stage):
    await stage.posted()
    back = replace(await stage.ordered(), next_run=SEVEN)  # the worst of it: the cursor is where it was
    await stage.ledger.save_subscription(back)
    stage.clock.advance(-2 * HOUR)
    await stage.step()
    stage.clock.advance(2 * HOUR)
    await stage.step()
    assert len(stage.seen()) == 1


async def test_d19_a_clock_that_is_set_a_day_and_an_hour_ahead_brings_one_late_edition(stage: Stage):
    await stage.order()
    stage.clock.advance(25 * HOUR)
    await stage.step()
    assert len(stage.seen()) == 1
    assert "late" in stage.seen()[0]
    assert [slot.day for slot in await stage.ledger.slots(SlotState.SKIPPED, SEVEN - DAY)] == [TODAY]


async def test_g2_what_is_six_hours_late_is_posted_and_what_is_later_is_listed(stage: Stage):
    await stage.order("in-time", next_run=SEVEN)
    stage.clock.advance(missed.STILL_POSTED)
    assert await tick(stage.press) == 1
    await stage.order("too-late", next_run=SEVEN)
    stage.clock.advance(SECOND)
    assert await tick(stage.press) == 0
    skipped = await stage.ledger.slots(SlotState.SKIPPED, SEVEN)
    assert [slot.subscription for slot in skipped] == ["too-late"]


@pytest.mark.parametrize(
    ("zone", "day", "posts"),
    [
        ("Europe/Berlin", date(2026, 10, 25), [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]),
        ("Europe/Berlin", date(2026, 3, 29), [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]),
        ("Australia/Lord_Howe", date(2026, 4, 5), None),
        ("Asia/Kathmandu", date(2026, 4, 5), None),
    ],
)
async def test_d20_on_every_change_of_clocks_half_past_two_comes_once(
    stage: Stage, zone: str, day: date, posts: list[datetime] | None
):
    """D21's odd zones too: half an hour in Lord Howe, a quarter in Kathmandu."""
    noon = datetime.combine(day, time(12), UTC)
    stage.clock.advance(noon - 2 * DAY - stage.clock.now())
    schedule = Schedule((time(2, 30),), zone)
    order = await stage.order(schedule=schedule)
    await stage.ledger.save_subscription(replace(order, next_run=next_of(order, stage.clock.now())))
    while stage.clock.now() < noon + 2 * DAY:
        await tick(stage.press)
        stage.clock.advance(30 * MINUTE)
    slots = await stage.ledger.claimed(99)
    assert [slot.day for slot in slots] == [day + n * DAY for n in range(-1, 3)][: len(slots)]
    assert len([slot for slot in slots if slot.day == day]) == 1
    if posts:
        assert [slot.due for slot in slots if slot.day == day] == posts


async def test_d21_a_zone_that_is_gone_rests_its_subscription_alone_and_the_admins_hear_of_it(stage: Stage):
    await stage.order("gone", schedule=Schedule((time(8),), "Europe/Atlantis"))
    await stage.order("fine")
    assert await tick(stage.press) == 1
    assert (await stage.ordered("gone")).paused
    assert await stage.troubles() == [(str(HERE), "zone-gone")]


async def test_d22_a_schedule_edited_while_its_slot_is_under_way_keeps_its_old_content_and_its_new_time(stage: Stage):
    order = await stage.order()
    await tick(stage.press)
    at_nine = replace(await stage.ordered(), schedule=Schedule((time(9),), "Europe/Berlin"))
    await stage.ledger.save_subscription(replace(at_nine, next_run=next_of(at_nine, SEVEN + 2 * HOUR)))
    await stage.step()
    assert len(stage.seen()) == 1
    assert (await stage.ordered()).next_run == SEVEN + timedelta(days=1, hours=1)
    assert order.schedule.times == (time(8),)
