"""Which feeds a page names, and where else one may be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.feeds.discover import feed_links, usual_places
from digests.errors import BadInput

PAGE = "https://wire.example/news/"


def alternate(href: str, kind: str = "application/rss+xml", more: str = "") -> str:
    return f"<link rel=alternate type='{kind}' href='{href}' {more}>"


def found(*tags: str) -> tuple[str, ...]:
    return feed_links(f"<!doctype html><html><head>{''.join(tags)}</head><body>x</body></html>".encode(), PAGE)


def test_the_feeds_of_a_page_are_absolute_and_in_its_order():
    assert found(alternate("/a.xml"), alternate("b.atom", "application/atom+xml"), alternate("//cdn.example/c")) == (
        "https://wire.example/a.xml",
        "https://wire.example/news/b.atom",
        "https://cdn.example/c",
    )


def test_feeds_of_comments_and_doubtful_kinds_come_last_and_none_twice():
    assert found(
        alternate("/api", "application/json"),
        alternate("/comments/feed"),
        alternate("/a.xml", more="title='Heron » Comments Feed'"),
        alternate("/b.xml", "Application/RSS+XML; charset=utf-8"),
        alternate("/b.xml"),
        alternate("/c.json", "application/feed+json"),
    ) == tuple(f"https://wire.example/{name}" for name in ("b.xml", "c.json", "comments/feed", "a.xml", "api"))


@pytest.mark.parametrize(
    "tag",
    [
        "<link rel=stylesheet type='text/css' href='/a.css'>",
        "<link rel='alternate stylesheet' type='application/rss+xml' href='/a'>",
        "<link rel=alternate hreflang=zh href='/zh/'>",
        "<link rel=alternate type='text/html' href='/m/'>",
        "<link type='application/rss+xml' href='/a'>",
        alternate("javascript:alert(1)"),
        alternate("file:///etc/passwd"),
        alternate("https://heron:s3cret@wire.example/feed"),
        alternate(""),
        "<link rel=alternate type='application/rss+xml'>",
        "<!-- " + alternate("/a.xml") + " -->",
        "<script>'" + alternate("/a.xml") + "'</script>",
    ],
)
def test_other_links_and_unsafe_addresses_are_no_feeds(tag: str):
    assert found(tag) == ()


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://cdn.example/x/", "https://cdn.example/x/a.xml"),
        ("/base/", "https://wire.example/base/a.xml"),
        ("javascript:alert(1)", "https://wire.example/news/a.xml"),
        ("", "https://wire.example/news/a.xml"),
    ],
)
def test_the_base_of_a_page_is_honoured_where_it_is_an_address(base: str, expected: str):
    assert found(f"<base href='{base}'>", alternate("a.xml")) == (expected,)


def test_endless_lists_are_cut_and_what_stands_far_down_is_not_looked_for():
    assert len(found(*(alternate(f"/{n}") for n in range(1_000)))) == 20
    assert found("<p>" * 500_000, alternate("/a.xml")) == ()


def test_a_page_in_another_encoding_is_read():
    page = f"<meta charset=gbk><title>灰雁</title>{alternate('/a.xml')}".encode("gbk")
    assert feed_links(page, PAGE) == ("https://wire.example/a.xml",)


@pytest.mark.parametrize("body", [b"", b" \n", b"plain words", b"{}", b"<", b"<!doctype html>"])
def test_what_names_no_feed_has_none(body: bytes):
    assert feed_links(body, PAGE) == ()


def test_what_is_no_text_is_refused():
    with pytest.raises(BadInput):
        feed_links(b"\x89PNG\r\n\x1a\n\x00", PAGE)


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("<>&;/!-='\" linkrelatbsh\n灰\x01:.")))
def test_no_page_breaks_the_search(text: str):
    try:
        urls = feed_links(("<link rel=alternate type=application/rss+xml href=/a>" + text).encode(), PAGE)
    except BadInput:
        urls = ()
    assert all(url.startswith(("http://", "https://")) for url in urls)


def test_the_usual_places_are_beside_the_page_and_at_the_root():
    places = usual_places("https://wire.example/news")
    assert places[0] == "https://wire.example/news/feed"
    assert "https://wire.example/rss.xml" in places
    assert len(set(places)) == len(places) == 14
    assert usual_places("https://wire.example") == usual_places("https://wire.example/")
    assert len(usual_places("https://wire.example/")) == 7
    assert usual_places("https://wire.example/news?page=2#top")[0] == "https://wire.example/news/feed"
    assert usual_places("file:///etc/") == ()
