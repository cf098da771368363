"""Addresses of one page have one form, and what is no plain web address is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.urls import canonical, host_of

SAME = [
    ("http://www.Example.com:80/a/b/?utm_source=x&b=2&a=1#part", "https://example.com/a/b?a=1&b=2"),
    ("https://m.example.com/a/amp/", "https://example.com/a"),
    ("https://www.m.example.com/a/amp", "https://example.com/a"),
    ("https://amp.example.com/a?amp=1", "https://example.com/a"),
    ("https://example.com", "https://example.com"),
    ("https://example.com/", "https://example.com"),
    ("https://example.com/?p=123&fbclid=1", "https://example.com/?p=123"),
    ("https://example.com/?p=", "https://example.com/?p="),
    ("https://example.com/a?from=timeline&isappinstalled=0&ref=x&spm=a.b", "https://example.com/a"),
    (
        "https://mp.weixin.qq.com/s?__biz=M&mid=1&idx=1&sn=ab&chksm=9&scene=21",
        "https://mp.weixin.qq.com/s?__biz=M&idx=1&mid=1&sn=ab",
    ),
    ("https://news.ycombinator.com/item?id=1", "https://news.ycombinator.com/item?id=1"),
    ("https://example.com/refine?reference=2&sourced=3", "https://example.com/refine?reference=2&sourced=3"),
    ("https://m.com/a", "https://m.com/a"),
    ("https://example.com/a/amplifier", "https://example.com/a/amplifier"),
    ("https://例子.测试/路径%e4", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84%E4"),
    ("https://example.com./a", "https://example.com/a"),
    ("https://[::1]:8443/x", "https://[::1]:8443/x"),
    ("https://[::1]/x", "https://[::1]/x"),
    ("  https://example.com/a  ", "https://example.com/a"),
    ("http://example.com:8080/a", "https://example.com:8080/a"),
]


@pytest.mark.parametrize(("url", "form"), SAME)
def test_one_page_has_one_form(url: str, form: str) -> None:
    assert canonical(url) == form
    assert canonical(form) == form


REFUSED = [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://example.com/a",
    "https:evil",
    "http:/evil",
    "/relative",
    "example.com/a",
    "",
    "https://",
    "https://openai.com@evil.example/",
    "https://user:word@example.com/",
    "https://a..b/",
    "https://.../",
    "https://exa mple.com/",
    "https://example.com/a b",
    "https://example.com\\@evil.example/",
    "https://example.com/\u202egpj",
    "https://example.com/\x00",
    "https://example.com/a\nb",
    "https://example.com/\u200b",
    "https://example.com:99999/",
    "https://example.com:port/",
    "https://[::1/",
    "https://exam!ple.com/",
    "https://example.com/路 径",
]


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_no_plain_web_address_is_refused_by_name(url: str) -> None:
    with pytest.raises(BadInput) as refusal:
        canonical(url)
    assert refusal.value.subject in (url, url.strip())
    assert "address" in refusal.value.key


def test_the_host_is_that_of_the_canonical_form() -> None:
    assert host_of("http://www.Example.com:8080/a") == "example.com"
    with pytest.raises(BadInput):
        host_of("mailto:someone@example.com")


URLS = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.sampled_from(["www.example.com", "m.a.b", "www.www.a.b", "Amp.A.b.", "[::1]", "例子.测试", "127.0.0.1"]),
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
    st.text(alphabet="/abAB%2eé.~+amp鹭", max_size=20).map(lambda p: f"/{p}"),
    st.text(alphabet="ab=&;%2B+鹭?utm_", max_size=20).map(lambda q: f"?{q}"),
    st.sampled_from(["", "#", "#a?b"]),
)


@settings(deadline=None, max_examples=300)
@given(URLS)
@example("https://a.b/amp/amp/")
@example("https://a.b//amp//?")
@example("https://www.www.a.b:443/%")
def test_the_canonical_form_is_its_own(url: str) -> None:
    form = canonical(url)
    assert canonical(form) == form
    assert form.startswith("https://")
    assert form.isascii()


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60) | st.text(max_size=40).map(lambda t: f"https://{t}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        form = canonical(text)
    except BadInput:
        return
    assert canonical(form) == form
