"""The wiring: the rooms joined as the command line joins them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from adapters.storage.schema import REVISION
from bot import wiring
from config.settings import Settings
from digests.article import Entry
from digests.desk import Question
from digests.errors import BadSetting, StoreUnusable
from digests.layout.lists import Check
from digests.story import Reason
from tests.bot.reports import LLAMA_31_EN


def settings(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite+aiosqlite:///{folder / 'news.db'}")


async def test_what_was_read_is_there_when_the_newsroom_opens_again(tmp_path: Path):
    async with wiring.newsroom(settings(tmp_path)) as room:
        assert (await room.read([LLAMA_31_EN])).new == 1
    async with wiring.newsroom(settings(tmp_path)) as room:
        page = await room.answer(Question("timeline", {"topic": "llama"}))
    assert "2024-07-23" in json.dumps(page.record)


async def test_the_default_database_gets_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite+aiosqlite:///{tmp_path / 'share' / 'llamawire' / 'llamawire.db'}"
    monkeypatch.setattr("bot.wiring.databases.default_database_url", lambda: url)
    async with wiring.newsroom(Settings(database_url=url)):
        assert (tmp_path / "share" / "llamawire").is_dir()


async def test_topics_an_admin_has_changed_are_not_put_back(tmp_path: Path):
    async with wiring.newsroom(settings(tmp_path)) as room:
        first = (await room.room.store.topics())[0]
        await room.room.store.save_topics([type(first)(first.slug, first.name, ("meta",))])
    async with wiring.newsroom(settings(tmp_path)) as room:
        assert (await room.room.store.topics())[0].entities == ("meta",)


def test_pages_and_feeds_are_read_through_the_worker(tmp_path: Path):
    (tmp_path / "page.html").write_text(
        "<html><head><title>Heron-1 is out</title></head><body><article><h1>Heron-1 is out</h1>"
        + "<p>Corvid Labs released its model Heron-1 on Thursday, and anyone can download the weights.</p>" * 3
        + "</article></body></html>",
        "utf-8",
    )
    (tmp_path / "feed.xml").write_text(
        '<rss version="2.0"><channel><title>Grebe</title><item><title>Heron-2</title>'
        "<link>https://grebe.example/heron-2</link></item></channel></rss>",
        "utf-8",
    )
    found = list(wiring.read_entries([str(tmp_path)], BytesIO()))
    assert all(isinstance(entry, Entry) for entry in found)
    assert {entry.title for entry in found if isinstance(entry, Entry)} == {"Heron-1 is out", "Heron-2"}


async def test_the_demo_tells_its_digest_and_the_llama_timeline(tmp_path: Path):
    told: list[int] = []
    digest, timeline = await wiring.demo(settings(tmp_path), told.append)
    assert digest.record["kind"] == "digest"
    assert len(digest.record["stories"]) >= 4  # type: ignore[arg-type]  # a list
    lines = json.dumps(timeline.record, ensure_ascii=False)
    assert '"2023-02-24"' in lines
    assert '"2023-07-18"' in lines
    assert told == list(range(1, len(told) + 1))
    assert not (tmp_path / "news.db").exists()


async def test_an_upgrade_says_what_it_did(tmp_path: Path):
    url = settings(tmp_path).database_url
    assert await wiring.upgrade(url) == Reason("schema-made", {"after": REVISION})
    assert await wiring.upgrade(url) == Reason("schema-newest", {"after": REVISION})


def test_a_package_that_would_shadow_ours_is_found(monkeypatch: pytest.MonkeyPatch):
    def neighbours() -> Check:
        return wiring.checks("sqlite+aiosqlite://", {})[-1]

    assert neighbours().good
    shipped = {"config": ["llamawire", "config"]}
    monkeypatch.setattr("bot.wiring.health.packages_distributions", lambda: shipped)
    assert (neighbours().good, neighbours().found) == (False, "config of config")


def test_an_xml_parser_that_does_not_stop_bombs_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pyexpat.version_info", (2, 2, 0))
    assert not wiring.checks("sqlite+aiosqlite://", {})[-2].good


async def test_a_default_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "share").write_text("a file", "utf-8")
    url = f"sqlite+aiosqlite:///{tmp_path / 'share' / 'llamawire' / 'llamawire.db'}"
    monkeypatch.setattr("bot.wiring.databases.default_database_url", lambda: url)
    with pytest.raises(StoreUnusable, match="database-folder-not-made"):
        await wiring.upgrade(url)


async def test_starter_feeds_come_once_and_one_that_was_removed_never_comes_back(tmp_path: Path):
    async with wiring.newsroom(settings(tmp_path)) as room:
        starter = await room.room.store.feeds()
        assert len(starter) > 20
        for feed in starter:
            await room.remove_feed(feed.url)
    async with wiring.newsroom(settings(tmp_path)) as room:
        assert await room.room.store.feeds() == ()


def test_those_who_are_asked_learn_who_asks():
    assert wiring.user_agent(Settings()).startswith("Llamawire/")
    assert wiring.user_agent(Settings(contact="https://desk.example")).endswith(" (+https://desk.example)")


async def test_an_address_that_is_none_is_refused_when_the_web_is_opened():
    with pytest.raises(BadSetting):
        async with wiring.outside(Settings(allow_addresses=("grebe",))):
            pass
