"""A reader's own page, the language they choose, and what they say of answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk import languages
from bot.desk.desk import NewsDesk
from bot.desk.languages import FRESH, Languages
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import Ask, ask_text
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.following import Sort, Subject
from digests.language import Lang
from digests.page import Bullets, Buttons, Choice, Footer, Heading, Page, Rating, Row, Text
from digests.rated import Rated
from digests.subscription import Channel
from tests.bot.desk.saving import answered
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore

HERE, THERE = Channel("slack", "T1", "C1"), Channel("slack", "T1", "C2")
READER = Asker("slack", "T1", "U1", HERE)
ADMIN = replace(READER, user="U8", manages=True)
ELSEWHERE = Asker("slack", "T2", "U1", Channel("slack", "T2", "C1"))
NOTHING = (
    "You follow nothing yet. What is new of a story, topic or outlet that you follow comes to you by direct message."
)
AT_HOME = replace(READER, place=READER.own)


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord", "slack")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = READER, lang: Lang = Lang.EN, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    named = {name.rstrip("_").replace("_", "-"): value for name, value in options.items()}
    return await answered(desk, Question(verb, named, lang, "Asia/Taipei", asker))


async def order(desk: NewsDesk, topics: str = "llama", asker: Asker = ADMIN, **options: Any) -> None:  # noqa: ANN401  the same
    await ask(desk, "schedules set", asker, topics=(topics,), at="18:00", **options)


def said(page: Page) -> list[str]:
    lines = [line for block in page.blocks if isinstance(block, Bullets) for line in block.lines]
    return [*lines, *(block.text for block in page.blocks if isinstance(block, Text | Footer))]


def choices(page: Page) -> dict[str, list[str | None]]:
    return {one.label: [ask_text(act.ask) for act in one.acts] for one in page.blocks if isinstance(one, Choice)}


# --- the page


async def test_who_follows_nothing_where_nothing_comes_is_told_what_to_do(desk: NewsDesk):
    page = await ask(desk, "home")
    headings = [block.text for block in page.blocks if isinstance(block, Heading)]
    assert headings == ["Your page", "What you follow", "Latest stories", "Next digests here"]
    assert said(page) == [
        NOTHING,
        "No digest is scheduled here. An admin orders one with `/llama-admin schedules set`.",
        "What else can be asked: `/llama help`.",
    ]
    assert len([block for block in page.blocks if isinstance(block, Row)]) == 2
    (pressed,) = [block.acts for block in page.blocks if isinstance(block, Buttons)]
    assert [(act.label, ask_text(act.ask), act.typed) for act in pressed] == [
        ("Follow…", "follow", "subject"),
        ("Search…", "search", "query"),
        ("Digest", "digest", ""),
        ("Help", "help", ""),
    ]


async def test_what_is_followed_is_shown_with_the_way_out_of_it_and_when_it_is_told(desk: NewsDesk):
    await ask(desk, "follow", subject="llama", at="18:00")
    page = await ask(desk, "home", AT_HOME, tab="reader")
    assert said(page)[0] == "Llama (topic)"
    assert "Next: 25 Jul 2024 18:00, if there is anything new." in said(page)
    assert choices(page)["Follow or mute no longer …"] == ["unfollow;subject=topic:llama"]
    assert page.record["followed"] != []


async def test_of_much_that_is_followed_some_is_shown(desk: NewsDesk):
    await ask(desk, "follow", subject="llama")
    (own,) = await desk.context.ledger.subscriptions()
    assert own.wanted
    many = tuple(Subject(Sort.OUTLET, f"paper {n}", f"Paper {n}") for n in range(9))
    await desk.context.ledger.save_subscription(
        replace(own, wanted=replace(own.wanted, followed=many), paused=True, next_run=None)
    )
    page = await ask(desk, "home")
    (lines,) = [block.lines for block in page.blocks if isinstance(block, Bullets)]
    assert (lines[0], lines[7:]) == (
        "Paper 0 (outlet)",
        ("Paper 7 (outlet)", "… and 1 more"),
    )
    assert len(choices(page)["Follow or mute no longer …"]) == 9


async def test_the_newest_stories_are_those_of_the_topics_here_each_to_be_opened(desk: NewsDesk):
    await order(desk)
    for asker, lines in ((AT_HOME, 1), (ELSEWHERE, 2)):
        page = await ask(desk, "home", asker)
        rows = [block for block in page.blocks if isinstance(block, Row)]
        assert len(rows) == lines
        assert all(not row.quotes and row.original is None for row in rows)
        assert choices(page)["Open story…"] == [f"story;id={row.id}" for row in rows]
    newest = (await ask(desk, "latest", lang=Lang.HANS)).blocks
    latest = {row.id: row.original for row in newest if isinstance(row, Row)}
    rows = [row for row in (await ask(desk, "home", lang=Lang.HANS)).blocks if isinstance(row, Row)]
    assert rows
    assert all(row.original == latest[row.id] for row in rows)
    await order(desk, "all", channel=str(THERE))
    assert len([block for block in (await ask(desk, "home")).blocks if isinstance(block, Row)]) == 2


async def test_the_words_of_a_topic_find_its_stories_too(desk: NewsDesk):
    topics = await desk.context.store.topics()
    (worded,) = [topic for topic in topics if topic.slug == "llama"]
    for words, exclude, rows in ((("Mistral",), ("Llama",), 1), (("Mistral",), (), 2)):
        changed = replace(worded, words=words, exclude=exclude)
        await desk.context.store.save_topics([changed])
        await order(desk)
        page = await ask(desk, "home")
        assert len([block for block in page.blocks if isinstance(block, Row)]) == rows


async def test_where_nothing_new_is_of_the_topics_here_the_newest_of_all_are_shown(desk: NewsDesk):
    await order(desk, "openai")
    assert len([block for block in (await ask(desk, "home")).blocks if isinstance(block, Row)]) == 2


async def test_coming_digests_are_of_this_tenant_and_what_they_are_about_is_for_whom_it_concerns(desk: NewsDesk):
    await order(desk)
    await order(desk, "all", channel=str(THERE), zone="Europe/Berlin")
    await order(desk, asker=replace(ADMIN, place=ADMIN.own))
    coming = {
        asker.user + str(asker.place): [line for line in said(await ask(desk, "home", asker)) if "slack:" in line]
        for asker in (READER, AT_HOME, ADMIN, ELSEWHERE)
    }
    near, far = "25 Jul 2024 18:00 · slack:T1/C1", "24 Jul 2024 18:00 · slack:T1/C2"
    assert coming == {
        "U1slack:T1/C1": [far, f"{near} · Llama"],
        "U1slack:T1/@U1": [far, near],
        "U8slack:T1/C1": [f"{far} · all news", f"{near} · Llama", "25 Jul 2024 18:00 · slack:T1/@U8 · Llama"],
        "U1slack:T2/C1": [],
    }
    await ask(desk, "schedules pause", ADMIN, topics=("llama",))
    assert [line for line in said(await ask(desk, "home")) if "C1" in line] == []


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_every_language_says_it(desk: NewsDesk, lang: Lang):
    await ask(desk, "follow", subject="llama")
    await order(desk)
    page = await ask(desk, "home", lang=lang)
    assert not [line for line in said(page) if "{" in line or "llamawire" in line]
    *_, (label, offered) = choices(page).items()
    own = desk.context.words[lang].say(f"lang.{lang}")
    assert own in label
    assert offered == [f"language;lang={one}" for one in ("en", "zh-Hans", "zh-Hant")]


async def test_a_workspace_of_slack_knows_nothing_of_a_person_of_the_same_id_in_another(desk: NewsDesk):
    await ask(desk, "follow", subject="llama")
    assert (await ask(desk, "following", ELSEWHERE)).record["places"] == []
    assert (await ask(desk, "home", ELSEWHERE)).record["followed"] == []
    assert await desk.suggest(Question("unfollow", {}, asker=ELSEWHERE), "subject", "") == ()
    await ask(desk, "follow", ELSEWHERE, subject="mistral-ai")
    assert [str(one.channel) for one in await desk.context.ledger.subscriptions()] == ["slack:T1/@U1", "slack:T2/@U1"]


# --- the language


async def test_the_language_that_is_chosen_is_answered_in_and_known_at_once(desk: NewsDesk):
    assert await desk.language(READER) is None
    page = await ask(desk, "language", lang_="zh-Hant")
    assert said(page) == ["從現在起用繁體中文回答你。"]
    assert page.ask is None
    assert await desk.language(READER) is Lang.HANT
    for other in (ELSEWHERE, ADMIN, replace(READER, platform="discord")):
        assert await desk.language(other) is None


async def test_a_person_of_discord_chooses_for_every_server(desk: NewsDesk):
    there = Asker("discord", "1", "7")
    await ask(desk, "language", there, lang_="zh-Hans")
    assert await desk.language(replace(there, tenant="@7")) is Lang.HANS


async def test_what_another_process_was_told_is_known_within_a_minute(desk: NewsDesk, clock: FakeClock):
    other = NewsDesk(replace(desk.context, languages=Languages()))
    assert await other.language(READER) is None
    await ask(desk, "language", lang_="zh-Hans")
    assert await other.language(READER) is None
    assert timedelta(minutes=1) > FRESH
    clock.advance(FRESH)
    assert await other.language(READER) is Lang.HANS


async def test_no_more_readers_are_remembered_than_there_is_room_for(desk: NewsDesk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(languages, "_MOST", 2)
    for n in range(5):
        await ask(desk, "language", replace(READER, user=f"U{n}"), lang_="zh-Hans")
    assert [await desk.language(replace(READER, user=f"U{n}")) for n in range(5)] == [Lang.HANS] * 5


# --- what is said of answers


async def story_id(desk: NewsDesk) -> str:
    (act, *_) = next(block.acts for block in (await ask(desk, "latest")).blocks if isinstance(block, Choice))
    return str(act.ask.options["id"])


def rating(page: Page) -> Rating | None:
    return next((block for block in page.blocks if isinstance(block, Rating)), None)


async def test_answers_about_something_are_rated_in_chats_and_the_last_word_is_kept(desk: NewsDesk, clock: FakeClock):
    its = await story_id(desk)
    for verb, about, options in (
        ("story", its, {"id": its}),
        ("timeline", "llama", {"topic": "llama"}),
        ("search", "Llama 405B", {"query": "Llama 405B"}),
        ("figures", "llama", {"entity": "llama"}),
    ):
        asked = rating(await desk.answer(Question(verb, options, asker=READER)))
        assert asked is not None
        for act, useful, thanks in (
            (asked.useful, True, "Noted as useful. Thank you."),
            (asked.not_useful, False, "Noted as not useful. Thank you."),
        ):
            page = await desk.answer(Question(act.ask.verb, act.ask.options, asker=READER))
            assert (said(page), page.ask) == ([thanks], None)
            mine = Rated("slack", "T1", "U1", verb, about, useful=useful, at=clock.now())
            assert [one for one in await desk.context.ledger.ratings(clock.now()) if one.verb == verb] == [mine]


async def test_a_story_found_by_its_address_is_rated_by_its_id(desk: NewsDesk):
    asked = rating(await ask(desk, "which", text=str(MISTRAL_EN.url)))
    assert asked is not None
    assert str(asked.useful.ask.options["id"]).startswith("s")


async def test_nothing_is_rated_in_the_terminal_nor_what_no_button_can_hold(desk: NewsDesk):
    its = await story_id(desk)
    assert rating(await ask(desk, "story", OPERATOR, id=its)) is None
    assert rating(await ask(desk, "search", query="Llama " * 20)) is None
    for verb in ("latest", "digest", "home", "following", "help"):
        assert rating(await ask(desk, verb)) is None


async def test_rating_is_nothing_that_is_typed_or_listed(desk: NewsDesk):
    assert "rate" not in str((await ask(desk, "help")).record)
    with pytest.raises(NotFound) as refused:
        await ask(desk, "gossip")
    assert "rate" not in refused.value.values["known"]  # type: ignore[operator]  # a tuple of verbs
    wrong: list[dict[str, str]] = [
        {"verb": "help", "id": "x", "as": "useful"},
        {"verb": "story", "id": "x", "as": "so"},
    ]
    for options in wrong:
        with pytest.raises(BadInput):
            await desk.answer(Question("rate", options, asker=READER))


@pytest.mark.parametrize("verb", ["home", "language", "rate"])
async def test_the_terminal_has_none_of_it(desk: NewsDesk, verb: str):
    with pytest.raises(Refusal, match="no-such-question"):
        await ask(desk, verb, OPERATOR)


async def test_figures_of_whom_there_are_none_have_no_quotes_to_show(desk: NewsDesk):
    for entity, is_told in (("llama", True), ("openai", False)):
        page = await ask(desk, "figures", entity=entity)
        pressed = [act.label for block in page.blocks if isinstance(block, Buttons) for act in block.acts]
        assert any(isinstance(block, Row) for block in page.blocks) is is_told
        assert ("Show quotes" in pressed) is is_told
        assert page.ask == Ask("figures", {"entity": entity})


async def test_before_anything_was_read_the_page_says_so(desk: NewsDesk):
    empty = NewsDesk(replace(desk.context, store=FakeStore()))
    assert "Nothing has been read yet." in said(await ask(empty, "home"))
