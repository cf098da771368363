"""Untrusted text arrives as that very text: judged by a reader that was written apart from the writer."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render import message
from adapters.slack.text import BREAK, Json, escaped, link, linked
from config.catalogues import load_words
from digests.language import Lang
from digests.page import Footer, Heading, Page, Quoted, Row, Tone
from digests.text.addresses import shown_host
from digests.text.visible import plain
from tests.adapters.discord.naughty import FORMS, LINES, LINKS, PINGS, SIGNS, SLACK, UNSEEN, naughty, titles
from tests.adapters.slack.payload import check
from tests.adapters.slack.reader import Reading, heard, read

PAGE = "https://marsh.example/heron-2"
WORDS = load_words(Lang.EN)


def in_blocks(elements: list[Json]) -> Reading:
    return read([{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}])


def harmless(text: str) -> None:
    """Assert that a message with the text everywhere shows it and does nothing but link to its source."""
    row = Row("r", "", text, Tone.PLAIN, note=text)
    quote = Quoted(text, Lang.EN, text, PAGE, text)
    made = message(Page(text, (Heading(text, 1), row, quote, Footer(text))), WORDS)
    check(made.blocks, made.text)
    reading = read(made.blocks, made.text)
    assert (reading.pings, reading.marks) == ([], [])
    assert set(reading.hosts) <= {"marsh.example", *_own(text)}
    assert plain(text) in reading.shown
    assert (plain(text) or "…") in heard(made.text).shown.replace(BREAK, "")


def _own(text: str) -> list[str]:
    """Return the host that a text links to which is an address as a whole."""
    return in_blocks(linked(text)).hosts


def test_the_reader_itself_knows_every_form():
    assert heard("<!channel> <@U1> <#C1> :joy: &lt;!here&gt; @here").pings == ["@here", "!channel", "@U1"]
    assert sorted(heard("<#C1> :joy:").marks) == ["channel", "emoji"]
    assert heard("<https://evil.example|x> https://a.example www.b.example").links == [
        ("x", "https://evil.example"),
        ("https://a.example", "https://a.example"),
        ("www.b.example", "www.b.example"),
    ]
    emoji = {"type": "plain_text", "text": ":joy:"}
    assert read([{"type": "header", "text": emoji}]).marks == ["emoji"]
    assert in_blocks([{"type": "user", "user_id": "U1"}, {"type": "emoji", "name": "joy"}]).pings == ["user"]
    assert heard("&lt;!channel&gt;").shown == "<!channel>"


@pytest.mark.parametrize("text", [*PINGS, *SLACK])
def test_t01_t02_nobody_is_pinged(text: str):
    harmless(text)
    assert heard(escaped(text)).pings == []


@pytest.mark.parametrize("text", [*LINES, *SIGNS])
def test_t04_no_sign_changes_the_layout(text: str):
    harmless(text)
    page = Page("T", (Heading("T", 1), Row("r", "", text, Tone.PLAIN), Row("s", "", "after", Tone.PLAIN)))
    calm = replace(page, blocks=(page.blocks[0], Row("r", "", "calm", Tone.PLAIN), page.blocks[2]))
    assert shape(message(page, WORDS).blocks) == shape(message(calm, WORDS).blocks)


def shape(part: object) -> object:
    """Return blocks without their words."""
    if isinstance(part, dict):
        return {key: shape(value) for key, value in part.items() if key != "text" or isinstance(value, dict)}
    return [shape(one) for one in part] if isinstance(part, list) else part


@pytest.mark.parametrize("text", UNSEEN)
def test_t05_t06_t07_what_turns_hides_or_piles_up_is_gone(text: str):
    harmless(text)
    payload = json.dumps(message(Page(text, (Heading(text, 1), Footer(text))), WORDS).blocks, ensure_ascii=False)
    assert not set(payload) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\U000e0041\u2060")


@pytest.mark.parametrize("text", [*FORMS, *SLACK, ":joy: <!date^1^{date}|x> <t:0> </cmd:1>"])
def test_t13_t14_forms_of_dates_commands_and_emoji_are_literal(text: str):
    harmless(text)
    assert heard(escaped(text)).marks == []


@pytest.mark.parametrize("text", LINKS)
def test_t03_the_words_of_a_link_never_name_another_host(text: str):
    reading = in_blocks(link(text, PAGE))
    assert reading.hosts == ["marsh.example"]
    assert "evil" not in reading.links[0][0]


def test_t03_words_that_look_like_another_host_stand_before_the_link_and_not_in_it():
    assert in_blocks(link("openai.com", "https://evil.example/x")).shown == "\nopenai.com (evil.example→)"
    assert in_blocks(link("Marsh Daily", PAGE)).links == [("Marsh Daily", PAGE)]
    assert in_blocks(link("", "https://www.marsh.example/1")).links == [
        ("marsh.example", "https://www.marsh.example/1")
    ]


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "https://openai.com@evil.example/", "//evil.example"])
def test_t11_what_is_no_plain_web_address_is_no_link(url: str | None):
    assert in_blocks(link("Marsh Daily", url)).links == []


def test_t11_an_address_alone_is_shown_by_its_host():
    assert in_blocks(linked("https://marsh.example/1")).links == [("marsh.example", "https://marsh.example/1")]
    assert linked("https://openai.com@evil.example/") == [{"type": "text", "text": "evil.example"}]
    assert linked("http://[") == []


def test_the_line_beside_the_blocks_is_escaped_and_shows_the_same():
    assert escaped("a < b & c > d") == "a &lt; b &amp; c &gt; d"
    assert escaped("@here 08:00 https://a.example") == f"@{BREAK}here 08:{BREAK}00 https:{BREAK}//a.{BREAK}example"


def test_t17_five_hundred_naughty_strings_are_harmless():
    every = naughty()
    assert len(every) > 500
    for text in every:
        harmless(text)


def test_t17_twenty_thousand_titles_arrive_as_they_are():
    for text in titles(20_000, seed=17):
        reading = read([], escaped(text))
        assert (reading.pings, reading.links, reading.marks) == ([], [], [])
        shown = in_blocks(link(text, PAGE))
        assert (shown.pings, shown.marks, shown.hosts) == ([], [], ["marsh.example"])
        assert plain(text) in shown.shown


def test_t17_titles_on_pages_are_harmless():
    for text in titles(600, seed=18):
        harmless(text)


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=80), url=st.text(max_size=60))
def test_t17_any_text_is_harmless_and_any_address_shows_its_own_host(text: str, url: str):
    harmless(text)
    reading = in_blocks([*link(text, f"https://{url}"), {"type": "text", "text": "."}])
    assert (reading.pings, reading.marks) == ([], [])
    assert all(shown_host(target) in shown or text.strip() for shown, target in reading.links)
