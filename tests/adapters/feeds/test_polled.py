"""A feed as it comes from its address: encodings, relative links, absurd values, and when to ask again."""

from __future__ import annotations

import codecs
import json
import re
import tarfile
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.read import read_feed, read_polled
from adapters.worker import Limits, Worker
from digests.article import Entry
from digests.errors import BadInput
from digests.feed import Parsed
from digests.language import Lang
from digests.when import Published

FEED = "https://wire.example/blog/feed.xml"
HEAD = "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>"
TITLE = "灰雁发布新模型"
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


def rss(*items: str, channel: str = "", declared: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    listed = "".join(f"<item>{words}</item>" for words in items)
    return f"{declaration}{HEAD}{channel}{listed}</channel></rss>"


def polled(*items: str, channel: str = "", origin: str = FEED) -> Parsed:
    return read_polled(rss(*items, channel=channel).encode(), origin)


def link_of(link: str, origin: str = FEED) -> str | None:
    return polled(f"<title>a</title><link>{link}</link>", origin=origin).entries[0].url


def test_the_feed_says_its_title_and_language():
    parsed = polled(channel="<title>The &lt;b&gt;Wire&lt;/b&gt;</title><language>zh-TW</language>")
    assert (parsed.title, parsed.lang, parsed.entries) == ("The Wire", Lang.HANT, ())


def test_a_json_feed_says_its_title_and_language_too():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "language": "en",
        "items": [{"id": "1", "url": "../news/heron"}],
    }
    parsed = read_polled(json.dumps(feed).encode(), FEED)
    assert (parsed.title, parsed.lang, parsed.ttl_minutes) == ("Wire", Lang.EN, None)
    assert parsed.entries[0].url == "https://wire.example/news/heron"


@pytest.mark.parametrize(
    ("channel", "minutes"),
    [
        ("<ttl>90</ttl>", 90),
        ("<ttl> 15 </ttl><sy:updatePeriod>daily</sy:updatePeriod>", 15),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 60),
        ("<sy:updatePeriod> Daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 360),
        ("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 10_080),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>100</sy:updateFrequency>", None),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", None),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>999999999999</ttl>", None),
        ("<ttl>９０</ttl>", None),
        ("", None),
    ],
)
def test_f24_a_feed_says_for_how_long_it_is_good(channel: str, minutes: int | None):
    assert polled(channel=channel).ttl_minutes == minutes


def test_f24_a_feed_says_when_it_wants_no_asking():
    channel = (
        "<skipHours><hour>0</hour><hour> 7 </hour><hour>24</hour><hour>25</hour><hour>x</hour></skipHours>"
        "<skipDays><day>Saturday</day><day>sunday</day><day>Holiday</day></skipDays>"
    )
    parsed = polled("<title>a</title>", channel=channel)
    assert (parsed.skip_hours, parsed.skip_days) == (frozenset({0, 7}), frozenset({5, 6}))
    silent = polled("<title>a</title>")
    assert (silent.skip_hours, silent.skip_days) == (frozenset(), frozenset())


def test_f24_endless_openings_of_such_lists_are_read_in_no_time():
    parsed = polled("<title>a</title>", channel="<skipHours>" * 20_000)
    assert parsed.skip_hours == frozenset()


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://wire.example/a", "https://wire.example/a"),
        ("/a?b=1", "https://wire.example/a?b=1"),
        ("a", "https://wire.example/blog/a"),
        ("../a", "https://wire.example/a"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("?p=7", "https://wire.example/blog/feed.xml?p=7"),
        ("", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("JaVaScRiPt:alert(1)", None),
        ("https://heron:s3cret@wire.example/a", None),
        ("//[::1", None),
        ("/a b", None),
    ],
)
def test_f17_links_become_absolute_or_are_dropped(link: str, expected: str | None):
    assert link_of(link) == expected


