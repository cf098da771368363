"""Fetching over real sockets: thousands of real feed files served as their index says, and the program itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import wiring
from config.settings import Settings
from digests.feed import Feed
from digests.polling.after import Intent
from tests.end_to_end.program import llamawire
from tests.fakes.clock import FakeClock

HOSTS = [f"127.0.0.{n}" for n in range(1, 21)] if sys.platform == "linux" else ["127.0.0.1"]
"""Addresses of loopback, each a host of its own, so that they are asked side by side."""
NOW = datetime(2026, 11, 18, 15, tzinfo=UTC)
UNSAFE = re.compile(r"<script|[\x00-\x08\x0b\x0c\x0e-\x1f]", re.IGNORECASE)


@dataclass(frozen=True)
class Served:
    """A running server and its folder."""

    folder: Path
    port: int

    def url(self, number: int) -> str:
        """Return the address of a file."""
        return f"http://{HOSTS[number % len(HOSTS)]}:{self.port}/{number}"

    def asked(self) -> list[dict[str, Any]]:
        """Return what was asked since the last time."""
        log = self.folder / "asked.jsonl"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]


@contextmanager
def serving(folder: Path, index: dict[str, tuple[str, dict[str, str]]]) -> Iterator[Served]:
    """Serve a folder from a process of its own."""
    (folder / "index.json").write_text(json.dumps(index), "utf-8")
    command = [sys.executable, str(Path(__file__).with_name("feed_server.py")), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout
        yield Served(folder, int(server.stdout.readline()))
        server.communicate()


@pytest.fixture(scope="module")
def feed_files(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """Return a folder with the real feed files, and their index."""
    folder = tmp_path_factory.mktemp("feeds")
    with tarfile.open(shared_dir / "data" / "feeds" / "feeds.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    shutil.copy(shared_dir / "data" / "feeds" / "juya-rss.xml", folder)
    rows = [json.loads(row) for row in (shared_dir / "data" / "feeds" / "index.jsonl").read_text("utf-8").splitlines()]
    return folder, [*rows, {"file": "juya-rss.xml"}]


def headers_of(row: dict[str, Any]) -> dict[str, str]:
    """Return the headers to serve a file with, those that would frame it wrongly aside."""
    pairs = (line.partition(":") for line in row.get("headers", ()))
    named = {name.strip().title(): value.strip() for name, _, value in pairs}
    return {name: value for name, value in named.items() if name not in ("Content-Length", "Etag", "Content-Encoding")}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings for a desk without starter feeds that may ask loopback."""
    (tmp_path / "starter").mkdir()
    (tmp_path / "starter" / "feeds.jsonl").write_text("", "utf-8")
    return Settings(
        database_url=f"sqlite+aiosqlite:///{tmp_path}/desk.db",
        allow_addresses=("127.0.0.0/8",),
        starter=str(tmp_path / "starter"),
    )


async def test_a_thousand_real_feeds_go_through_and_come_to_rest(
    feed_files: tuple[Path, list[dict[str, Any]]], settings: Settings
) -> None:
    folder, rows = feed_files
    rows = rows[:: 1 if os.environ.get("LLAMAWIRE_TEST_FEEDS") == "all" else 2]
    clock = FakeClock(NOW)
    index = {f"/{n}": (row["file"], headers_of(row)) for n, row in enumerate(rows)}
    with serving(folder, index) as server:
        feeds = [Feed(server.url(n), f"Outlet {n}") for n in range(len(rows))]
        async with wiring.newsroom(settings, clock=clock) as opened, wiring.outside(settings, clock) as reach:
            await opened.room.store.save_feeds(feeds)
            first = await opened.fetch(reach, None)
            assert len(first.asked) == len(feeds) == len(server.asked())
            troubles = {a.feed.url: a.state.trouble.key for a in first.asked if a.state.trouble}
            assert "feed-defect" not in troubles.values()
            assert len(troubles) < len(feeds) / 10
            assert first.new > len(feeds) / 10
            await check_nothing_unsafe(opened)

            before = await opened.room.store.counts()
            clock.advance(timedelta(days=8))
            second = await opened.fetch(reach, None)
            good = {a.feed.url for a in first.asked if a.intent is Intent.READ}
            assert [a.feed.url for a in second.asked if a.feed.url in good and a.intent is not Intent.REST] == []
            assert len(second.asked) > len(feeds) * 0.9
            paths = {f"/{url.rpartition('/')[2]}" for url in good}
            asked = [one for one in server.asked() if one["path"] in paths]
            assert all("if-none-match" in one["headers"] for one in asked)
            assert second.new == 0
            assert await opened.room.store.counts() == before


