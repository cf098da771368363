"""A server that removes the bot, and invites it again."""

from __future__ import annotations

import pytest

from bot.jobs.notices import tell
from bot.jobs.retention import forget
from bot.jobs.tenants import pause_tenant, resume_returned, resume_tenant
from digests.change import Change, Holds
from digests.subscription import Channel, Schedule
from digests.upkeep import Upkeep
from tests.bot.jobs.stage import DAY, HERE, HOUR, SEVEN, THERE, Dying, Killed, Stage, next_of

ELSEWHERE = Channel("fake", "another guild", "here")


async def kicked(stage: Stage) -> int:
    return await pause_tenant(stage.press, "fake", "guild")


async def invited(stage: Stage) -> int:
    return await resume_tenant(stage.press, "fake", "guild")


async def three(stage: Stage) -> None:
    await stage.order("a", HERE)
    await stage.order("b", THERE, paused=True, next_run=None)
    await stage.order("c", ELSEWHERE)


async def awake(stage: Stage) -> set[str]:
    return {one.id for one in await stage.ledger.subscriptions() if not one.paused}


async def test_o06_removed_from_a_server_all_of_it_rests_with_one_notice_and_no_call(stage: Stage) -> None:
    await three(stage)
    assert await kicked(stage) == 1
    assert await kicked(stage) == 0
    assert await awake(stage) == {"c"}
    assert await stage.troubles() == [("fake:guild", "discord-removed")]
    await stage.quiet()
    assert {entry["channel"] for entry in stage.log} <= {str(ELSEWHERE)}
    for _ in range(3):
        await tell(stage.press)
    assert len(stage.told) == 1


async def test_o08_invited_again_what_rested_goes_on_with_its_next_hour_and_nothing_is_caught_up(stage: Stage) -> None:
    await three(stage)
    await kicked(stage)
    stage.clock.advance(3 * DAY + HOUR)
    assert await invited(stage) == 1
    assert await invited(stage) == 0
    assert await awake(stage) == {"a", "c"}
    order = await stage.ordered("a")
    assert order.next_run == next_of(order, stage.clock.now()) > stage.clock.now()
    assert await stage.troubles() == []
    await stage.quiet()
    assert stage.seen() == []


async def test_o08_what_a_closed_channel_has_paused_before_anybody_saw_the_removal_goes_on_too(stage: Stage) -> None:
    await three(stage)
    await stage.order("d", HERE, topics=())
    stage.platform.room(str(HERE)).forbidden = True
    await stage.step()
    assert await awake(stage) == {"c"}
    assert await invited(stage) == 2
    assert await awake(stage) == {"a", "c", "d"}


async def test_a_server_without_digests_is_no_news(stage: Stage) -> None:
    await stage.order("b", THERE, paused=True, next_run=None)
    assert (await kicked(stage), await invited(stage)) == (0, 0)
    assert await stage.troubles() == []


async def test_who_came_back_while_no_bot_ran_is_seen_at_the_start_and_who_was_never_away_is_left_alone(
    stage: Stage,
) -> None:
    await stage.order("a", HERE)
    await stage.order("c", ELSEWHERE, paused=True)
    await kicked(stage)
    assert await resume_returned(stage.press, "fake", ["guild", "another guild"]) == 1
    assert await awake(stage) == {"a"}
    assert await resume_returned(stage.press, "fake", ["guild", "another guild"]) == 0


# --- what is theirs is kept for thirty days

OFFER = Change(
    "aaaaaaaa", "fake", "guild", Holds.TOPIC, "birds", None, {"hidden": True}, "topics add", "ann", SEVEN, "fake:guild"
)


async def left(stage: Stage) -> tuple[int, int]:
    """Return how many things and changes the server has."""
    held, changes = stage.ledger.held, stage.ledger.changes
    return len(await held(Holds.TOPIC, "fake", "guild")), len(await changes("fake", "guild", 9))


async def test_what_a_server_has_goes_thirty_days_after_the_removal_and_not_before(stage: Stage) -> None:
    await stage.order("a", HERE)
    await stage.order("c", ELSEWHERE)
    await stage.ledger.change(OFFER)
    await kicked(stage)
    stage.clock.advance(29 * DAY)
    await kicked(stage)
    await forget(stage.press, Upkeep())
    assert await left(stage) == (1, 1)
    stage.clock.advance(2 * DAY)
    assert await forget(stage.press, Upkeep()) == 1
    assert await left(stage) == (0, 0)
    assert [one.id for one in await stage.ledger.subscriptions()] == ["c"]
    assert await stage.troubles() == []


@pytest.mark.parametrize("unseen", [False, True])
async def test_a_return_within_thirty_days_keeps_all_of_it_for_good(stage: Stage, unseen: bool) -> None:
    await stage.ledger.change(OFFER)
    await kicked(stage)
    stage.clock.advance(29 * DAY)
    await (resume_returned(stage.press, "fake", ["guild"]) if unseen else invited(stage))
    stage.clock.advance(999 * DAY)
    await forget(stage.press, Upkeep())
    assert await left(stage) == (1, 1)


async def test_changes_of_a_server_that_has_the_bot_stay_for_good(stage: Stage) -> None:
    await stage.ledger.change(OFFER)
    stage.clock.advance(9_999 * DAY)
    await forget(stage.press, Upkeep(keep_articles=DAY, keep_ledger=DAY))
    assert await left(stage) == (1, 1)


async def test_a_zone_that_is_gone_meanwhile_goes_on_resting(stage: Stage) -> None:
    order = await stage.order("a", HERE)
    await kicked(stage)
    rests = await stage.ordered("a")
    await stage.order("a", HERE, schedule=Schedule(order.schedule.times, "Mars/Olympus"), paused=rests.paused)
    await invited(stage)
    assert await awake(stage) == set()


@pytest.mark.parametrize("call", ["save_notice", "save_subscription"])
@pytest.mark.parametrize("after", [False, True])
async def test_killed_while_it_lets_them_rest_all_that_rests_goes_on_later(
    stage: Stage, call: str, after: bool
) -> None:
    await stage.order("a", HERE)
    await stage.order("b", THERE)
    with pytest.raises(Killed):
        await pause_tenant(stage.a_press(ledger=Dying(stage.ledger, call, after=after)), "fake", "guild")
    await kicked(stage)
    assert await awake(stage) == set()
    await invited(stage)
    assert await awake(stage) == {"a", "b"}
