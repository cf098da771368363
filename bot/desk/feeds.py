"""The feeds, and how each does, those of the asker's tenant too; the outlets behind them.

In chats the list that all tenants share is read only: what a tenant adds is its own, and what it removes of the shared
ones is hidden from it. In the terminal ``bot.cli.feeds`` changes the shared list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from operator import itemgetter
from types import MappingProxyType

from bot.desk.changing import draft, offer, settle
from bot.desk.context import Asked
from bot.desk.thinking import thought
from digests.article import Article, Entry
from digests.change import Change, Held, Holds, Value
from digests.errors import BadInput, NotFound
from digests.feed import Feed, Found, feeds_called, shown_address
from digests.intake import make_article
from digests.layout.feeds import feed_page, feeds_page
from digests.layout.numbers import counted
from digests.layout.outlets import sources_page
from digests.layout.own_feeds import Brought, brought_page, choose_page, list_page, written_page
from digests.own_feeds import feed_held, feed_value, hides, hiding, mark_of, mark_of_id, own_feeds, own_name
from digests.page import Page
from digests.ports import FeedLook
from digests.stated import web_address
from digests.tracked import is_hidden

TRIED = timedelta(days=7)
FOUND = "found"
"""The option that *Save* adds: what was found when the change was shown, so that nothing is asked twice."""


async def answer_feeds(asked: Asked) -> Page:
    """Answer with the feeds that are polled, the tenant's own under the names that it gave them."""
    held, feeds = await _held(asked), await feeds_there(asked)
    states = await asked.context.store.feed_states()
    hidden = sorted({str(one.value.get("outlet", "")) for one in held.values() if is_hidden(one.value)})
    own = frozenset(own_feeds(held.values()))
    return feeds_page([*feeds.values()], states, asked.zone, asked.words, own=own, hidden=hidden)


async def answer_sources(asked: Asked) -> Page:
    """Answer with the outlets that are read, each once."""
    store = asked.context.store
    return sources_page(await store.feeds(), await store.feed_states(), asked.zone, asked.words)


async def answer_feed_test(asked: Asked) -> Page:
    """Answer with what the feed at ``address`` would have brought; nothing is kept."""
    try:
        found = await _look(asked).look(_address(asked))
    except BadInput as refusal:
        return _to_choose(asked, refusal)
    return brought_page(found.feed, "tested", await _brought(asked, found), asked.words)


async def answer_feed_add(asked: Asked) -> Page:
    """Show what the feed at ``address``, or that of the page there, would have brought; called ``name``."""
    url = _address(asked)
    back = await _hidden_feed(asked, url)
    if back is not None:
        return await offer(asked, await _restoring(asked, back), feed_page("restored-if-saved", back, asked.words))
    await _check(asked, [url])
    try:
        found = await _look(asked).look(url)
    except BadInput as refusal:
        return _to_choose(asked, refusal)
    if await _hidden_feed(asked, found.feed.url):
        return await answer_feed_add(_at(asked, found.feed.url))
    feed = replace(found.feed, outlet=own_name(asked.text("name") or found.feed.outlet))
    await _check(asked, [feed.url])
    page = brought_page(feed, "added-if-saved", await _brought(asked, found), asked.words)
    return await offer(_with(asked, [feed]), await _adding(asked, feed), page)


async def save_feed_add(asked: Asked) -> Page:
    """Read the feed that was shown from the next round on. Raises Refusal."""
    back = await _hidden_feed(asked, _address(asked))
    if back is not None:
        await settle(asked, await _restoring(asked, back))
        return feed_page("restored", back, asked.words)
    (feed,) = _found(asked)
    await _check(asked, [feed.url])
    await settle(asked, await _adding(asked, feed))
    return feed_page("added", feed, asked.words)


async def answer_feed_remove(asked: Asked) -> Page:
    """Show which ``feed`` would not be read there any more; of a shared one, the whole outlet."""
    wish = await _removing(asked)
    lately = counted("feeds.brought-lately", await _brought_by(asked, wish.feed), asked.words)
    page = feed_page(f"{wish.outcome}-if-saved", wish.feed, asked.words, lately=lately)
    return await offer(asked, wish.change, page)