async def check_nothing_unsafe(opened: wiring.Newsroom) -> None:
    """Look at every stored article as a terminal or a browser would."""
    articles = await opened.room.store.newest(100_000)
    assert len(articles) > 100
    schemes = {(article.url or "https").partition(":")[0].lower() for article in articles}
    assert schemes <= {"http", "https"}
    assert [a.title for a in articles if UNSAFE.search(a.title)] == []
    assert [a.text for a in articles if UNSAFE.search(a.text)] == []


RSS = """\
<rss version="2.0"><channel><title>{name}</title><item><title>Corvid Labs releases Heron-{n}</title>
<link>https://grebe.example/heron-{n}</link><pubDate>Tue, 17 Nov 2026 10:00:00 GMT</pubDate>
<description>Corvid Labs released Heron-{n} on Tuesday, and anyone may download its weights.</description></item>
</channel></rss>
"""


def test_the_program_takes_a_list_over_fetches_it_and_lets_it_rest(tmp_path: Path, settings: Settings) -> None:
    served = tmp_path / "served"
    served.mkdir()
    for n, name in enumerate(("Grebe", "Dunlin"), start=1):
        (served / f"{n}.xml").write_text(RSS.format(name=name, n=n), "utf-8")
    (served / "page.html").write_text('<link rel="alternate" type="application/rss+xml" href="/2">', "utf-8")
    index: dict[str, tuple[str, dict[str, str]]] = {f"/{n}": (f"{n}.xml", {}) for n in (1, 2)}
    index["/"] = ("page.html", {"Content-Type": "text/html"})
    environ = {"LLAMAWIRE_ALLOW_ADDRESSES": "127.0.0.1", "LLAMAWIRE_STARTER": settings.starter}
    environ["LLAMAWIRE_CONTACT"] = "https://desk.example/about"
    with serving(served, index) as server:
        site = f"http://127.0.0.1:{server.port}"
        opml = f'<opml version="2.0"><body><outline type="rss" text="Grebe" xmlUrl="{site}/1"/></body></opml>'
        assert llamawire(tmp_path, "feeds import -", stdin=opml, **environ).returncode == 0
        added = llamawire(tmp_path, f"feeds add {site}/", **environ)
        assert f"Added: Dunlin ({site}/2)" in added.stdout, added.stderr
        server.asked()

        fetched = llamawire(tmp_path, "fetch", **environ)
        assert (fetched.returncode, fetched.stderr) == (0, "")
        assert "1 feed asked" in fetched.stdout
        assert "1 new report" in fetched.stdout
        (asked,) = server.asked()
        assert asked["path"] == "/1"
        assert re.fullmatch(r"Llamawire/[\w.]+ \(\+https://desk\.example/about\)", asked["headers"]["user-agent"])
        assert not {"cookie", "referer"} & set(asked["headers"])

        assert "No feed is due yet." in llamawire(tmp_path, "fetch", **environ).stdout
        assert server.asked() == []
        listed = json.loads(llamawire(tmp_path, "feeds list --json", **environ).stdout)
        assert [(feed["outlet"], feed["entries"]) for feed in listed["feeds"]] == [("Dunlin", 1), ("Grebe", 1)]
        assert "Heron-1" in llamawire(tmp_path, "latest", **environ).stdout


def test_s01_an_address_of_ones_own_network_is_refused_in_a_plain_sentence(tmp_path: Path, settings: Settings) -> None:
    done = llamawire(tmp_path, "feeds add http://127.0.0.1:8080/feed", LLAMAWIRE_STARTER=settings.starter)
    assert done.returncode == 2
    assert "not public" in done.stderr
    assert "Traceback" not in done.stderr
