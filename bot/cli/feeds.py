"""The commands on feeds: asking them, and keeping the list of them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.call import Call, Spoken
from bot.cli.exits import PARTLY, REFUSED
from digests.errors import BadInput
from digests.feed import FeedKind

if TYPE_CHECKING:
    from bot.newsroom.feeds import Wanted
    from bot.wiring import Newsroom
    from config.settings import Settings
    from digests.page import Page
    from digests.polling.asked import Fetched
    from digests.words import Words

Address = Annotated[str, typer.Argument(metavar="URL", help="The address of the feed, or of a page that names it.")]
_STANDARD = "-"
T = TypeVar("T")


def fetch(
    call: Call,
    only: Annotated[
        str | None, typer.Option("--only", metavar="URL|NAME", help="Only this feed, or those of this outlet.")
    ] = None,
) -> None:
    """Ask the feeds that are due, and read in what is new.

    Run it as often as you like: no feed is asked before its time.
    """
    fetched, page = asyncio.run(_fetch(call, only))
    _show(call, page)
    failed = [asked for asked in fetched.asked if asked.state.trouble]
    if failed:
        raise typer.Exit(REFUSED if len(failed) == len(fetched.asked) else PARTLY)


async def _fetch(call: Call, only: str | None) -> tuple[Fetched, Page]:
    """Ask the feeds, with a bar that fills; return what they brought, as it is and as a page."""
    from zoneinfo import ZoneInfo

    from adapters.terminal.progress import Progress
    from bot import wiring
    from digests.layout.feeds import fetched_page

    async with _opened(call) as opened, wiring.outside(opened.settings) as reach:
        with Progress(opened.words.say("fetch.progress"), sys.stderr, quiet=call.quiet) as progress:
            fetched = await opened.room.fetch(reach, only, progress.of)
        return fetched, fetched_page(fetched, ZoneInfo(opened.settings.zone), opened.words)


def add(
    call: Call,
    *,
    url: Address,
    outlet: Annotated[
        str | None, typer.Option("--outlet", help="The name its articles carry; else the feed's own.")
    ] = None,
    lang: Annotated[Spoken | None, typer.Option("--lang", help="The language of its articles.")] = None,
    kind: Annotated[
        FeedKind, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(FeedKind)}.")
    ] = FeedKind.NEWS,
    full_text: Annotated[
        bool, typer.Option("--full-text", help="It gives only beginnings: the pages it links to are read too.")
    ] = False,
) -> None:
    """Add a feed, and read in what it holds.

    It is tried first. Of a page, the feed that it names is added.
    """
    from bot.newsroom.feeds import Wanted
    from digests.language import Lang

    wanted = Wanted(url, outlet or "", Lang(lang) if lang else None, kind, full_text)
    asyncio.run(_add(call, wanted))


async def _add(call: Call, wanted: Wanted) -> None:
    from bot import wiring
    from digests.layout.feeds import feed_page

    async with _opened(call) as opened, wiring.outside(opened.settings) as reach:
        added = await opened.room.add_feed(reach, wanted)
    _show(call, feed_page("added", added.feed, opened.words, entries=added.entries, new=added.new))


def test(call: Call, url: Address) -> None:
    """Try a feed without adding it."""
    asyncio.run(_test(call, url))


async def _test(call: Call, url: str) -> None:
    from bot import wiring
    from bot.newsroom.feeds import Wanted
    from digests.layout.feeds import feed_page

    async with _opened(call) as opened, wiring.outside(opened.settings) as reach:
        tried = await opened.room.try_feed(reach, Wanted(url))
    _show(call, feed_page("works", tried.feed, opened.words, entries=len(tried.parsed.entries)))


def remove(
    call: Call,
    name: Annotated[str, typer.Argument(metavar="URL|NAME", help="The feed's address, or the name of its outlet.")],
) -> None:
    """Remove a feed. What it brought stays."""
    from digests.layout.feeds import feed_page

    async def removed(opened: _Opened) -> Page:
        return feed_page("removed", await opened.room.remove_feed(name), opened.words, entries=0)

    _show(call, asyncio.run(_in_room(call, removed)))


def take_over(
    call: Call,
    path: Annotated[str, typer.Argument(metavar="FILE", help="An OPML file; - for standard input.")],
) -> None:
    """Take over the feeds of an OPML list, as other feed readers write it."""
    from digests.layout.feeds import imported_page

    body = _body_of(path)

    async def taken(opened: _Opened) -> Page:
        added, known = await opened.room.import_feeds(body, path)
        return imported_page(added, known, opened.words)

    _show(call, asyncio.run(_in_room(call, taken)))


def export(
    call: Call,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="Where the list is written; - for standard output.")
    ] = _STANDARD,
) -> None:
    """Write the feeds as an OPML list, which other feed readers understand.

    A password in an address is left out.
    """
    from bot.cli.output import put, put_json

    async def written(opened: _Opened) -> str:
        return await opened.room.export_feeds()

    opml = asyncio.run(_in_room(call, written))
    if path != _STANDARD:
        _write(Path(path), opml)
    elif not call.as_json:
        put(f"{opml}\n")
    if call.as_json:
        put_json({"version": 1, "kind": "export", "path": path, "opml": opml if path == _STANDARD else None})


@dataclass(frozen=True, slots=True)
class _Opened:
    """A newsroom beside what a command needs to answer."""

    room: Newsroom
    settings: Settings
    words: Words


@asynccontextmanager
async def _opened(call: Call) -> AsyncIterator[_Opened]:
    settings = call.load().settings  # first of all: what is wrong with them is said at once
    from bot import wiring
    from config.catalogues import load_words

    async with wiring.newsroom(settings) as room:
        yield _Opened(room, settings, load_words(settings.lang))


async def _in_room(call: Call, work: Callable[[_Opened], Awaitable[T]]) -> T:
    async with _opened(call) as opened:
        return await work(opened)


def _body_of(path: str) -> bytes:
    """Return what a file or standard input holds. Raises BadInput."""
    try:
        if path == _STANDARD:
            return (sys.stdin.buffer if sys.stdin else BytesIO()).read()
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInput("file-not-opened", path, reason=error.strerror or str(error)) from error


def _write(path: Path, text: str) -> None:
    """Write a file. Raises BadInput."""
    try:
        path.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise BadInput("file-not-written", str(path), reason=error.strerror or str(error)) from error


def _show(call: Call, page: Page) -> None:
    from bot.cli.output import show

    show(page, call.environ, as_json=call.as_json)
