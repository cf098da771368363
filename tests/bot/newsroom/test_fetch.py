"""Fetching: what one pass over the feeds asks, stores and remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from bot.newsroom.fetch import fetch
from bot.newsroom.fulltext import MOST_PAGES
from bot.newsroom.reach import MOST_AT_ONCE
from bot.newsroom.read import Intake, read_in
from bot.newsroom.room import Room
from digests.article import Article, Entry
from digests.errors import NotFound, Refusal, StoreUnusable
from digests.event import Event
from digests.feed import Feed, FeedState
from digests.figure import Figure
from digests.language import Lang
from digests.polling.after import Intent
from digests.web import Hop, Response
from tests.bot.newsroom.feeds import an_rss_item, reach_of, rss
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.fakes.web import ScoringWeb, ServedFeed, response, unreachable

URL = "https://grebe.example/feed"
GREBE = Feed(URL, "Grebe")
NOW = datetime(2024, 7, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STORY = "Heron-1 is out"


@pytest.fixture
def web(clock: FakeClock) -> ScoringWeb:
    return ScoringWeb(clock)


async def serve(store: FakeStore, web: ScoringWeb, *items: str, feed: Feed = GREBE, channel: str = "") -> ServedFeed:
    served = ServedFeed(feed.url, rss(items, channel))
    web.pages[feed.url] = served
    await store.save_feeds([feed])
    return served


async def state_of(store: FakeStore, url: str = URL) -> FeedState:
    return (await store.feed_states())[url]


async def test_a_feed_becomes_articles_under_its_outlets_name(room: Room, store: FakeStore, web: ScoringWeb):
    feed = Feed(URL, "The Grebe", Lang.EN)
    await serve(store, web, an_rss_item(STORY, NOW - HOUR), feed=feed)
    fetched = await fetch(room, reach_of(web))
    (article,) = await store.newest(9)
    assert (article.title, article.outlet, article.lang) == (STORY, "The Grebe", Lang.EN)
    assert (fetched.known, fetched.new, fetched.stories) == (1, 1, 1)
    assert [(asked.feed, asked.intent, asked.new) for asked in fetched.asked] == [(feed, Intent.READ, 1)]
    assert (await store.stories_of([article.id]))[0].articles == (article.id,)
    assert fetched.next_try == (await state_of(store)).next_try


async def test_what_is_not_due_is_not_asked_and_said_to_be_next(room: Room, store: FakeStore, web: ScoringWeb):
    await serve(store, web, an_rss_item(STORY, NOW - HOUR))
    first = await fetch(room, reach_of(web))
    again = await fetch(room, reach_of(web))
    assert (again.asked, again.next_try) == ((), first.next_try)
    assert len(web.records) == 1


async def test_an_unchanged_feed_is_not_parsed_again(room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock):
    await serve(store, web, an_rss_item(STORY, NOW - HOUR))
    reach = reach_of(web)
    await fetch(room, reach)
    clock.advance(DAY)
    again = await fetch(room, replace(reach, read_feed=None))  # type: ignore[arg-type]  # whoever reads would fail
    assert [asked.intent for asked in again.asked] == [Intent.REST]
    web.pages[URL] = response(URL, 200, rss([an_rss_item(STORY, NOW - HOUR)]))
    clock.advance(DAY)
    again = await fetch(room, replace(reach, read_feed=None))  # type: ignore[arg-type]  # the same
    assert [asked.intent for asked in again.asked] == [Intent.REST]


async def test_only_the_named_feeds_are_asked(room: Room, store: FakeStore, web: ScoringWeb):
    await serve(store, web, an_rss_item(STORY, NOW))
    other = Feed("https://me:pass@dunlin.example/feed?token=hush", "Dunlin")
    await serve(store, web, an_rss_item("Another story", NOW), feed=other)
    assert [a.feed for a in (await fetch(room, reach_of(web), only="dunlin")).asked] == [other]
    assert [a.feed for a in (await fetch(room, reach_of(web), only=URL)).asked] == [GREBE]
    with pytest.raises(NotFound) as refused:
        await fetch(room, reach_of(web), only="https://me:pass@egret.example")
    assert "pass" not in refused.value.subject


async def test_without_feeds_there_is_nothing_to_do(room: Room, web: ScoringWeb):
    fetched = await fetch(room, reach_of(web))
    assert (fetched.known, fetched.asked, fetched.next_try) == (0, (), None)


async def test_one_bad_feed_stops_no_other(room: Room, store: FakeStore, web: ScoringWeb):
    await serve(store, web, an_rss_item(STORY, NOW))
    bad: dict[str, Callable[[str], Response | Refusal]] = {
        "unreachable": unreachable,
        "page": lambda url: response(url, 200, b"<html><body>Log in</body></html>"),
        "nothing": lambda url: response(url, 200, b""),
        "gone": lambda url: response(url, 410),
    }
    for name, answer in bad.items():
        feed = Feed(f"https://{name}.example/feed", name)
        web.pages[feed.url] = answer(feed.url)
        await store.save_feeds([feed])

    def fail(_request: object) -> NoReturn:
        message = "a defect of the client"
        raise RuntimeError(message)

    broken = Feed("https://broken.example/feed", "broken")
    web.pages[broken.url] = fail
    await store.save_feeds([broken])
    fetched = await fetch(room, reach_of(web))
    intents = {asked.feed.outlet: asked.intent for asked in fetched.asked}
    assert intents == {
        "Grebe": Intent.READ,
        "unreachable": Intent.FAILED,
        "page": Intent.FAILED,
        "nothing": Intent.FAILED,
        "gone": Intent.STOPPED,
        "broken": Intent.FAILED,
    }
    assert fetched.new == 1
    trouble = (await state_of(store, broken.url)).trouble
    assert trouble
    assert (trouble.key, trouble.values) == ("feed-defect", {"fault": "RuntimeError"})


async def test_f04_a_feed_that_gains_hundreds_of_entries_at_once_gives_all_of_them_to_the_store(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    await serve(store, web, an_rss_item(STORY, NOW - HOUR))
    await fetch(room, reach_of(web))
    clock.advance(DAY)
    items = [an_rss_item(f"q{n}x w{n}y", NOW - n * DAY, text=f"a{n}b c{n}d.") for n in range(600)]
    web.pages[URL] = ServedFeed(URL, rss(items))
    assert (await fetch(room, reach_of(web))).new == 600
    assert (await state_of(store)).entries == 600


async def test_f05_old_entries_of_a_first_fetch_are_no_news(room: Room, store: FakeStore, web: ScoringWeb):
    items = [an_rss_item(f"Report {n}", NOW - n * DAY, text=f"Number {n}.") for n in range(200)]
    await serve(store, web, *items)
    assert (await fetch(room, reach_of(web))).new == 200
    assert len(await store.articles_between(NOW - DAY, NOW + HOUR)) == 2


async def test_f06_guids_that_change_on_every_fetch_bring_no_repeats(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    for days in range(3):
        await serve(store, web, an_rss_item(STORY, NOW - HOUR, guid=f"session-{days}"))
        await fetch(room, reach_of(web))
        clock.advance(DAY)
    assert (await store.counts())["articles"] == 1


async def test_f07_one_guid_for_all_entries_loses_none(room: Room, store: FakeStore, web: ScoringWeb):
    items = [an_rss_item(f"Report {n}", NOW, guid="same", text=f"Number {n} alone.") for n in range(5)]
    await serve(store, web, *items)
    assert (await fetch(room, reach_of(web))).new == 5


async def test_f11_impossible_dates_never_pin_an_article_to_the_top(room: Room, store: FakeStore, web: ScoringWeb):
    dates = ["Fri, 01 Jan 2099 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Sat, 31 Feb 2024 00:00:00 GMT", "soon"]
    items = [
        an_rss_item(f"Report {n}", None, text=f"Number {n}.").replace("</item>", f"<pubDate>{date}</pubDate></item>")
        for n, date in enumerate(dates)
    ]
    await serve(store, web, *items)
    await fetch(room, reach_of(web))
    newest = await store.newest(9)
    assert [article.published for article in newest] == [None] * 4
    assert all(article.first_seen == NOW for article in newest)


async def test_f14_a_login_page_leaves_validators_and_articles_alone(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    served = await serve(store, web, an_rss_item(STORY, NOW - HOUR))
    await fetch(room, reach_of(web))
    before = await state_of(store)
    clock.advance(DAY)
    web.pages[URL] = response(URL, 200, b"<html><form>Sign in</form></html>", (), etag='"portal"')
    await fetch(room, reach_of(web))
    after = await state_of(store)
    assert (after.etag, after.body_hash, after.total) == (before.etag, before.body_hash, 1)
    assert after.trouble
    clock.advance(DAY)
    web.pages[URL] = served
    assert [asked.intent for asked in (await fetch(room, reach_of(web))).asked] == [Intent.REST]
    assert web.asked(URL)[-1].headers["if-none-match"] == before.etag


async def test_f26_a_feed_that_has_moved_keeps_its_memory_at_the_new_address(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    served = await serve(store, web, an_rss_item(STORY, NOW - HOUR))
    await fetch(room, reach_of(web))
    new = "https://dunlin.example/feed"
    web.pages[URL] = lambda request: replace(served(request), url=new, hops=(Hop(301, URL, new),))
    for _ in range(3):
        clock.advance(2 * DAY)
        fetched = await fetch(room, reach_of(web))
    assert fetched.asked[0].feed == GREBE
    assert await store.feeds() == (replace(GREBE, url=new),)
    states = await store.feed_states()
    assert set(states) == {new}
    assert (states[new].moved_from, states[new].total) == (URL, 1)


async def test_f26_a_feed_that_moves_onto_another_is_stopped_and_says_so(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    twin = Feed("https://dunlin.example/feed", "Dunlin")
    served = await serve(store, web, an_rss_item(STORY, NOW - HOUR), feed=twin)
    await store.save_feeds([GREBE])
    web.pages[URL] = lambda request: replace(served(request), url=twin.url, hops=(Hop(308, URL, twin.url),))
    for _ in range(4):
        await fetch(room, reach_of(web))
        clock.advance(2 * DAY)
    stopped = (await state_of(store)).stopped
    assert stopped
    assert (stopped.key, stopped.values) == ("feed-twice", {"other": twin.url})
    assert (await state_of(store, twin.url)).stopped is None


async def test_s22_hosts_are_asked_side_by_side_and_each_one_thing_at_a_time(
    room: Room, store: FakeStore, web: ScoringWeb
):
    for host in range(40):
        for n in range(3):
            feed = Feed(f"https://h{host}.example/{n}", f"H{host}/{n}")
            await serve(store, web, an_rss_item(f"Report {host} {n}", NOW), feed=feed)
    fetched = await fetch(room, reach_of(web))
    assert len(fetched.asked) == 120
    assert web.offences == []
    assert 10 < web.most_open <= MOST_AT_ONCE
    one_host = [record.url for record in web.records if "//h7." in record.url]
    assert one_host == [f"https://h7.example/{n}" for n in range(3)]


async def test_f22_a_host_that_is_told_to_be_busy_is_left_alone_at_once(room: Room, store: FakeStore, web: ScoringWeb):
    for n in range(4):
        feed = Feed(f"https://grebe.example/{n}", f"Grebe {n}")
        await serve(store, web, an_rss_item(f"Report {n}", NOW), feed=feed)
    web.pages["https://grebe.example/1"] = response("https://grebe.example/1", 429, b"", (), retry_after="3600")
    assert len((await fetch(room, reach_of(web))).asked) == 2
    assert [record.url[-1] for record in web.records] == ["0", "1"]


class Spy(FakeStore):
    """A store that notes in which order it was written, and fails where it is told to."""

    # ruff: noqa: D102  the port says what each method promises

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.fail_at = ""

    async def save_article(self, article: Article, events: Sequence[Event], figures: Sequence[Figure]) -> None:
        self._write("article")
        await super().save_article(article, events, figures)

    async def save_feed_states(self, states: Sequence[FeedState]) -> None:
        self._write("states")
        await super().save_feed_states(states)

    def _write(self, what: str) -> None:
        if what == self.fail_at:
            raise StoreUnusable("database-full", "desk.db")
        self.written.append(what)


async def test_articles_are_stored_before_the_validators_that_would_hide_them(
    room: Room, web: ScoringWeb, clock: FakeClock
):
    spy = Spy()
    await serve(spy, web, an_rss_item("One", NOW, text="The first."), an_rss_item("Two", NOW, text="The second."))
    await fetch(Room(spy, room.lexicon, clock), reach_of(web))
    assert spy.written == ["article", "article", "states"]


@pytest.mark.parametrize("point", ["article", "states"])
async def test_a_pass_that_ends_between_articles_and_states_is_repeated_without_harm(
    room: Room, web: ScoringWeb, clock: FakeClock, point: str
):
    spy = Spy()
    await serve(spy, web, an_rss_item("One", NOW, text="The first."), an_rss_item("Two", NOW, text="The second."))
    spy.fail_at = point
    with pytest.raises(StoreUnusable):
        await fetch(Room(spy, room.lexicon, clock), reach_of(web))
    assert await spy.feed_states() == {}
    spy.fail_at = ""
    await fetch(Room(spy, room.lexicon, clock), reach_of(web))
    assert (await spy.counts())["articles"] == 2
    assert (await state_of(spy)).etag
    assert await spy.unplaced() == ()


async def test_f19_articles_that_break_the_program_set_only_their_feed_aside(
    room: Room, store: FakeStore, web: ScoringWeb, monkeypatch: pytest.MonkeyPatch
):
    poison = Feed("https://poison.example/feed", "Poison")
    await serve(store, web, an_rss_item(STORY, NOW))
    await serve(store, web, an_rss_item("Poison", NOW, url="https://poison.example/1"), feed=poison)

    async def careful(room: Room, entries: list[Entry]) -> Intake:
        if any(entry.title == "Poison" for entry in entries):
            raise ZeroDivisionError
        return await read_in(room, entries)

    monkeypatch.setattr("bot.newsroom.fetch.read_in", careful)
    fetched = await fetch(room, reach_of(web))
    assert {a.feed.outlet: a.intent for a in fetched.asked} == {"Grebe": Intent.READ, "Poison": Intent.FAILED}
    assert [article.title for article in await store.newest(9)] == [STORY]
    assert (await state_of(store, poison.url)).etag == ""


PARAGRAPH = "Corvid Labs released its model Heron-1 on Thursday, and anyone can download the weights. "
PAGE = f"<html><head><title>Heron-1 is out</title></head><body><article><p>{PARAGRAPH * 8}</p></article></body></html>"
FULL = Feed(URL, "Grebe", full_text=True)


async def test_a_feed_of_beginnings_gets_the_text_of_its_pages(room: Room, store: FakeStore, web: ScoringWeb):
    page = "https://grebe.example/heron-1"
    await serve(store, web, an_rss_item(STORY, NOW, url=page, text="Corvid Labs released …"), feed=FULL)
    web.pages[page] = response(page, 200, PAGE.encode())
    await fetch(room, reach_of(web))
    (article,) = await store.newest(9)
    assert article.text.count("anyone can download") == 8
    assert (article.title, article.url, article.outlet) == (STORY, page, "Grebe")


async def test_pages_of_known_articles_and_of_whole_texts_are_not_asked_for(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    page = "https://grebe.example/heron-1"
    whole = an_rss_item("Whole", NOW, text=PARAGRAPH * 8)
    await serve(store, web, an_rss_item(STORY, NOW, url=page, text="Short."), whole, feed=FULL)
    web.pages[page] = response(page, 200, PAGE.encode())
    await fetch(room, reach_of(web))
    clock.advance(DAY)
    await serve(store, web, an_rss_item(STORY, NOW, url=page, text="Short!"), whole, feed=FULL)
    await fetch(room, reach_of(web))
    assert [record.url for record in web.records] == [URL, page, URL]


@pytest.mark.parametrize("trouble", ["robots", "missing", "unreachable", "empty", "less", "no address", "odd"])
async def test_whatever_fails_with_a_page_the_beginning_stays(
    room: Room, store: FakeStore, web: ScoringWeb, trouble: str
):
    addresses = {"no address": "https:///", "odd": "https://gr(ebe.example/heron-1"}
    page = addresses.get(trouble, "https://grebe.example/heron-1")
    beginning = "Corvid Labs said little." if trouble != "less" else PARAGRAPH * 6
    await serve(store, web, an_rss_item(STORY, NOW, url=page, text=beginning), feed=FULL)
    if trouble == "unreachable":
        web.pages[page] = unreachable(page)
    elif trouble != "missing":
        shorter = {"empty": b"<html></html>", "less": PAGE.replace(PARAGRAPH * 8, PARAGRAPH).encode()}
        web.pages[page] = response(page, 200, shorter.get(trouble, PAGE.encode()))
    await fetch(room, reach_of(web, robots=trouble != "robots"))
    (article,) = await store.newest(9)
    assert article.text == beginning.strip()
    if trouble == "robots":
        assert web.asked(page) == []


async def test_a_first_fetch_does_not_empty_an_archive(room: Room, store: FakeStore, web: ScoringWeb):
    items = [an_rss_item(f"Report {n}", NOW - n * DAY, text=f"Number {n}.") for n in range(50)]
    await serve(store, web, *items, feed=FULL)
    await fetch(room, reach_of(web))
    asked = [record.url for record in web.records if record.url != URL]
    assert asked == [f"https://grebe.example/report-{n}" for n in range(MOST_PAGES)]


async def test_progress_tells_how_many_of_how_many(room: Room, store: FakeStore, web: ScoringWeb):
    for n in range(5):
        await serve(store, web, an_rss_item(f"R{n}", NOW), feed=Feed(f"https://h{n}.example/", f"H{n}"))
    told: list[tuple[int, int]] = []
    await fetch(room, reach_of(web), progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 5)
    assert told[-1] == (5, 5)
