"""Alerts: the very top at once, as an edition of its own, once, and only where it was ordered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.jobs.alerts import ALERTS, send_alerts
from bot.jobs.build import ALERT_MADE
from digests.delivery import State
from digests.draft import Brief
from digests.editing.alerts import OUTLETS, THRESHOLD
from digests.language import Lang
from digests.subscription import FIRST_ALERT, Claim, Schedule, Slot, SlotState
from tests.bot.jobs.stage import DAY, HERE, MINUTE, NEWS, SEVEN, THERE, Dying, Killed, Stage, a_slot
from tests.digests.editing.stage import told_by

TOP = replace(NEWS, score=THRESHOLD, outlets=tuple(f"Outlet {n}" for n in range(OUTLETS)))


def another(name: str) -> Brief:
    """Return another story of the very top."""
    story = replace(TOP.story, id=f"s{name}", articles=(f"a{name}",))
    return replace(TOP, story=story, headline=replace(TOP.headline, text=f"Heron-{name} is out"))


@pytest.fixture(autouse=True)
def _news(stage: Stage) -> None:
    stage.briefs = [replace(another("0"), score=1.0), TOP]


async def order(stage: Stage, name: str = "sub1", **changes: Any) -> None:  # noqa: ANN401  any field
    await stage.order(name, **{"alerts": 2, "next_run": SEVEN + DAY, **changes})


async def alerts(stage: Stage, state: SlotState = SlotState.FROZEN) -> list[Slot]:
    return [slot for slot in await stage.ledger.slots(state, SEVEN - DAY) if slot.is_alert]


async def test_a_story_of_the_very_top_comes_at_once_and_alone(stage: Stage):
    await order(stage)
    assert await send_alerts(stage.press) == 1
    await stage.step()
    (text,) = stage.seen()
    assert text.strip().startswith("Alert · heron · 21 Nov 2026")
    assert "1. Heron-1 is out" in text
    assert "1 story · 41 articles read · next: 22 Nov 2026 08:00" in text
    assert (await stage.ordered()).next_run == SEVEN + DAY
    assert await alerts(stage) == [a_slot(FIRST_ALERT)]


async def test_alerts_are_off_unless_they_were_ordered(stage: Stage):
    await order(stage, "off", alerts=0)
    await order(stage, "paused", paused=True)
    await order(stage, "elsewhere", channel=replace(HERE, platform="other"))
    await order(stage, "nowhere", schedule=Schedule((SEVEN.time(),), "Mars/Olympus"))
    assert await send_alerts(stage.press) == 0
    assert stage.drafts == []


async def test_nothing_of_a_lower_rank_comes(stage: Stage):
    stage.briefs = [replace(TOP, score=THRESHOLD - 1)]
    await order(stage)
    assert await send_alerts(stage.press) == 0
    assert await alerts(stage, SlotState.CANCELLED) == []


async def test_those_who_ask_for_the_same_share_one_draft(stage: Stage):
    await order(stage, "one")
    await order(stage, "two", channel=THERE)
    await order(stage, "hans", channel=THERE, lang=Lang.HANS)
    assert await send_alerts(stage.press) == 3
    assert stage.drafts == [(SEVEN - DAY, SEVEN)] * 2


async def test_a_story_comes_as_an_alert_once_and_the_next_edition_does_not_repeat_it(stage: Stage):
    await order(stage)
    assert [await send_alerts(stage.press) for _ in range(2)] == [1, 0]
    await stage.ledger.save_subscription(replace(await stage.ordered(), next_run=SEVEN))
    await stage.step()
    assert sum("Heron-1 is out" in text for text in stage.seen()) == 1
    assert any("Heron-0 is out" in text for text in stage.seen())


async def test_no_more_come_in_a_day_than_were_ordered_and_the_next_day_is_a_new_one(stage: Stage):
    await order(stage)
    for n in range(4):
        stage.briefs = [another(str(n))]
        await send_alerts(stage.press)
    assert [slot.ordinal for slot in await alerts(stage)] == [FIRST_ALERT, FIRST_ALERT + 1]
    stage.clock.advance(DAY - MINUTE)
    assert await send_alerts(stage.press) == 1


async def test_without_a_topic_left_nothing_comes(stage: Stage):
    await order(stage, topics=("gone",))
    assert await send_alerts(stage.press) == 0


async def test_one_process_at_a_time_looks_for_alerts(stage: Stage):
    await order(stage)
    await stage.ledger.turn(ALERTS, "other", SEVEN, SEVEN + MINUTE)
    assert await send_alerts(stage.press) == 0


async def test_what_is_due_comes_with_its_edition(stage: Stage):
    await order(stage, next_run=SEVEN)
    assert await send_alerts(stage.press) == 0


async def test_while_an_edition_is_made_no_alert_is(stage: Stage):
    await order(stage)
    await stage.ledger.claim([Claim(await stage.ordered(), a_slot(), SEVEN + DAY)])
    assert await send_alerts(stage.press) == 0
    assert await alerts(stage, SlotState.CANCELLED) == []


async def test_an_alert_gives_way_to_an_edition_that_was_claimed_at_the_same_moment(stage: Stage):
    await order(stage)
    claim = stage.ledger.claim

    async def claim_both(claims: list[Claim]) -> tuple[Slot, ...]:
        await claim([Claim(claims[0].subscription, a_slot(), SEVEN + DAY)])
        return await claim(claims)  # type: ignore[no-any-return]  # the ledger's

    stage.ledger.claim = claim_both
    assert await send_alerts(stage.press) == 0
    assert [slot.is_alert for slot in await stage.ledger.slots(SlotState.CANCELLED, SEVEN)] == [True]


async def test_a_story_that_was_told_between_the_look_and_the_claim_is_no_alert(stage: Stage):
    await order(stage)
    stage.briefs = [TOP]
    told, looks = stage.ledger.told, []

    async def told_meanwhile(*args: Any) -> Any:  # noqa: ANN401  as the ledger has it
        looks.append(1)
        known = await told(*args)
        return known if len(looks) == 1 else (*known, *told_by(TOP))

    stage.ledger.told = told_meanwhile
    assert await send_alerts(stage.press) == 0
    assert len(await alerts(stage, SlotState.CANCELLED)) == 1


async def test_of_two_processes_that_claim_the_same_alert_one_wins(stage: Stage):
    await order(stage)

    async def lost(_: object) -> tuple[()]:
        return ()

    stage.ledger.claim = lost
    assert await send_alerts(stage.press) == 0
    assert await stage.states() == []


@pytest.mark.parametrize(("call", "after"), [("claim", False), ("claim", True), ("freeze", False), ("freeze", True)])
async def test_d06_killed_anywhere_an_alert_comes_once_and_as_an_alert(stage: Stage, call: str, after: bool):
    await order(stage)
    stage.briefs = [TOP]
    with pytest.raises(BaseExceptionGroup) as died:
        await send_alerts(stage.a_press(ledger=Dying(stage.ledger, call, after=after)))
    assert died.group_contains(Killed)
    for _ in range(4):
        stage.clock.advance(ALERT_MADE + MINUTE)
        await send_alerts(stage.press)
        await stage.step()
    assert ["Alert" in text for text in stage.seen()] == [True]
    assert await stage.states() == [State.SENT]
