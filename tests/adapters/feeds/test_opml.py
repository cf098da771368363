"""Lists of feeds: what other readers write is read, and what we write comes back the same."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.opml import OpmlFeed, read_opml, write_opml
from adapters.worker import Worker
from digests.errors import BadInput

MADE = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def listed(outlines: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<opml version='2.0'><head><title>t</title></head><body>{outlines}</body></opml>".encode()


def outline(title: str, url: str, more: str = "") -> str:
    return f"<outline type='rss' text='{title}' xmlUrl='{url}' {more}/>"


def test_feeds_are_read_out_of_their_folders_in_order_and_once():
    body = listed(
        f"<outline text='AI'><outline text='More'>{outline('Heron &amp; Co', 'https://a.example/?x=1&amp;y=2')}</outline>"
        f"{outline('灰雁', 'https://b.example/feed')}</outline>{outline('Again', 'https://b.example/feed')}"
        "<outline text='' title='Only a title' xmlurl='http://c.example/'/><outline text='no feed'/>"
    )
    assert read_opml(body, "list.opml") == (
        OpmlFeed("https://a.example/?x=1&y=2", "Heron & Co"),
        OpmlFeed("https://b.example/feed", "灰雁"),
        OpmlFeed("http://c.example/", "Only a title"),
    )


def test_unsafe_addresses_and_markup_in_titles_are_dropped():
    tags = "".join(
        outline("x", url) for url in ("javascript:alert(1)", "file:///etc/passwd", "/feed", "https://u:p@a.example/")
    )
    assert read_opml(listed(tags), "x") == ()
    (feed,) = read_opml(listed(outline("&lt;b&gt;Heron&lt;/b&gt;\n&lt;script&gt;x", "https://a.example/")), "x")
    assert feed.title == "Heron"


def test_a_list_in_another_encoding_is_read():
    body = (
        listed(outline("灰雁", "https://a.example/"), '<?xml version="1.0" encoding="gb2312"?>').decode().encode("gbk")
    )
    assert read_opml(body, "x") == (OpmlFeed("https://a.example/", "灰雁"),)


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>x</body></html>", b"http://127.0.0.1/list.opml", b"/etc/passwd", b"{}"]
)
def test_f02_what_is_no_list_is_refused_and_never_asked_for(body: bytes, monkeypatch: pytest.MonkeyPatch):
    def closed(*_: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", closed)
    with pytest.raises(BadInput, match="no-opml"):
        read_opml(body, "list.opml")


def test_f03_entities_expand_to_nothing():
    bomb = (
        '<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 1_000 + '"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    )
    (feed,) = read_opml(listed(outline("x&b;&c;y", "https://a.example/"), bomb), "x")
    assert feed.title == "x&b;&c;y"


def test_giant_lists_are_refused_or_cut_and_depth_does_no_harm():
    with pytest.raises(BadInput, match="opml-too-large"):
        read_opml(b" " * 5_000_001, "x")
    many = "".join(outline(str(n), f"https://a.example/{n}") for n in range(6_000))
    assert len(read_opml(listed(many), "x")) == 5_000
    with Worker() as worker:
        deep = listed("<outline text='a'>" * 20_000 + outline("x", "https://a.example/"))
        assert len(worker.run(read_opml, deep, "x")) <= 1


def test_a_list_says_what_it_is_and_when_it_was_made():
    root = ET.fromstring(write_opml([OpmlFeed("https://a.example/", "Heron")], MADE))  # noqa: S314  our own
    assert root.get("version") == "2.0"
    assert root.findtext("head/dateCreated") == "Sat, 21 Nov 2026 08:30:00 +0000"
    outlines = root.findall("body/outline")
    assert [one.attrib for one in outlines] == [
        {"type": "rss", "text": "Heron", "title": "Heron", "xmlUrl": "https://a.example/"}
    ]


def test_s21_secrets_of_an_address_do_not_leave():
    assert "s3cret" not in write_opml([OpmlFeed("https://heron:s3cret@a.example/feed", "x")], MADE)
    assert 'xmlUrl="https://a.example/@user"' in write_opml([OpmlFeed("https://a.example/@user", "x")], MADE)


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@sum", "'quoted", "'=x", "", "a=b"])
def test_t22_no_title_is_a_formula_and_each_comes_back(title: str):
    feed = OpmlFeed("https://a.example/", title)
    text = write_opml([feed], MADE)
    assert not any(f'="{start}' in text.replace('version="', "") for start in "=+-@")
    assert read_opml(text.encode(), "x") == (feed,)


PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf")), max_size=60
)


@settings(deadline=None, max_examples=150)
@given(st.lists(PLAIN.filter(lambda title: "<" not in title and "&" not in title), max_size=5))
def test_any_list_comes_back_as_it_was(titles: list[str]):
    feeds = tuple(OpmlFeed(f"https://a.example/{n}?x=1&y=<2>", title) for n, title in enumerate(titles))
    assert read_opml(write_opml(feeds, MADE).encode(), "x") == feeds