async def save_feed_remove(asked: Asked) -> Page:
    """Show nothing of that feed there any more. Raises Refusal."""
    wish = await _removing(asked)
    await settle(asked, wish.change)
    return feed_page(wish.outcome, wish.feed, asked.words)


async def answer_feed_import(asked: Asked) -> Page:
    """Show which feeds of the OPML list at ``address`` would be added. They are asked when they are saved, not now."""
    listed = await _look(asked).listed(_address(asked))
    new = await _unknown(asked, {feed.url: feed for feed in listed}.values())
    page = list_page(new, len(listed) - len(new), asked.words, "imported-if-saved")
    if not new:
        return page
    await _check(asked, [feed.url for feed in new])
    return await offer(_with(asked, new), await _adding(asked, new[0]), page)


async def save_feed_import(asked: Asked) -> Page:
    """Read the feeds that were shown from the next round on, each a change of its own. Raises Refusal."""
    new = await _unknown(asked, _found(asked))
    await _check(asked, [feed.url for feed in new])
    for feed in new:
        await settle(asked, await _adding(asked, feed))
    return list_page(new, len(_found(asked)) - len(new), asked.words, "imported-here")


async def answer_feed_export(asked: Asked) -> Page:
    """Answer with the feeds that are read there as an OPML list, without what is secret in their addresses."""
    feeds = [*(await feeds_there(asked)).values()]
    return written_page(_look(asked).as_list(feeds), len(feeds), asked.words)


def _to_choose(asked: Asked, refusal: BadInput) -> Page:
    """Return the feeds that a page names, each to be chosen. Raises the refusal where it is another."""
    links = refusal.values.get("feeds", ())
    if refusal.key != "feed-choose" or not isinstance(links, tuple):
        raise refusal
    asks = [_at(asked, str(link)).ask for link in links]
    return choose_page(asked.words.problem(refusal), asks, asked.words)


def _at(asked: Asked, address: str) -> Asked:
    """Return the question with that address."""
    options = MappingProxyType({**asked.question.options, "address": address})
    return replace(asked, question=replace(asked.question, options=options))


@dataclass(frozen=True, slots=True)
class _Wish:
    change: Change
    feed: Feed
    outcome: str
    """What was done then: a key of ``[feeds]``."""


async def _removing(asked: Asked) -> _Wish:
    name, there, held = asked.needed("feed"), await feeds_there(asked), await _held(asked)
    found = feeds_called(there.values(), name)
    own = [feed for feed in found if feed.url in held] or [*found]
    if not own:
        raise NotFound("no-such-feed", shown_address(name))
    if len(own) > 1 and own[0].url in held:
        raise BadInput("feed-several", name, feeds=tuple(shown_address(feed.url) for feed in own))
    feed = own[0]
    if feed.url in held:
        return _Wish(draft(asked, Holds.FEED, feed.url, held[feed.url].value, None), feed, "removed")
    _check_room(asked, held, 1)
    hidden = hiding(feed, there.values())
    return _Wish(draft(asked, Holds.FEED, hidden.name, None, hidden.value), feed, "hidden-here")


async def _adding(asked: Asked, feed: Feed) -> Change:
    return draft(asked, Holds.FEED, feed.url, None, feed_value(feed, asked.now))


async def _restoring(asked: Asked, feed: Feed) -> Change:
    """Return the change that shows a hidden outlet again."""
    one = next(one for one in (await _held(asked)).values() if hides(one.value, feed.url))
    return draft(asked, Holds.FEED, one.name, one.value, None)


async def _unknown(asked: Asked, feeds: Iterable[Feed]) -> list[Feed]:
    """Return the feeds that are neither read there nor hidden there."""
    there, held = await feeds_there(asked), (await _held(asked)).values()
    return [feed for feed in feeds if feed.url not in there and not any(hides(one.value, feed.url) for one in held)]


