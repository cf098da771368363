"""The desk: what is asked, and what the page says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.desk import Question
from digests.errors import BadInput, NotFound
from digests.language import Lang
from digests.page import Page
from digests.when import Granularity, Published
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN, report
from tests.builders import a_story
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN])


async def ask(desk: NewsDesk, verb: str, lang: Lang = Lang.EN, **options: object) -> Page:
    renamed = {name.rstrip("_"): value for name, value in options.items()}
    return await desk.answer(Question(verb, renamed, lang))


def rows(page: Page, name: str = "rows") -> list[dict[str, object]]:
    found = page.record[name]
    assert isinstance(found, list)
    return found


async def test_the_timeline_has_one_row_for_what_two_outlets_report(desk: NewsDesk):
    page = await ask(desk, "timeline", topic="llama")
    (row,) = [r for r in rows(page) if r["from"] == "2024-07-23"]
    assert row["status"] == "happened"
    citations = row["citations"]
    assert isinstance(citations, list)
    assert {c["outlet"] for c in citations} == {"Open Weights Weekly", "晨光科技报"}


async def test_a_timeline_may_be_asked_for_by_the_name_of_a_company_in_any_script(desk: NewsDesk):
    for name in ("Mistral AI", "mistral-ai"):
        page = await ask(desk, "timeline", topic=name)
        assert "123 billion" in str(page.record) or "Mistral Large 2" in str(page.record)


async def test_a_timeline_without_a_topic_holds_everything(desk: NewsDesk):
    everything = str((await ask(desk, "timeline")).record)
    assert "Mistral" in everything
    assert "Llama" in everything


async def test_a_timeline_keeps_to_the_asked_span_kinds_and_number(desk: NewsDesk):
    assert rows(await ask(desk, "timeline", from_="2024-07-24", topic="llama")) == []
    assert rows(await ask(desk, "timeline", to="2024-07-22", topic="llama")) == []
    assert rows(await ask(desk, "timeline", kinds=("deal",))) == []
    assert len(rows(await ask(desk, "timeline", max=1))) == 1


async def test_a_timeline_that_ends_before_it_starts_is_refused(desk: NewsDesk):
    with pytest.raises(BadInput, match=r"timeline-ends-first.*start=2024-07-24"):
        await ask(desk, "timeline", from_="2024-07-24", to="2024-06")


async def test_an_unknown_kind_is_refused_with_the_known_ones(desk: NewsDesk):
    with pytest.raises(BadInput, match=r"option-no-choice: kinds, given=gossip.*'release', 'licence'"):
        await ask(desk, "timeline", kinds=("gossip",))


async def test_an_unknown_topic_is_refused_with_the_nearest_and_the_known_ones(desk: NewsDesk):
    with pytest.raises(NotFound, match=r"no-such-topic-but: lama, near=llama.*open-models"):
        await ask(desk, "timeline", topic="lama")


async def test_an_empty_topic_is_none(desk: NewsDesk):
    for name in ("", " "):
        with pytest.raises(BadInput, match="nothing-given: topic"):
            await ask(desk, "timeline", topic=name)


_FELL = "Nvidia shares fell 17 percent on Monday and wiped out about $589 billion of market value in one day."
_SHAKEN = (
    f"Shaken by DeepSeek, {_FELL} Nobody we asked would say how much of the fear was about the model itself,"
    " how much about its price, and how much about the habit of markets to run in one direction when one starts."
)


async def test_a_topic_counts_the_reports_of_its_stories_that_do_not_name_it_and_no_reprint(
    desk: NewsDesk, room: Room, clock: FakeClock
):
    clock.advance(timedelta(days=300))
    more = (
        " Traders spoke of a rout that nobody on the floor had seen coming, and of a long week ahead for all of them."
    )
    await read_in(
        room,
        [
            report("A day of DeepSeek fear for chip makers", _SHAKEN, "Reed Times", "2025-01-27"),
            report("A black day of fear for chip makers", f"{_FELL}{more}", "Dunlin", "2025-01-27"),
            report("Black day of fear for chip makers", f"{_FELL}{more} It is so.", "Tern Post", "2025-01-28"),
        ],
    )
    found = [r for r in rows(await ask(desk, "timeline", topic="deepseek")) if r["act"] == "fall"]
    everything = [r for r in rows(await ask(desk, "timeline")) if r["act"] == "fall"]
    assert [r["citations"] for r in found] == [r["citations"] for r in everything]
    assert sum(int(str(r["reprints"])) for r in found) == 1


async def test_a_story_lends_its_sentence_in_the_readers_language(desk: NewsDesk, room: Room, clock: FakeClock):
    clock.advance(timedelta(days=300))
    await read_in(
        room,
        [
            report("Meta 发布 Llama 4", "Meta 于2025年4月5日发布了 Llama 4。", "南岸", "2025-04-05"),
            report("Meta releases Llama 4 to everyone", "Rain fell on the marsh.", "Reed Times", "2025-04-06"),
        ],
    )
    lines = {r["line"] for r in rows(await ask(desk, "timeline", topic="llama")) if r["from"] == "2025-04-05"}
    assert "Meta releases Llama 4 to everyone" in lines


async def test_the_digest_of_the_last_day_tells_each_story_once(desk: NewsDesk):
    stories = rows(await ask(desk, "digest"), "stories")
    assert [len(story["articles"]) for story in stories if isinstance(story["articles"], list)].count(2) == 1
    assert len(stories) == 2


async def test_a_digest_may_be_of_a_topic_and_leaves_the_rest_out_with_a_reason(desk: NewsDesk):
    page = await ask(desk, "digest", topics=("llama",))
    assert len(rows(page, "stories")) == 1
    assert [left["reason"] for left in rows(page, "left_out")] == [
        {"key": "off-topic", "values": {}, "said": "not about the topics"}
    ]


async def test_a_digest_of_a_given_day_covers_that_day_in_the_readers_zone(desk: NewsDesk):
    page = await desk.answer(Question("digest", {"on": "2024-07-23"}, Lang.EN, "Asia/Taipei"))
    assert page.record["from"] == "2024-07-23T00:00:00+08:00"
    assert page.record["to"] == "2024-07-24T00:00:00+08:00"


@pytest.mark.parametrize(("on", "days"), [("9999-12-31", 1), ("0001-01-02", 366)])
async def test_a_digest_beyond_the_calendar_is_refused(desk: NewsDesk, on: str, days: int):
    with pytest.raises(BadInput, match="digest-beyond-calendar"):
        await ask(desk, "digest", on=on, days=days)


async def test_with_nothing_new_today_the_digest_is_that_of_the_newest_day(desk: NewsDesk, clock: FakeClock):
    clock.advance(timedelta(days=30))
    page = await ask(desk, "digest")
    assert page.record["to"] == "2024-07-25T00:00:00+00:00"
    assert rows(page, "stories")


async def test_the_digest_of_an_empty_newsroom_says_so(desk: NewsDesk, store: FakeStore):
    store.__init__()  # type: ignore[misc]  # everything forgotten
    page = await ask(desk, "digest")
    assert rows(page, "stories") == []


async def test_latest_shows_the_newest_story_first(desk: NewsDesk):
    stories = rows(await ask(desk, "latest"), "stories")
    assert "Mistral" in str(stories[0]["line"])
    assert len(rows(await ask(desk, "latest", max=1), "stories")) == 1


async def test_latest_shows_every_story_of_an_outlet_however_many_it_has(desk: NewsDesk, room: Room):
    days = ("2024-07-10", "2024-07-13", "2024-07-16", "2024-07-19")
    names = ("Gemma 2", "Claude 3.5 Sonnet", "Qwen2", "Grok-2")
    await read_in(
        room,
        [
            report(f"{n} tops a ranking", f"The model {n} leads the Tern list.", "Solo", d)
            for n, d in zip(names, days, strict=True)
        ],
    )
    lines = [str(story["line"]) for story in rows(await ask(desk, "latest"), "stories")]
    assert [any(name in line for line in lines) for name in names] == [True] * 4


async def test_a_story_is_found_by_its_id_the_id_of_an_article_or_an_address(desk: NewsDesk, store: FakeStore):
    (article,) = await store.find_articles(str(MISTRAL_EN.url))
    (story,) = await store.stories_of([article.id])
    for name in (story.id, story.id[:6], article.id, str(MISTRAL_EN.url)):
        page = await ask(desk, "story", id=name)
        assert "Mistral Large 2" in page.title


async def test_a_story_whose_report_was_without_a_date_at_first_is_told_when_that_is_known(desk: NewsDesk, room: Room):
    dated = report("Solo ranks Gemma 2", "The model Gemma 2 leads the Tern list.", "Solo", "2024-07-10")
    await read_in(room, [replace(dated, published=None)])
    await read_in(room, [dated])
    assert "Gemma 2" in (await ask(desk, "story", id=str(dated.url))).title
    assert "Gemma 2" in str((await ask(desk, "latest")).record["stories"])


async def test_a_story_names_the_copies_of_its_articles(desk: NewsDesk, store: FakeStore):
    (article,) = await store.find_articles(str(LLAMA_31_HANS.url))
    page = await ask(desk, "story", id=article.id)
    assert [copy["outlet"] for copy in rows(page, "copies")] == ["島嶼科技週刊"]


@pytest.mark.parametrize("verb", ["story", "why"])
async def test_an_unknown_id_is_refused(desk: NewsDesk, verb: str):
    with pytest.raises(NotFound, match="no-such-id: s0000000"):
        await ask(desk, verb, id="s0000000")


async def test_an_id_too_short_to_mean_anything_is_refused(desk: NewsDesk):
    with pytest.raises(BadInput, match="id-too-short: s0, least=4"):
        await ask(desk, "why", id="s0")


async def test_an_article_without_a_story_is_said_to_have_none(desk: NewsDesk, store: FakeStore):
    (article,) = await store.find_articles(str(MISTRAL_EN.url))
    await store.save_stories([], gone=[story.id for story in await store.stories_of([article.id])])
    with pytest.raises(NotFound, match="no-story-yet"):
        await ask(desk, "story", id=article.id)


async def test_search_finds_chinese_typed_in_the_other_script(desk: NewsDesk):
    found = rows(await ask(desk, "search", query="參數 權重"), "articles")
    assert [article["outlet"] for article in found] == ["晨光科技报"]


async def test_search_without_words_is_refused(desk: NewsDesk):
    with pytest.raises(BadInput, match="nothing-given: query"):
        await ask(desk, "search", query="  ")


async def test_figures_of_a_family_are_those_of_its_members(desk: NewsDesk):
    found = rows(await ask(desk, "figures", entity="Llama"), "figures")
    assert "405000000000" in {str(figure["value"]) for figure in found}
    assert rows(await ask(desk, "figures"), "figures") != found


async def test_figures_of_an_unknown_name_are_refused(desk: NewsDesk):
    with pytest.raises(NotFound, match="no-such-name: Heron"):
        await ask(desk, "figures", entity="Heron")


async def test_why_tells_what_became_of_an_article_and_of_its_copy(desk: NewsDesk, store: FakeStore):
    (article,) = await store.find_articles(str(LLAMA_31_HANS.url))
    decisions = rows(await ask(desk, "why", id=article.id), "decisions")
    assert [decision["stage"] for decision in decisions] == ["read", "place"]


async def test_the_topics_are_listed_in_the_readers_language(desk: NewsDesk):
    assert "开放模型" in str((await ask(desk, "topics list", Lang.HANS)).blocks) or "开源" in str(
        (await ask(desk, "topics list", Lang.HANS)).blocks
    )


async def test_the_doctor_counts_what_is_stored(desk: NewsDesk):
    page = await ask(desk, "doctor")
    assert page.record["well"] is True
    assert "'articles': 3" in str(page.record)


async def test_an_unknown_verb_is_refused_with_the_known_ones(desk: NewsDesk):
    with pytest.raises(NotFound, match=r"no-such-question: gossip, known=\('digest', 'timeline'"):
        await ask(desk, "gossip")


@pytest.mark.parametrize("wrong", [0, -3, 10**20, "many"])
async def test_a_number_that_is_none_is_refused(desk: NewsDesk, wrong: object):
    with pytest.raises(BadInput, match=r"number-out-of-range: max.*low=1, high=100"):
        await ask(desk, "latest", max=wrong)


@pytest.mark.parametrize("verb", ["digest", "timeline", "latest", "figures"])
@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_every_quote_shown_stands_in_its_article_word_for_word(
    desk: NewsDesk, store: FakeStore, verb: str, lang: Lang
):
    def quotes(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            own = [value] if "quote" in value else []
            return own + [q for inner in value.values() for q in quotes(inner)]
        return [q for inner in value for q in quotes(inner)] if isinstance(value, list) else []

    contents = [replace(a).content for a in await store.newest(10)]
    found = quotes(dict((await ask(desk, verb, lang)).record))
    assert found
    assert all(any(str(q["quote"]) in content for content in contents) for q in found)


async def test_an_address_or_id_that_means_two_things_is_refused(desk: NewsDesk, store: FakeStore):
    (article,) = await store.find_articles(str(MISTRAL_EN.url))
    await store.save_stories([a_story(article, id=article.id)])
    with pytest.raises(NotFound, match="id-of-several"):
        await ask(desk, "why", id=article.id)


async def test_latest_of_an_empty_newsroom_is_empty(desk: NewsDesk, store: FakeStore):
    store.__init__()  # type: ignore[misc]  # everything forgotten
    assert rows(await ask(desk, "latest"), "stories") == []


@pytest.mark.parametrize(
    ("published", "span"),
    [
        (None, ("2024-08-23T00:00:00+00:00", "2024-08-24T00:00:00+00:00")),
        (Published(date(2024, 8, 15), Granularity.MONTH), ("2024-08-01T00:00:00+00:00", "2024-09-01T00:00:00+00:00")),
        (Published(date(2024, 8, 15)), ("2024-08-15T00:00:00+00:00", "2024-08-16T00:00:00+00:00")),
    ],
)
async def test_the_last_digest_covers_what_is_known_of_the_newest_publication(
    desk: NewsDesk, room: Room, clock: FakeClock, published: Published | None, span: tuple[str, str]
):
    clock.advance(timedelta(days=30))
    await read_in(room, [replace(MISTRAL_EN, url="https://gazette.example/new", title="Another", published=published)])
    clock.advance(timedelta(days=60))
    record = (await ask(desk, "digest")).record
    assert (record["from"], record["to"]) == span


@pytest.mark.parametrize(
    ("plan", "on", "told"),
    [
        (("August 20, 2024", "2024-07-24"), None, ["2024-08-20"]),
        (("August 20, 2024", "2024-07-24"), "2024-07-23", []),
        (("July 24, 2024", "2024-07-23"), None, ["2024-07-24"]),
    ],
)
async def test_a_digest_tells_of_plans_known_by_its_end_that_are_still_ahead(
    desk: NewsDesk, room: Room, plan: tuple[str, str], on: str | None, told: list[str]
):
    day, published = plan
    await read_in(room, [report("A plan", f"Meta will release Llama 4 on {day}.", "Planner", published, 8)])
    assert [row["from"] for row in rows(await ask(desk, "digest", on=on), "upcoming")] == told
