"""Pages as they are stored: what goes in comes out equal, and pages that were stored before are still read."""

from __future__ import annotations

import json
from types import MappingProxyType

from adapters.storage.page_rows import page_of, page_row
from digests.ask import Ask
from digests.language import Lang
from digests.page import (
    Act,
    Bullets,
    Buttons,
    Choice,
    Footer,
    Heading,
    Link,
    Look,
    Page,
    Pick,
    Picks,
    Picture,
    Quoted,
    Rating,
    Row,
    Table,
    Text,
    Tone,
)

QUOTE = Quoted("格里布發布蒼鷺二代。", Lang.HANT, "濕地報", None, "2024", "繁體中文", ("https://a.example",))
ROW = Row("e1", "2024", "A line", Tone.CONFLICT, "planned", QUOTE, "note", (QUOTE, QUOTE), ("a", "b"))
ASK = Ask("search", MappingProxyType({"query": "a;b", "quotes": True, "limit": 3, "topics": ("x", "y")}), 2)
PAGE = Page(
    "T",
    (
        Heading("T", 1),
        Text("a", Tone.WARNING),
        QUOTE,
        Link("a", "https://a.example"),
        ROW,
        Table(("a",), (("b",), ("c",))),
        Bullets(("a",)),
        Footer("f"),
        Buttons((Act("Search…", ASK, "query"),)),
        Choice("Open", (Act("A", Ask("story", {"id": "s1"})), Act("B", Ask("latest")))),
        Pick(Act("Pick", ASK, "channel"), Picks.CHANNEL),
        Rating(Act("Useful", ASK), Act("Not useful", Ask("rate", {"as": "not-useful"}))),
        Picture("P", (ROW,), "alt", "note", Look.LIGHT),
    ),
    {"version": 1},
    ASK,
    opened=True,
)


def test_every_block_comes_back_as_it_was():
    row = page_row(PAGE)
    assert page_of(json.loads(json.dumps(row))) == PAGE


def test_a_page_that_was_stored_before_there_were_asks_is_read():
    old = {
        "title": "T",
        "blocks": [
            ["Heading", {"text": "T", "level": 1}],
            ["Row", {"id": "e", "date": "", "line": "l", "tone": "plain", "quotes": []}],
        ],
        "record": {"kind": "edition"},
    }
    assert page_of(old) == Page("T", (Heading("T", 1), Row("e", "", "l", Tone.PLAIN)), {"kind": "edition"})
    assert set(page_row(Page("T", ()))) == {"title", "blocks", "record"}
