"""Adding, removing and taking over feeds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bot.newsroom.reach import Reach
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.errors import BadInput, NotFound, Refusal
from digests.feed import Feed, FeedKind, FeedState, Parsed, bare_address, feeds_called, shown_address
from digests.language import Lang
from digests.own_feeds import bare_outlet, shared_feeds
from digests.polling.after import Intent, after, after_parse
from digests.polling.due import host_in
from digests.ports import Store
from digests.web import Request, Response

_LOCKED, _MISSING = (401, 402, 403, 407), (404, 410)
_PASSWORD = re.compile(rb"<input[^>]{0,500}type\s*=\s*[\"']?password", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is said of a feed that is to be added; what is not said, the feed says itself."""

    url: str
    outlet: str = ""
    lang: Lang | None = None
    kind: FeedKind = FeedKind.NEWS
    full_text: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """A feed that was asked once, and what it answered."""

    feed: Feed
    state: FeedState
    answer: Response
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was added, and what came with it."""

    feed: Feed
    entries: int
    new: int


async def add_feed(room: Room, reach: Reach, wanted: Wanted) -> Added:
    """Try a feed, add it and read in what it holds, so that it is not asked a second time at once.

    Raises Unreachable, BadInput as ``try_feed`` does, and BadInput for a feed that is there already.
    """
    known = {feed.url for feed in shared_feeds(await room.store.feeds())}
    _check_new(_whole(wanted.url), known)
    tried = await try_feed(room, reach, wanted)
    _check_new(tried.feed.url, known)
    await room.store.save_feeds([tried.feed])
    signed = [replace(e, outlet=tried.feed.outlet, lang=tried.feed.lang or e.lang) for e in tried.parsed.entries]
    intake = await read_in(room, signed)
    state = after_parse(tried.state, tried.answer, tried.parsed, intake.new, room.clock.now())
    await room.store.save_feed_states([state])
    return Added(tried.feed, len(signed), intake.new)


async def try_feed(room: Room, reach: Reach, wanted: Wanted) -> Tried:
    """Ask for a feed, or for the feed of a page; nothing is kept.

    Raises Unreachable where the address may not be asked or does not answer, BadInput where there is no feed, or where
    a page names several.
    """
    url = _whole(wanted.url)
    answer = await reach.web.get(Request(url))
    try:
        return await _read(room, reach, wanted, url, answer)
    except BadInput as refusal:
        no_feed: Refusal = refusal
    links = await reach.find_feeds(answer.body, bare_address(answer.url)) if answer.status == 200 else ()  # noqa: PLR2004  OK
    if len(links) > 1:
        raise BadInput("feed-choose", shown_address(url), feeds=tuple(map(shown_address, links)))
    for link in links or reach.usual_places(answer.url):
        try:
            return await _read(room, reach, wanted, link, await reach.web.get(Request(link)))
        except Refusal as refusal:
            no_feed = refusal if links else no_feed
    if not links and _asks_who_reads(answer):
        raise BadInput("feed-login", shown_address(url))
    raise no_feed


async def remove_feed(store: Store, name: str) -> Feed:
    """Remove the feed of that address, or of the outlet of that name. Raises NotFound, BadInput for several."""
    found = feeds_called(shared_feeds(await store.feeds()), name)
    if not found:
        raise NotFound("no-such-feed", shown_address(name))
    if len(found) > 1:
        raise BadInput("feed-several", name, feeds=tuple(shown_address(feed.url) for feed in found))
    await store.remove_feed(found[0].url)
    return found[0]


async def take_over(store: Store, feeds: Sequence[Feed]) -> tuple[int, int]:
    """Store the feeds of a list that are not there yet; return how many were new, and how many known."""
    known = {feed.url for feed in shared_feeds(await store.feeds())}
    new = [feed for feed in {feed.url: feed for feed in feeds}.values() if feed.url not in known]
    await store.save_feeds(new)
    return len(new), len(feeds) - len(new)


def _check_new(url: str, known: Collection[str]) -> None:
    if url in known:
        raise BadInput("feed-known", shown_address(url))


async def _read(room: Room, reach: Reach, wanted: Wanted, url: str, answer: Response) -> Tried:
    """Return what an answer says of the feed at an address. Raises BadInput where it is none."""
    polled = after(FeedState(url), answer, room.clock.now())
    if answer.status in _LOCKED:
        raise BadInput("feed-locked", shown_address(url), status=answer.status)
    if answer.status in _MISSING:
        raise BadInput("feed-not-there", shown_address(url), status=answer.status)
    if polled.intent is not Intent.READ:
        raise BadInput("feed-status", shown_address(url), status=answer.status)
    parsed = await reach.feed_in(answer)
    feed = Feed(
        url=url,
        outlet=wanted.outlet or bare_outlet(parsed.title or "").strip() or host_in(url),
        lang=wanted.lang or parsed.lang,
        kind=wanted.kind,
        full_text=wanted.full_text,
    )
    return Tried(feed, polled.state, answer, parsed)


def _asks_who_reads(answer: Response) -> bool:
    """Say whether a page wants a password before it shows what is there."""
    return answer.status == 200 and _PASSWORD.search(answer.body) is not None  # noqa: PLR2004  OK


def _whole(url: str) -> str:
    """Return a typed address with its scheme."""
    url = url.strip()
    return url if urlsplit(url).scheme in ("http", "https") or "://" in url else f"https://{url}"
