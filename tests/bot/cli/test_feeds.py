"""The commands on feeds, from what is typed to what is shown, over the real wiring and a web in memory."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from bot import wiring
from bot.cli.run import run
from bot.newsroom.reach import Reach
from config.settings import Settings
from tests.bot.newsroom.feeds import an_rss_item, reach_of, rss
from tests.fakes.clock import FakeClock
from tests.fakes.web import ScoringWeb, ServedFeed, response, unreachable

Capture = pytest.CaptureFixture[str]
URL = "https://grebe.example/feed"
NOW = datetime(2024, 7, 24, 12, tzinfo=UTC)


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScoringWeb:
    """Return a web with one feed, in a place with settings of its own and no starter feeds."""
    web = ScoringWeb(FakeClock(NOW))
    web.pages[URL] = ServedFeed(URL, rss([an_rss_item("Heron-1 is out", NOW)]))

    @asynccontextmanager
    async def outside(_settings: Settings) -> AsyncIterator[Reach]:
        yield reach_of(web)

    monkeypatch.setattr(wiring, "outside", outside)
    monkeypatch.setattr("bot.wiring.news.load_feeds", lambda _folder: ())
    monkeypatch.setattr("bot.wiring.news.SystemClock", lambda: web.clock)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", "desk.db")
    return web


def told(capsys: Capture, typed: str, code: int = 0) -> str:
    """Run what was typed; return what it said."""
    assert run(typed.split()) == code
    return capsys.readouterr().out


def record(capsys: Capture, typed: str, code: int = 0) -> Any:  # noqa: ANN401  whatever JSON holds
    return json.loads(told(capsys, f"{typed} --json", code))


def later(web: ScoringWeb) -> None:
    assert isinstance(web.clock, FakeClock)
    web.clock.advance(timedelta(days=1))


def test_a_feed_is_added_listed_fetched_and_removed(web: ScoringWeb, capsys: Capture) -> None:
    assert "There are no feeds" in told(capsys, "feeds list")
    assert "There are no feeds" in told(capsys, "fetch")
    added = told(capsys, f"feeds add {URL} --outlet Great-Grebe --lang en --kind lab")
    assert "Added: Great-Grebe (https://grebe.example/feed)" in added
    assert "1 new report" in added
    listed = told(capsys, "feeds list")
    assert "24 Jul 2024 12:00  Great-Grebe" in listed
    assert "lab · English · 1 entry · next at 24 Jul 2024 13:" in " ".join(listed.split())
    assert "No feed is due yet." in told(capsys, "fetch")
    later(web)
    fetched = told(capsys, "fetch")
    assert "1 feed asked" in fetched
    assert "1 unchanged" in fetched
    assert "The next feed is due at 25 Jul 2024 13:" in fetched
    assert "Removed: Great-Grebe" in told(capsys, "feeds remove great-grebe")
    assert "There are no feeds" in told(capsys, "feeds list")
    assert "Heron-1 is out" in told(capsys, "latest")


def test_a_pass_with_trouble_in_it_is_partly_done_and_says_where(web: ScoringWeb, capsys: Capture) -> None:
    other = "https://dunlin.example/feed"
    web.pages[other] = ServedFeed(other, rss([an_rss_item("Dunlin news", NOW)]))
    told(capsys, f"feeds add {URL}")
    told(capsys, f"feeds add {other} --outlet Dunlin")
    web.pages[other] = unreachable(other)
    web.pages[URL] = ServedFeed(URL, rss([an_rss_item("Heron-2 is out", NOW + timedelta(hours=9))]))
    later(web)
    fetched = told(capsys, "fetch", 1)
    assert "2 feeds asked" in fetched
    assert "1 feed in trouble" in fetched
    assert "Dunlin" in fetched
    assert "accepts no connection" in fetched
    listed = told(capsys, "feeds list")
    assert "in trouble" in listed
    assert "https://dunlin.example/feed accepts no connection." in listed
    later(web)
    assert record(capsys, "fetch --only Dunlin", 2)["by_feed"][0]["trouble"]["key"] == "web-no-connection"


def test_machines_get_every_number(web: ScoringWeb, capsys: Capture) -> None:
    assert record(capsys, f"feeds test {URL}")["done"] == "works"
    assert record(capsys, "feeds list")["feeds"] == []
    added = record(capsys, f"feeds add {URL}")
    assert (added["feed"]["outlet"], added["entries"], added["new"]) == ("Grebe", 1, 1)
    (feed,) = record(capsys, "feeds list")["feeds"]
    assert (feed["url"], feed["last_success"], feed["trouble"]) == (URL, NOW.isoformat(), None)
    later(web)
    fetched = record(capsys, "fetch")
    assert {name: fetched[name] for name in ("feeds", "asked", "unchanged", "new", "failed")} == {
        "feeds": 1,
        "asked": 1,
        "unchanged": 1,
        "new": 0,
        "failed": 0,
    }
    assert fetched["by_feed"][0]["outcome"] == "rest"


def test_what_cannot_be_done_is_said(web: ScoringWeb, capsys: Capture) -> None:
    page = "https://dunlin.example/"
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{n}">' for n in (1, 2))
    web.pages[page] = response(page, 200, f"<html><head>{links}</head></html>".encode())
    assert record(capsys, f"feeds add {page}", 2)["error"]["key"] == "feed-choose"
    assert record(capsys, "fetch --only nobody", 2)["error"]["key"] == "no-such-feed"
    assert record(capsys, "feeds remove nobody", 2)["error"]["key"] == "no-such-feed"
    assert record(capsys, "feeds import nowhere.opml", 2)["error"]["key"] == "file-not-opened"
    assert record(capsys, "feeds export /nowhere/feeds.opml", 2)["error"]["key"] == "file-not-written"


@pytest.mark.usefixtures("web")
def test_a_list_goes_out_and_comes_back(capsys: Capture, tmp_path: Path) -> None:
    told(capsys, f"feeds add {URL}")
    told(capsys, "feeds export feeds.opml")
    assert URL in (tmp_path / "feeds.opml").read_text("utf-8")
    assert URL in told(capsys, "feeds export")
    assert URL in record(capsys, "feeds export")["opml"]
    assert record(capsys, "feeds export again.opml")["path"] == "again.opml"
    assert "1 was there already" in told(capsys, "feeds import feeds.opml")
    told(capsys, "feeds remove Grebe")
    assert "1 feed added" in told(capsys, "feeds import feeds.opml")
    assert record(capsys, "feeds list")["feeds"][0]["outlet"] == "Grebe"


@pytest.mark.usefixtures("web")
def test_a_list_may_come_from_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    opml = f'<opml version="2.0"><body><outline type="rss" text="Grebe" xmlUrl="{URL}"/></body></opml>'
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(opml.encode())))
    assert record(capsys, "feeds import -") == {"version": 1, "kind": "import", "added": 1, "known": 0}
