"""The demonstration's articles are what their README says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from config.demo import DEMO_NOW, demo_articles
from digests.article import Article, Entry
from digests.intake import Outcome, judge, make_article
from digests.language import Lang

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in demo_articles().read_text("utf-8").splitlines()]


def test_there_are_many_articles_in_three_scripts(rows: list[Row]):
    langs = Counter(row["lang"] for row in rows)
    assert langs.total() >= 44
    assert set(langs) == {"en", "zh-Hans", "zh-Hant"}
    assert min(langs.values()) >= 12
    assert len({row["outlet"] for row in rows}) >= 10


def test_every_article_is_short_and_says_where_and_when_it_appeared(rows: list[Row]):
    for row in rows:
        length = len(row["text"].split()) if row["lang"] == "en" else len(row["text"]) // 2
        assert 45 <= length <= 180, row["id"]
        assert row["title"]
        assert urlsplit(row["url"]).hostname.endswith(".example")  # type: ignore[union-attr]  # None would fail as well


def test_no_article_is_younger_than_the_demonstration(rows: list[Row]):
    for row in rows:
        stated = row["published"] + ("-01" if row.get("published_granularity") == "month" else "")
        published = datetime.fromisoformat(stated)
        assert published.replace(tzinfo=published.tzinfo or UTC) <= DEMO_NOW, row["id"]


def test_only_the_updated_report_has_its_identity_twice(rows: list[Row]):
    assert [name for name, count in Counter(row["id"] for row in rows).items() if count > 1] == ["oww-llama-3"]
    assert len({row["url"] for row in rows}) == len(rows) - 1


def test_each_article_is_in_the_language_it_states(rows: list[Row]):
    for row in rows:
        assert an_article(row).lang == Lang(row["lang"]), row["id"]


def test_the_repost_in_the_other_script_is_a_copy_and_the_update_a_revision(rows: list[Row]):
    by_id = {row["id"]: an_article(row) for row in rows}
    original, repost = by_id["chen-llama-2"], by_id["gang-llama-2-repost"]
    assert judge(repost, None, original).outcome is Outcome.COPY
    assert original.fingerprint == repost.fingerprint
    first, second = (an_article(row) for row in rows if row["id"] == "oww-llama-3")
    assert judge(second, first, None).outcome is Outcome.REVISED


def test_the_last_two_days_hold_stories_in_three_scripts(rows: list[Row]):
    recent = [row for row in rows if row["published"] >= "2025-04-28"]
    assert len(recent) >= 12
    assert {row["lang"] for row in recent} == {"en", "zh-Hans", "zh-Hant"}


def an_article(row: Row) -> Article:
    return make_article(Entry(title=row["title"], text=row["text"], url=row["url"], outlet=row["outlet"]), DEMO_NOW)
