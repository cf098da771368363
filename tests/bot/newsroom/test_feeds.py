"""Adding, trying, removing and taking over feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.newsroom.feeds import Wanted, add_feed, remove_feed, take_over, try_feed
from bot.newsroom.fetch import fetch
from bot.newsroom.room import Room
from digests.change import Held, Holds
from digests.errors import BadInput, NotFound, Unreachable
from digests.feed import Feed, FeedKind
from digests.language import Lang
from digests.own_feeds import polled_feeds
from tests.bot.newsroom.feeds import an_rss_item, reach_of, rss
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.fakes.web import ScoringWeb, ServedFeed, response, unreachable

NOW = datetime(2024, 7, 24, 12, tzinfo=UTC)
SITE = "https://grebe.example/"
URL = "https://grebe.example/feed"


@pytest.fixture
def web(clock: FakeClock) -> ScoringWeb:
    web = ScoringWeb(clock)
    web.pages[URL] = ServedFeed(URL, rss([an_rss_item("Heron-1 is out", NOW)], "<language>en</language>"))
    return web


def page(*links: str) -> bytes:
    named = "".join(f'<link rel="alternate" type="application/rss+xml" href="{link}">' for link in links)
    return f"<html><head>{named}</head><body>Grebe</body></html>".encode()


async def test_a_feed_that_is_added_is_read_at_once_and_not_asked_again_before_its_time(
    room: Room, store: FakeStore, web: ScoringWeb, clock: FakeClock
):
    added = await add_feed(room, reach_of(web), Wanted(URL))
    assert (added.feed, added.entries, added.new) == (Feed(URL, "Grebe", Lang.EN), 1, 1)
    assert await store.feeds() == (added.feed,)
    assert (await fetch(room, reach_of(web))).asked == ()
    clock.advance(timedelta(days=1))
    await fetch(room, reach_of(web))
    assert [record.status for record in web.records] == [200, 304]
    assert web.offences == []


async def test_what_is_said_of_a_feed_outranks_what_it_says_itself(room: Room, store: FakeStore, web: ScoringWeb):
    wanted = Wanted(URL, "The Great Grebe", Lang.HANT, FeedKind.LAB, full_text=True)
    added = await add_feed(room, reach_of(web), wanted)
    assert added.feed == Feed(URL, "The Great Grebe", Lang.HANT, FeedKind.LAB, full_text=True)
    assert (await store.newest(1))[0].outlet == "The Great Grebe"


async def test_a_feed_cannot_call_itself_as_what_a_tenants_own_is_known_by(room: Room, web: ScoringWeb):
    web.pages[URL] = ServedFeed(
        URL, rss([an_rss_item("Heron-1 is out", NOW)]).replace(b">Grebe<", ">Grebe ∷aaaaaaaa<".encode())
    )
    feed = (await try_feed(room, reach_of(web), Wanted(URL))).feed
    assert feed.outlet == "Grebe"


async def test_an_address_without_scheme_is_asked_by_https(room: Room, web: ScoringWeb):
    assert (await try_feed(room, reach_of(web), Wanted(" grebe.example/feed "))).feed.url == URL


async def test_a_page_leads_to_the_feed_that_it_names(room: Room, web: ScoringWeb):
    web.pages[SITE] = response(SITE, 200, page("/feed"))
    assert (await try_feed(room, reach_of(web), Wanted(SITE))).feed.url == URL


async def test_a_page_that_names_several_feeds_leaves_the_choice_to_the_reader(room: Room, web: ScoringWeb):
    web.pages[SITE] = response(SITE, 200, page("/feed", "/zh/feed"))
    with pytest.raises(BadInput) as refused:
        await try_feed(room, reach_of(web), Wanted(SITE))
    assert refused.value.key == "feed-choose"
    assert refused.value.values["feeds"] == (URL, "https://grebe.example/zh/feed")


async def test_a_page_that_names_none_is_looked_for_one_in_the_usual_places(room: Room, web: ScoringWeb):
    web.pages[SITE] = response(SITE, 200, page())
    assert (await try_feed(room, reach_of(web), Wanted(SITE))).feed.url == URL


async def test_a_page_whose_named_feed_is_broken_says_what_is_wrong_with_it(room: Room, web: ScoringWeb):
    web.pages[SITE] = response(SITE, 200, page("/broken"))
    web.pages[f"{SITE}broken"] = response(f"{SITE}broken", 500)
    with pytest.raises(BadInput) as refused:
        await try_feed(room, reach_of(web), Wanted(SITE))
    assert (refused.value.key, refused.value.subject) == ("feed-status", f"{SITE}broken")


async def test_without_a_feed_anywhere_the_page_is_what_is_refused(room: Room, web: ScoringWeb):
    lonely = "https://dunlin.example/"
    web.pages[lonely] = response(lonely, 200, page())
    with pytest.raises(BadInput) as refused:
        await try_feed(room, reach_of(web), Wanted(lonely))
    assert (refused.value.key, refused.value.subject) == ("no-feed", lonely)
    with pytest.raises(BadInput) as refused:
        await try_feed(room, reach_of(web), Wanted("https://dunlin.example/missing"))
    assert refused.value.values["status"] == 404


async def test_s01_an_address_that_may_not_be_asked_is_refused_and_nothing_kept(
    room: Room, store: FakeStore, web: ScoringWeb
):
    web.pages["http://127.0.0.1/feed"] = unreachable("http://127.0.0.1/feed")
    with pytest.raises(Unreachable):
        await add_feed(room, reach_of(web), Wanted("http://127.0.0.1/feed"))
    assert await store.feeds() == ()


async def test_a_feed_is_not_added_twice(room: Room, web: ScoringWeb):
    await add_feed(room, reach_of(web), Wanted(URL))
    with pytest.raises(BadInput) as refused:
        await add_feed(room, reach_of(web), Wanted(URL))
    assert refused.value.key == "feed-known"
    assert len(web.records) == 1
    web.pages[SITE] = response(SITE, 200, page("/feed"))
    with pytest.raises(BadInput) as refused:
        await add_feed(room, reach_of(web), Wanted(SITE))
    assert refused.value.key == "feed-known"


async def test_a_feed_is_removed_by_its_address_or_by_its_name(store: FakeStore):
    feeds = [Feed(URL, "Grebe"), Feed(f"{URL}/2", "Dunlin"), Feed(f"{URL}/3", "Dunlin")]
    await store.save_feeds(feeds)
    assert await remove_feed(store, "grebe") == feeds[0]
    with pytest.raises(BadInput) as several:
        await remove_feed(store, "Dunlin")
    assert several.value.values["feeds"] == (f"{URL}/2", f"{URL}/3")
    assert await remove_feed(store, f"{URL}/3") == feeds[2]
    with pytest.raises(NotFound):
        await remove_feed(store, "Grebe")
    assert await store.feeds() == (feeds[1],)


async def test_of_a_list_only_what_is_new_is_taken_over(store: FakeStore):
    mine = Feed(URL, "My Grebe", full_text=True)
    await store.save_feeds([mine])
    other = Feed("https://dunlin.example/feed", "Dunlin")
    assert await take_over(store, [Feed(URL, "Grebe"), other, other]) == (1, 2)
    assert await store.feeds() == (other, mine)


async def test_a_page_that_asks_for_a_password_is_said_to_be_one(room: Room, web: ScoringWeb):
    lonely = "https://dunlin.example/"
    web.pages[lonely] = response(lonely, 200, b"<html><form><input name=p type='password'></form></html>")
    with pytest.raises(BadInput) as refused:
        await try_feed(room, reach_of(web), Wanted(lonely))
    assert refused.value.key == "feed-login"
    web.pages[SITE] = response(SITE, 200, b"<html><form><input name=p type='password'></form></html>")
    assert (await try_feed(room, reach_of(web), Wanted(SITE))).feed.url == URL


@pytest.mark.parametrize(("status", "key"), [(401, "feed-locked"), (403, "feed-locked"), (410, "feed-not-there")])
async def test_what_is_locked_or_gone_is_said_so(room: Room, web: ScoringWeb, status: int, key: str):
    web.pages["https://dunlin.example/feed"] = response("https://dunlin.example/feed", status)
    with pytest.raises(BadInput) as refused:
        await try_feed(room, reach_of(web), Wanted("https://dunlin.example/feed"))
    assert (refused.value.key, refused.value.values["status"]) == (key, status)


async def test_a_feed_that_is_only_some_tenants_is_no_feed_of_the_shared_list(
    room: Room, store: FakeStore, web: ScoringWeb
):
    (own,) = polled_feeds([Held(Holds.FEED, URL, {"created": NOW.isoformat()})]).values()
    await store.save_feeds([own])
    with pytest.raises(NotFound):
        await remove_feed(store, URL)
    await add_feed(room, reach_of(web), Wanted(URL))
    assert await store.feeds() == (Feed(URL, "Grebe", Lang.EN),)


async def test_what_a_tenant_names_is_asked_on_the_way_that_allows_nothing_but_the_public_web(web: ScoringWeb):
    (own,) = polled_feeds([Held(Holds.FEED, URL, {"created": NOW.isoformat()})]).values()
    strict = reach_of(web).web
    reach = replace(reach_of(web), web_of_tenants=strict)
    assert reach.web_for(own) is strict
    assert reach.web_for(Feed(URL, "Grebe")) is reach.web