def test_f17_a_file_completes_no_links():
    assert link_of("/a", origin="feeds/wire.xml") is None


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://cdn.example/x/", "https://cdn.example/x/a"),
        ("y/", "https://wire.example/blog/y/a"),
        ("javascript:alert(1)//", "https://wire.example/blog/a"),
        ("file:///etc/", "https://wire.example/blog/a"),
        ("data:text/html,", "https://wire.example/blog/a"),
        ("//[", "https://wire.example/blog/a"),
    ],
)
def test_f17_an_xml_base_is_honoured_and_its_tricks_are_not(base: str, expected: str):
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{base}'>"
        "<entry><title>a</title><id>1</id><link href='a'/></entry></feed>"
    )
    assert read_polled(atom.encode(), FEED).entries[0].url in {expected, None}


def test_f06_entries_whose_ids_change_keep_their_addresses():
    first, second = (polled(f"<title>a</title><link>/a</link><guid isPermaLink='false'>{n}</guid>") for n in (1, 2))
    assert [parsed.entries[0].url for parsed in (first, second)] == ["https://wire.example/a"] * 2
    assert first.entries[0].guid == "1"


def test_f07_entries_that_share_one_id_are_all_there():
    parsed = polled(*(f"<title>{n}</title><link>/{n}</link><guid isPermaLink='false'>same</guid>" for n in range(9)))
    assert [entry.url for entry in parsed.entries] == [f"https://wire.example/{n}" for n in range(9)]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0001-01-01T00:00:00Z", None),
        ("31 Feb 2024 10:00:00 GMT", None),
        ("1989-12-31", None),
        ("1990-01-01", Published(date(1990, 1, 1))),
        ("2024-04-18", Published(date(2024, 4, 18))),
        ("", None),
    ],
)
def test_f11_dates_before_the_web_are_dropped(stated: str, expected: Published | None):
    assert polled(f"<title>a</title><pubDate>{stated}</pubDate>").entries[0].published == expected


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><html><head><title>Sign in</title></head><body><form><input name=user></form></body></html>",
        "<html><head><meta http-equiv=refresh content='0;url=http://portal.example/'></head></html>",
        '{"error": "rate limited", "status": 429}',
        '{"items": []}',
        "OK",
        "/etc/passwd",
        "http://127.0.0.1/",
        "/dev/zero",
    ],
)
def test_f14_pages_errors_and_f02_paths_are_no_feeds(body: str):
    with pytest.raises(BadInput, match=r"no-(json-)?feed"):
        read_polled(body.encode(), FEED)


def titled(encoding: str, declared: str, charset: str | None) -> str:
    body = rss(f"<title>{TITLE}</title>", declared=declared).encode(encoding)
    return read_polled(body, FEED, charset).entries[0].title


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "", None),
        ("utf-8", "", "utf-8"),
        ("utf-8", "utf-8", "iso-8859-1"),
        ("utf-8", "", "us-ascii"),
        ("utf-8", "", "gbk"),
        ("utf-8", "gbk", "utf-8"),
        ("utf-8", "zip", "zip"),
        ("utf-8", "", "no such thing"),
        ("utf-8-sig", "gbk", "big5"),
        ("gbk", "", "gb2312"),
        ("gbk", "utf-8", "gbk"),
        ("gbk", "gbk", "utf-8"),
        ("gb18030", "", "GB18030"),
        ("gbk", "gbk", None),
        ("utf-16", "utf-16", "utf-8"),
        ("utf-16-le", "", None),
        ("utf-16-be", "", "utf-16"),
        ("iso2022_jp_2", "", "iso-2022-jp-2"),
    ],
)
def test_f15_the_title_is_read_whatever_server_and_declaration_say(encoding: str, declared: str, charset: str | None):
    assert titled(encoding, declared, charset) == TITLE


def test_f15_traditional_titles_are_read_as_big5():
    body = rss("<title>灰雁發布新模型</title>").encode("big5")
    assert read_polled(body, FEED, "big5").entries[0].title == "灰雁發布新模型"


def test_f15_western_quotes_of_a_declared_latin_1_are_read():
    assert read_polled(rss("<title>“Heron”</title>").encode("cp1252"), FEED, "ISO-8859-1").entries[0].title == "“Heron”"


