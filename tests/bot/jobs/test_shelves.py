"""Digests and alerts are of the topics that their tenant has at that moment, and of nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.desk.context import Asked
from bot.desk.digest import Drafted
from bot.jobs.alerts import send_alerts
from bot.jobs.build import build
from bot.jobs.press import Press
from bot.jobs.shelves import Shelves
from bot.jobs.tick import tick
from digests.change import Change, Holds, Value
from digests.filters import Filter, filter_value
from digests.following import Sort, Subject, Wanted
from digests.subscription import Channel
from digests.topic import Topic, topic_value
from digests.verdicts import Said, Verdict, verdict_value
from tests.bot.jobs.stage import HERE, MINUTE, SEVEN, THERE, Stage
from tests.builders import a_topic

ELSEWHERE = Channel("fake", "other", "here")
OWN = a_topic(words=("osprey",))


class Drawn:
    """Keeps the topics of which drafts were asked for."""

    def __init__(self, stage: Stage) -> None:
        self.words: list[tuple[str, ...]] = []
        self.tenants: list[str] = []
        self._stage = stage

    async def __call__(
        self, asked: Asked, topics: Sequence[Topic], start: datetime, end: datetime, limit: int
    ) -> Drafted:
        """Return the news."""
        self.words.append(tuple(word for topic in topics for word in topic.words))
        self.tenants.append(asked.question.asker.tenant)
        return await self._stage.draft_of(asked, topics, start, end, limit)


@pytest.fixture
def drawn(stage: Stage) -> Drawn:
    return Drawn(stage)


@pytest.fixture
def press(stage: Stage, drawn: Drawn) -> Press:
    return stage.a_press(draft_of=drawn)


async def change(stage: Stage, after: Value | None, before: Value | None = None) -> None:
    """Let the other tenant change its topic."""
    its = f"c{after}"
    changed = Change(its, "fake", "other", Holds.TOPIC, "heron", before, after, "topics edit", "8", stage.clock.now())
    assert await stage.ledger.change(changed)


async def test_one_draft_is_shared_by_tenants_as_long_as_their_topics_are_the_same(
    stage: Stage, press: Press, drawn: Drawn
):
    for name, channel in (("one", HERE), ("two", THERE), ("three", ELSEWHERE)):
        await stage.order(name, channel)
    await tick(press)
    await build(press, [slot.key for slot in await stage.ledger.claimed(9)])
    assert drawn.words == [("heron", "苍鹭")]


async def test_what_a_tenant_changed_is_in_its_next_digest_and_in_no_other(stage: Stage, press: Press, drawn: Drawn):
    for name, channel in (("one", HERE), ("two", THERE), ("three", ELSEWHERE)):
        await stage.order(name, channel)
    await tick(press)
    await change(stage, topic_value(OWN))  # after the slots were claimed: it is in force for the next story
    await build(press, [slot.key for slot in await stage.ledger.claimed(9)])
    assert sorted(zip(drawn.words, drawn.tenants, strict=True)) == [
        (("heron", "苍鹭"), "guild"),
        (("osprey",), "other"),
    ]
    assert len(await stage.ledger.editions(ELSEWHERE, 9)) == 1


async def test_a_digest_whose_last_topic_its_tenant_took_away_is_not_made(stage: Stage, press: Press, drawn: Drawn):
    await stage.order("one", HERE)
    await stage.order("two", ELSEWHERE)
    await change(stage, {"hidden": True})
    await tick(press)
    await build(press, [slot.key for slot in await stage.ledger.claimed(9)])
    assert drawn.tenants == ["guild"]
    assert await stage.ledger.claimed(9) == ()
    assert await stage.ledger.editions(ELSEWHERE, 9) == ()


async def test_alerts_are_of_the_tenants_own_topics_too(stage: Stage, press: Press, drawn: Drawn):
    for name, channel in (("one", HERE), ("two", ELSEWHERE)):
        await stage.order(name, channel, alerts=1, next_run=SEVEN + 60 * MINUTE)
    await change(stage, topic_value(OWN))
    await send_alerts(press)
    assert sorted(drawn.words) == [("heron", "苍鹭"), ("osprey",)]


async def test_a_readers_topics_are_those_of_the_tenant_where_they_are_told(stage: Stage):
    wanted = Wanted((Subject(Sort.TOPIC, "heron"), Subject(Sort.OUTLET, "x")))
    orders = [await stage.order(place.tenant, place, topics=(), wanted=wanted) for place in (HERE, ELSEWHERE)]
    await change(stage, topic_value(OWN))
    shelves = Shelves(stage.press.context)
    assert [(await shelves.topics_of(one))[0].words for one in orders] == [("heron", "苍鹭"), ("osprey",)]
    assert len({await shelves.key_of(one) for one in orders}) == 2


SAID = Verdict(Said.REJECT, ("a1b2c3d4",), SEVEN, topic="egret")
LEFT_OUT = Filter("Quiet", SEVEN, words=("osprey",))


@pytest.mark.parametrize(
    ("holds", "its", "value"),
    [
        (Holds.VERDICT, SAID.name, verdict_value(SAID)),
        (Holds.FILTER, LEFT_OUT.key, filter_value(LEFT_OUT)),
    ],
)
async def test_a_tenant_with_verdicts_on_the_grouping_or_filters_gets_drafts_of_its_own(  # noqa: PLR0917  cases of one
    stage: Stage, press: Press, drawn: Drawn, holds: Holds, its: str, value: Value
):
    changed = Change("c1", "fake", "other", holds, its, None, value, "filters add", "8", SEVEN)
    for name, channel in (("one", HERE), ("two", THERE), ("three", ELSEWHERE)):
        await stage.order(name, channel)
    assert await stage.ledger.change(changed)
    await tick(press)
    await build(press, [slot.key for slot in await stage.ledger.claimed(9)])
    assert sorted(drawn.tenants) == ["guild", "other"]
    shelves = Shelves(stage.press.context)
    wanted = Wanted((Subject(Sort.OUTLET, "x"),))
    readers = [await stage.order(f"r{place.tenant}", place, topics=(), wanted=wanted) for place in (HERE, ELSEWHERE)]
    assert [bool(await shelves.view_of(one)) for one in readers] == [False, True]
