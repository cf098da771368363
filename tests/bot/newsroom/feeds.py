"""Feeds as their publishers write them, and a way to the web in memory for the tests of fetching."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime

from adapters.feeds.discover import feed_links, usual_places
from adapters.feeds.read import read_polled
from adapters.pages.read import read_page
from bot.newsroom.reach import PoliteWeb, Reach
from digests.article import Entry
from digests.feed import Parsed
from tests.fakes.web import ScoringWeb


def an_rss_item(title: str, at: datetime | None, *, url: str = "", text: str = "", guid: str = "") -> str:
    link = url or f"https://grebe.example/{title.lower().replace(' ', '-')}"
    words = text or f"{title}. Corvid Labs said so in a long statement that nobody else has."
    dated = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    named = f"<guid>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{link}</link><description>{words}</description>{named}{dated}</item>"


def rss(items: Iterable[str], channel: str = "") -> bytes:
    return f'<rss version="2.0"><channel><title>Grebe</title>{channel}{"".join(items)}</channel></rss>'.encode()


def reach_of(web: ScoringWeb, *, robots: bool = True) -> Reach:
    """Return a way to that web, its bytes parsed by the real parsers, without a worker process."""

    async def feed(body: bytes, origin: str, charset: str | None) -> Parsed:
        return read_polled(body, origin, charset)

    async def page(body: bytes, origin: str) -> Entry:
        return read_page(body, origin)

    async def links(body: bytes, origin: str) -> tuple[str, ...]:
        return feed_links(body, origin)

    async def may_read(_url: str) -> bool:
        return robots

    return Reach(PoliteWeb(web), feed, page, links, usual_places, may_read)
