"""A page becomes its report, without what surrounds it, and states about itself only what it says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from adapters.pages.read import read_page
from digests.errors import BadInput
from digests.language import Lang
from digests.when import Published

_REPORT = (
    "<p>Grebe released Heron-1, a language model with seven billion parameters, on Thursday and put it on the web.</p>"
    "<p>The licence allows commercial use, the company said. It plans a larger model in the autumn.</p>"
    "<ul><li>The weights are free of charge.</li><li>The training text is not.</li></ul>"
)


def page(*, head: str = "", report: str = _REPORT, lang: str = "en") -> bytes:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}'
        "<title>Grebe opens Heron-1</title></head>"
        '<body><nav><a href="/">Home</a> <a href="/tech">Technology</a></nav>'
        f"<article><h1>Grebe opens Heron-1</h1>{report}</article>"
        "<footer>Copyright 2019 Example Wire. All rights reserved.</footer></body></html>"
    ).encode()


def test_a_page_gives_its_report_without_navigation_and_footer():
    head = (
        '<meta property="og:site_name" content="Example Wire">'
        '<link rel="canonical" href="https://wire.example/heron-1">'
        '<meta property="article:published_time" content="2024-04-18T23:30:00-07:00">'
    )
    entry = read_page(page(head=head), "heron.html")
    assert entry.title == "Grebe opens Heron-1"
    assert entry.text.startswith("Grebe released Heron-1, a language model")
    assert entry.text.endswith("The weights are free of charge.\nThe training text is not.")
    assert "Technology" not in entry.text
    assert "Copyright" not in entry.text
    assert (entry.url, entry.outlet, entry.lang) == ("https://wire.example/heron-1", "Example Wire", Lang.EN)
    assert entry.published == Published(date(2024, 4, 18), at=datetime(2024, 4, 19, 6, 30, tzinfo=UTC))
    assert entry.origin == "heron.html"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2024-04-18">', Published(date(2024, 4, 18))),
        ('<meta itemprop="datePublished" content="2024-04-18T09:30:00">', Published(date(2024, 4, 18))),
        (
            '<script type="application/ld+json">{"datePublished": "2024-04-18T09:30:00Z"}</script>',
            Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, 30, tzinfo=UTC)),
        ),
        ('<meta name="date" content="2024-04-18">', Published(date(2024, 4, 18))),
        ('<link rel="canonical" href="https://wire.example/2024/04/18/heron">', Published(date(2024, 4, 18))),
        (
            '<meta name="pubdate" content="tomorrow"><meta name="dc.date" content="2024-04-18">',
            Published(date(2024, 4, 18)),
        ),
        ("", None),
    ],
)
def test_the_publication_is_what_the_markup_states_and_no_more_exact(head: str, expected: Published | None):
    assert read_page(page(head=head), "a.html").published == expected


def test_a_marked_time_in_the_body_is_the_publication_and_a_date_in_the_text_is_not():
    marked = '<time itemprop="datePublished" datetime="2024-04-18">18 April</time>'
    assert read_page(page(report=marked + _REPORT), "a.html").published == Published(date(2024, 4, 18))
    dated = "<p>Its predecessor came out on 3 March 2021 and was not open.</p>"
    assert read_page(page(report=_REPORT + dated), "a.html").published is None


def test_a_chinese_page_in_a_declared_encoding_is_read():
    report = "<p>灰雁公司週四發布新模型，參數達七十億，並在網路上公開權重，任何人都可以下載使用。</p>" * 2
    body = page(
        report=f"{report}<p>公司表示授權條款允許商業用途，並計劃在秋季推出更大的模型，屆時參數將增為四倍。</p>",
        lang="zh-TW",
    )
    entry = read_page(body.decode().replace("utf-8", "big5").encode("big5"), "a.html")
    assert "灰雁公司週四發布新模型" in entry.text
    assert entry.lang is Lang.HANT


@pytest.mark.parametrize("body", [page(report=""), page(report="<p>Please sign in.</p>"), b"<html></html>", b"<", b""])
def test_a_page_without_a_report_is_refused(body: bytes):
    with pytest.raises(BadInput, match=r"page-too-short: a\.html"):
        read_page(body, "a.html")


def test_links_that_are_none_are_dropped():
    head = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:url" content="file:///etc/passwd">'
    assert read_page(page(head=head), "a.html").url is None
