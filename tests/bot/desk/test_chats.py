"""The desk as chats ask it: whom it tells what, what it proposes, and where its pages lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.ask import Ask, ask_text
from digests.desk import Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.feed import Feed, FeedState, Trouble
from digests.language import Lang
from digests.page import Act, Buttons, Choice, Heading, Page, Picture, Row
from digests.subscription import Channel
from tests.bot.desk.saving import answered
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore

HERE, THERE = Channel("discord", "guild", "1"), Channel("discord", "guild", "2")
READER = Asker("discord", "guild", "7", HERE)
ADMIN = replace(READER, user="8", manages=True)
STRANGER = Asker("discord", "other", "9", Channel("discord", "other", "1"), manages=True)
SET: dict[str, Any] = {"topics": ("llama",), "at": "08:00"}


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = READER, lang: Lang = Lang.EN, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    named = {name.rstrip("_"): value for name, value in options.items()}
    return await answered(desk, Question(verb, named, lang, "", asker))


async def refused(desk: NewsDesk, verb: str, asker: Asker, **options: Any) -> Refusal:  # noqa: ANN401  the same
    with pytest.raises(Refusal) as caught:
        await ask(desk, verb, asker, **options)
    return caught.value


def acts(page: Page) -> dict[str, str]:
    """Return the buttons of a page: label and what they ask."""
    every = [act for block in page.blocks if isinstance(block, Buttons) for act in block.acts]
    return {act.label: str(ask_text(act.ask)) for act in every}


def opened(page: Page) -> tuple[Act, ...]:
    return tuple(act for block in page.blocks if isinstance(block, Choice) for act in block.acts)


async def test_who_may_not_ask_is_told_so_and_what_is_the_operators_is_not_known(desk: NewsDesk):
    assert (await refused(desk, "schedules list", READER)).key == "not-allowed"
    for verb in ("doctor", "fetch", "gossip"):
        assert (await refused(desk, verb, ADMIN)).key == "no-such-question"
    assert (await refused(desk, "help", replace(ADMIN, platform="terminal"))).key == "no-such-question"


async def test_a_schedule_set_in_a_chat_is_for_the_channel_where_it_is_set(desk: NewsDesk):
    await ask(desk, "schedules set", ADMIN, **SET)
    (order,) = await desk.context.ledger.subscriptions()
    assert (order.channel, order.schedule.zone, order.ordered_by) == (HERE, "UTC", "8")
    await ask(desk, "schedules set", ADMIN, channel=str(THERE), zone="Asia/Taipei", **SET)
    listed = await ask(desk, "schedules list", ADMIN)
    assert {one["channel"] for one in listed.record["schedules"]} == {str(HERE), str(THERE)}  # type: ignore[attr-defined]  # a list


async def test_nobody_sees_or_touches_what_is_another_tenants(desk: NewsDesk):
    await ask(desk, "schedules set", ADMIN, **SET)
    assert (await ask(desk, "schedules list", STRANGER)).record["schedules"] == []
    assert (await refused(desk, "schedules remove", STRANGER, channel=str(HERE))).key == "channel-elsewhere"
    assert (await refused(desk, "schedules set", STRANGER, channel="terminal:news", **SET)).key == "channel-elsewhere"
    assert (await ask(desk, "status", STRANGER)).record["coming"] == []
    assert len(await desk.context.ledger.subscriptions()) == 1


async def test_a_reader_is_told_of_the_schedules_of_the_place_and_nothing_of_the_machine(desk: NewsDesk):
    await ask(desk, "schedules set", ADMIN, channel=str(THERE), **SET)
    elsewhere, there = await ask(desk, "status"), await ask(desk, "status", replace(READER, place=THERE))
    assert (elsewhere.record["schedules"], there.record["schedules"]) == (0, 1)
    assert elsewhere.record["database"] is None
    assert elsewhere.record["turns"] == []


async def test_the_zone_of_a_chat_is_that_of_its_schedules_else_that_of_the_settings(desk: NewsDesk):
    await ask(desk, "schedules set", ADMIN, zone="Asia/Taipei", **SET)
    assert str((await ask(desk, "digest", on="2024-07-23")).record["from"]).endswith("+08:00")
    settled = NewsDesk(replace(desk.context, zone="Europe/Berlin"))
    assert str((await ask(settled, "digest", STRANGER, on="2024-07-23")).record["from"]).endswith("+02:00")


async def test_a_digest_without_topics_is_of_those_of_the_place(desk: NewsDesk):
    assert (await ask(desk, "digest")).record["topics"] == []
    await ask(desk, "schedules set", ADMIN, **SET)
    assert (await ask(desk, "digest")).record["topics"] == ["llama"]
    await ask(desk, "schedules set", ADMIN, topics=("all",), at="9:00")
    assert (await ask(desk, "digest")).record["topics"] == []


async def test_a_page_knows_what_it_answers_unless_asking_again_would_change_something(desk: NewsDesk):
    page = await ask(desk, "latest", max=1, quotes=True)
    assert (page.ask, page.opened) == (Ask("latest", {"max": 1, "quotes": True}), True)
    assert (await ask(desk, "schedules set", ADMIN, **SET)).ask is None
    assert (await ask(desk, "schedules preview", ADMIN, **SET)).ask is not None


async def test_lists_of_stories_open_each_of_them(desk: NewsDesk):
    for page in (await ask(desk, "latest"), await ask(desk, "digest"), await ask(desk, "search", query="Mistral")):
        assert opened(page), page.title
        for act in opened(page):
            told = await desk.answer(Question(act.ask.verb, act.ask.options, asker=READER))
            assert told.record["kind"] == "story"
    assert acts(await ask(desk, "latest"))["Search…"] == "search"


async def test_a_story_leads_to_its_timeline_its_quotes_its_following_and_its_grounds(desk: NewsDesk):
    (article,) = await desk.context.store.find_articles(str(MISTRAL_EN.url))
    page = await ask(desk, "story", id=str(MISTRAL_EN.url))
    (story,) = await desk.context.store.stories_of([article.id])
    assert acts(page) == {
        "Timeline": "timeline;topic=mistral-large",
        "Timeline from here": "timeline;topic=mistral-large;from=2024-07-24",
        "Show quotes": f"story;id={story.id};quotes=!",
        "Follow": f"follow;subject=story:{story.id}",
        "Why": f"why;id={story.id}",
    }
    assert acts(await ask(desk, "story", id=story.id, quotes=True))["Hide quotes"] == f"story;id={story.id}"


async def test_a_timeline_opens_its_rows_and_may_be_looked_at(desk: NewsDesk):
    page = await ask(desk, "timeline", topic="llama", quotes=True)
    assert acts(page) == {
        "As a picture": "timeline;topic=llama;picture=dark",
        "Hide quotes": "timeline;topic=llama",
    }
    assert opened(page)
    drawn = await ask(desk, "timeline", topic="llama", picture="light")
    (picture,) = [block for block in drawn.blocks if isinstance(block, Picture)]
    assert not [block for block in drawn.blocks if isinstance(block, Row)]
    assert picture.alt.splitlines()[0] == picture.title == page.title
    assert 1 <= len(picture.alt) <= 1_000
    assert acts(drawn) == {"In words": "timeline;topic=llama", "Dark": "timeline;topic=llama;picture=dark"}


async def test_an_empty_timeline_is_no_picture(desk: NewsDesk):
    page = await ask(desk, "timeline", topic="llama", to="2001", picture="dark")
    assert not [block for block in page.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_help_lists_what_the_asker_may_ask(desk: NewsDesk, lang: Lang):
    readers, admins = await ask(desk, "help", lang=lang), await ask(desk, "help", ADMIN, lang)
    assert "/llama timeline" in str(readers.blocks)
    assert "schedules" not in str(readers.record)
    assert "/llama-admin schedules set" in str(admins.blocks)
    assert "search" in acts(readers).values()


async def test_sources_names_each_outlet_once_and_what_is_wrong_in_a_phrase(
    desk: NewsDesk, store: FakeStore, clock: FakeClock
):
    feeds = [Feed(f"https://grebe.example/{n}", "Grebe", Lang.EN) for n in range(2)]
    feeds += [Feed(f"https://{n}.example/f", n, Lang.HANT) for n in ("gone", "away", "odd", "new")]
    await store.save_feeds(feeds)
    at, states = clock.now() - timedelta(hours=1), []
    for feed, key in zip(feeds, ("feed-busy", "", "feed-gone", "web-slow", "no-feed"), strict=False):
        states.append(FeedState(feed.url, last_success=at, trouble=Trouble(key, feed.url) if key else None))
    await store.save_feed_states(states)
    rows = [block for block in (await ask(desk, "sources")).blocks if isinstance(block, Row)]
    assert [(row.line, row.mark) for row in rows] == [
        ("away", "cannot be reached"),
        ("gone", "gone for good"),
        ("Grebe", ""),
        ("new", ""),
        ("odd", "cannot be read"),
    ]
    assert rows[2].note == "English · 2 feeds · 1 feed in trouble"
    assert (rows[2].date, rows[3].date) == ("24 Jul 2024 11:00", "not read yet")


@pytest.mark.parametrize(
    "text",
    [
        f"Look: <{MISTRAL_EN.url}>!",
        f"[here]({MISTRAL_EN.url}).",
        f"**{MISTRAL_EN.title}**\nhttps://elsewhere.example/x",
    ],
)
async def test_which_finds_the_story_of_a_message_by_address_or_words(desk: NewsDesk, text: str):
    page = await ask(desk, "which", text=text)
    assert "Mistral Large 2" in page.title
    assert page.ask is not None
    assert page.ask.verb == "story"


async def test_which_lists_several_stories_and_refuses_where_there_is_none(desk: NewsDesk):
    ids = [str(act.ask.options["id"]) for act in opened(await ask(desk, "latest"))]
    page = await ask(desk, "which", text=f"2 outlets · {ids[0]}\n1 outlet · {ids[1]}")
    assert page.blocks[0] == Heading("The message may be about one of these", 1)
    assert [act.ask.options["id"] for act in opened(page)] == ids
    assert (await refused(desk, "which", READER, text="Nothing of the kind was ever told")).key == "no-story-told"


async def suggest(desk: NewsDesk, verb: str, option: str, typed: str, lang: Lang = Lang.EN) -> list[tuple[str, str]]:
    found = await desk.suggest(Question(verb, {}, lang, "", ADMIN), option, typed)
    assert len(found) <= 25
    assert all(len(one.label) <= 100 for one in found)
    return [(one.label, one.value) for one in found]


@pytest.mark.parametrize(
    ("asked", "typed", "lang", "first"),
    [
        ("timeline/topic", "lla", Lang.EN, ("Llama", "llama")),
        ("timeline/topic", "OPEN m", Lang.EN, ("Open models", "open-models")),
        ("figures/entity", "zuck", Lang.EN, ("Mark Zuckerberg", "mark-zuckerberg")),
        ("figures/entity", "祖克", Lang.EN, ("Mark Zuckerberg", "mark-zuckerberg")),
        ("timeline/kinds", "rel", Lang.EN, ("release", "release")),
        ("timeline/kinds", "deal,发", Lang.HANS, ("deal, 发布", "deal,release")),
        ("schedules set/topics", "llama,open", Lang.EN, ("llama, Open models", "llama,open-models")),
        ("schedules set/zone", "berl", Lang.EN, ("Berlin · Europe/Berlin", "Europe/Berlin")),
        ("schedules set/zone", "台北", Lang.HANS, ("台北 · Asia/Taipei", "Asia/Taipei")),
        ("follow/subject", "lla", Lang.EN, ("Llama", "topic:llama")),
    ],
)
async def test_what_may_be_meant_is_proposed(
    desk: NewsDesk, asked: str, typed: str, lang: Lang, first: tuple[str, str]
):
    verb, option = asked.split("/")
    assert (await suggest(desk, verb, option, typed, lang))[0] == first


async def test_stories_are_proposed_by_their_titles(desk: NewsDesk, store: FakeStore):
    every = await suggest(desk, "story", "id", "")
    (found,) = await suggest(desk, "story", "id", "mistral")
    assert found in every
    assert len(every) == 2
    await store.save_feeds([Feed("https://grebe.example/f", "Grebe News")])
    assert await suggest(desk, "follow", "subject", "grebe") == [("Grebe News", "outlet:grebe news")]


async def test_what_is_followed_is_proposed_to_whoever_follows_it_alone(desk: NewsDesk):
    await ask(desk, "follow", ADMIN, subject="topic:llama")
    assert await suggest(desk, "unfollow", "subject", "") == [("Llama", "topic:llama")]
    assert await desk.suggest(Question("unfollow", {}, asker=READER), "subject", "") == ()


async def test_nothing_is_proposed_where_nothing_may_be_asked(desk: NewsDesk):
    assert await suggest(desk, "latest", "max", "1") == []
    assert await suggest(desk, "gossip", "topic", "l") == []
    assert await desk.suggest(Question("schedules set", {}, asker=READER), "topics", "l") == ()


async def test_a_name_of_another_tenant_is_as_unknown_as_one_that_is_none(desk: NewsDesk):
    for name in ("LW #1 · 2024-07-24 · 1/1", "abc/2024-07-24/0/1"):
        with pytest.raises(NotFound, match="no-such-delivery"):
            await ask(desk, "deliveries drop", STRANGER, delivery=name)
    with pytest.raises(BadInput, match="not-allowed"):
        await ask(desk, "deliveries drop", READER, delivery="x")


async def test_in_a_chat_what_names_nothing_is_of_llama(desk: NewsDesk):
    assert (await ask(desk, "timeline")).ask == Ask("timeline", {"topic": "llama"})
    assert (await ask(desk, "figures")).ask == Ask("figures", {"entity": "llama"})
    assert (await ask(desk, "timeline", topic="meta")).ask == Ask("timeline", {"topic": "meta"})


async def test_a_timeline_is_read_by_month_in_a_chat(desk: NewsDesk):
    page = await ask(desk, "timeline", topic="mistral-large")
    headings = [(block.level, block.text) for block in page.blocks if isinstance(block, Heading)]
    assert headings[1:] == [(4, "Jul 2024")]
    dated = [block for block in page.blocks if isinstance(block, Heading | Row)]
    assert isinstance(dated[2], Row)


async def test_a_zone_that_a_platform_tells_is_that_of_what_is_followed_and_ordered_unless_there_is_none_such(
    desk: NewsDesk,
):
    for guild, (zone, kept) in enumerate((("Asia/Taipei", "Asia/Taipei"), ("Nowhere/Such", "UTC"), ("../etc", "UTC"))):
        tenant = f"g{guild}"
        asker = replace(ADMIN, tenant=tenant, user=tenant, place=Channel("discord", tenant, "1"))
        await desk.answer(Question("follow", {"subject": "llama"}, zone=zone, asker=asker))
        await answered(desk, Question("schedules set", SET, zone=zone, asker=asker))
        there = await desk.context.ledger.subscriptions_at("discord", tenant)
        assert [one.schedule.zone for one in there] == [kept] * 2
