"""What a tenant says of the grouping and leaves out counts in what is posted there by itself, and nowhere else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.desk.digest import draft_of
from bot.jobs.alerts import send_alerts
from bot.jobs.build import build
from bot.jobs.press import Press
from bot.jobs.tick import tick
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from config.lexicon import load_lexicon, load_topics
from digests.change import Change, Held, Holds
from digests.filters import Filter, filter_value
from digests.subscription import Channel, Schedule
from digests.verdicts import Said, Verdict, verdict_value
from tests.bot.jobs.stage import DAY, HERE, Stage
from tests.bot.reports import MISTRAL_EN, report
from tests.fakes.clock import FakeClock

NOW = datetime(2024, 7, 24, 12, tzinfo=UTC)
AT_TWO = Schedule((time(14),), "Europe/Berlin")
ELSEWHERE = Channel("fake", "other", "here")
TOLD = {
    "egret": "Meta has released Llama 3.1. The largest of the models has 405 billion parameters.",
    "heron": "The company Meta released Llama 3.1 today, with 405 billion parameters at most.",
    "osprey": "Llama 3.1 is out: Meta released its model of 405 billion parameters on Wednesday.",
    "晨光科技报": "Meta发布Llama 3.1。其中最大的模型拥有4050亿参数。",
    "Corvid Times": "Meta released Llama 3.1 with 405 billion parameters, and says that all may use it.",
}
REPORTS = [
    report(f"Meta releases Llama 3.1 with a 405B model: {outlet}", text, outlet, "2024-07-24", 11)
    for outlet, text in TOLD.items()
]


@pytest.fixture
async def stage() -> Stage:
    stage = Stage(clock=FakeClock(NOW))
    await read_in(Room(stage.store, load_lexicon(), stage.clock), [*REPORTS, MISTRAL_EN])
    return stage


@pytest.fixture
def press(stage: Stage) -> Press:
    made = stage.a_press(draft_of=draft_of, sleep=asyncio.sleep)  # the fake one would let days pass meanwhile
    return replace(made, context=replace(made.context, lexicon=load_lexicon()))


async def ordered(stage: Stage, *topics: str, alerts: int = 0) -> None:
    """Order the same here and in another tenant."""
    due = NOW if not alerts else NOW + timedelta(hours=6)
    for place in (HERE, ELSEWHERE):
        changes = {"topics": topics, "alerts": alerts, "next_run": due}
        await stage.order(place.tenant, place, created=NOW - 9 * DAY, schedule=AT_TWO, **changes)
    await stage.store.save_topics(load_topics())


async def holds(stage: Stage, held: Held) -> None:
    """Let the other tenant have it."""
    change = Change(f"c{held.name}", "fake", "other", held.holds, held.name, None, held.value, "", "8", NOW)
    assert await stage.ledger.change(change)


async def posted(stage: Stage, press: Press) -> list[list[int]]:
    """Return how many outlets each story has of the editions here and elsewhere."""
    await tick(press)
    await build(press, [slot.key for slot in await stage.ledger.claimed(9)])
    found = []
    for place in (HERE, ELSEWHERE):
        editions = await stage.ledger.editions(place, 9)
        told = [story for edition in editions for part in edition.parts for story in _stories(part.page.record)]
        found.append(sorted(told))
    return found


def _stories(record: object) -> list[int]:
    assert isinstance(record, dict)
    return [len(story["outlets"]) for story in record["stories"]]


async def of(stage: Stage, title: str) -> tuple[str, ...]:
    """Return the articles of the story that has a report of that title."""
    (article,) = [one.id for one in await stage.store.newest(99) if (one.title or "").startswith(title)][:1]
    (story,) = await stage.store.stories_of([article])
    return story.articles


async def test_without_anything_said_both_tenants_are_told_the_same(stage: Stage, press: Press):
    await ordered(stage)
    here, there = await posted(stage, press)
    assert here == there
    assert len(here) == 2


async def test_a_digest_tells_what_a_tenant_merged_as_one_story(stage: Stage, press: Press):
    await ordered(stage)
    both = (*await of(stage, "Meta"), *await of(stage, "Mistral"))
    said = Verdict(Said.MERGE, both, NOW)
    await holds(stage, Held(Holds.VERDICT, said.name, verdict_value(said)))
    here, there = await posted(stage, press)
    assert (len(here), there) == (2, [len(TOLD) + 1])


async def test_a_digest_tells_nothing_that_a_tenant_leaves_out(stage: Stage, press: Press):
    await ordered(stage)
    one = Filter("Quiet", NOW, words=("Mistral",))
    await holds(stage, Held(Holds.FILTER, one.key, filter_value(one)))
    here, there = await posted(stage, press)
    assert (len(here), len(there)) == (2, 1)


REJECTED, LEFT_OUT, FEWER = "rejected", "left out", "left out in part"


@pytest.mark.parametrize("said", [REJECTED, LEFT_OUT, FEWER])
async def test_no_alert_comes_of_what_a_tenant_rejected_or_leaves_out(stage: Stage, press: Press, said: str):
    await ordered(stage, "llama", alerts=1)
    if said == REJECTED:
        verdict = Verdict(Said.REJECT, await of(stage, "Meta"), NOW, topic="llama")
        await holds(stage, Held(Holds.VERDICT, verdict.name, verdict_value(verdict)))
    else:  # a story that too few outlets are left of is none of the very top
        outlets = () if said == LEFT_OUT else ("egret", "heron")
        one = Filter("Quiet", NOW, words=("Llama",), outlets=outlets)
        await holds(stage, Held(Holds.FILTER, one.key, filter_value(one)))
    assert await send_alerts(press) == 1
    assert [len(await stage.ledger.editions(place, 9)) for place in (HERE, ELSEWHERE)] == [1, 0]
