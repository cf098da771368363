"""A tenant's own topics: added, tried, changed, taken away, in a chat and in the terminal."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.change import Change, Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.limits import Allowed
from digests.page import Row
from tests.bot.desk.admins import ADMIN, HERE, OTHER, READER, THERE, ask, offered, record, refused, saved
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def listed(desk: NewsDesk, asker: Asker = ADMIN) -> dict[str, dict[str, Any]]:
    record: Any = (await ask(desk, "topics list", asker)).record
    return {topic["slug"]: topic for topic in record["topics"]}


async def test_one_name_in_chinese_finds_every_spelling_is_tried_and_kept_for_that_tenant_alone(desk: NewsDesk):
    shown = await ask(desk, "topics add", ADMIN, Lang.HANS, name="羊驼日报", words=("Meta发布",))
    assert record(shown)["outcome"] == "added-if-saved"
    assert (record(shown)["trial"]["about"], record(shown)["trial"]["of"]) == (1, 2)
    (row,) = [block for block in shown.blocks if isinstance(block, Row)]
    assert row.quotes
    assert "羊驼日报" not in await listed(desk)
    assert record(await saved(desk, shown))["outcome"] == "added"
    assert (await listed(desk))["羊驼日报"]["own"]
    assert "羊驼日报" not in await listed(desk, OTHER)
    assert "羊驼日报" not in await listed(desk, OPERATOR)


async def test_a_name_of_the_field_in_any_script_is_its_entity_and_the_answer_says_so(desk: NewsDesk):
    shown = await ask(desk, "topics add", name="祖克柏")
    topic = record(shown)["topic"]
    assert (topic["slug"], topic["entities"], topic["words"]) == ("mark-zuckerberg", ["mark-zuckerberg"], [])
    assert topic["name"]["en"] == "Mark Zuckerberg"
    assert topic["name"]["zh-Hant"] == "祖克柏"
    assert all(spelling in str(shown.blocks) for spelling in ("Mark Zuckerberg", "扎克伯格", "小扎"))


async def test_a_word_that_is_no_name_brings_what_the_glossary_has_in_the_other_language(desk: NewsDesk):
    assert "人工智能" in record(await ask(desk, "topics add", name="AI"))["topic"]["words"]
    assert "ai" in record(await ask(desk, "topics add", name="人工智能"))["topic"]["words"]


async def test_what_is_saved_counts_at_once_for_digest_timeline_and_schedules_of_that_tenant(desk: NewsDesk):
    assert record(await ask(desk, "timeline", topic="llama"))["rows"]
    before = await ask(desk, "timeline", OTHER, topic="llama")
    await saved(desk, await ask(desk, "topics edit", topic="llama", words=("Mistral Large",), entities=("none",)))
    here, there = [await ask(desk, "timeline", asker, topic="llama") for asker in (ADMIN, OTHER)]
    assert "Mistral" in str(record(here)["rows"])
    assert record(there)["rows"] == record(before)["rows"]
    told = [await ask(desk, "digest", asker, topics=("llama",), days=7) for asker in (ADMIN, OTHER)]
    assert ["Mistral" in str(record(page)["stories"]) for page in told] == [True, False]


async def test_every_place_that_names_topics_names_those_of_the_tenant(desk: NewsDesk):
    await saved(desk, await ask(desk, "topics add", name="Grebe Watch", words=("Mistral",)))
    proposed = [
        [one.value for one in await desk.suggest(Question(verb, {}, Lang.EN, "", asker), option, "grebe")]
        for verb, option in (("topics edit", "topic"), ("timeline", "topic"), ("follow", "subject"))
        for asker in (ADMIN, OTHER)
    ]
    assert [bool(values) for values in proposed] == [True, False] * 3
    await ask(desk, "follow", subject="grebe-watch")
    assert "Grebe Watch" in str((await ask(desk, "following")).blocks)
    assert "Grebe Watch" in str((await ask(desk, "home")).blocks)
    assert (await refused(desk, "follow", OTHER, subject="grebe-watch")).key.startswith("no-such-subject")
    assert (await refused(desk, "timeline", OTHER, topic="grebe-watch")).key.startswith("no-such-topic")


async def test_an_order_is_of_the_topics_of_the_tenant_of_its_channel(desk: NewsDesk):
    await saved(desk, await ask(desk, "topics add", name="Grebe Watch", words=("Mistral",)))
    order = {"channel": str(HERE), "topics": ("grebe watch",), "at": "08:00"}
    assert record(await ask(desk, "schedules set", OPERATOR, **order))["schedule"]["topics"] == ["grebe-watch"]
    with pytest.raises(NotFound):
        await ask(desk, "schedules set", OPERATOR, **order | {"channel": str(THERE)})


async def test_a_list_is_replaced_added_to_taken_from_or_emptied(desk: NewsDesk):
    await ask(desk, "topics add", OPERATOR, name="Grebe", words=("grebe", "heron one"))
    for typed, kept in {
        ("+osprey", "+Grebe"): ["grebe", "heron one", "osprey"],
        ("-heron one",): ["grebe", "osprey"],
        ("stork",): ["stork"],
    }.items():
        assert record(await ask(desk, "topics edit", OPERATOR, topic="grebe", words=typed))["topic"]["words"] == kept
    topic = record(await ask(desk, "topics edit", OPERATOR, topic="grebe", name="Birds", exclude=("heron",)))["topic"]
    assert (topic["slug"], topic["name"], topic["exclude"]) == ("grebe", {"en": "Birds"}, ["heron"])
    assert (await refused(desk, "topics edit", OPERATOR, topic="birds", words=("无",))).key == "topic-of-nothing"
    assert (await refused(desk, "topics edit", OPERATOR, topic="birds", exclude=("heron",))).key == "nothing-changed"


async def test_what_is_removed_is_gone_and_a_shared_topic_comes_back_by_its_name(desk: NewsDesk):
    for name in ("Grebe", "Llama"):
        if name == "Grebe":
            await ask(desk, "topics add", OPERATOR, name=name)
        await ask(desk, "topics remove", OPERATOR, topic=name)
    assert not {"grebe", "llama"} & (await listed(desk, OPERATOR)).keys()
    assert "llama" in await listed(desk)
    assert "llama" in str((await ask(desk, "topics list", OPERATOR)).blocks[-1])
    assert (await refused(desk, "topics edit", OPERATOR, topic="llama")).key.startswith("no-such-topic")
    again = await ask(desk, "topics add", OPERATOR, name="Llama")
    assert record(again)["outcome"] == "restored"
    assert await desk.context.ledger.held(Holds.TOPIC, "terminal", "local") == ()
    assert (await listed(desk, OPERATOR))["llama"] == (await listed(desk))["llama"]


async def test_who_removes_a_topic_is_told_whose_digests_are_of_it(desk: NewsDesk):
    await ask(desk, "schedules set", OPERATOR, channel=str(HERE), topics=("llama",), at="08:00")
    page = await ask(desk, "topics remove", topic="llama")
    assert record(page)["ordered_in"] == [str(HERE)]
    assert str(HERE) in str(page.blocks)


async def test_a_trial_stores_nothing_and_takes_a_new_name_too(desk: NewsDesk):
    known = await ask(desk, "topics test", topic="llama", words=("+Mistral",))
    new = await ask(desk, "topics test", topic="Mistral")
    assert (record(known)["trial"]["about"], record(new)["trial"]["about"]) == (2, 1)
    nothing = await ask(desk, "topics test", topic="Grebe")
    assert [record(nothing)["trial"][key] for key in ("about", "of", "stories")] == [0, 2, []]
    assert await desk.context.ledger.held(Holds.TOPIC, "discord", "guild") == ()
    assert await desk.context.ledger.changes("discord", "guild", 9) == ()


async def test_two_admins_at_once_the_second_is_told_and_nothing_is_lost(desk: NewsDesk):
    await saved(desk, await ask(desk, "topics add", name="Grebe"))
    second = replace(ADMIN, user="88")
    first, late = [
        await ask(desk, "topics edit", asker, topic="grebe", words=(word,))
        for asker, word in ((ADMIN, "osprey"), (second, "stork"))
    ]
    await saved(desk, first)
    with pytest.raises(BadInput) as told:
        await saved(desk, late, second)
    assert told.value.key == "changed-meanwhile"
    assert (await listed(desk))["grebe"]["words"] == ["osprey"]


async def test_only_admins_change_topics_and_what_a_reader_presses_saves_nothing(desk: NewsDesk):
    for verb in ("topics list", "topics add", "topics edit", "topics remove", "topics test"):
        assert (await refused(desk, verb, READER)).key == "not-allowed"
    shown = await ask(desk, "topics add", name="Grebe")
    for asker in (READER, replace(ADMIN, user="88"), OTHER):
        key = (await refused(desk, "save", asker, **offered(shown).options)).key
        assert key == ("not-allowed" if asker is READER else "no-such-proposal")
    assert "grebe" not in await listed(desk)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"name": "x" * 10_000}, "option-too-long"),
        ({"name": "<@123> @everyone"}, "topic-strange-sign"),
        ({"name": "<!channel>"}, "topic-strange-sign"),
        ({"name": "a\x00b"}, "topic-strange-sign"),
        ({"name": "gre\u202ebe"}, "topic-strange-sign"),
        ({"name": "`grebe`"}, "topic-strange-sign"),
        ({"name": "e" + "\u0301" * 40}, "topic-strange-sign"),
        ({"name": "'; drop table topics"}, "topic-strange-sign"),
        ({"name": "!!!"}, "topic-no-letters"),
        ({"name": "的"}, "topic-word-too-short"),
        ({"name": "全部"}, "topic-name-taken"),
        ({"name": "Llama"}, "topic-taken"),
        ({"name": "Meta Llama"}, "topic-taken"),
        ({"name": "Grebe", "words": ("<@&1>",)}, "topic-strange-sign"),
        ({"name": "Grebe", "words": tuple(f"w{n}" for n in range(101))}, "topic-too-long"),
        ({"name": "Grebe", "exclude": ("grebe",)}, "topic-excludes-itself"),
        ({"name": "LlamaCon", "exclude": ("llamacon",)}, "topic-excludes-itself"),
        ({"name": "Grebe", "words": ("none",)}, "topic-of-nothing"),
        ({"name": "Grebe", "entities": ("Nobody Known",)}, "topic-no-entity"),
    ],
)
async def test_bad_input_is_told_with_a_way_out_and_nothing_is_stored(
    desk: NewsDesk, typed: dict[str, object], key: str
):
    refusal = await refused(desk, "topics add", OPERATOR, **typed)
    assert refusal.key == key
    assert all(words.way_out(refusal) for words in desk.context.words.values())
    assert await desk.context.ledger.held(Holds.TOPIC, "terminal", "local") == ()


async def test_a_topic_that_nearly_every_story_is_about_is_refused_but_may_be_tried(
    desk: NewsDesk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.desk.topics.FEW", 2)
    wide = {"words": ("meta", "mistral")}
    assert (await refused(desk, "topics add", ADMIN, name="All of it", **wide)).key == "topic-too-wide"
    assert (await refused(desk, "topics edit", ADMIN, topic="llama", **wide)).key == "topic-too-wide"
    assert record(await ask(desk, "topics test", topic="All of it", **wide))["trial"]["about"] == 2
    assert record(await ask(desk, "topics add", name="Part of it", words=("meta",)))["trial"]["about"] == 1


async def test_what_is_saved_is_in_the_audit_and_comes_back_with_undo(desk: NewsDesk):
    before = await listed(desk, OPERATOR)
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("topics add", {"name": "Grebe"}),
        ("topics edit", {"topic": "llama", "words": ("+grebe",)}),
        ("topics remove", {"topic": "llama"}),
    )
    for verb, options in steps:
        await ask(desk, verb, OPERATOR, **options)
    assert len(await desk.context.ledger.changes("terminal", "local", 9)) == len(steps)
    for _ in steps:
        await ask(desk, "undo", OPERATOR)
    assert await listed(desk, OPERATOR) == before


async def test_a_tenant_has_so_many_topics_and_no_more(desk: NewsDesk):
    for number in range(Allowed().topics):
        change = Change(
            f"c{number}",
            "terminal",
            "local",
            Holds.TOPIC,
            f"t{number}",
            None,
            {"hidden": True},
            "topics add",
            "local",
            desk.context.clock.now(),
        )
        await desk.context.ledger.change(change)
    assert (await refused(desk, "topics add", OPERATOR, name="Grebe")).key == "topics-too-many"


async def test_whatever_two_tenants_do_neither_changes_or_names_anything_of_the_other(desk: NewsDesk):
    draw, ledger = Random(7), desk.context.ledger  # noqa: S311  the same at every run
    names = ("Grebe", "苍鹭", "Llama", "Mistral", "Tern 2", "agents", "<@1>")
    for _ in range(150):
        mine, theirs = draw.sample((ADMIN, OTHER, OPERATOR), 2)
        before = await ledger.held(Holds.TOPIC, theirs.platform, theirs.tenant)
        verb = draw.choice(("topics add", "topics edit", "topics remove"))
        options: dict[str, Any] = {"name" if verb == "topics add" else "topic": draw.choice(names)}
        if verb == "topics edit":
            options["words"] = (draw.choice(("+egret", "-egret", "stork", "none")),)
        with suppress(Refusal):
            page = await ask(desk, verb, mine, **options)
            if mine is not OPERATOR and draw.random() < 0.8:
                await saved(desk, page, draw.choice((mine, theirs)))
        assert await ledger.held(Holds.TOPIC, theirs.platform, theirs.tenant) == before
    assert all([await ledger.changes(one.platform, one.tenant, 99) for one in (ADMIN, OTHER, OPERATOR)])
