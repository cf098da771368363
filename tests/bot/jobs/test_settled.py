"""What a tenant settled counts for its next digests, and for nobody else's."""

from __future__ import annotations

from datetime import date

from bot.jobs.build import build
from bot.jobs.shelves import Shelves
from bot.jobs.sweep import sweep
from bot.jobs.tick import tick
from digests.change import Change, Holds
from digests.following import Sort, Subject, Wanted
from digests.settled import Settled, settings_name, settled_value
from digests.subscription import Channel
from tests.bot.jobs.stage import DAY, HERE, SEVEN, TODAY, Stage

ELSEWHERE = Channel("fake", "other", "here")


async def settle(stage: Stage, settled: Settled) -> None:
    """Let the other tenant settle it."""
    name, value = settings_name("fake", "other"), settled_value(settled)
    changed = Change("c1", "fake", "other", Holds.SETTINGS, name, None, value, "settings", "8", stage.clock.now())
    assert await stage.ledger.change(changed)


async def test_on_a_quiet_day_nothing_is_posted_there_and_the_next_digest_tells_of_it_too(stage: Stage):
    for name, channel in (("one", HERE), ("two", ELSEWHERE)):
        await stage.order(name, channel)
    await settle(stage, Settled(quiet_days=frozenset({TODAY})))
    assert await tick(stage.press) == 1
    assert [slot.subscription for slot in await stage.ledger.claimed(9)] == ["one"]
    (moved,) = await stage.ledger.orders("fake", "other")
    assert (moved.next_run, moved.schedule.quiet_days) == (SEVEN + DAY, frozenset[date]())
    await build(stage.press, [slot.key for slot in await stage.ledger.claimed(9)])
    stage.clock.advance(DAY)
    assert await tick(stage.press) == 2
    await sweep(stage.press)
    await build(stage.press, [slot.key for slot in await stage.ledger.claimed(9)])
    assert sorted(end - start for start, end in stage.drafts[1:]) == [DAY, 2 * DAY]


async def test_what_a_reader_follows_comes_on_a_quiet_day_too(stage: Stage):
    wanted = Wanted((Subject(Sort.TOPIC, "heron"),))
    await stage.order("mine", ELSEWHERE, topics=(), wanted=wanted)
    await settle(stage, Settled(quiet_days=frozenset({TODAY})))
    assert await tick(stage.press) == 1


async def test_a_tenant_with_a_cap_of_its_own_gets_drafts_of_its_own(stage: Stage):
    orders = [await stage.order(name, channel) for name, channel in (("one", HERE), ("two", ELSEWHERE))]
    shelves = Shelves(stage.press.context)
    assert len({await shelves.key_of(one) for one in orders}) == 1
    await settle(stage, Settled(per_outlet=1))
    shelves = Shelves(stage.press.context)
    assert len({await shelves.key_of(one) for one in orders}) == 2
