"""Faults of delivery: lost replies, deaths, clocks, edits in the middle of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from digests.delivery import Delivery, Outcome, State, nonce_of
from digests.errors import StoreUnusable
from digests.noticing import PARKED
from digests.points import Point
from digests.subscription import Schedule, SlotState
from tests.delivery.stage import (
    DAY,
    HOUR,
    NARROW,
    NOON,
    SECOND,
    Publisher,
    Stage,
    channel,
    editions_of,
    well,
)
from tests.fakes.platform.faults import Fault, Kind
from tests.simulation.ledgers import in_database, in_memory
from tests.simulation.world import MANY, Killed, OpenLedger

MINUTE = 60 * SECOND
FREEZING = [point for point in Point if point.name.startswith("FREEZE_")]
CLAIMING = [point for point in Point if point.name.startswith("CLAIM_")]


@pytest.fixture
def disk(tmp_path: Path) -> OpenLedger:
    return in_database(f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}")


async def a_stage(ledger: OpenLedger, *faults: Fault, channels: int = 1, **more: Any) -> Stage:  # noqa: ANN401  fields of Stage
    stage = Stage(ledger, {"c0": faults}, **more)
    await stage.order(*(f"c{number}" for number in range(channels)))
    return stage


# --- killed


@pytest.mark.parametrize("point", [Point.TAKEN, Point.POST_BEGUN])
async def test_d01_killed_before_it_connects_it_posts_once_after_its_restart(disk: OpenLedger, point: Point) -> None:
    stage = await a_stage(disk)
    assert await stage.live(point)
    assert (stage.seen(), await stage.states()) == (0, {State.SENDING: 1})
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})
    assert well(await stage.verdict())


async def test_d02_killed_before_it_reads_the_reply_it_finds_its_post_and_notes_its_id(disk: OpenLedger) -> None:
    stage = await a_stage(disk)
    assert await stage.live(Point.POST_ANSWERED)
    assert stage.seen() == 1
    assert not await stage.live()
    async with disk() as ledger:
        (sent,) = await ledger.deliveries(State.SENT, MANY)
    assert [sent.message] == [message.id for message in stage.platform.room(str(channel("c0"))).messages]
    assert well(await stage.verdict())


@pytest.mark.parametrize("point", [*CLAIMING, *FREEZING])
async def test_d06_killed_inside_a_transaction_all_of_it_is_there_or_nothing(disk: OpenLedger, point: Point) -> None:
    stage = await a_stage(disk, channels=2)
    assert await stage.live(point)
    async with disk() as ledger:
        slots = await ledger.slots(SlotState.CLAIMED, NOON - DAY)
        moved = [one for one in await ledger.subscriptions() if one.next_run != NOON]
        assert len(slots) == len(moved) == (0 if point in CLAIMING else 2)
        assert (await editions_of(ledger), await stage.states()) == ([], {})
        assert await ledger.told("c0", NOON - DAY) == ()
    assert not await stage.live()
    assert (stage.seen("c0"), stage.seen("c1")) == (1, 1)
    assert well(await stage.verdict())


async def test_d07_restarted_ten_minutes_later_it_finds_its_post_by_the_mark_and_posts_no_more(
    disk: OpenLedger,
) -> None:
    stage = await a_stage(disk)
    assert await stage.live(Point.POST_ANSWERED)
    stage.hands.advance(10 * MINUTE)
    assert not await stage.live()
    assert (stage.calls("post"), stage.calls("read")) == (1, 1)
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})


async def test_d08_where_the_channel_cannot_be_read_it_is_parked_and_the_admins_are_told_once(
    disk: OpenLedger,
) -> None:
    stage = await a_stage(disk)
    assert await stage.live(Point.POST_ANSWERED)
    stage.platform.room(str(channel("c0"))).unreadable = True
    stage.hands.advance(10 * MINUTE)
    for _ in range(5):
        assert not await stage.live()
        stage.hands.advance(HOUR)
    assert (stage.calls("post"), stage.seen(), await stage.states()) == (1, 1, {State.PARKED: 1})
    assert [telling.notice.reason.key for telling in stage.told] == [PARKED]


async def test_d12_killed_between_the_second_and_third_part_it_goes_on_with_the_third(disk: OpenLedger) -> None:
    stage = await a_stage(disk, stories=9, budget=NARROW)
    assert await stage.live(Point.RECORDED, hit=2)
    assert stage.seen() == 2
    assert not await stage.live()
    assert stage.seen() >= 5
    assert well(await stage.verdict())


async def test_d14_a_row_that_kills_whoever_sends_it_is_parked_at_last_and_holds_up_no_other(
    disk: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Publisher.post

    async def deadly(self: Publisher, delivery: Delivery) -> Outcome:
        if delivery.channel == channel("c0"):
            raise Killed
        return await post(self, delivery)

    monkeypatch.setattr(Publisher, "post", deadly)
    stage = await a_stage(disk, channels=3)
    deaths = 0
    while await stage.live():
        deaths += 1
        assert deaths <= 3
    assert deaths == 3
    assert await stage.states() == {State.PARKED: 1, State.SENT: 2}
    assert [stage.seen(name) for name in ("c0", "c1", "c2")] == [0, 1, 1]


# --- answers that say nothing


async def test_d03_five_server_errors_after_the_post_was_stored_leave_one_post(disk: OpenLedger) -> None:
    stage = await a_stage(disk, *(Fault(Kind.ERROR, status=status) for status in (500, 502, 504, 500, 502)))
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})


async def test_d04_a_connection_that_breaks_after_the_request_is_not_tried_again_without_a_word(
    disk: OpenLedger,
) -> None:
    stage = await a_stage(disk, Fault(Kind.LOST_REPLY))
    async with stage.life() as bot:
        await bot.step()
        assert stage.calls("post") == 1
        assert await stage.states() == {State.SENDING: 1}
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})


async def test_d05_a_post_that_lands_twenty_seconds_late_is_one_post(disk: OpenLedger) -> None:
    stage = await a_stage(disk, Fault(Kind.LATE, seconds=20))
    assert not await stage.live()
    assert well(await stage.verdict())
    assert stage.seen() == 1


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("kind", [Kind.EMPTY, Kind.FOREIGN])
async def test_d26_a_good_answer_that_speaks_of_nothing_is_no_success(
    disk: OpenLedger, kind: Kind, *, effect: bool
) -> None:
    stage = await a_stage(disk, Fault(kind, effect=effect))
    async with stage.life() as bot:
        await bot.step()
        assert await stage.states() == {State.SENDING: 1}
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})


# --- the database refuses


@pytest.mark.parametrize("refusals", [2, 12])
async def test_d11_what_cannot_be_noted_after_the_post_is_tried_again_then_looked_up(
    disk: OpenLedger, refusals: int
) -> None:
    left = refusals

    def arrange(ledger: Any) -> None:  # noqa: ANN401  an open store
        record = ledger.record

        async def refused(deliveries: Any) -> Any:  # noqa: ANN401  as the port has it
            nonlocal left
            left -= 1
            if left >= 0:
                raise StoreUnusable("database-locked", "desk.db")
            return await record(deliveries)

        ledger.record = refused

    stage = await a_stage(disk, arrange=arrange)
    assert not await stage.live()
    assert left < 0
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})
    assert (stage.calls("post") + stage.calls("read") > 1) is (refusals > 5)


# --- many at once, and limits


async def test_d15_of_500_channels_due_at_once_450_are_on_time_and_those_that_failed_come_soon() -> None:
    broken = [f"c{number}" for number in range(0, 500, 10)]
    stage = Stage(in_memory(), {name: [Fault(Kind.ERROR, status=503, effect=False)] for name in broken})
    await stage.order(*(f"c{number}" for number in range(500)))
    async with stage.life() as bot:
        await bot.step()
    assert sum(entry["event"] == "seen" for entry in stage.log) == 450
    assert not await stage.live()
    assert stage.hands.now() < NOON + 2 * MINUTE
    assert await stage.states() == {State.SENT: 500}
    assert well(await stage.verdict())


async def test_d16_told_to_wait_everywhere_it_posts_nothing_till_then_and_everything_after() -> None:
    stage = await a_stage(in_memory(), Fault(Kind.LIMITED, seconds=65, everywhere=True), channels=1)
    async with stage.life() as bot:
        await bot.step()
        await stage.order("c1", "c2", schedule=Schedule((time(12, 1),), "UTC"), next_run=NOON + MINUTE)
        while stage.hands.now() < NOON + 64 * SECOND:
            stage.hands.advance(4 * SECOND)
            await bot.step()
            if stage.hands.now() < NOON + 65 * SECOND:
                assert stage.seen("c0") + stage.seen("c1") + stage.seen("c2") == 0
    assert not await stage.live()
    assert [stage.seen(name) for name in ("c0", "c1", "c2")] == [1, 1, 1]
    assert well(await stage.verdict())


async def test_d17_told_to_wait_in_one_channel_it_posts_in_the_others() -> None:
    stage = await a_stage(in_memory(), Fault(Kind.LIMITED, seconds=65), channels=3)
    async with stage.life() as bot:
        await bot.step()
    assert [stage.seen(name) for name in ("c0", "c1", "c2")] == [0, 1, 1]
    assert not await stage.live()
    assert stage.hands.now() > NOON + 65 * SECOND
    assert stage.seen() == 1
    assert well(await stage.verdict())


# --- clocks


async def test_d18_a_clock_set_back_after_a_digest_brings_no_second(disk: OpenLedger) -> None:
    stage = await a_stage(disk)
    assert not await stage.live()
    stage.hands.advance(-2 * HOUR)
    assert not await stage.live()
    stage.hands.advance(2 * HOUR)
    assert not await stage.live()
    assert stage.seen() == 1


async def test_d19_a_clock_set_forward_25_hours_brings_one_late_digest_and_no_burst(disk: OpenLedger) -> None:
    stage = await a_stage(disk)
    assert not await stage.live()
    stage.hands.advance(25 * HOUR)
    assert not await stage.live()
    async with disk() as ledger:
        latest, first = await ledger.editions(channel("c0"), 9)
    assert (latest.late, first.late, stage.seen()) == (True, False, 2)


# --- orders that change in the middle of it


async def test_d22_an_order_edited_while_its_digest_is_posted_changes_the_next_one(disk: OpenLedger) -> None:
    stage = await a_stage(disk)
    assert await stage.live(Point.POST_BEGUN)
    async with disk() as ledger:
        (order,) = await ledger.subscriptions()
        evening = NOON + 6 * HOUR
        await ledger.save_subscription(
            replace(order, schedule=Schedule((evening.time(),), "UTC"), next_run=evening + DAY)
        )
        (promised,) = await ledger.editions(channel("c0"), 9)
    assert not await stage.live()
    assert stage.seen() == 1
    async with disk() as ledger:
        assert await ledger.editions(channel("c0"), 9) == (promised,)
    stage.hands.instant = evening + DAY
    assert not await stage.live()
    assert stage.seen() == 2
    assert well(await stage.verdict())


async def test_d23_an_order_removed_before_its_digest_was_begun_gets_none_and_the_ledger_says_why(
    disk: OpenLedger,
) -> None:
    stage = await a_stage(disk)
    assert await stage.live(Point.FROZEN)
    async with disk() as ledger:
        await ledger.remove_subscription("c0")
    assert not await stage.live()
    assert stage.calls("post") == 0
    async with disk() as ledger:
        (dead,) = await ledger.deliveries(State.DEAD, MANY)
    assert dead.reason is not None
    assert dead.reason.key == "subscription-gone"


# --- names


@pytest.mark.no_cover  # tracing would take longer than the million
def test_d25_a_million_keys_have_a_million_nonces() -> None:
    assert len({nonce_of(f"sub{number}/2026-11-21/0/1") for number in range(10**6)}) == 10**6
