"""Pages as messages: within every limit, nothing lost, nothing obeyed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.looks import ALARM, CALM
from adapters.discord.render import MESSAGE, PICTURE, SHEET, layout, picture_of, size
from adapters.discord.text import escaped
from config.catalogues import load_words
from digests.ask import Ask
from digests.editing.fit import sheets
from digests.language import Lang
from digests.page import (
    Act,
    Block,
    Bullets,
    Buttons,
    Choice,
    Footer,
    Heading,
    Link,
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
from digests.text.visible import plain
from tests.adapters.discord.naughty import EVERY
from tests.adapters.discord.payload import BUTTON, SELECT, check, length, texts, walk
from tests.adapters.discord.reader import read

WORDS = load_words(Lang.EN)
LATEST = Ask("latest")
QUOTE = Quoted("Grebe released Heron-2.", Lang.EN, "Marsh Daily", "https://marsh.example/2", "18 Apr 2024")
TAIWANESE = Quoted(
    "格里布發布蒼鷺二代。", Lang.HANT, "濕地報", None, language="繁體中文", also=("https://shidi.example/3",)
)
ROW = Row(
    "s1",
    "18 Apr 2024",
    "Grebe releases Heron-2",
    Tone.PLANNED,
    "planned",
    note="2 outlets · s1\nhttps://marsh.example/2",
)

PICKED = (
    Pick(Act("Pick a channel…", Ask("step", {"id": "a1"}), "channel"), Picks.CHANNEL),
    Pick(Act("Let somebody…", Ask("roles grant"), "who"), Picks.GRANTEE),
    Pick(Act("Too long", Ask("search", {"words": "w" * 90}), "query"), Picks.CHANNEL),
)


def components(page: Page, number: int = 1, **how: bool) -> list[dict[str, Any]]:
    payload: list[dict[str, Any]] = layout(page, WORDS, number=number, **how).to_components()
    check(payload)
    return payload


def content(*blocks: Block, opened: bool = False) -> list[str]:
    return texts(components(Page("T", blocks, opened=opened)))


def buttons(payload: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["label"], one["custom_id"]) for one in walk(payload) if one["type"] == BUTTON]


def test_a_story_is_one_text_and_a_line_divides_it_from_the_next():
    payload = components(
        Page("T", (Heading("T", 1), Heading("1. A"), QUOTE, Text("2 outlets", Tone.QUIET), Heading("2. B")))
    )
    source = "-# — [Marsh Daily](<https://marsh.example/2>), 18 Apr 2024"
    assert texts(payload) == [
        "## T",
        f"### 1\\. A\n> “Grebe released Heron-2.”\n{source}\n-# 2 outlets",
        "### 2\\. B",
    ]
    assert [one["type"] for one in payload[0]["components"]] == [10, 10, 14, 10]


def test_a_row_has_its_date_bold_its_mark_in_brackets_and_links_that_show_their_host():
    (text,) = content(replace(ROW, conflicts=("Reed dates it to 19 Apr",)))
    assert text == (
        "**18 Apr 2024** · \\[planned\\] Grebe releases Heron-2\n"
        "-# 2 outlets · s1 · [marsh.example](<https://marsh.example/2>)\n"
        "-# ≠ Reed dates it to 19 Apr"
    )
    assert content(Row("s1", "2024年", "格里布发布", Tone.PLANNED, "计划中")) == ["**2024年** · 【计划中】格里布发布"]
    assert content(Row("s1", "", "A line", Tone.PLAIN)) == ["A line"]


def test_an_opened_row_shows_its_quotes_and_the_original_once():
    row = Row("s1", "2024", "A line", Tone.PLAIN, original=QUOTE, quotes=(QUOTE, TAIWANESE))
    (closed,), (opened,) = content(row), content(row, opened=True)
    assert closed.count("Heron-2") == opened.count("Heron-2") == 1
    assert opened.endswith(
        "> 「格里布發布蒼鷺二代。」 (繁體中文)\n-# — 濕地報 · [shidi.example](<https://shidi.example/3>)"
    )


def test_an_address_that_is_no_link_is_told_by_its_host():
    row = Row("s1", "", "A line", Tone.PLAIN, note=f"Marsh Daily\nhttps://marsh.example/{'x' * 900}")
    assert content(row) == ["A line\n-# Marsh Daily · marsh.example"]
    assert content(replace(row, note="https://openai.com@evil.example/"), replace(row, note="http://[")) == [
        "A line\n-# evil.example",
        "A line",
    ]


def test_tables_lists_and_small_print():
    table = Table(("name", "what", "where", "so"), (("a_b", "c", "https://marsh.example/x", ""), ("", "d", "", "e")))
    assert content(table) == ["**a\\_b** · c\n-# where: [marsh.example](<https://marsh.example/x>)\nd\n-# so: e"]
    assert content(Bullets(("one", "Reed · English · https://reed.example/1"))) == [
        "- one\n- Reed · English · [reed.example](<https://reed.example/1>)"
    ]
    assert content(Text("a\n# b"), Text("c", Tone.WARNING), Footer("d\ne")) == ["a\n\\# b\n⚠️ c", "-# d\n-# e"]
    assert content(Link("More", "https://marsh.example/")) == ["[More](<https://marsh.example/>)"]
    assert content(Heading("C#"), Heading("deep", 3))[0].endswith("C#\u200b")


def test_what_cannot_be_seen_makes_no_empty_text():
    assert content(
        Heading(""), Text("\u200b"), Quoted("", Lang.EN, None, None), Row("s1", "", "", Tone.PLAIN), Footer("\n")
    ) == ["T"]
    assert texts(components(Page("\u200b", ()))) == ["…"]


def test_quotation_marks_of_the_words_are_not_doubled():
    assert content(replace(QUOTE, text="“It is open.”", outlet=None, url=None, date="")) == ["> “It is open.”"]


def test_the_edge_of_a_page_that_warns_is_amber():
    assert components(Page("T", (Text("a"),)))[0]["accent_color"] == CALM
    assert components(Page("T", (Text("a", Tone.WARNING),)))[0]["accent_color"] == ALARM


def test_what_can_be_pressed_and_chosen():
    acts = (Act("Timeline", Ask("timeline", {"topic": "heron"})), Act("Search…", Ask("search"), typed="words"))
    opened = tuple(Act(f"{n}. Line", Ask("story", {"id": f"s{n}"})) for n in range(30))
    payload = components(Page("T", (Text("a"), Buttons(acts), Choice("Open…", opened))))
    assert buttons(payload) == [("Timeline", "lw:q:timeline;topic=heron"), ("Search…", "lw:m:words:search")]
    (select,) = [one for one in walk(payload) if one["type"] == SELECT]
    assert (select["custom_id"], select["placeholder"], len(select["options"])) == ("lw:c:0", "Open…", 25)
    assert select["options"][0]["value"] == "story;id=s0"


def test_a_rating_is_two_buttons_of_its_own():
    rating = Rating(Act("Useful", Ask("rate", {"as": "useful"})), Act("Not useful", Ask("rate", {"as": "not-useful"})))
    payload = components(Page("T", (Text("a"), Buttons((Act("More", LATEST),)), rating)))
    assert [label for label, _ in buttons(payload)] == ["More", "Useful", "Not useful"]
    assert [one["type"] for one in payload[0]["components"]] == [10, 1, 1]


def test_what_no_button_can_hold_is_left_out_and_the_same_twice_stands_once():
    long = Act("Long", Ask("search", {"words": "w" * 90}))
    twice = (Act("A", LATEST), Act("B", LATEST), long, Act("\u200b", Ask("figures")))
    payload = components(
        Page("T", (Text("a"), Buttons(twice), Buttons((long,)), Buttons((Act("C", LATEST),)), Choice("x", (long,))))
    )
    assert buttons(payload) == [("A", "lw:q:latest")]
    (select,) = [one for one in walk(components(Page("T", (Choice("x", twice),)))) if one["type"] == SELECT]
    assert [option["label"] for option in select["options"]] == ["A"]


def test_labels_are_plain_and_cut_to_their_limits():
    payload = components(
        Page(
            "T",
            (Buttons((Act("*a*\u202e " + "苍" * 200, LATEST),)), Choice("p" * 300, (Act("\U0001f999" * 90, LATEST),))),
        )
    )
    ((label, _),) = buttons(payload)
    assert label.startswith("*a* 苍")
    assert length(label) == 80
    (select,) = [one for one in walk(payload) if one["type"] == SELECT]
    assert length(select["options"][0]["label"]) == 99
    assert length(select["placeholder"]) == 150


def test_a_picture_is_named_and_told_in_words():
    picture = Picture("Heron", (ROW,), "a" * 2000)
    page = Page("T", (Heading("T", 1), picture))
    (gallery,) = [one for one in walk(components(page)) if one["type"] == 12]
    assert gallery["items"][0]["media"]["url"] == f"attachment://{PICTURE}"
    assert length(gallery["items"][0]["description"]) == 1024
    assert (picture_of(page), picture_of(page, 2), picture_of(Page("T", ()))) == (picture, None, None)


def many(count: int, kind: str = "latest", ask: Ask | None = LATEST) -> Page:
    rows = tuple(Row(f"s{n}", "18 Apr 2024", f"Line {n} " + "word " * 60, Tone.PLAIN) for n in range(count))
    return Page("Latest", (Heading("Latest", 1), *rows), {"kind": kind}, ask)


def test_the_sheets_of_an_answer_turn_and_say_what_is_left():
    assert buttons(components(many(31))) == [("20 more stories ▶", "lw:p:2|latest")]
    assert buttons(components(many(31), 2)) == [("◀ Newer", "lw:p:latest"), ("9 more stories ▶", "lw:p:3|latest")]
    assert buttons(components(many(23), 2)) == [("◀ Newer", "lw:p:latest"), ("1 more story ▶", "lw:p:3|latest")]
    assert buttons(components(many(31), 99)) == [("◀ Newer", "lw:p:2|latest")]
    assert texts(components(many(31), 2))[0] == "**Latest**"
    assert buttons(components(many(31, "timeline"), 2))[0][0] == "◀ Earlier"
    assert buttons(components(many(31, "figures"), 2)) == [
        ("◀ Back", "lw:p:latest"),
        ("9 more entries ▶", "lw:p:3|latest"),
    ]


def test_what_a_digest_has_left_beside_stories_is_entries():
    stories = [block for n in range(4) for block in (Heading(f"{n}. Line"), Text("word " * 200))]
    page = Page("T", (Heading("T", 1), *stories, Heading("Coming up"), ROW, ROW), {"kind": "digest"}, Ask("digest"))
    assert buttons(components(page)) == [("3 more entries ▶", "lw:p:2|digest")]
    bare = replace(page, blocks=page.blocks[:-3])
    assert buttons(components(bare)) == [("1 more story ▶", "lw:p:2|digest")]


def test_a_text_that_goes_on_says_so():
    page = Page("T", (Heading("T", 1), Text("word " * 900)), ask=LATEST)
    assert buttons(components(page)) == [("More ▶", "lw:p:2|latest")]


def test_where_no_button_turns_the_page_words_say_what_is_left():
    payload = components(many(31, ask=None))
    assert buttons(payload) == []
    assert texts(payload)[-1] == "-# 20 more stories"
    assert texts(components(many(31, ask=Ask("search", {"words": "w" * 90}))))[-1] == "-# 20 more stories"


def test_channels_people_and_roles_are_picked_from_discords_own_lists():
    page = Page("T", (Heading("T", 1), *PICKED))
    shown = components(page, private=True)
    check(shown)
    lists = [(one["type"], one["custom_id"], one["placeholder"]) for one in walk(shown) if one["type"] in {7, 8}]
    assert lists == [
        (8, "lw:n:channel:step;id=a1", "Pick a channel…"),
        (7, "lw:n:who:roles grant", "Let somebody…"),
    ]
    assert size(PICKED).blocks == 2 * 2
    assert size(PICKED).characters >= len("Pick a channel…Let somebody…")


def test_a_page_of_the_readers_own_is_not_shared_and_names_people_where_it_is_in_our_words():
    who = "user:123456789012345678 and role:123456789012345679 in discord:123456789012345670/123456789012345671"
    page = Page("T", (Heading("T", 1), Text(who)), {"kind": "roles"}, ask=Ask("home"))
    shown = components(page, private=True)
    assert buttons(shown) == []
    assert texts(shown)[0].endswith("<@123456789012345678> and <@&123456789012345679> in <#123456789012345671>")
    assert "<@" not in str(texts(components(replace(page, record={"kind": "search"}), private=True)))


def test_a_private_answer_can_be_shared_and_a_public_one_put_into_a_thread():
    page = many(1)
    assert buttons(components(page, private=True)) == [("Share to channel", "lw:s:latest")]
    assert buttons(components(page)) == []
    story = replace(page, record={"kind": "story"})
    assert buttons(components(story)) == [("In a thread", "lw:t:latest")]
    assert buttons(components(story, in_thread=True)) == []
    assert buttons(components(story, private=True)) == [("Share to channel", "lw:s:latest")]


async def test_discord_py_keeps_nothing_of_a_page():
    assert layout(many(1), WORDS).is_finished()


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize("sign", ["w", "苍", "\U0001f999", "*"])
def test_t08_at_the_limit_of_a_message_one_sign_more_makes_a_second_sheet(sign: str, more: int):
    each = size((Text(sign * 2),)).characters - size((Text(sign),)).characters
    first = Text("a" * (SHEET.characters - 1000 - len("\n## T")))
    room = SHEET.characters - size((Heading("T", 1), first)).characters
    page = Page("T", (Heading("T", 1), first, Text(sign * ((room - 1) // each + more))), ask=LATEST)
    assert len(sheets(page, SHEET, size)) == 1 + more
    assert components(page)


@pytest.mark.parametrize("rows", [26, 27, 28, 60])
def test_t08_at_the_limit_of_components(rows: int):
    page = Page("T", (Heading("T", 1), *(Row(f"s{n}", "", "x", Tone.PLAIN) for n in range(rows))), ask=LATEST)
    assert components(page)
    assert len(sheets(page, SHEET, size)) == -(-(rows + 1) // 28) if rows < 30 else True


NASTY = st.one_of(
    st.lists(st.sampled_from((*EVERY, "word ", "苍鹭", "\U0001f999")), max_size=6).map("".join),
    st.builds(
        lambda text, times: text * times,
        st.sampled_from(("*a ", "苍鹭", "\U0001f999", "@everyone ", "w")),
        st.integers(1, 900),
    ),
)
SHORT = st.sampled_from(EVERY)
QUOTES = st.builds(
    Quoted,
    NASTY,
    st.sampled_from(list(Lang)),
    st.none() | SHORT,
    st.none() | st.sampled_from(("https://marsh.example/a(b)", "javascript:x", "https://a@b")),
    SHORT,
    SHORT,
)
ROWS = st.builds(
    Row,
    SHORT,
    SHORT,
    NASTY,
    st.sampled_from(list(Tone)),
    SHORT,
    st.none() | QUOTES,
    SHORT,
    st.lists(QUOTES, max_size=3).map(tuple),
    st.lists(NASTY, max_size=2).map(tuple),
)
CELLS = st.lists(SHORT, min_size=3, max_size=3).map(tuple)
BLOCKS = st.one_of(
    ROWS,
    QUOTES,
    st.builds(Heading, NASTY, st.integers(1, 3)),
    st.builds(Text, NASTY, st.sampled_from(list(Tone))),
    st.builds(Link, SHORT, st.sampled_from(("https://marsh.example/x", "x"))),
    st.builds(Table, CELLS, st.lists(CELLS, max_size=30).map(tuple)),
    st.builds(Bullets, st.lists(NASTY, max_size=5).map(tuple)),
    st.builds(Footer, SHORT),
    st.builds(lambda text: Buttons((Act(text, Ask("search", {"words": text})),)), SHORT),
)


@settings(deadline=None, max_examples=40)
@given(blocks=st.lists(BLOCKS, max_size=8), opened=st.booleans(), asked=st.booleans(), private=st.booleans())
def test_any_page_is_told_in_sheets_within_the_limits_every_row_once_and_in_order(
    blocks: list[Block], opened: bool, asked: bool, private: bool
):
    blocks = [replace(block, id=f"r{n}") if isinstance(block, Row) else block for n, block in enumerate(blocks)]
    page = Page(
        "T",
        tuple(block for block in blocks if not isinstance(block, Buttons))
        + tuple(b for b in blocks[:2] if isinstance(b, Buttons)),
        {},
        LATEST if asked else None,
        opened,
    )
    every = sheets(page, SHEET if asked else MESSAGE, partial(size, opened=opened))
    ids = [block.id for sheet in every for block in sheet.blocks if isinstance(block, Row)]
    assert ids == [block.id for block in page.blocks if isinstance(block, Row)]
    for number in range(1, len(every) + 1):
        payload = layout(page, WORDS, private=private, number=number).to_components()
        check(payload)
        for text in texts(payload):
            reading = read(text)
            assert reading.pings == []
            assert all("marsh.example" in url or shown == url.split("/")[2] for shown, url in reading.links)
            assert set(reading.marks) <= {"heading ##", "heading ###", "bold", "subtext", "quote", "list", "code"}


@settings(deadline=None, max_examples=40)
@given(first=st.lists(BLOCKS, max_size=4), second=st.lists(BLOCKS, max_size=4))
def test_more_blocks_never_take_less_and_two_parts_never_less_than_the_whole(first: list[Block], second: list[Block]):
    one, other, both = size(first), size(second), size([*first, *second])
    assert max(one.blocks - 1, other.blocks - 1, 0) <= both.blocks <= one.blocks + other.blocks
    assert both.characters <= one.characters + other.characters


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(ROWS.filter(lambda row: len(row.line) < 500), max_size=8))
def test_t17_the_line_of_every_row_is_shown_as_it_is(rows: list[Row]):
    for row in rows:
        bare = Row("r", "", row.line, Tone.PLAIN)
        shown = texts(components(Page("T", (bare,))))[0]
        assert read(shown).plain.replace("\u200b", "") == (plain(row.line) or "T")


def test_what_is_to_be_copied_stands_as_it_is_and_nothing_in_it_ends_that_or_calls_anybody():
    text = '<outline text="@everyone *a* <@1573942047037980677>" xmlUrl="https://marsh.example/feed"/>'
    (shown,) = content(Text(text, Tone.CODE))
    assert shown.replace("\u200b", "") == f"```\n{text}\n```"
    assert read(shown).pings == []
    (shown,) = content(Text("one ```\n# two ````", Tone.CODE))
    assert shown.count("```") == 2
    reading = read(shown)
    assert set(reading.marks) == {"code"}
    assert reading.pings == []


def test_a_channel_is_named_on_pages_in_our_own_words_alone():
    text = Text("discord:1573942046933123073/1573942047037980677 · Llama")
    for kind, shown in (("schedules", "<#1573942047037980677> · Llama"), ("latest", escaped(text.text))):
        assert texts(components(Page("", (text,), {"kind": kind}))) == [shown]
