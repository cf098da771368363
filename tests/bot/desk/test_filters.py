"""What a tenant leaves out: shown first, kept, in force in what is told unasked, and in no other tenant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk import filters
from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.change import Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import Refusal
from digests.language import Lang
from digests.limits import Allowed
from digests.page import Buttons, Choice, Page
from tests.bot.desk.admins import ADMIN, OTHER, READER, ask, record, refused, saved
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, report
from tests.fakes.clock import FakeClock

LANGS = (Lang.EN, Lang.HANS, Lang.HANT)


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def told(desk: NewsDesk, asker: Asker = ADMIN, verb: str = "latest", **options: Any) -> list[set[str]]:  # noqa: ANN401  the same
    """Return the outlets of each story that is told."""
    page = await ask(desk, verb, asker, **options)
    return [set(story["outlets"]) for story in record(page)["stories"]]


async def test_a_word_is_shown_first_then_in_force_for_that_tenant_alone(desk: NewsDesk):
    before = await told(desk)
    assert len(before) == 2
    shown = await ask(desk, "filters add", name="Mistral")
    assert record(shown)["outcome"] == "added-if-saved"
    trial = record(shown)["trial"]
    assert (trial["left_out"], trial["reports"], trial["of"]) == (1, 0, 2)
    assert [story["outlets"] for story in trial["stories"]] == [["Model Gazette"]]
    assert await told(desk) == before
    assert record(await saved(desk, shown))["outcome"] == "added"
    assert {"Model Gazette"} not in await told(desk)
    assert len(await told(desk)) == 1
    assert [await told(desk, asker) for asker in (OTHER, OPERATOR)] == [before, before]


async def test_one_name_is_looked_for_in_all_its_spellings(desk: NewsDesk):
    page = await ask(desk, "filters add", name="Mistral")
    assert "米斯特拉尔" in str(page.blocks) or "Mistral AI" in str(page.blocks)
    page = await ask(desk, "filters add", name="Chip talk", words=("英伟达",))
    assert "Nvidia" in record(page)["filter"]["words"] or "NVIDIA" in record(page)["filter"]["words"]


async def test_a_digest_and_the_own_page_leave_it_out_and_why_says_by_which_filter(desk: NewsDesk):
    await saved(desk, await ask(desk, "filters add", name="No French", words=("Mistral Large",)))
    digest = record(await ask(desk, "digest", days=7))
    assert [set(story["outlets"]) for story in digest["stories"]] == [{"Open Weights Weekly", "晨光科技报"}]
    assert len(record(await ask(desk, "digest", OTHER, days=7))["stories"]) == 2
    left = {one["story"]: one["reason"] for one in digest["left_out"]}
    (story,) = (name for name, reason in left.items() if reason["key"] == "filtered")
    assert left[story]["values"] == {"filter": "No French"}
    assert story not in str((await ask(desk, "home")).blocks)
    for lang in LANGS:
        page = await ask(desk, "why", ADMIN, lang, id=story)
        said = [decision for decision in record(page)["decisions"] if decision["outcome"] == "filtered"]
        assert len(said) == 1
        assert "No French" in said[0]["reason"]["said"]
    there = record(await ask(desk, "why", OTHER, id=story))["decisions"]
    assert "filtered" not in {decision["outcome"] for decision in there}


async def test_what_is_planned_is_not_announced_where_only_such_a_report_tells_of_it(desk: NewsDesk, room: Room):
    plan = report(
        "Mistral AI plans", "Mistral AI will release Codestral 2 on August 5, 2024.", "Model Gazette", "2024-07-24"
    )
    await read_in(room, [plan])
    assert len(record(await ask(desk, "digest", days=7))["upcoming"]) == 1
    await saved(desk, await ask(desk, "filters add", name="Plans", words=("plans",)))
    assert record(await ask(desk, "digest", days=7))["upcoming"] == []
    assert len(record(await ask(desk, "digest", OTHER, days=7))["upcoming"]) == 1


async def test_what_is_asked_for_by_name_comes_all_the_same(desk: NewsDesk):
    await saved(desk, await ask(desk, "filters add", name="Mistral"))
    assert record(await ask(desk, "search", query="Mistral"))["articles"]
    assert record(await ask(desk, "timeline", topic="mistral"))["rows"]


async def test_a_story_is_told_by_the_reports_that_are_left(desk: NewsDesk):
    shown = await ask(desk, "filters add", name="No Chinese", languages=("zh-Hans", "zh-Hant"))
    assert (record(shown)["trial"]["left_out"], record(shown)["trial"]["reports"]) == (0, 1)
    await saved(desk, shown)
    assert sorted(map(sorted, await told(desk))) == [["Model Gazette"], ["Open Weights Weekly"]]
    assert sorted(map(sorted, await told(desk, verb="digest", days=7))) == [["Model Gazette"], ["Open Weights Weekly"]]


async def test_all_that_a_filter_names_must_hold(desk: NewsDesk):
    page = await ask(desk, "filters add", name="Both", words=("Llama",), outlets=("model gazette",))
    assert record(page)["trial"]["left_out"] == 0
    page = await ask(
        desk, "filters add", name="Both", words=("Mistral",), outlets=("model gazette",), languages=("en",)
    )
    assert record(page)["trial"]["left_out"] == 1
    assert record(page)["filter"]["outlets"] == ["Model Gazette"]


async def test_one_without_a_name_is_called_by_what_it_names_first(desk: NewsDesk):
    for options, name in (
        ({"words": ("Mistral", "Grebe"), "languages": ("en",)}, "Mistral"),
        ({"outlets": ("model gazette",), "languages": ("en",)}, "Model Gazette"),
        ({"languages": ("en", "zh-Hans")}, "en"),
        ({"name": "Grebe"}, "Grebe"),
    ):
        assert record(await ask(desk, "filters add", **options))["filter"]["name"] == name
    assert (await refused(desk, "filters add")).key == "nothing-given"


async def test_what_the_trial_says_is_what_a_digest_then_leaves_out(desk: NewsDesk):
    for options in ({"name": "Meta"}, {"name": "English", "languages": ("en",)}, {"name": "Heron"}):
        before = record(await ask(desk, "digest", days=7))
        shown = await ask(desk, "filters add", **options)
        await saved(desk, shown)
        after = record(await ask(desk, "digest", days=7))
        gone = {one["id"] for one in before["stories"]} - {one["id"] for one in after["stories"]}
        assert gone == {one["id"] for one in record(shown)["trial"]["stories"]}
        await saved(desk, await ask(desk, "undo"))


async def test_one_of_the_same_name_gives_way_and_each_change_is_taken_back(desk: NewsDesk):
    await saved(desk, await ask(desk, "filters add", name="Quiet", words=("Mistral",)))
    shown = await ask(desk, "filters add", name="QUIET", words=("Llama",))
    assert record(shown)["outcome"] == "replaced-if-saved"
    assert record(shown)["trial"]["of"] == 2
    await saved(desk, shown)
    assert [one["words"] for one in record(await ask(desk, "filters list"))["filters"]] == [shown_words(shown)]
    for lang in LANGS:
        page = await ask(desk, "audit", ADMIN, lang)
        assert "QUIET" in str(page.blocks)
        for change in record(page)["changes"]:
            assert "Mistral AI" in str((await ask(desk, "audit", ADMIN, lang, id=change["id"])).blocks)
    assert record(await ask(desk, "audit", OTHER))["changes"] == []
    await saved(desk, await ask(desk, "undo"))
    (left,) = record(await ask(desk, "filters list"))["filters"]
    assert left["words"][0] == "Mistral"
    await saved(desk, await ask(desk, "undo"))
    assert len(await told(desk)) == 2
    assert await desk.context.ledger.held(Holds.FILTER, "discord", "guild") == ()


def shown_words(page: Page) -> list[str]:
    return list(record(page)["filter"]["words"])


async def test_one_that_is_removed_lets_all_be_told_again(desk: NewsDesk):
    await saved(desk, await ask(desk, "filters add", name="Mistral"))
    shown = await ask(desk, "filters list")
    (add,) = (act for block in shown.blocks if isinstance(block, Buttons) for act in block.acts)
    assert (add.ask.verb, add.typed) == ("filters add", "words")
    (act,) = (act for block in shown.blocks if isinstance(block, Choice) for act in block.acts)
    gone = await ask(desk, act.ask.verb, **act.ask.options)
    assert (record(gone)["outcome"], record(gone)["trial"]["left_out"]) == ("removed-if-saved", 1)
    await saved(desk, gone)
    assert len(await told(desk)) == 2
    assert record(await ask(desk, "filters list"))["filters"] == []


async def test_in_the_terminal_it_is_in_force_at_once(desk: NewsDesk):
    assert record(await ask(desk, "filters add", OPERATOR, name="Mistral"))["outcome"] == "added"
    assert [len(await told(desk, asker)) for asker in (OPERATOR, ADMIN)] == [1, 2]
    assert record(await ask(desk, "filters remove", OPERATOR, filter="mistral"))["outcome"] == "removed"
    assert len(await told(desk, OPERATOR)) == 2


async def test_what_makes_no_sense_is_refused_and_nothing_is_kept(desk: NewsDesk):
    assert (await refused(desk, "filters add", name="x" * 10_000)).key == "option-too-long"
    assert (await refused(desk, "filters add", name="<@1> @everyone")).key == "topic-strange-sign"
    assert (await refused(desk, "filters add", name="Ok", words=("<@&1>",))).key == "topic-strange-sign"
    assert (await refused(desk, "filters add", name="Ok", words=("a",))).key == "topic-word-too-short"
    assert (await refused(desk, "filters add", name="...")).key == "topic-no-letters"
    assert (await refused(desk, "filters add", name="Ok", outlets=("Model Gazete",))).key == "no-such-outlet-but"
    assert (await refused(desk, "filters add", name="Ok", outlets=("Corvid Times",))).key == "no-such-outlet"
    assert (await refused(desk, "filters add", name="Ok", languages=("fr",))).key == "option-no-choice"
    too_many = tuple(f"heron {n}" for n in range(101))
    assert (await refused(desk, "filters add", name="Ok", words=too_many)).key == "filter-too-long"
    assert (await refused(desk, "filters remove", filter="Quiet")).key == "no-such-filter"
    for verb in ("filters list", "filters add", "filters remove"):
        assert (await refused(desk, verb, READER, name="Mistral")).key == "not-allowed"
    assert await desk.context.ledger.changes(None, "", 9) == ()
    await saved(desk, await ask(desk, "filters add", name="Quiet"))
    assert (await refused(desk, "filters add", name="Quiet", words=("Quiet",))).key == "nothing-changed"
    assert (await refused(desk, "filters remove", filter="Quite")).key == "no-such-filter-but"
    assert (await refused(desk, "filters remove", OTHER, filter="Quiet")).key == "no-such-filter"


async def test_nothing_is_left_out_that_is_nearly_everything(desk: NewsDesk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(filters, "FEW", 2)
    assert (await refused(desk, "filters add", name="English", languages=("en", "zh-Hans"))).key == "filter-too-wide"
    page = await ask(desk, "filters add", name="Heron")
    assert record(page)["trial"]["left_out"] == 0
    assert "write the words as titles have them" in str(page.blocks)


async def test_so_many_filters_are_kept_and_no_more(desk: NewsDesk):
    desk = NewsDesk(replace(desk.context, allowed=Allowed(filters=1)))
    await saved(desk, await ask(desk, "filters add", name="Quiet"))
    assert (await refused(desk, "filters add", name="Other")).key == "filters-too-many"
    assert record(await ask(desk, "filters add", name="Quiet", words=("Heron",)))["outcome"] == "replaced-if-saved"


async def test_two_admins_at_once_lose_nothing(desk: NewsDesk):
    second = replace(ADMIN, user="9")
    pages = [await ask(desk, "filters add", asker, name="Quiet", words=(asker.user * 2,)) for asker in (ADMIN, second)]
    await saved(desk, pages[0])
    with pytest.raises(Refusal) as caught:
        await saved(desk, pages[1], second)
    assert caught.value.key == "changed-meanwhile"
    assert [one["words"] for one in record(await ask(desk, "filters list"))["filters"]] == [["88"]]


async def test_outlets_and_filters_are_proposed_while_they_are_typed(desk: NewsDesk):
    await saved(desk, await ask(desk, "filters add", name="Quiet"))

    async def proposed(verb: str, option: str, typed: str, asker: Asker = ADMIN) -> list[str]:
        return [one.value for one in await desk.suggest(Question(verb, {}, Lang.EN, "", asker), option, typed)]

    assert await proposed("filters add", "outlets", "model g") == ["Model Gazette"]
    assert await proposed("filters remove", "filter", "q") == ["Quiet"]
    assert await proposed("filters remove", "filter", "", OTHER) == []
    assert await proposed("filters remove", "filter", "", READER) == []


async def test_what_is_left_out_is_told_in_every_language(desk: NewsDesk):
    for lang in LANGS:
        page = await ask(desk, "filters add", ADMIN, lang, name="Heron", outlets=("Model Gazette",), languages=("en",))
        assert "Model Gazette" in str(page.blocks)
        assert "English" in str(page.blocks) or "英" in str(page.blocks)


async def test_the_newest_that_are_left_are_looked_for_further_back(desk: NewsDesk, room: Room):
    names = ("Heron", "Grebe", "Egret", "Osprey", "Corvid", "Tern", "Auk", "Plover")
    some = [report(f"Quiet: {name}", f"{name} lands.", f"{name} News", "2024-07-24", 11) for name in names]
    await read_in(room, some)
    await saved(desk, await ask(desk, "filters add", name="Quiet"))
    assert await told(desk, max=1) == [{"Model Gazette"}]


async def test_where_nothing_was_reported_lately_that_is_said(desk: NewsDesk, clock: FakeClock):
    clock.advance(timedelta(days=30))
    page = await ask(desk, "filters add", name="Mistral")
    assert record(page)["trial"]["of"] == 0
    assert "No story at all was reported in that time." in str(page.blocks)
