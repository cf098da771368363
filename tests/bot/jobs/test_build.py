"""Building: one draft for all who ask the same, one frozen edition for every slot."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.jobs.build import ALERT_MADE, ask_for_posts, build
from bot.jobs.press import SEND, SHARD
from bot.jobs.sweep import sweep
from bot.jobs.tick import tick
from digests.delivery import State
from digests.language import Lang
from digests.points import Point
from digests.subscription import FIRST_ALERT, Claim, Schedule, Slot, SlotState, WhenEmpty
from tests.bot.jobs.stage import DAY, HERE, HOUR, MINUTE, SECOND, SEVEN, THERE, Killed, Stage, a_slot


async def claimed(stage: Stage) -> list[str]:
    """Claim what is due and return the keys."""
    await tick(stage.press)
    return [slot.key for slot in await stage.ledger.claimed(99)]


async def test_slots_that_ask_for_the_same_share_one_draft(stage: Stage):
    await stage.order("one")
    await stage.order("two", THERE)
    await stage.order("hans", THERE, lang=Lang.HANS)
    await build(stage.press, await claimed(stage))
    assert stage.drafts == [(SEVEN - DAY, SEVEN)] * 2
    assert await stage.ledger.claimed(9) == ()
    editions = [*await stage.ledger.editions(HERE, 9), *await stage.ledger.editions(THERE, 9)]
    assert [edition.number for edition in editions] == [1, 2, 1]


async def test_only_the_slots_that_are_named_are_built(stage: Stage):
    await stage.order("one")
    await stage.order("two")
    keys = await claimed(stage)
    await build(stage.press, keys[:1])
    assert [slot.key for slot in await stage.ledger.claimed(9)] == keys[1:]


async def test_a_slot_found_late_is_labelled_and_names_what_was_skipped_before(stage: Stage):
    await stage.order(next_run=SEVEN - DAY)
    stage.clock.advance(HOUR)
    await stage.step()
    (text,) = stage.seen()
    assert "late: due 08:00" in text
    assert "Not posted, it was too late: 20 Nov 2026 08:00" in text


async def test_what_was_skipped_is_named_once(stage: Stage):
    await stage.order(next_run=SEVEN - DAY)
    await stage.step()
    stage.clock.advance(DAY)
    stage.briefs = [replace(stage.briefs[0], story=replace(stage.briefs[0].story, id="s2", articles=("a2",)))]
    stage.briefs = [replace(b, headline=replace(b.headline, text="Another")) for b in stage.briefs]
    await stage.step()
    assert ["Not posted" in text for text in stage.seen()] == [True, False]


async def test_a_slot_that_grew_too_old_while_nobody_built_is_skipped(stage: Stage):
    await stage.order()
    keys = await claimed(stage)
    stage.clock.advance(6 * HOUR + SECOND)
    await build(stage.press, keys)
    assert [slot.key for slot in await stage.ledger.slots(SlotState.SKIPPED, SEVEN)] == keys


async def test_d23_a_subscription_that_was_removed_or_paused_meanwhile_posts_nothing(stage: Stage):
    await stage.order("removed")
    await stage.order("paused")
    keys = await claimed(stage)
    await stage.ledger.save_subscription(replace(await stage.ordered("paused"), paused=True))
    await stage.ledger.remove_subscription("removed")
    await build(stage.press, keys)
    assert await stage.states() == []
    assert [s.subscription for s in await stage.ledger.slots(SlotState.CANCELLED, SEVEN)] == ["paused", "removed"]


async def test_d27_with_nothing_to_tell_a_channel_is_silent_or_gets_one_line_as_it_wishes(stage: Stage):
    stage.briefs = []
    await stage.order("silent")
    await stage.order("line", THERE, when_empty=WhenEmpty.ONE_LINE)
    await stage.step()
    assert stage.seen() == []
    (text,) = stage.seen(THERE)
    assert "Nothing important since" in text
    assert [slot.subscription for slot in await stage.ledger.slots(SlotState.EMPTY, SEVEN)] == ["silent"]


async def test_a_platform_that_nobody_posts_to_is_told_and_its_slot_waits(stage: Stage):
    await stage.order()
    keys = await claimed(stage)
    await build(stage.a_press(publishers={}), keys)
    assert await stage.troubles() == [("fake", "no-publisher")]
    assert len(await stage.ledger.claimed(9)) == 1


async def test_of_removed_topics_the_others_still_stand_and_with_the_last_the_slot_is_cancelled(stage: Stage):
    await stage.order("some", topics=("heron", "gone"))
    await stage.order("none", THERE, topics=("gone",))
    await stage.step()
    assert len(stage.seen()) == 1
    assert stage.seen(THERE) == []
    assert [slot.subscription for slot in await stage.ledger.slots(SlotState.CANCELLED, SEVEN)] == ["none"]


async def test_an_edition_that_another_process_froze_meanwhile_asks_for_no_post(stage: Stage):
    await stage.order()
    keys = await claimed(stage)

    def freeze_first(point: Point) -> None:
        if point is Point.TOLD_READ:
            stage.ledger._slots = {key: (slot, SlotState.FROZEN) for key, (slot, _) in stage.ledger._slots.items()}

    stage.passing = freeze_first
    await build(stage.press, keys)
    assert await stage.states() == []


@pytest.mark.parametrize("point", [Point.BUILD_BEGUN, Point.DRAFT_BUILT, Point.TOLD_READ, Point.SEND_QUEUED])
async def test_d06_killed_while_it_builds_the_sweeper_finishes_it_once(stage: Stage, point: Point):
    await stage.order()
    keys = await claimed(stage)

    def die(passed: Point) -> None:
        if passed is point:
            raise Killed

    stage.passing = die
    with pytest.raises(Killed):
        await build(stage.press, keys)
    stage.passing = lambda _: None
    await stage.quiet()
    assert len(stage.seen()) == 1


async def test_posts_are_asked_for_by_platform_in_shards(stage: Stage):
    asked: list[tuple[str, str]] = []

    class Heard:
        async def enqueue(self, work: str, ids: list[str], *, once: str = "") -> None:
            assert ids == [once.split()[1]]
            asked.append((work, once))

    await ask_for_posts(stage.a_press(queue=Heard()), ["fake"] * (SHARD + 1) + ["other"])
    assert asked == [(SEND, "send fake 0"), (SEND, "send fake 1"), (SEND, "send other 0")]


# --- slots of alerts


async def claim_alert(stage: Stage) -> Slot:
    order = await stage.order(next_run=SEVEN + DAY)
    slot = a_slot(FIRST_ALERT)
    await stage.ledger.claim([Claim(order, slot, order.next_run)])
    return slot


async def test_the_slot_of_an_alert_that_was_cut_short_never_becomes_an_ordinary_edition(stage: Stage):
    slot = await claim_alert(stage)
    await build(stage.press, [slot.key])
    assert await stage.ledger.claimed(9) == (slot,)
    stage.clock.advance(ALERT_MADE + SECOND)
    await stage.step()
    assert await stage.ledger.slots(SlotState.CANCELLED, SEVEN) == (slot,)
    assert stage.seen() == []


async def test_an_edition_waits_while_an_alert_of_its_subscription_is_made(stage: Stage):
    await claim_alert(stage)
    await stage.ledger.save_subscription(replace(await stage.ordered(), next_run=SEVEN))
    await stage.step()
    assert [slot.is_alert for slot in await stage.ledger.claimed(9)] == [False, True]
    assert stage.seen() == []
    await stage.quiet()
    assert len(stage.seen()) == 1


async def test_an_alert_does_not_hide_what_was_skipped_before_it(stage: Stage):
    await stage.ledger.skip([Slot("sub1", SEVEN.date() - DAY, 0, SEVEN - DAY)])
    order = await stage.order(next_run=SEVEN)
    slot = a_slot(FIRST_ALERT, SEVEN - HOUR)
    await stage.ledger.claim([Claim(order, slot, order.next_run)])
    await stage.ledger.close(slot, SlotState.FROZEN)
    await stage.step()
    assert "Not posted" in stage.seen()[0]


# --- the sweeper


async def test_the_sweeper_alone_gets_all_done_with_the_queue_lost(stage: Stage):
    await stage.order()
    await tick(stage.press)
    stage.queue._waiting.clear()
    stage.serve()
    for _ in range(2):
        await sweep(stage.press)
        await stage.queue.work()
    assert len(stage.seen()) == 1


async def test_the_sweeper_cancels_slots_whose_subscription_is_gone(stage: Stage):
    await stage.ledger.claim([Claim(await stage.order(), a_slot(), None)])
    stage.ledger._subscriptions.clear()
    await sweep(stage.press)
    assert await stage.ledger.slots(SlotState.CANCELLED, SEVEN - MINUTE) == (a_slot(),)


async def test_what_waits_for_its_edition_is_asked_for_in_one_piece_for_one_draft(stage: Stage):
    for n in range(3):
        await stage.order(f"sub{n}")
    await tick(stage.press)
    pieces = [ids for work, ids, _ in stage.queue._waiting if work == "build"]
    assert [len(ids) for ids in pieces] == [3]
    assert timedelta(0) == stage.clock.now() - SEVEN
    assert State.DUE not in await stage.states()


@pytest.mark.parametrize("job", ["sweep", "build"])
async def test_d21_a_zone_that_goes_after_the_claim_rests_its_subscription_and_stops_no_other(stage: Stage, job: str):
    await stage.order("gone")
    await stage.order("fine", THERE)
    keys = await claimed(stage)
    gone = replace(await stage.ordered("gone"), schedule=Schedule((time(8),), "Europe/Atlantis"))
    await stage.ledger.save_subscription(gone)
    await (sweep(stage.press) if job == "sweep" else build(stage.press, keys))
    assert (await stage.ordered("gone")).paused
    assert await stage.troubles() == [(str(HERE), "zone-gone")]
    assert [slot.subscription for slot in await stage.ledger.slots(SlotState.CANCELLED, SEVEN)] == ["gone"]
    await stage.step()
    assert len(await stage.ledger.editions(THERE, 9)) == 1