async def _hidden_feed(asked: Asked, url: str) -> Feed | None:
    """Return the shared feed of that address whose outlet the tenant has hidden; None for any other."""
    hidden = (one.value for one in (await _held(asked)).values() if hides(one.value, url))
    return next((Feed(url, str(value["outlet"])) for value in hidden), None)


async def _check(asked: Asked, urls: Sequence[str]) -> None:
    """Raise BadInput for feeds that are read there already, and for more than a tenant may have."""
    there = await feeds_there(asked)
    if known := next((url for url in urls if url in there), None):
        raise BadInput("feed-known", shown_address(known))
    _check_room(asked, await _held(asked), len(urls))


def _check_room(asked: Asked, held: Mapping[str, Held], more: int) -> None:
    most = asked.context.allowed.feeds
    if len(held) + more > most:
        raise BadInput("feeds-too-many", "feeds", most=most, have=len(held), more=more)


async def _brought(asked: Asked, found: Found) -> Brought:
    """Return what a feed would have brought in the last days: its entries as articles, by the code that reads them."""
    fresh = await thought(_since, asked.now - TRIED, found.parsed.entries, asked.now)
    known = await asked.context.store.articles(article.id for article in fresh)
    return Brought(fresh, len(known), len(found.parsed.entries), TRIED.days)


def _since(start: datetime, entries: Iterable[Entry], now: datetime) -> tuple[Article, ...]:
    """Return the entries that are dated since then as articles, newest first."""
    dated: list[tuple[datetime, Article]] = []
    for entry in entries:
        with suppress(BadInput):
            article = make_article(entry, now)
            if article.published and start <= article.published.latest:
                dated.append((article.published.latest, article))
    return tuple(article for _, article in sorted(dated, key=itemgetter(0), reverse=True))


async def _brought_by(asked: Asked, feed: Feed) -> int:
    """Return how many reports of the last days are there from the tenant's own feed, or from the outlet of a shared."""
    lately = await asked.context.store.articles_between(asked.now - TRIED, asked.now)
    outlet, mark = feed.outlet.casefold(), mark_of(feed.url) if feed.url in await _held(asked) else ""
    if mark:
        return sum(mark_of_id(article.id) == mark for article in lately)
    return sum((article.outlet or "").casefold() == outlet for article in lately if not mark_of_id(article.id))


async def feeds_there(asked: Asked) -> dict[str, Feed]:
    """Return the feeds that are read for the asker's tenant, by address: the shared ones that it wants, and its own."""
    shared = {feed.url: feed for feed in await asked.context.store.feeds()}
    own = own_feeds((await _held(asked)).values())
    ordered = sorted((shared | own).values(), key=lambda feed: (feed.outlet, feed.url))
    return {feed.url: feed for feed in ordered}


async def _held(asked: Asked) -> dict[str, Held]:
    """Return what the tenant keeps of feeds, by address."""
    asker = asked.question.asker
    return {one.name: one for one in await asked.context.ledger.held(Holds.FEED, asker.platform, asker.tenant)}


def _look(asked: Asked) -> FeedLook:
    if asked.context.look is None:
        raise BadInput("feeds-not-looked-at", asked.question.verb)
    return asked.context.look


def _address(asked: Asked) -> str:
    """Return the typed address with its scheme. Raises BadInput for what is none of the web."""
    typed = asked.needed("address")
    url = typed if "://" in typed else f"https://{typed}"
    if web_address(url) is None:
        raise BadInput("web-user" if "@" in url else "no-web-address", shown_address(typed))
    return url


def _with(asked: Asked, feeds: Sequence[Feed]) -> Asked:
    """Return the question with what was found, as it is kept in the proposal."""
    found: list[Value] = [{"url": feed.url, **feed_value(feed, asked.now)} for feed in feeds]
    options = MappingProxyType({**asked.question.options, FOUND: found})
    return replace(asked, question=replace(asked.question, options=options))


def _found(asked: Asked) -> list[Feed]:
    """Return what was found when it was shown."""
    found = asked.question.options.get(FOUND)
    every = found if isinstance(found, list | tuple) else ()
    return [feed_held(Held(Holds.FEED, str(one["url"]), one)) for one in every]
