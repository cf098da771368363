"""Feeds that admins name in a chat, asked over real sockets by the polite reader: what is none is said to be none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from adapters.web.client import WebClient
from bot.desk.desk import NewsDesk
from bot.newsroom.reach import PoliteWeb
from bot.newsroom.room import Room
from bot.wiring import looking
from bot.wiring.looking import PoliteLook
from bot.wiring.web import outside
from config.settings import Settings
from digests.change import Holds
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.language import Lang
from digests.page import Buttons, Page
from digests.subscription import Channel
from digests.web import BODY_LIMIT
from tests.adapters.web.site import AGENT, Answer, Site, answer, redirect
from tests.bot.conftest import NOW
from tests.bot.newsroom.feeds import an_rss_item, rss

ADMIN = Asker("discord", "guild", "8", Channel("discord", "guild", "1"), manages=True)
HTML, XML = "Content-Type: text/html; charset=utf-8", "Content-Type: application/rss+xml"
FEED = answer(rss([an_rss_item("Heron-1 is out", NOW)]), XML)
LOGIN = answer(b"<html><form action=/in><input name=user><input name=word type=password></form></html>", HTML)
OPML = b'<opml version="2.0"><body><outline type="rss" text="Grebe" xmlUrl="https://grebe.example/feed"/></body></opml>'


async def endless(site: Site, writer: asyncio.StreamWriter) -> None:
    await site.send(writer, f"HTTP/1.1 200 OK\r\n{XML}\r\n\r\n<rss><channel>".encode())
    while not site.over.is_set() and site.sent < 4 * BODY_LIMIT:
        await site.send(writer, b"<item><title>More</title></item>" * 1_000)


async def dripping(site: Site, writer: asyncio.StreamWriter) -> None:
    await site.send(writer, f"HTTP/1.1 200 OK\r\n{XML}\r\n\r\n<rss><channel>".encode())
    while not site.over.is_set():
        await site.send(writer, b" ")
        await site.pause(0.02)


ROUTES: dict[str, Answer] = {
    "/feed.xml": FEED,
    "/page": answer(b"<html><link rel=alternate type='application/rss+xml' href='/feed.xml'></html>", HTML),
    "/moved": redirect("/feed.xml"),
    "/login": LOGIN,
    "/to-login": redirect("/login"),
    "/locked": answer(b"no", HTML, status="403 Forbidden"),
    "/broken": answer(b"oh", HTML, status="500 Oh"),
    "/none": answer(b"<html><body>Just a page.</body></html>", HTML),
    "/picture": answer(b"\x89PNG\r\n\x1a\n" + bytes(100), "Content-Type: image/png"),
    "/empty": answer(b"", XML),
    "/cut": answer(rss([an_rss_item("Heron-1 is out", NOW)])[:60], XML),
    "/endless": endless,
    "/dripping": dripping,
    "/inside": redirect("http://10.0.0.1/feed"),
    "/list.opml": answer(OPML, "Content-Type: text/x-opml"),
}


@asynccontextmanager
async def opened(desk: NewsDesk, room: Room, site: Site, *, strict: bool = False) -> AsyncIterator[NewsDesk]:
    """Open a desk that asks the site, as the operator allows; ``strict``, as for what tenants name."""
    allowed = [] if strict else [site.allowance]
    async with outside(Settings(), room.clock) as reach, WebClient(AGENT, allowed, timeout=2) as web:
        look = PoliteLook(room, replace(reach, web_of_tenants=PoliteWeb(web)), asyncio.Semaphore(4))
        yield NewsDesk(replace(desk.context, platforms=("terminal", "discord"), look=look))


async def ask(desk: NewsDesk, verb: str, **options: str) -> Page:
    return await desk.answer(Question(verb, dict(options), Lang.EN, "", ADMIN))


async def saved(desk: NewsDesk, page: Page) -> Page:
    save = next(block.acts[0].ask for block in page.blocks if isinstance(block, Buttons))
    return await ask(desk, "save", **{name: str(value) for name, value in save.options.items()})


@pytest.mark.parametrize("path", ["/feed.xml", "/page", "/moved", "/"])
async def test_a_feed_or_a_page_that_leads_to_one_is_shown_and_kept(desk: NewsDesk, room: Room, path: str):
    async with Site(ROUTES) as site, opened(desk, room, site) as there:
        shown = await ask(there, "feeds add", address=site.url(path))
        asked = len(site.heads)
        assert shown.record["titles"] == ["Heron-1 is out"]
        await saved(there, shown)
        assert len(site.heads) == asked
        (held,) = await there.context.ledger.held(Holds.FEED, "discord", "guild")
        assert held.name in (site.url("/feed.xml"), site.url("/moved"))


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/login", "feed-login"),
        ("/to-login", "feed-login"),
        ("/locked", "feed-locked"),
        ("/missing", "feed-not-there"),
        ("/broken", "feed-status"),
        ("/none", "no-feed"),
        ("/picture", "no-feed"),
        ("/empty", "no-feed"),
        ("/endless", "feed-too-large"),
        ("/dripping", "web-slow"),
        ("/inside", "feed-not-public"),
    ],
)
async def test_what_is_no_feed_gets_a_clear_answer_with_the_way_out_and_nothing_is_saved(
    desk: NewsDesk, room: Room, path: str, key: str
):
    routes = {name: said for name, said in ROUTES.items() if name not in ("/feed.xml", "/page")}
    async with Site(routes) as site, opened(desk, room, site) as there:
        with pytest.raises(Refusal) as refused:
            await ask(there, "feeds add", address=site.url(path))
        assert refused.value.key == key
        for words in there.context.words.values():
            assert words.refusal(refused.value)
            assert words.way_out(refused.value)
        assert await there.context.ledger.every_held(Holds.FEED) == ()
        assert await room.store.feeds() == ()


async def test_s01_a_private_address_is_never_asked_whatever_the_operator_allows_for_feeds_of_all(
    desk: NewsDesk, room: Room
):
    async with Site(ROUTES) as site, opened(desk, room, site, strict=True) as there:
        for verb in ("feeds add", "feeds test", "feeds import"):
            with pytest.raises(Refusal) as refused:
                await ask(there, verb, address=site.url("/feed.xml"))
            assert refused.value.key == "feed-not-public"
            told = there.context.words[Lang.EN].refusal(refused.value)
            assert "network" not in told
        assert site.heads == []


async def test_an_opml_list_is_taken_over_from_its_address_and_what_is_none_is_refused(desk: NewsDesk, room: Room):
    async with Site(ROUTES) as site, opened(desk, room, site) as there:
        await saved(there, await ask(there, "feeds import", address=site.url("/list.opml")))
        (held,) = await there.context.ledger.held(Holds.FEED, "discord", "guild")
        assert held.name == "https://grebe.example/feed"
        for path, key in (("/feed.xml", "no-opml"), ("/missing", "feed-status"), ("/endless", "feed-too-large")):
            with pytest.raises(Refusal) as refused:
                await ask(there, "feeds import", address=site.url(path))
            assert refused.value.key == key
        again = await ask(there, "feeds export")
        assert "https://grebe.example/feed" in str(again.record["opml"])


async def test_a_look_ends_however_long_its_answers_take(desk: NewsDesk, room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looking, "LONGEST", 0.3)
    async with Site(ROUTES) as site, opened(desk, room, site) as there:
        with pytest.raises(Refusal, match="web-slow"):
            await ask(there, "feeds test", address=site.url("/dripping"))
