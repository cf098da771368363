"""Feeds of every make become plain entries; hostile ones harm nobody."""

from __future__ import annotations

import builtins
import json
import tarfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.markup import plain_text, plain_title
from adapters.feeds.read import read_feed
from adapters.worker import Limits, Worker
from digests.article import Entry
from digests.errors import BadInput
from digests.language import Lang
from digests.when import Granularity, Published
from tests.conftest import ROOT
from tests.golden.feed import EXPECTED


def rss(inside: str, *, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Wire</title>{inside}</channel></rss>'.encode()
    )


def item(*, title: str = "A title", more: str = "") -> bytes:
    return rss(f"<item><title>{title}</title>{more}</item>")


def only(body: bytes) -> Entry:
    (entry,) = read_feed(body, "feed.xml")
    return entry


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(processor_seconds=1, seconds=20.0)) as worker:
        yield worker


def test_a_feed_is_read_as_its_golden_pair_says():
    assert read_feed((ROOT / "tests" / "golden" / "feed.xml").read_bytes(), "feed.xml") == EXPECTED


def test_atom_gives_its_alternate_link_and_its_instant():
    entry = only(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-TW"><title>Wire</title><entry><id>tag:1</id>'
        b'<title type="html">&lt;i&gt;Heron&lt;/i&gt; flies</title><link rel="self" href="https://wire.example/self"/>'
        b'<link href="https://wire.example/a"/><updated>2024-04-18T09:30:00+08:00</updated>'
        b'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div></content>'
        b"</entry></feed>"
    )
    assert (entry.title, entry.text, entry.url, entry.guid) == (
        "Heron flies",
        "One.\nTwo.",
        "https://wire.example/a",
        "tag:1",
    )
    assert entry.published == Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 1, 30, tzinfo=UTC))


def test_rdf_is_a_feed():
    entry = only(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>Wire</title>'
        b'</channel><item rdf:about="https://wire.example/a"><title>Heron</title><link>https://wire.example/a</link>'
        b"<dc:date>2024-04</dc:date></item></rdf:RDF>"
    )
    assert (entry.outlet, entry.url) == ("Wire", "https://wire.example/a")
    assert entry.published == Published(date(2024, 4, 1), Granularity.MONTH)


def test_a_json_feed_is_a_feed():
    feed = {
        "version": "https://jsonfeed.org/version/1",
        "title": "Wire",
        "language": "zh-CN",
        "items": [
            {
                "id": 1,
                "url": "https://wire.example/a",
                "title": "<b>Heron</b>",
                "content_html": "<p>One.</p><p>Two.</p>",
            },
            {
                "id": "2",
                "external_url": "https://wire.example/b",
                "content_text": "1 < 2",
                "date_published": "2024-04-18",
            },
            {"id": "3", "url": "file:///etc/passwd", "summary": "Short.", "date_modified": "soon", "language": "en"},
            "no entry",
        ],
    }
    first, second, third = read_feed(json.dumps(feed).encode(), "feed.json")
    assert (first.title, first.text, first.guid, first.lang) == ("Heron", "One.\nTwo.", "1", Lang.HANS)
    assert (second.url, second.text, second.published) == (
        "https://wire.example/b",
        "1 < 2",
        Published(date(2024, 4, 18)),
    )
    assert (third.url, third.text, third.published, third.lang) == (None, "Short.", None, Lang.EN)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>",
        b"/etc/hostname",
        b"/dev/zero",
        b"http://127.0.0.1/",
        b'{"error": "not found"}',
        b'{"version": "https://jsonfeed.org/version/1"}',
        b"{" * 50_000,
        b"",
    ],
)
def test_what_is_no_feed_is_refused_and_nothing_is_opened(body: bytes, monkeypatch: pytest.MonkeyPatch):
    import feedparser  # noqa: F401, PLC0415  its own modules are opened before the watch begins

    def closed(name: object, *_rest: object) -> None:
        pytest.fail(f"opened {name}")

    monkeypatch.setattr(builtins, "open", closed)
    with pytest.raises(BadInput, match=r"no-(json-)?feed: feed\.xml"):
        read_feed(body, "feed.xml")


def test_a_feed_without_entries_is_a_feed():
    assert read_feed(rss(""), "feed.xml") == ()


def test_a_broken_feed_gives_the_entries_it_has():
    assert only(b"<rss version='2.0'><channel><item><title>Fish & chips</title><link>https://wire.example/a").title


