"""Payloads as HTML: all of their words are there, and nothing of them is obeyed."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from adapters.slack.preview import Exhibit, preview
from adapters.slack.render import message
from adapters.slack.text import Json
from config.catalogues import load_words
from digests.ask import Ask
from digests.language import Lang
from digests.page import Act, Buttons, Choice, Page, Row, Tone
from digests.text.visible import plain
from tests.adapters.discord.naughty import naughty
from tests.adapters.slack.test_render import QUOTE, RATING, ROW, TABLE

_STRUCTURE = (
    "<html><head><meta><title><style><body><h1><h2><div><span><time><p><br><ul><li><table><tr><th><td><details>"
)
ALLOWED = frozenset(f"{_STRUCTURE}<summary><blockquote><b><i><s><code><a>".strip("<>").split("><"))


class Seen(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element's name and attributes."""
        self.tags.append(tag)
        self.attributes += attrs
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data


def shown(payload: Json) -> Seen:
    return Seen(preview([Exhibit("What", payload)], "Title", "en"))


def sent(page: Page) -> Json:
    made = message(page, load_words(Lang.EN), private=True)
    return {"text": made.text, "blocks": made.blocks}


def test_a_message_is_shown_twice_light_and_dark():
    acts = (Act("Timeline", Ask("timeline")),)
    page = shown(sent(Page("T", (ROW, QUOTE, TABLE, RATING, Buttons(acts), Choice("Open…", acts)), ask=Ask("latest"))))
    assert [value for name, value in page.attributes if name == "class" and str(value).startswith("slack ")] == [
        "slack light message",
        "slack dark message",
    ]
    for words in (
        "18 Apr 2024",
        "Grebe releases Heron-2",
        "Marsh Daily",
        "Not useful",
        "Share to channel",
        "Open…",
        "a_b",
    ):
        assert page.text.count(words) >= 2


def test_the_page_has_no_script_and_asks_for_nothing_from_anywhere():
    page = preview([Exhibit("What", sent(Page("T", (ROW,))))], "Title", "en")
    style = re.search(r"<style>(.*)</style>", page, re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    seen = Seen(page)
    assert set(seen.tags) <= ALLOWED
    assert {name for name, _ in seen.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "href", "rel"
    }  # fmt: skip


def test_t17_naughty_strings_are_words_and_nothing_else():
    for text in naughty()[::7]:
        row = Row("r", text, text, Tone.PLAIN, text, note=text)
        seen = shown(sent(Page(text, (row, Choice(text, (Act(text, Ask("latest")),))))))
        assert set(seen.tags) <= ALLOWED
        assert " ".join(plain(text).split()) in " ".join(seen.text.split())
        assert all(str(value).startswith(("https://", "http://")) for name, value in seen.attributes if name == "href")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_address_that_is_none_is_no_link(url: str):
    link = {"type": "link", "url": url, "text": "a<b"}
    section = {"type": "rich_text_section", "elements": [link, {"type": "channel", "channel_id": "C1"}]}
    seen = shown({"blocks": [{"type": "rich_text", "elements": [section]}]})
    assert "a" not in seen.tags
    assert "a<b#C1" in seen.text


def test_a_form_and_a_home_have_their_own_look():
    words = {"type": "plain_text", "text": "Topic"}
    field = {"type": "input", "label": words, "element": {"type": "plain_text_input"}, "hint": words}
    chosen = {"type": "static_select", "initial_option": {"text": words}, "options": [{"text": words}]}
    bullets = {"type": "rich_text_list", "elements": [{"elements": [{"type": "text", "text": "x"}]}]}
    view = {
        "title": {"text": "Timeline"},
        "submit": {"text": "Continue"},
        "close": {"text": "Close"},
        "blocks": [
            field,
            {"type": "section", "text": words, "accessory": {"type": "button", "text": words, "style": "danger"}},
            {"type": "actions", "elements": [chosen, {"type": "overflow"}]},
            {"type": "rich_text", "elements": [bullets]},
            {"type": "divider"},
        ],
    }
    modal, home = shown({"type": "modal", **view}), shown({"type": "home", "blocks": view["blocks"]})
    assert modal.text.count("Continue") == 2
    assert ("class", "slack dark home") in home.attributes
    assert ("class", "button danger") in home.attributes
    assert "Continue" not in home.text
