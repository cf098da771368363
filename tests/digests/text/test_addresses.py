"""Addresses that may be linked, the hosts they show, and words that name another host."""

from __future__ import annotations

import pytest

from digests.text.addresses import LONGEST_LINK, address, names_another, shown_host, told_host
from digests.text.visible import plain, plain_lines


@pytest.mark.parametrize(
    ("url", "fit"),
    [
        ("https://Marsh.example/a(b)?q=苍", "https://marsh.example/a%28b%29?q=%E8%8B%8D"),
        ("http://苍鹭.公司:8080/", "http://xn--ci1at97c.xn--55qx5d:8080/"),
        ("https://openai.com@evil.example/", None),
        ("javascript:alert(1)", None),
        (f"https://marsh.example/{'x' * LONGEST_LINK}", None),
    ],
)
def test_t11_only_plain_web_addresses_are_fit_for_a_link(url: str, fit: str | None):
    assert address(url) == fit


def test_t15_a_host_is_shown_in_a_script_without_lookalikes_of_latin_letters_else_in_ascii():
    assert shown_host("https://www.xn--ci1at97c.xn--55qx5d/") == "苍鹭.公司"
    assert shown_host("https://xn--penai-iye.com/") == "xn--penai-iye.com"
    assert shown_host("https://xn--99999999999.example/") == "xn--99999999999.example"


def test_the_host_of_what_is_no_link_is_told_where_there_is_one():
    assert told_host("https://openai.com@Evil.example/x") == "evil.example"
    assert told_host("http://[") == told_host("https:///x") == told_host(f"https://{'a' * 70}.example") == ""


@pytest.mark.parametrize("words", ["openai.com", "see openai。com", "1.2.3.4", "https://x", "https：ノノx"])
def test_t03_words_may_name_another_host(words: str):
    assert names_another(words, "marsh.example")


@pytest.mark.parametrize("words", ["marsh.example", "www.marsh.example", "Marsh Daily", "Heron-2.5"])
def test_t03_words_that_name_the_host_or_none_do_not(words: str):
    assert not names_another(words, "news.marsh.example")


def test_t06_what_cannot_be_seen_is_removed_and_lines_stay():
    assert plain(" a\u3164\u200b \n b\u2800") == "a b"
    assert plain_lines(" a\u200b \n\tb  c") == "a\nb c"
