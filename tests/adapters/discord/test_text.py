"""Untrusted text arrives as that very text: judged by a reader that was written apart from the writer."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.text import escaped, escaped_lines, link
from digests.text.addresses import LONGEST_LINK, address, shown_host
from digests.text.visible import cleaned, plain
from tests.adapters.discord.naughty import FORMS, LINES, LINKS, PINGS, SIGNS, SLACK, naughty, titles
from tests.adapters.discord.reader import Reading, read

PAGE = "https://marsh.example/heron-2"
UNSEEN = str.maketrans("", "", "\u200b")


def seen(reading: Reading) -> str:
    return reading.plain.translate(UNSEEN)


def harmless(text: str) -> Reading:
    """Return the reading of an escaped text that shows exactly the text and does nothing."""
    reading = read(escaped(text))
    assert (reading.pings, reading.links, reading.marks) == ([], [], [])
    assert seen(reading) == plain(text)
    return reading


def test_the_reader_itself_knows_every_form():
    assert all(read(text).pings for text in PINGS[:7])
    assert all("form" in read(text).marks for text in FORMS[:9])
    assert read("[openai.com](https://evil.example)").links == [("openai.com", "https://evil.example")]
    assert read("# **a** `b`\n-# ||c||\n> _d_").marks == [
        "heading #",
        "bold",
        "code",
        "subtext",
        "spoiler",
        "quote",
        "italic",
    ]
    assert read("[A](<https://a.example>) \\](https://b.example)").marks == ["raw link"]


@pytest.mark.parametrize("text", PINGS)
def test_t01_nobody_is_pinged(text: str):
    harmless(text)
    assert read(link(text, PAGE)).pings == []


@pytest.mark.parametrize("text", SLACK)
def test_t02_the_signs_of_another_platform_are_plain_text(text: str):
    harmless(text)


@pytest.mark.parametrize("text", LINKS)
def test_t03_no_link_comes_from_a_text_and_the_words_of_ours_never_name_another_host(text: str):
    harmless(text)
    reading = read(link(text, PAGE))
    assert reading.hosts == ["marsh.example"]
    assert "evil" not in reading.links[0][0]


def test_t03_words_that_look_like_another_host_stand_before_the_link_and_not_in_it():
    assert link("openai.com", "https://evil.example/x") == "openai.com ([evil.example](<https://evil.example/x>))"
    assert link("Node.js Weekly", "https://nodeweekly.example/1").endswith(
        "([nodeweekly.example](<https://nodeweekly.example/1>))"
    )
    assert link("openai。com", PAGE).endswith(f"([marsh.example](<{PAGE}>))")
    assert link("https：ノノopenai", PAGE).endswith(f"([marsh.example](<{PAGE}>))")
    assert link("google.com", "https://google.com.evil.example/") != "[google.com](<https://google.com.evil.example/>)"


def test_t03_words_that_name_the_host_itself_or_one_above_it_are_a_link():
    assert link("marsh.example", "https://www.marsh.example/1") == "[marsh.example](<https://www.marsh.example/1>)"
    assert link("marsh.example", "https://news.marsh.example/1") == "[marsh.example](<https://news.marsh.example/1>)"
    assert link("Marsh Daily", PAGE) == f"[Marsh Daily](<{PAGE}>)"


@pytest.mark.parametrize("text", [*LINES, *SIGNS])
def test_t04_nothing_in_a_title_changes_the_layout(text: str):
    harmless(text)


@pytest.mark.parametrize("text", LINES)
def test_t04_lines_of_a_text_stay_lines_and_nothing_else(text: str):
    reading = read(escaped_lines(text))
    assert (reading.pings, reading.links, reading.marks) == ([], [], [])
    assert [" ".join(line.split()) for line in seen(reading).split("\n")] == [
        plain(line) for line in cleaned(text).split("\n")
    ]


def test_t04_a_text_after_a_link_cannot_end_its_words():
    reading = read(f"{link('Marsh Daily', PAGE)}, {escaped('](https://evil.example)')}")
    assert reading.links == [("Marsh Daily", PAGE)]
    assert reading.marks == []


def test_t05_direction_marks_are_removed():
    assert escaped("\u202egpj.exe\u202c \u2066a\u2069 \u200f") == "gpj.exe a"
    assert address("https://marsh.example/\u202egpj.exe") is None


def test_t06_what_cannot_be_seen_is_removed():
    assert escaped("a\u200b\u200d\ufeff\u00ad\U000e0041\ufe0f\U000e0100\u115f\u3164\u2800\u034fb") == "ab"


@pytest.mark.parametrize("text", ["Việt Nam chế tạo", "हिन्दी क्षत्रिय", "مُحَمَّدٌ", "שָׁלוֹם", "ก็ที่นี่", "မြန်မာဘာသာ", "བོད་སྐད་"])
def test_t07_legal_marks_stay(text: str):
    assert escaped(text) == unicodedata.normalize("NFC", text) or escaped(text) == text


def test_t07_piled_marks_are_cut():
    assert escaped("a" + "\u0301" * 40) == "a" + "\u0301" * 3
    assert escaped("a" + "\u0489" * 40) == "a\u0489"
    assert len(escaped("a" + "\u0e31" * 40)) == 7


def test_t10_controls_and_halves_of_surrogates_are_removed():
    text = escaped("\x00\x1b[31mred\x1b[0m\x9b\x07\ud800\udc00!")
    assert text == "\\[31mred\\[0m!"
    assert text.encode("utf-8")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "http:/evil.example",
        "https:evil.example",
        "//evil.example",
        "https://openai.com@evil.example/",
        "https://openai.com:x@evil.example/",
        "https://openai.com\\@evil.example/",
        "https://evil.example\\.openai.com/",
        "https://open\nai.com/",
        "https://a b.example/",
        "https://a.example/\u200b",
        "https:///x",
        "https://:80/",
        "https://[::1]/",
        "https://a.example:99999/",
        "https://a..example/",
        "https://exa mple/",
        "https://a.example/\ud800",
        "https://[",
        f"https://a.example/{'x' * LONGEST_LINK}",
        "https://-%41/",
    ],
)
def test_t11_what_is_no_plain_web_address_is_no_link(url: str | None):
    assert address(url) is None
    assert read(link("Marsh Daily", url)) == Reading("Marsh Daily")


def test_t11_signs_that_could_end_a_link_are_encoded():
    url = address("https://Marsh.example:8443/a(b)<c>*d*|e|`f`'g'\"h\"[i]@everyone?q=苍#x%20y")
    assert (
        url
        == "https://marsh.example:8443/a%28b%29%3Cc%3E%2Ad%2A%7Ce%7C%60f%60%27g%27%22h%22%5Bi%5D%40everyone?q=%E8%8B%8D#x%20y"
    )
    assert read(f"[a](<{url}>)").links == [("a", url)]


def test_t12_no_preview_is_made_of_a_link():
    assert link("A picture", "https://a.example/x.png") == "[A picture](<https://a.example/x.png>)"


@pytest.mark.parametrize("text", FORMS)
def test_t13_times_commands_places_emoji_and_numbers_are_literal(text: str):
    harmless(text)


@pytest.mark.parametrize("text", ['=HYPERLINK("https://e.example")', "@everyone's topic", "**Topic** <#1>"])
def test_t16_t18_t21_names_errors_and_rewritten_words_go_the_same_way(text: str):
    harmless(text)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("оpenai.com", "xn--penai-iye.com"),
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("openaí.com", "xn--opena-3sa.com"),
        ("苍鹭.公司", "苍鹭.公司"),
        ("苍鹭abc.example", "xn--abc-i62iu45i.example"),
        ("한국.example", "한국.example"),
        ("openai。com", "openai.com"),
        ("www.marsh.example", "marsh.example"),
    ],
)
def test_t15_hosts_in_letters_that_look_like_others_are_shown_in_ascii(host: str, shown: str):
    url = address(f"https://{host}/")
    assert url is not None
    assert url.isascii()
    assert shown_host(url) == shown


def test_words_of_a_link_hold_no_emoji_and_no_signs_since_discord_would_show_it_raw():
    assert link("The \U0001f999 *News* [b] \U0001f1e9\U0001f1ea 1\u20e3", PAGE) == f"[The ＊News＊ (b) 1](<{PAGE}>)"
    assert link("\U0001f999", PAGE) == f"\U0001f999 ([marsh.example](<{PAGE}>))"
    assert link("", PAGE) == f"[marsh.example](<{PAGE}>)"
    assert link("", "https://a_b.example") == "[a＿b.example](<https://a_b.example>)"


def test_t17_five_hundred_naughty_strings_are_harmless():
    every = naughty()
    assert len(every) > 500
    for text in every:
        harmless(text)
        reading = read(f"{link(text, PAGE)} {escaped(text)}")
        assert (reading.pings, reading.marks, reading.hosts) == ([], [], ["marsh.example"])


def test_t17_twenty_thousand_titles_arrive_as_they_are():
    for text in titles(20_000, seed=17):
        harmless(text)


@settings(deadline=None, max_examples=150)
@given(text=st.text(max_size=80), url=st.text(max_size=60))
def test_t17_any_text_is_harmless_and_any_address_shows_its_own_host(text: str, url: str):
    harmless(text)
    reading = read(link(text, f"https://{url}"))
    assert (reading.pings, reading.marks) == ([], [])
    assert all(shown_host(target) for _, target in reading.links)
