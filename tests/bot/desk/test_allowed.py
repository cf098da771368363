"""A20: a tenant has so much of each kind and no more, as the operator set it; what is over it is refused politely."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.change import Change, Holds
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.language import Lang
from digests.limits import Allowed
from digests.page import Page
from digests.subscription import Channel
from tests.bot.conftest import NOW
from tests.bot.desk.saving import acts_of
from tests.bot.reports import LLAMA_31_EN, MISTRAL_EN

HERE, THERE = Channel("discord", "guild", "1"), Channel("discord", "other", "2")
ADMIN = Asker("discord", "guild", "8", HERE, manages=True)
OTHER = Asker("discord", "other", "9", THERE, manages=True)
ONE = Allowed(topics=1, feeds=1, schedules=1, filters=1, verdicts=1, grants=1, words=2)
MADE: dict[Holds, tuple[str, dict[str, Any], dict[str, Any]]] = {
    Holds.TOPIC: ("topics add", {"name": "Grebe"}, {"name": "Heron"}),
    Holds.SCHEDULE: ("schedules set", {"topics": ("all",), "at": "8"}, {"topics": ("llama",), "at": "8"}),
    Holds.GRANT: ("roles grant", {"who": "user:1"}, {"who": "role:2"}),
    Holds.FILTER: ("filters add", {"name": "Grebe"}, {"name": "Heron"}),
}
"""Of each kind that is made by typing: the verb, and two things of it."""


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord"), allowed=ONE))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ADMIN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await desk.answer(Question(verb, options, Lang.EN, "UTC", asker))


async def make(desk: NewsDesk, verb: str, asker: Asker = ADMIN, /, **options: Any) -> Page:  # noqa: ANN401  the same
    return await ask(desk, "save", asker, **acts_of(await ask(desk, verb, asker, **options))["Save"].options)


async def refused(desk: NewsDesk, verb: str, asker: Asker = ADMIN, /, **options: Any) -> str:  # noqa: ANN401  the same
    with pytest.raises(Refusal) as caught:
        await ask(desk, verb, asker, **options)
    assert all(words.way_out(caught.value) for words in desk.context.words.values())
    assert all("1" in words.problem(caught.value) for words in desk.context.words.values())
    return caught.value.key


@pytest.mark.parametrize("holds", MADE)
async def test_a20_one_more_than_a_tenant_may_have_is_refused_before_it_is_shown_and_others_are_not_counted(
    desk: NewsDesk, holds: Holds
):
    verb, first, second = MADE[holds]
    await make(desk, verb, **first)
    assert await refused(desk, verb, **second) == f"{holds}s-too-many"
    assert len(await desk.context.ledger.held(holds, "discord", "guild")) == 1
    await make(desk, verb, OTHER, **first)


@pytest.mark.parametrize("holds", MADE)
async def test_a20_of_two_that_are_shown_at_once_the_second_is_not_saved(desk: NewsDesk, holds: Holds):
    verb, first, second = MADE[holds]
    shown = [acts_of(await ask(desk, verb, ADMIN, **one))["Save"].options for one in (first, second)]
    await ask(desk, "save", ADMIN, **shown[0])
    assert await refused(desk, "save", ADMIN, **shown[1]) == f"{holds}s-too-many"


@pytest.mark.parametrize("holds", [Holds.TOPIC, Holds.SCHEDULE, Holds.GRANT, Holds.FILTER, Holds.FEED, Holds.VERDICT])
async def test_a20_undo_brings_nothing_back_for_which_there_is_no_room(desk: NewsDesk, holds: Holds):
    """What was taken away comes back only where nothing took its place."""
    ledger, fields = desk.context.ledger, ("discord", "guild", holds)
    values: dict[Holds, dict[str, Any]] = {
        Holds.VERDICT: {"verdict": "reject", "topic": "llama", "about": "x"},
        Holds.FILTER: {"name": "x"},
    }
    order: dict[str, Any] = {
        "channel": str(HERE),
        "topics": [],
        "times": ["08:00"],
        "zone": "UTC",
        "weekdays": [0],
        "quiet_days": [],
    }
    order |= {"lang": "en", "created": NOW.isoformat(), "length": 8, "when_empty": "silent", "alerts": 0}
    values[Holds.SCHEDULE] = order | {"paused": False, "ordered_by": "", "threaded": False}
    value = values.get(holds, {"outlet": "x"})
    for number, (name, before, after) in enumerate((("a", None, value), ("a", value, None), ("b", None, value))):
        assert await ledger.change(Change(f"c{number}", *fields, name, before, after, "x", "8", NOW))
    assert await refused(desk, "undo", ADMIN, id="c1") == f"{holds}s-too-many"
    assert [one.name for one in await ledger.held(holds, "discord", "guild")] == ["b"]


async def test_a20_a_topic_has_so_many_words_and_no_more(desk: NewsDesk):
    assert (await ask(desk, "topics add", name="Grebe", words=("grebe", "osprey"))).record["outcome"]
    with pytest.raises(Refusal, match="topic-too-long"):
        await ask(desk, "topics add", name="Grebe", words=("grebe", "osprey", "stork"))
    with pytest.raises(Refusal, match="option-too-long"):
        await ask(desk, "topics add", name="Grebe" * 2_000)


async def test_what_is_there_already_is_changed_and_taken_away_though_there_is_no_room(desk: NewsDesk):
    await make(desk, "topics add", name="Grebe")
    await make(desk, "topics edit", topic="grebe", words=("osprey",))
    await make(desk, "topics remove", topic="grebe")
    await make(desk, "topics add", name="Heron")