@pytest.mark.parametrize("charset", [None, "utf-8", "utf-16", "utf-32", "utf-7", "idna"])
def test_f15_what_no_name_fits_is_refused(charset: str | None):
    with pytest.raises(BadInput):
        read_polled(rss("<title>灰雁发布新模型</title>" * 20).encode("gbk"), FEED, charset)


def test_f15_nulls_are_refused():
    with pytest.raises(BadInput, match="file-binary"):
        read_polled(rss("<title>a\x00b</title>").encode(), FEED, "utf-8")


def test_f16_giants_are_cut():
    words = f"<title>{'long ' * 200_000}</title>{'<category>c</category>' * 10_000}" + "<link>/a</link>" * 5_000
    entry = polled(words + f"<guid>{'g' * 100_000}</guid><description>{'d' * 2_000_000}</description>").entries[0]
    assert len(entry.title) <= 500
    assert len(entry.guid or "") <= 500
    assert len(entry.text) <= 500_000
    assert entry.url == "https://wire.example/a"


def test_f01_a_parse_that_takes_too_long_is_ended_with_its_charset_along():
    bomb = rss(f"<title>a</title><author>{'a@' + 'a.' * 60_000}!</author>").encode()
    with Worker(Limits(processor_seconds=1, seconds=10)) as worker:
        with pytest.raises(BadInput, match="parse-"):
            worker.run(partial(read_polled, charset="utf-8"), bomb, FEED)
        good = rss(f"<title>{TITLE}</title>").encode("gbk")
        assert worker.run(partial(read_polled, charset="gbk"), good, FEED).entries[0].title == TITLE


def test_f03_entities_from_outside_and_bombs_expand_to_nothing():
    inside = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 9))
    bomb = f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{inside}<!ENTITY out SYSTEM 'file:///etc/hostname'>]>"
    body = (bomb + rss("<title>x&e8;&out;y</title>")).encode()
    try:
        titles = [entry.title for entry in read_polled(body, FEED).entries]
    except BadInput:
        titles = []
    assert all(len(title) <= 500 for title in titles)
    assert not any(Path("/etc/hostname").read_text("utf-8").strip() in title for title in titles)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "utf-16", "x", "iso-2022-jp"]))
def test_any_bytes_are_a_feed_or_a_refusal(body: bytes, charset: str | None):
    for start in (b"", b"<rss version='2.0'><channel><item><title>", codecs.BOM_UTF16_LE, b'{"version":"'):
        try:
            parsed = read_polled(start + body, FEED, charset)
        except BadInput:
            continue
        assert all(map(is_clean, parsed.entries))


def is_clean(entry: Entry) -> bool:
    marked = re.search(r"<[a-zA-Z/!?]|\n", entry.title)
    return not marked and (entry.url is None or entry.url.lower().startswith(("http://", "https://")))


def test_every_feed_of_the_collection_is_clean_or_refused_as_it_is_served(shared_dir: Path):
    rows = (shared_dir / "data" / "feeds" / "index.jsonl").read_text("utf-8").splitlines()
    served = {row["file"]: " ".join(row.get("headers", [])) for row in map(json.loads, rows)}
    read, refused = 0, list[str]()
    with tarfile.open(shared_dir / "data" / "feeds" / "feeds.tar.gz") as files:
        for name, headers in served.items():
            body = files.extractfile(name)
            assert body is not None
            charset = CHARSET.search(headers)
            try:
                parsed = read_polled(body.read(), FEED, charset[1] if charset else None)
            except BadInput:
                refused.append(name)
                continue
            read += 1
            assert all(map(is_clean, parsed.entries)), name
    assert read + len(refused) == len(served) > 2_000
    assert len(refused) < 40


def test_a_real_chinese_feed_is_read_whole(shared_dir: Path):
    parsed = read_polled((shared_dir / "data" / "feeds" / "juya-rss.xml").read_bytes(), FEED, "utf-8")
    assert len(parsed.entries) > 5
    assert all(is_clean(entry) and entry.url and entry.published and len(entry.text) > 100 for entry in parsed.entries)
    assert read_feed((shared_dir / "data" / "feeds" / "juya-rss.xml").read_bytes(), FEED) == parsed.entries
