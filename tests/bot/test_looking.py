"""Looking at feeds that admins name: bounded, on the public web alone, and told in words for them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.newsroom.room import Room
from bot.wiring import looking
from bot.wiring.looking import PoliteLook
from digests.errors import BadInput, Unreachable
from digests.feed import Feed
from digests.web import Request, Response
from tests.bot.conftest import NOW
from tests.bot.newsroom.feeds import an_rss_item, reach_of, rss
from tests.fakes.clock import FakeClock
from tests.fakes.web import ScoringWeb, ServedFeed, response

URL = "https://grebe.example/feed"
LIST = "https://grebe.example/list.opml"
OPML = b"""<opml version="2.0"><head/><body><outline text="News">
<outline type="rss" text="Grebe" xmlUrl="https://grebe.example/feed"/><outline type="rss" xmlUrl="https://x.example/f"/>
</outline></body></opml>"""


@pytest.fixture
def web(clock: FakeClock) -> ScoringWeb:
    web = ScoringWeb(clock)
    web.pages[URL] = ServedFeed(URL, rss([an_rss_item("Heron-1 is out", NOW - timedelta(hours=1))]))
    return web


@pytest.fixture
def look(room: Room, web: ScoringWeb) -> PoliteLook:
    return PoliteLook(room, reach_of(web), asyncio.Semaphore(1))


async def test_a_feed_is_found_and_nothing_is_kept(look: PoliteLook, room: Room):
    found = await look.look(URL)
    assert (found.feed, len(found.parsed.entries)) == (Feed(URL, "Grebe"), 1)
    assert await room.store.feeds() == ()


async def test_a_list_is_read_and_written_without_secrets(look: PoliteLook, web: ScoringWeb):
    web.pages[LIST] = response(LIST, 200, OPML)
    assert await look.listed(LIST) == [Feed(URL, "Grebe"), Feed("https://x.example/f", "x.example")]
    written = look.as_list([Feed(f"{URL}?key=s3cret", "Grebe")])
    assert "s3cret" not in written
    web.pages[LIST] = response(LIST, 200, written.encode())
    assert await look.listed(LIST) == []
    assert "grebe.example" in written
    with pytest.raises(BadInput, match="feed-status"):
        await look.listed(f"{LIST}2")
    with pytest.raises(BadInput, match="no-opml"):
        await look.listed(URL)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("web-not-public", "feed-not-public"),
        ("web-local-name", "feed-not-public"),
        ("web-port", "feed-not-public"),
        ("web-too-large", "feed-too-large"),
        ("web-no-host", "web-no-host"),
    ],
)
async def test_what_may_not_be_asked_or_never_ends_is_said_without_a_word_of_networks(
    look: PoliteLook, web: ScoringWeb, key: str, said: str
):
    web.pages[URL] = Unreachable(key, URL, address="10.0.0.1", network="10.0.0.0/8")
    with pytest.raises((BadInput, Unreachable)) as refused:
        await look.look(URL)
    assert refused.value.key == said
    assert "10.0" not in str(refused.value) or key == said


async def test_only_the_way_without_the_operators_allowances_is_taken(room: Room, web: ScoringWeb, clock: FakeClock):
    strict = ScoringWeb(clock)
    reach = replace(reach_of(web), web_of_tenants=reach_of(strict).web)
    with pytest.raises(BadInput, match="feed-not-there"):
        await PoliteLook(room, reach, asyncio.Semaphore(1)).look(URL)
    assert web.records == []


async def test_a_look_that_takes_too_long_is_broken_off(room: Room, web: ScoringWeb, monkeypatch: pytest.MonkeyPatch):
    class Endless(ScoringWeb):
        async def get(self, request: Request) -> Response:
            await asyncio.Event().wait()
            return await super().get(request)

    monkeypatch.setattr(looking, "LONGEST", 0.01)
    with pytest.raises(Unreachable, match="web-slow"):
        await PoliteLook(room, reach_of(Endless(web.clock)), asyncio.Semaphore(1)).look(URL)
