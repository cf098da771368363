"""The starter feeds are many, balanced and sound; a mistake in such a file is named with its row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from config.feeds import FEEDS, load_feeds
from config.starter_files import STARTER
from digests.errors import BadSetting
from digests.feed import Feed, FeedKind
from digests.language import Lang
from digests.urls import canonical

STARTER_FEEDS = load_feeds()
ROW: Mapping[str, object] = {
    "url": "https://grebe.example/feed",
    "outlet": "Grebe",
    "lang": "en",
    "kind": "news",
    "seen": "a page",
}


def written(folder: Path, *rows: Mapping[str, object]) -> Path:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / FEEDS).write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return folder


def test_a_new_installation_polls_at_least_forty_feeds_and_a_third_of_them_are_chinese():
    langs = Counter(feed.lang for feed in STARTER_FEEDS)
    assert len(STARTER_FEEDS) >= 40
    assert 3 * (langs[Lang.HANS] + langs[Lang.HANT]) >= len(STARTER_FEEDS)
    assert min(langs[Lang.HANS], langs[Lang.HANT]) >= 10


def test_the_starter_feeds_are_of_every_kind():
    assert {feed.kind for feed in STARTER_FEEDS} == set(FeedKind)


def test_every_starter_feed_says_where_its_address_was_seen():
    rows = [json.loads(line) for line in (STARTER / FEEDS).read_text(encoding="utf-8").splitlines()]
    assert [row["url"] for row in rows if not row["seen"].strip()] == []


def test_every_starter_feed_is_asked_for_over_https():
    assert [feed.url for feed in STARTER_FEEDS if not feed.url.startswith("https://")] == []


def test_a_release_feed_is_named_by_its_repository():
    releases = [feed for feed in STARTER_FEEDS if feed.kind is FeedKind.RELEASES]
    assert releases
    assert all(feed.url == f"https://github.com/{feed.outlet}/releases.atom" for feed in releases)


def test_one_outlet_has_several_feeds_only_where_it_is_one_outlet():
    twice = {outlet for outlet, times in Counter(feed.outlet for feed in STARTER_FEEDS).items() if times > 1}
    assert twice <= {"arXiv"}


def test_feeds_are_read_in_the_order_of_the_file_with_the_address_as_it_stands(tmp_path: Path):
    other = dict(ROW) | {
        "url": "http://www.heron.example/Feed/?a=1",
        "lang": "zh-Hant",
        "kind": "lab",
        "full_text": True,
    }
    assert load_feeds(written(tmp_path, ROW, other)) == (
        Feed("https://grebe.example/feed", "Grebe", Lang.EN, FeedKind.NEWS, full_text=False),
        Feed("http://www.heron.example/Feed/?a=1", "Grebe", Lang.HANT, FeedKind.LAB, full_text=True),
    )


def test_a_folder_without_feeds_has_the_packaged_ones(tmp_path: Path):
    assert load_feeds(tmp_path) == STARTER_FEEDS


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"url": "grebe.example"}, "'grebe.example' is no address"),
        ({"url": "ftp://grebe.example/feed"}, "'ftp://grebe.example/feed' is no address"),
        ({"url": "http://www.grebe.example/feed/"}, "the address 'http://www.grebe.example/feed/' is given twice"),
        ({"lang": "other"}, "lang input should be 'en', 'zh-Hans' or 'zh-Hant'"),
        ({"lang": "de"}, "lang input should be"),
        ({"kind": "bird"}, "kind input should be 'news'"),
        ({"outlet": ""}, "outlet string should have at least 1 character"),
        ({"seen": ""}, "seen string should have at least 1 character"),
        ({"colour": "blue"}, "colour extra inputs are not permitted"),
    ],
)
def test_a_mistake_in_a_feed_is_named_with_its_row(tmp_path: Path, row: dict[str, object], problem: str):
    with pytest.raises(BadSetting) as refused:
        load_feeds(written(tmp_path, ROW, dict(ROW) | {"url": "https://heron.example/feed"} | row))
    assert (refused.value.key, refused.value.subject) == ("data-wrong", FEEDS)
    assert refused.value.values["row"] == "row 2"
    assert problem in str(refused.value.values["problem"])


def test_a_line_that_is_not_json_is_named_by_its_number(tmp_path: Path):
    (tmp_path / FEEDS).write_text('\n{"url": \n', encoding="utf-8")
    with pytest.raises(BadSetting, match=r"feeds\.jsonl, row=row 2, problem=is not JSON"):
        load_feeds(tmp_path)


def test_no_two_starter_feeds_are_one_address():
    assert len({canonical(feed.url) for feed in STARTER_FEEDS}) == len(STARTER_FEEDS)