def test_declared_gbk_is_read_and_undeclared_is_refused():
    body = "<rss version='2.0'><channel><item><title>灰雁发布新模型</title></item></channel></rss>"
    declared = f'<?xml version="1.0" encoding="gb2312"?>{body}'
    assert only(declared.encode("gbk")).title == "灰雁发布新模型"
    with pytest.raises(BadInput, match=r"other-encoding.*UTF-8"):
        read_feed(body.encode("gbk"), "feed.xml")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "ftp://wire.example/a"]
)
def test_unsafe_and_relative_links_are_dropped(link: str):
    assert only(item(more=f"<link>{link}</link>")).url is None


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Thu, 18 Apr 2024 09:30:00 GMT", Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, 30, tzinfo=UTC))),
        ("Thu, 18 Apr 2024", Published(date(2024, 4, 18))),
        ("2024-04-18", Published(date(2024, 4, 18))),
        ("18 Apr 2024 20:30 -0700", Published(date(2024, 4, 18), at=datetime(2024, 4, 19, 3, 30, tzinfo=UTC))),
        ("2024-04-18T20:30:00-07:00", Published(date(2024, 4, 18), at=datetime(2024, 4, 19, 3, 30, tzinfo=UTC))),
        ("2024年4月18日 09:30", Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, 30, tzinfo=UTC))),
        ("2024/4/18 09:30:00 +0800", Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 1, 30, tzinfo=UTC))),
        ("2024-04", Published(date(2024, 4, 1), Granularity.MONTH)),
        ("18/04/2024", None),
        ("1713432600", None),
        ("31 Dec 9999 23:30:00 -0100", None),
        ("Thu Apr 18 09:30:00 2024", Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, 30, tzinfo=UTC))),
        ("0001-01-01T00:30:00+00:00", Published(date(1, 1, 1), at=datetime(1, 1, 1, 0, 30, tzinfo=UTC))),
        ("0001-01-01T00:30:00-01:00", Published(date(1, 1, 1), at=datetime(1, 1, 1, 1, 30, tzinfo=UTC))),
        ("9999-12-31T23:30:00-01:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_as_exact_as_the_feed_states_it(stated: str, expected: Published | None):
    assert only(item(more=f"<pubDate>{stated}</pubDate>")).published == expected


def test_the_first_date_that_can_be_read_counts():
    more = "<pubDate>soon</pubDate><dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>2024-04-18</dc:date>"
    assert only(item(more=more)).published == Published(date(2024, 4, 18))


def test_endless_titles_and_identities_are_cut():
    entry = only(
        item(title="long " * 2_000_000, more=f"<guid>{'x' * 100_000}</guid>" + "<category>c</category>" * 10_000)
    )
    assert len(entry.title) <= 500
    assert entry.guid is not None
    assert len(entry.guid) <= 500


def test_entity_bombs_and_outside_entities_expand_to_nothing():
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 100 + '"><!ENTITY c "' + "&b;" * 10_000 + '">]>'
    outside = '<!DOCTYPE r [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    for head in (bomb, outside):
        for entry in read_feed(rss("<item><title>x&c;y</title></item>", head=head), "feed.xml"):
            assert len(entry.title) <= 500
            assert Path("/etc/hostname").read_text("utf-8").strip() not in entry.title


def test_comment_openers_without_end_are_read_within_the_limits(worker: Worker):
    bomb = item(
        more=f"<description>{'&lt;!--' * 80_000}</description>"
    )  # a minute's work for feedparser's own cleaning
    assert worker.run(read_feed, bomb, "bomb.xml")[0].title == "A title"


def test_an_author_that_holds_the_parser_up_is_killed(worker: Worker):
    bomb = item(more=f"<author>{'a@' + 'a.' * 60_000}!</author>")
    with pytest.raises(BadInput, match=r"parse-cost-too-much: bomb\.xml"):
        worker.run(read_feed, bomb, "bomb.xml")
    assert worker.run(read_feed, item(), "next.xml")[0].title == "A title"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a < b &amp; c", "a < b & c"),
        ("<p>One\n line.</p><p>Two.</p>", "One line.\nTwo."),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("&lt;p&gt;Escaped once too often.&lt;/p&gt;", "Escaped once too often."),
        ("<p>The type Vec&lt;T&gt; stays.</p>", "The type Vec<T> stays."),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>kept<!-- not kept --><iframe src=x>not kept</iframe></p>after", "kept\nafter"),
        ("<?xml version='1.0' encoding='gbk'?><p>x</p>", "x"),
        ("字<b>字</b>字", "字字字"),
        ("<p>" * 5_000 + "deep", "deep"),
        ("<script>", ""),
        ("\x00<b>a\x1b</b>", "\ufffda\ufffd"),
    ],
)
def test_markup_becomes_what_a_reader_sees(markup: str, text: str):
    assert plain_text(markup) == text


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("<>&;/!-='\"abscriptp \n灰\x00")))
def test_no_title_holds_a_tag_or_a_line_feed(markup: str):
    title = plain_title(markup)
    assert "\n" not in title
    assert not any(f"<{letter}" in title for letter in "abscriptp/!?")


def test_every_feed_of_the_shared_collection_is_read_or_refused(shared_dir: Path):
    read = refused = 0
    with tarfile.open(shared_dir / "data" / "feeds" / "feeds.tar.gz") as files:
        for member in files:
            body = files.extractfile(member)
            if body is None or not member.name.endswith((".xml", ".atom", ".rss", ".json")):
                continue
            try:
                entries = read_feed(body.read(), member.name)
            except BadInput:
                refused += 1
                continue
            read += 1
            assert all("<script" not in entry.title and "\n" not in entry.title for entry in entries)
            assert all(entry.url is None or entry.url.lower().startswith(("http://", "https://")) for entry in entries)
    assert read > 2_000
    assert refused < 50
