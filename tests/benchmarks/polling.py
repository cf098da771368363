"""How fast feeds are polled, beside ``reader`` (https://github.com/lemon24/reader), which is measured where installed.

Both ask the same server on loopback. What is theirs alone: ``reader`` cleans markup and stores entries; we understand
every article and place it in a story, and parse in a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from importlib.util import find_spec
from pathlib import Path

from bot import wiring
from config.settings import SQLITE, Settings
from digests.article import Entry
from digests.feed import Feed
from tests.benchmarks.measure import Row
from tests.conftest import ROOT
from tests.fakes.clock import FakeClock

FEEDS, ENTRIES = 100, 10
HOSTS = 20
NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
_SERVER = ROOT / "tests" / "end_to_end" / "feed_server.py"


def polling(material: str, entries: Sequence[Entry]) -> Iterator[Row]:
    """Yield how many feeds a second are polled, new and unchanged; ``reader`` has no number where it is missing."""
    told = "reader, which understands nothing" if find_spec("reader") else "reader: not installed"
    with tempfile.TemporaryDirectory() as folder, _serving(Path(folder), entries) as urls:
        mine = asyncio.run(_ours(Path(folder), urls))
        theirs = _readers(Path(folder), urls) if find_spec("reader") else (float("nan"), float("nan"))
    for state, ours, simple in zip(("new", "unchanged"), mine, theirs, strict=True):
        yield Row(f"polling, {state}", material, "feeds/s", FEEDS / ours, FEEDS / simple, told)


async def _ours(folder: Path, urls: list[str]) -> tuple[float, float]:
    """Return the seconds of a first and of a second pass."""
    clock = FakeClock(NOW)
    starter = folder / "starter"
    starter.mkdir()
    (starter / "feeds.jsonl").write_text("", "utf-8")
    settings = Settings(
        database_url=f"{SQLITE}{folder / 'ours.db'}", allow_addresses=("127.0.0.0/8",), starter=str(starter)
    )
    seconds = []
    async with wiring.newsroom(settings, clock=clock) as room, wiring.outside(settings, clock) as reach:
        await room.room.store.save_feeds([Feed(url, f"Outlet {n}") for n, url in enumerate(urls)])
        for _ in range(2):
            begun = time.perf_counter()
            fetched = await room.fetch(reach, None)
            seconds.append(time.perf_counter() - begun)
            _check(len(fetched.asked) == FEEDS and not any(asked.state.trouble for asked in fetched.asked))
            clock.advance(timedelta(days=2))
    return seconds[0], seconds[1]


def _readers(folder: Path, urls: list[str]) -> tuple[float, float]:
    """Return the same of ``reader``."""
    from reader import make_reader  # noqa: PLC0415  an optional neighbour, imported only where it is measured

    with make_reader(str(folder / "reader.db")) as reader:
        for url in urls:
            reader.add_feed(url)
        first = _timed(lambda: reader.update_feeds(scheduled=False, workers=HOSTS))
        second = _timed(lambda: reader.update_feeds(scheduled=False, workers=HOSTS))
        _check(reader.get_feed_counts(broken=False).total == FEEDS)
    return first, second


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def _serving(folder: Path, entries: Sequence[Entry]) -> Iterator[list[str]]:
    """Serve feeds from a process of its own; give their addresses, on as many hosts as are asked side by side."""
    for number in range(FEEDS):
        (folder / f"{number}.xml").write_text(_feed(number, entries[number::FEEDS]), "utf-8")
    index: dict[str, tuple[str, dict[str, str]]] = {f"/{n}": (f"{n}.xml", {}) for n in range(FEEDS)}
    (folder / "index.json").write_text(json.dumps(index), "utf-8")
    command = [sys.executable, str(_SERVER), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as server:
        port = int(server.stdout.readline() if server.stdout else "")
        yield [f"http://127.0.0.{n % HOSTS + 1}:{port}/{n}" for n in range(FEEDS)]
        server.communicate()


def _feed(number: int, entries: Sequence[Entry]) -> str:
    written = "".join(_written(entry) for entry in entries[:ENTRIES])
    return f'<rss version="2.0"><channel><title>Feed {number}</title>{written}</channel></rss>'


def _written(entry: Entry) -> str:
    date = f"<pubDate>{format_datetime(entry.published.latest)}</pubDate>" if entry.published else ""
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.url or '')}</link>{date}"
        f"<description>{escape(entry.text)}</description></item>"
    )


def _check(is_so: bool) -> None:
    if not is_so:
        raise AssertionError
