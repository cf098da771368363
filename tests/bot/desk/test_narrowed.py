"""Topics that are followed in some languages, or for some sorts of happenings: they bring those alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.change import Change, Holds
from digests.desk import OPERATOR, Asker, Question
from digests.language import Lang
from digests.page import Page
from digests.subscription import Channel
from tests.bot.conftest import NOW
from tests.bot.desk.saving import acts_of
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, report

HERE = Channel("discord", "guild", "1")
ADMIN = Asker("discord", "guild", "8", HERE, manages=True)
SAID = report(
    "Zuckerberg says Llama will stay open",
    "Mark Zuckerberg said on July 24, 2024 that Llama would stay open. He spoke about Llama on a podcast.",
    "Model Gazette",
    "2024-07-24",
    11,
)


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, SAID])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ADMIN, lang: Lang = Lang.EN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await desk.answer(Question(verb, options, lang, "UTC", asker))


async def edit(desk: NewsDesk, **options: Any) -> Page:  # noqa: ANN401  the same
    shown = await ask(desk, "topics edit", topic="llama", **options)
    return await ask(desk, "save", **acts_of(shown)["Save"].options)


async def outlets(desk: NewsDesk, verb: str, asker: Asker = ADMIN, **options: Any) -> set[str]:  # noqa: ANN401  the same
    """Return the outlets that an answer on Llama rests on."""
    page = await ask(desk, verb, asker, **options)
    every = (LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, SAID)
    return {str(one.outlet) for one in every if str(one.outlet) in str((page.blocks, page.record))}


async def test_a_topic_of_chinese_sources_brings_those_alone_in_digests_timelines_and_on_the_home_page(desk: NewsDesk):
    both = {"Open Weights Weekly", "晨光科技报", "Model Gazette"}
    assert await outlets(desk, "digest", topics=("llama",), days=7) == both
    await edit(desk, languages=("zh-Hans", "zh-Hant"))
    assert await outlets(desk, "digest", topics=("llama",), days=7) == {"晨光科技报"}
    assert await outlets(desk, "timeline", topic="llama", quotes=True) == {"晨光科技报"}
    assert await outlets(desk, "digest", OPERATOR, topics=("llama",), days=7) == both
    shown = await ask(desk, "schedules set", topics=("llama",), at="8")
    await ask(desk, "save", **acts_of(shown)["Save"].options)
    assert "Zuckerberg" not in str((await ask(desk, "home")).blocks)
    await edit(desk, languages=("any",))
    assert "Open Weights Weekly" in await outlets(desk, "timeline", topic="llama", quotes=True)


async def test_beside_a_topic_in_any_language_a_story_is_told_by_all_its_reports(desk: NewsDesk):
    await edit(desk, languages=("zh-Hans",))
    told = await outlets(desk, "digest", topics=("llama", "mistral"), days=7)
    assert {"Open Weights Weekly", "晨光科技报"} <= told


async def test_a_topic_of_one_sort_of_happenings_brings_stories_and_rows_of_that_sort_alone(desk: NewsDesk):
    before = str((await ask(desk, "digest", topics=("llama",), days=7)).record)
    assert "podcast" in before or "stay open" in before
    await edit(desk, kinds=("release",))
    page = await ask(desk, "digest", topics=("llama",), days=7)
    assert ("stay open" in str(page.record), "405" in str(page.record)) == (False, True)
    rows: Any = (await ask(desk, "timeline", topic="llama")).record["rows"]
    assert {row["kind"] for row in rows} == {"release"}
    await edit(desk, kinds=("policy",))
    assert (await ask(desk, "digest", topics=("llama",), days=7)).record["stories"] == []


async def test_what_a_topic_is_bound_to_is_shown_tried_and_told_by_the_audit(desk: NewsDesk):
    shown = await ask(desk, "topics edit", topic="llama", languages=("zh-Hans",), kinds=("release", "deal"))
    trial: Any = shown.record["trial"]
    assert (trial["about"], trial["of"]) == (1, 3)
    assert "Only reports in: 简体中文" in str(shown.blocks) or "Only reports in: Simplified" in str(shown.blocks)
    await ask(desk, "save", **acts_of(shown)["Save"].options)
    (change,) = await desk.context.ledger.changes("discord", "guild", 1)
    assert change.after is not None
    assert (change.after["languages"], change.after["kinds"]) == (["zh-Hans"], ["release", "deal"])
    for lang in (Lang.EN, Lang.HANS, Lang.HANT):
        assert "zh-Hans" not in str((await ask(desk, "audit", ADMIN, lang, id=change.id)).blocks)


async def test_a_topic_that_was_kept_before_there_were_bounds_is_as_it_was(desk: NewsDesk):
    value = {"name": {"en": "Grebe"}, "entities": [], "words": ["Llama"], "exclude": []}
    await desk.context.ledger.change(
        Change("c1", "discord", "guild", Holds.TOPIC, "grebe", None, value, "topics add", "8", NOW)
    )
    assert len(await outlets(desk, "digest", topics=("grebe",), days=7)) == 3
    shown = await ask(desk, "topics edit", topic="grebe", words=("+Mistral",))
    await ask(desk, "save", **acts_of(shown)["Save"].options)
    (held,) = await desk.context.ledger.held(Holds.TOPIC, "discord", "guild")
    assert held.value == value | {"words": ["Llama", "Mistral"]}
