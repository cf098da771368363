"""Following: what readers order for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.desk.context import Asked
from bot.desk.desk import NewsDesk
from bot.desk.follows import answer_follow, answer_following, answer_mute, answer_unfollow
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound
from digests.feed import Feed
from digests.following import MOST, Sort, Subject, Wanted
from digests.language import Lang
from digests.page import Block, Bullets, Buttons, Choice, Heading, Page, Text
from digests.subscription import Channel, Claim, Slot, Subscription
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore

DAY = timedelta(days=1)
THREAD = Channel("discord", "7", "100")
READER = Asker("discord", "7", "42", place=Channel("discord", "7", "9"))
IN_THREAD = replace(READER, place=THREAD, in_thread=True)
ANSWERS = {
    "follow": answer_follow,
    "unfollow": answer_unfollow,
    "mute": answer_mute,
    "following": answer_following,
}


class Reader:
    """Asks as one reader."""

    def __init__(self, desk: NewsDesk, asker: Asker = READER, lang: Lang = Lang.EN) -> None:
        self._desk, self._asker, self._lang = desk, asker, lang

    async def ask(self, verb: str, subject: str = "", **options: object) -> Page:
        """Return the answer."""
        given = {"subject": subject, **options} if subject else options
        question = Question(verb, given, self._lang, "Asia/Taipei", self._asker)
        return await ANSWERS[verb](Asked(self._desk.context, question))

    async def stored(self) -> tuple[Subscription, ...]:
        """Return what all readers of the tenant ordered."""
        return await self._desk.context.ledger.subscriptions_at(self._asker.platform, self._asker.tenant)

    async def wanted(self) -> Wanted:
        """Return what is wanted by the only one who follows anything."""
        (one,) = await self.stored()
        assert one.wanted
        return one.wanted


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def reader(desk: NewsDesk) -> Reader:
    return Reader(desk)


def keys(subjects: Sequence[Subject]) -> list[str]:
    return [subject.key for subject in subjects]


def texts(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Text)]


def of(page: Page, kind: type[Block]) -> list[Any]:
    return [block for block in page.blocks if isinstance(block, kind)]


async def a_story_id(store: FakeStore, entry: Any = LLAMA_31_EN) -> str:  # noqa: ANN401  an entry
    (found,) = await store.find_articles(entry.url)
    (story,) = await store.stories_of([found.id])
    return story.id


async def test_following_a_topic_orders_a_message_to_the_reader_alone_every_morning(reader: Reader, clock: FakeClock):
    page = await reader.ask("follow", "Llama")
    (order,) = await reader.stored()
    assert (order.channel, order.ordered_by) == (Channel("discord", "7", "@42"), "42")
    assert order.wanted == Wanted((Subject(Sort.TOPIC, "llama"),))
    assert (order.schedule.times, order.schedule.zone, order.lang) == ((time(9),), "Asia/Taipei", Lang.EN)
    assert order.next_run is not None
    assert clock.now() < order.next_run <= clock.now() + DAY
    assert (order.alerts, order.paused) == (0, False)
    assert "You follow Llama (topic)." in texts(page)
    assert "Next: 25 Jul 2024 09:00, if there is anything new." in texts(page)


async def test_the_reader_names_hour_zone_and_language_and_keeps_what_is_not_named(reader: Reader):
    await reader.ask("follow", "llama", at="7:30,18", zone="europe/berlin", lang="zh-Hant")
    await reader.ask("follow", "mistral-ai", at="6")
    (order,) = await reader.stored()
    assert (order.schedule.times, order.schedule.zone, order.lang) == ((time(6),), "Europe/Berlin", Lang.HANT)
    assert keys((await reader.wanted()).followed) == ["topic:llama", "topic:mistral-ai"]


async def test_a_story_is_followed_by_its_id_its_beginning_or_the_address_of_a_report(reader: Reader, store: FakeStore):
    its = await a_story_id(store)
    for name in (its, its[:6], f"story:{its}", LLAMA_31_EN.url or ""):
        await reader.ask("follow", name)
        (subject,) = (await reader.wanted()).followed
        assert (subject.sort, subject.id) == (Sort.STORY, its)
        assert "Llama 3.1" in subject.name
        assert subject.articles
        assert subject.since is not None


async def test_an_outlet_is_followed_by_its_name_from_the_feeds_or_the_news(reader: Reader, store: FakeStore):
    await store.save_feeds([Feed("https://dunlin.example/feed", "Dunlin")])
    for name in ("dunlin", "outlet:DUNLIN", "model gazette", "outlet：晨光科技报"):
        await reader.ask("follow", name)
    assert [one.name for one in (await reader.wanted()).followed] == ["Dunlin", "Model Gazette", "晨光科技报"]


async def test_what_may_mean_several_things_is_asked_back_and_a_word_in_front_decides(reader: Reader, store: FakeStore):
    await store.save_feeds([Feed("https://llama.example/feed", "Llama")])
    with pytest.raises(NotFound) as refused:
        await reader.ask("follow", "llama")
    assert refused.value.values["choices"] == ("topic:llama", "outlet:llama")
    await reader.ask("follow", "outlet:llama")
    await reader.ask("follow", "Topic: llama")
    assert keys((await reader.wanted()).followed) == ["outlet:llama", "topic:llama"]
    with pytest.raises(NotFound, match="subject-of-several"):
        await reader.ask("unfollow", "llama")
    await reader.ask("unfollow", "outlet:llama")
    assert keys((await reader.wanted()).followed) == ["topic:llama"]


@pytest.mark.parametrize(
    ("name", "key"), [("lama", "no-such-subject-but"), ("zzzzzzzz", "no-such-subject"), ("x", "no-such-subject")]
)
async def test_what_is_not_known_is_refused_with_what_may_be_meant(reader: Reader, name: str, key: str):
    with pytest.raises(NotFound) as refused:
        await reader.ask("follow", name)
    assert refused.value.key == key
    assert await reader.stored() == ()


async def test_a_thread_is_told_apart_from_direct_messages_and_only_where_one_is(desk: NewsDesk, reader: Reader):
    with pytest.raises(BadInput, match="not-in-thread"):
        await reader.ask("follow", "llama", where="thread")
    await reader.ask("follow", "llama", where="dm")
    page = await Reader(desk, IN_THREAD).ask("follow", "mistral-ai", where="thread")
    orders = {one.channel: one for one in await reader.stored()}
    assert {channel: keys(one.wanted.followed) for channel, one in orders.items() if one.wanted} == {
        THREAD: ["topic:mistral-ai"],
        READER.own: ["topic:llama"],
    }
    assert [block.text for block in of(page, Heading)][1:] == ["In a thread", "By direct message"]


async def test_readers_know_nothing_of_each_other(desk: NewsDesk, reader: Reader):
    await reader.ask("follow", "llama")
    other = Reader(desk, replace(READER, user="43"))
    assert (await other.ask("following")).record["places"] == []
    with pytest.raises(NotFound, match="not-followed"):
        await other.ask("unfollow", "llama")
    assert len(await reader.stored()) == 1


async def test_a_reader_follows_the_same_from_every_server_and_from_direct_messages(desk: NewsDesk, reader: Reader):
    await reader.ask("follow", "llama")
    (order,) = await reader.stored()
    for elsewhere in (Asker("discord", "8", "42"), Asker("discord", "42", "42", place=order.channel)):
        asker = Reader(desk, elsewhere)
        await asker.ask("follow", "mistral-ai")
        assert [one.channel for one in await reader.stored()] == [order.channel]
        assert await asker.stored() == ()
        await asker.ask("unfollow", "mistral-ai")
    assert keys((await reader.wanted()).followed) == ["topic:llama"]


async def test_the_operator_follows_in_the_terminal_into_a_file(desk: NewsDesk):
    operator = Reader(desk, OPERATOR)
    page = await operator.ask("follow", "llama")
    (order,) = await operator.stored()
    assert str(order.channel) == "terminal:me"
    assert "In terminal:me" in [block.text for block in of(page, Heading)]


async def test_unfollowing_the_last_thing_forgets_the_place_and_its_mutes(reader: Reader):
    await reader.ask("follow", "llama")
    await reader.ask("mute", "mistral-ai")
    page = await reader.ask("unfollow", "Llama")
    assert await reader.stored() == ()
    assert texts(page) == ["You no longer follow Llama (topic).", "You follow nothing yet."]
    with pytest.raises(NotFound, match="not-followed"):
        await reader.ask("unfollow", "Llama")


async def test_what_is_followed_anew_tells_nothing_twice_on_the_day(desk: NewsDesk, reader: Reader, clock: FakeClock):
    await reader.ask("follow", "llama")
    (order,) = await reader.stored()
    assert order.next_run
    slot = Slot(order.id, (clock.now() + DAY).date(), 0, order.next_run)
    await desk.context.ledger.claim([Claim(order, slot, None)])
    await reader.ask("unfollow", "llama")
    await reader.ask("follow", "mistral-ai")
    (anew,) = await reader.stored()
    assert (anew.id, anew.next_run) == (order.id, order.next_run + DAY)


async def test_muting_counts_everywhere_and_takes_back_following(desk: NewsDesk, reader: Reader):
    thread = Reader(desk, IN_THREAD)
    await reader.ask("follow", "llama")
    await thread.ask("follow", "llama", where="thread")
    await thread.ask("follow", "mistral-ai", where="thread")
    page = await reader.ask("mute", "llama")
    (order,) = await reader.stored()
    assert (order.channel, order.wanted) == (
        THREAD,
        Wanted((Subject(Sort.TOPIC, "mistral-ai"),), (Subject(Sort.TOPIC, "llama"),)),
    )
    assert "You will hear nothing more of Llama (topic) in what you follow." in texts(page)
    assert Bullets(("Llama (topic)",)) in page.blocks
    await reader.ask("follow", "openai")
    assert [keys(one.wanted.muted) for one in await reader.stored() if one.wanted] == [["topic:llama"]] * 2
    assert "Llama (topic) is no longer muted." in texts(await reader.ask("unfollow", "llama"))
    assert [one.wanted.muted for one in await reader.stored() if one.wanted] == [(), ()]


async def test_following_what_is_muted_takes_the_muting_back_everywhere(desk: NewsDesk, reader: Reader):
    await reader.ask("follow", "mistral-ai")
    await reader.ask("mute", "llama")
    await Reader(desk, IN_THREAD).ask("follow", "llama", where="thread")
    assert [one.wanted.muted for one in await reader.stored() if one.wanted] == [(), ()]


async def test_muting_needs_something_followed_and_may_take_the_last_of_it(reader: Reader):
    with pytest.raises(BadInput, match="nothing-to-mute-in"):
        await reader.ask("mute", "llama")
    await reader.ask("follow", "llama")
    assert "You no longer follow Llama (topic)." in texts(await reader.ask("mute", "llama"))
    assert await reader.stored() == ()


async def test_a_reader_follows_at_most_fifty_things_and_mutes_as_many(desk: NewsDesk, reader: Reader):
    await reader.ask("follow", "llama")
    (order,) = await reader.stored()
    many = tuple(Subject(Sort.OUTLET, f"{n:02d}") for n in range(MOST))
    ledger = desk.context.ledger
    await ledger.save_subscription(replace(order, wanted=Wanted(many)))
    for asker in (reader, Reader(desk, IN_THREAD)):
        with pytest.raises(BadInput, match="follows-too-many"):
            await asker.ask("follow", "llama", where="thread" if asker is not reader else "dm")
    await ledger.save_subscription(replace(order, wanted=Wanted(many[:1], many[1:] + many[:1])))
    with pytest.raises(BadInput, match="mutes-too-many"):
        await reader.ask("mute", "llama")


async def test_what_had_stopped_goes_on_when_the_reader_follows_again(desk: NewsDesk, reader: Reader, clock: FakeClock):
    await reader.ask("follow", "llama")
    (order,) = await reader.stored()
    await desk.context.ledger.save_subscription(replace(order, paused=True, next_run=clock.now() - DAY))
    assert any("Stopped" in text for text in texts(await reader.ask("following")))
    await reader.ask("follow", "llama")
    (again,) = await reader.stored()
    assert (again.paused, again.next_run) == (False, order.next_run)


async def test_what_is_due_stays_due_when_more_is_followed(reader: Reader, clock: FakeClock):
    await reader.ask("follow", "llama")
    (order,) = await reader.stored()
    clock.advance(2 * DAY)
    await reader.ask("follow", "mistral-ai")
    (after,) = await reader.stored()
    assert after.next_run == order.next_run
    await reader.ask("follow", "mistral-ai", at="9,21")
    (moved,) = await reader.stored()
    assert moved.next_run is not None
    assert moved.next_run > clock.now()


async def test_buttons_undo_and_a_list_takes_back_anything(reader: Reader, store: FakeStore):
    its = await a_story_id(store)
    await reader.ask("follow", "llama")
    page = await reader.ask("follow", its)
    (undo,), (choice,) = of(page, Buttons), of(page, Choice)
    assert [(act.ask.verb, dict(act.ask.options)) for act in undo.acts] == [("unfollow", {"subject": f"story:{its}"})]
    assert [act.ask.options["subject"] for act in choice.acts] == [f"story:{its}", "topic:llama"]
    page = await reader.ask("unfollow", f"story:{its}")
    (undo,) = of(page, Buttons)
    assert [(act.ask.verb, dict(act.ask.options)) for act in undo.acts] == [("follow", {"subject": f"story:{its}"})]


async def test_a_name_too_long_for_a_button_has_none(reader: Reader, store: FakeStore):
    name = "The " + "Very " * 30 + "Long Gazette"
    await store.save_feeds([Feed("https://long.example/feed", name)])
    page = await reader.ask("follow", name)
    assert of(page, Buttons) == of(page, Choice) == []


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
async def test_every_language_says_it(desk: NewsDesk, lang: Lang):
    reader = Reader(desk, lang=lang)
    for verb, subject in (("follow", "llama"), ("follow", "mistral-ai"), ("mute", "openai"), ("unfollow", "openai")):
        page = await reader.ask(verb, subject)
        assert "Llama" in str(page.blocks)
        assert not [text for text in texts(page) if "{" in text]
    (order,) = await reader.stored()
    assert order.lang is lang
