"""Pages as messages and views: within every limit, nothing lost, nothing obeyed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render import MESSAGE, SHEET, message, owner_of, picture_of, size, view_blocks
from adapters.slack.text import BREAK, Json
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
from tests.adapters.slack.payload import check, check_view, faults, length
from tests.adapters.slack.reader import heard, read
from tests.standin.slack.reading import reader_text

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
RATING = Rating(
    Act("Useful", Ask("rate", {"id": "s1", "as": "useful"})),
    Act("Not useful", Ask("rate", {"id": "s1", "as": "not-useful"})),
)
TABLE = Table(("name", "what", "where", "so"), (("a_b", "c", "https://marsh.example/x", ""), ("", "d", "", "e")))

PICKED = (
    Pick(Act("Pick a channel…", Ask("step", {"id": "a1"}), "channel"), Picks.CHANNEL),
    Pick(Act("Let somebody…", Ask("roles grant"), "who"), Picks.GRANTEE),
    Pick(Act("Too long", Ask("search", {"words": "w" * 90}), "query"), Picks.CHANNEL),
)


def blocks(
    page: Page, number: int = 1, *, private: bool = False, in_thread: bool = False, owner: str = ""
) -> list[Json]:
    made = message(page, WORDS, number=number, private=private, in_thread=in_thread, owner=owner)
    check(made.blocks, made.text)
    return made.blocks


def seen(*given: Block, opened: bool = False) -> list[str]:
    return read(blocks(Page("T", given, opened=opened))).lines


def kinds(payload: Iterable[Json]) -> list[str]:
    return [block["type"] for block in payload]


def buttons(payload: Iterable[Json]) -> list[tuple[str, str, str]]:
    rows = (block["elements"] for block in payload if block["type"] == "actions")
    every = (one for row in rows for one in row if one["type"] == "button")
    return [(one["text"]["text"], one["action_id"][:4], one["value"]) for one in every]


def test_a_story_is_one_rich_text_and_a_line_divides_it_from_the_next():
    payload = blocks(
        Page("T", (Heading("T", 1), Heading("1. A"), QUOTE, Text("2 outlets", Tone.QUIET), Heading("2. B")))
    )
    assert kinds(payload) == ["header", "rich_text", "context", "divider", "rich_text"]
    assert read(payload).lines[3:] == [
        "",
        "**1. A**",
        "┃ “Grebe released Heron-2.”",
        "┃ — Marsh Daily→, 18 Apr 2024",
        "  (2 outlets)",
        "─" * 60,
        "",
        "**2. B**",
    ]


def test_a_row_has_its_date_bold_its_mark_in_italics_and_links_that_show_their_host():
    assert seen(replace(ROW, conflicts=("Reed dates it to 19 Apr",))) == [
        "",
        "**18 Apr 2024** · _[planned] _Grebe releases Heron-2 · marsh.example→",
        "≠ Reed dates it to 19 Apr",
        "  (2 outlets · s1)",
    ]
    assert seen(Row("s1", "2024年", "格里布发布", Tone.PLANNED, "计划中")) == [
        "",
        "**2024年** · 【计划中】格里布发布",
    ]
    assert seen(Row("s1", "", "A line", Tone.PLAIN)) == ["", "A line"]


def test_an_opened_row_shows_its_quotes_and_the_original_once():
    row = Row("s1", "2024", "A line", Tone.PLAIN, original=QUOTE, quotes=(QUOTE, TAIWANESE))
    closed, opened = seen(row), seen(row, opened=True)
    assert "\n".join(closed).count("Heron-2") == "\n".join(opened).count("Heron-2") == 1
    assert opened[-2:] == ["┃ 「格里布發布蒼鷺二代。」 (繁體中文)", "┃ — 濕地報 · shidi.example→"]


def test_the_months_of_a_timeline_are_headers_and_stand_with_their_rows():
    payload = blocks(Page("T", (Heading("T", 1), Heading("April 2024", 4), ROW, Heading("May 2024", 4), ROW)))
    assert kinds(payload) == ["header", "header", "rich_text", "context", "header", "rich_text", "context"]


def test_a_heading_too_long_for_a_header_is_bold_and_whole():
    payload = blocks(Page("T", (Heading("w" * 151, 1),)))
    assert read(payload).lines == ["", f"**{'w' * 151}**"]


def test_a_table_is_slacks_own_and_in_views_it_is_told_in_lines():
    payload = blocks(Page("T", (TABLE,)))
    assert read(payload).lines[1:] == [
        "**name** | **what** | **where** | **so**",
        "a_b | c | marsh.example→ | –",
        "– | d | – | e",
    ]
    told = view_blocks(Page("T", (TABLE,)), WORDS)
    check_view(told)
    assert read(told).lines == ["", "**a_b** · c", "where: marsh.example→", "d", "so: e"]


def test_a_message_has_one_table_and_a_further_or_larger_one_is_lines():
    assert kinds(blocks(Page("T", (TABLE, TABLE)))) == ["table", "rich_text"]
    wide = Table(tuple("c" * 21), (tuple("x" * 21),))
    long = Table(("a",), tuple((f"{n}",) for n in range(100)))
    assert kinds(blocks(Page("T", (wide,)))) == kinds(blocks(Page("T", (long,)))) == ["rich_text"]


def test_lists_links_and_small_print():
    assert seen(Bullets(("one", "Reed · English · https://reed.example/1"))) == [
        "",
        "• one",
        "• Reed · English · reed.example→",
    ]
    assert seen(Text("a\n# b"), Text("c", Tone.WARNING), Footer("d\ne"), Footer("f")) == [
        "",
        "a",
        "# b",
        "⚠️ c",
        "  (d)",
        "  (e)",
        "  (f)",
    ]
    assert seen(Link("More", "https://marsh.example/")) == ["", "More→"]


def test_a_command_in_our_words_is_code_and_small_print_has_it_bare():
    payload = blocks(Page("T", (Text("Try `/llama help`. `x`"), Footer("See `/llama help`."))))
    (section,) = payload[0]["elements"]
    assert section["elements"][1] == {"type": "text", "text": "/llama help", "style": {"code": True}}
    assert read(payload).lines == ["", "Try /llama help. `x`", "  (See /llama help.)"]


def test_what_is_to_be_copied_stands_as_it_is():
    assert seen(Text('<outline text="@here *a* ```"/>\n</opml>', Tone.CODE))[1:] == [
        '│ <outline text="@here *a* ```"/>',
        "│ </opml>",
    ]


def test_what_cannot_be_seen_makes_no_empty_block():
    unseen = (Heading(""), Text("\u200b"), Quoted("", Lang.EN, None, None), Row("s1", "", "", Tone.PLAIN), Footer("\n"))
    assert seen(*unseen) == ["", "**T**"]
    assert read(blocks(Page("\u200b", ()))).lines == ["  (…)"]
    assert message(Page("\u200b", ()), WORDS).text == "…"


def test_what_can_be_pressed_and_chosen():
    acts = (Act("Timeline", Ask("timeline", {"topic": "heron"})), Act("Search…", Ask("search"), typed="words"))
    opened = tuple(Act(f"{n}. Line", Ask("story", {"id": f"s{n}"})) for n in range(30))
    payload = blocks(Page("T", (Text("a"), Buttons(acts), Choice("Open…", opened))))
    assert buttons(payload) == [("Timeline", "lw:q", "timeline;topic=heron"), ("Search…", "lw:m", "words:search")]
    (select,) = payload[-1]["elements"]
    assert (select["action_id"], select["placeholder"]["text"], len(select["options"])) == ("lw:c:2", "Open…", 30)
    assert select["options"][0]["value"] == "story;id=s0"


def test_what_no_button_can_hold_is_left_out_and_the_same_twice_stands_once():
    long = Act("Long", Ask("search", {"words": "w" * 90}))
    twice = (Act("A", LATEST), Act("B", LATEST), long, Act("\u200b", Ask("figures")))
    payload = blocks(
        Page("T", (Text("a"), Buttons(twice), Buttons((long,)), Buttons((Act("C", LATEST),)), Choice("x", (long,))))
    )
    assert buttons(payload) == [("A", "lw:q", "latest")]
    (select,) = blocks(Page("T", (Choice("x", twice),)))[0]["elements"]
    assert [option["text"]["text"] for option in select["options"]] == ["A"]


def test_labels_are_plain_and_cut_to_their_limits():
    acts = (Act("*a*\u202e " + "苍" * 200, LATEST),)
    payload = blocks(Page("T", (Buttons(acts), Choice("p" * 300, (Act("\U0001f999" * 90, LATEST),)))))
    ((shown, *_),) = buttons(payload)
    assert shown.startswith("*a* 苍")
    assert length(shown) == 75
    (select,) = payload[1]["elements"]
    assert (length(select["options"][0]["text"]), length(select["placeholder"])) == (75, 150)


def test_a_rating_is_feedback_in_messages_and_two_buttons_in_views():
    (rated,) = [block for block in blocks(Page("T", (Text("a"), RATING))) if block["type"] == "context_actions"]
    (element,) = rated["elements"]
    assert (element["action_id"], element["positive_button"]["value"]) == ("lw:q:0", "rate;id=s1;as=useful")
    assert element["negative_button"]["value"] == "rate;id=s1;as=not-useful"
    told = view_blocks(Page("T", (Text("a"), RATING)), WORDS)
    check_view(told)
    assert [shown for shown, *_ in buttons(told)] == ["Useful", "Not useful"]
    unheld = Rating(Act("Useful", Ask("search", {"words": "w" * 90})), RATING.not_useful)
    assert kinds(blocks(Page("T", (Text("a"), unheld)))) == ["rich_text"]


def test_a_picture_is_uploaded_and_told_in_words_beside_the_blocks():
    picture = Picture("Heron", (ROW,), "Heron\n18 Apr: <Grebe> releases")
    page = Page("Heron", (picture, Buttons((Act("In words", LATEST),))))
    made = message(page, WORDS)
    assert kinds(made.blocks) == ["header", "actions"]
    assert "Heron" in read(made.blocks).lines
    assert made.text == f"Heron\n18 Apr:{BREAK} &lt;Grebe&gt; releases".replace(f":{BREAK} ", ": ")
    assert (picture_of(page), picture_of(page, 2), picture_of(Page("T", ()))) == (picture, None, None)


def many(count: int, kind: str = "latest", ask: Ask | None = LATEST) -> Page:
    rows = tuple(Row(f"s{n}", "18 Apr 2024", f"Line {n} " + "word " * 150, Tone.PLAIN) for n in range(count))
    return Page("Latest", (Heading("Latest", 1), *rows), {"kind": kind}, ask)


def test_the_sheets_of_an_answer_turn_and_say_what_is_left():
    assert buttons(blocks(many(31))) == [("19 more stories ▶", "lw:p", "2|latest")]
    assert buttons(blocks(many(31), 2)) == [
        ("◀ Newer", "lw:p", "latest"),
        ("7 more stories ▶", "lw:p", "3|latest"),
    ]
    assert buttons(blocks(many(31), 99)) == [("◀ Newer", "lw:p", "2|latest")]
    assert buttons(blocks(many(31, "timeline"), 2))[0][0] == "◀ Earlier"
    assert buttons(blocks(many(31, "figures"), 2))[1][0] == "7 more entries ▶"
    assert "**Latest**" in read(blocks(many(31), 2)).lines


def test_a_text_that_goes_on_says_so():
    page = Page("T", (Heading("T", 1), Text("word " * 3000)), ask=LATEST)
    assert buttons(blocks(page)) == [("More ▶", "lw:p", "2|latest")]


def test_where_no_button_turns_the_page_words_say_what_is_left():
    payload = blocks(many(31, ask=None))
    assert (buttons(payload), read(payload).lines[-1]) == ([], "  (18 more stories)")
    unheld = blocks(many(31, ask=Ask("search", {"words": "w" * 90})))
    assert read(unheld).lines[-1] == "  (19 more stories)"


def test_what_a_digest_has_left_beside_stories_is_entries():
    stories = [block for n in range(9) for block in (Heading(f"{n}. Line"), Text("word " * 400))]
    page = Page("T", (Heading("T", 1), *stories, Heading("Coming up"), ROW, ROW), {"kind": "digest"}, Ask("digest"))
    assert buttons(blocks(page))[0][0].endswith("more entries ▶")
    assert buttons(blocks(replace(page, blocks=page.blocks[:-3])))[0][0].endswith("more stories ▶")


def test_channels_and_people_are_picked_from_slacks_own_lists():
    page = Page("T", (Heading("T", 1), *PICKED))
    for shown in (message(page, WORDS, private=True).blocks, view_blocks(page, WORDS)):
        lists = [(block["block_id"], block["elements"][0]) for block in shown if block["type"] == "actions"]
        assert [(block_id, one["type"], one["placeholder"]["text"]) for block_id, one in lists] == [
            ("lw:channel:step;id=a1", "conversations_select", "Pick a channel…"),
            ("lw:who:roles grant", "users_select", "Let somebody…"),
        ]
    assert "Pick" not in message(page, WORDS).text
    assert buttons(blocks(replace(page, ask=Ask("home")), private=True)) == []  # it is the reader's own


def test_a_private_answer_can_be_shared_and_a_public_one_put_into_a_thread():
    page = many(1)
    assert buttons(blocks(page, private=True)) == [("Share to channel", "lw:s", "latest")]
    assert buttons(blocks(page)) == []
    story = replace(page, record={"kind": "story"})
    assert buttons(blocks(story)) == [("In a thread", "lw:t", "latest")]
    assert buttons(blocks(story, in_thread=True)) == []
    assert buttons(blocks(story, private=True)) == [("Share to channel", "lw:s", "latest")]


def test_the_message_says_whom_it_is_for():
    made = message(many(31), WORDS, owner="U042")
    check(made.blocks, made.text)
    assert owner_of({"blocks": made.blocks}) == "U042"
    assert owner_of({"blocks": blocks(many(31))}) == owner_of({}) == owner_of({"blocks": None}) == ""


def test_what_is_done_to_the_blocks_of_one_message_is_not_seen_in_the_next():
    page = Page("T", (Heading("T", 1), Text("a")))
    for block in blocks(page):
        block["block_id"] = "mine"
    assert not any("block_id" in block for block in blocks(page))


def test_channels_are_named_on_pages_in_our_own_words_alone():
    line = "slack:T0LLAMA/C0NEWS · at 08:00 · slack:T0LLAMA/@U1"
    more = Bullets(("More · https://marsh.example/",))
    page = Page("T", (Text(line), more, Table(("where",), ((line,), ("b",)))), {"kind": "schedules"})
    payload = blocks(page)
    assert read(payload).lines == [
        "",
        "#C0NEWS · at 08:00 · slack:T0LLAMA/@U1",
        "• More · marsh.example→",
        "",
        "**where**",
        "#C0NEWS · at 08:00 · slack:T0LLAMA/@U1",
        "b",
    ]
    assert read(blocks(replace(page, record={"kind": "latest"}))).marks == []
    headed = Page("T", (Heading("slack:T0LLAMA/C0NEWS · Llama", 1),), {"kind": "schedules"})
    assert [mark for mark in read(blocks(headed)).lines if mark] == ["#C0NEWS** · Llama**"]


def test_people_are_named_where_one_person_reads_and_called_nowhere():
    row = Row("r", "", "granted: user:U0GRACE", Tone.PLAIN, note="by user:U0ADA · in slack:T0LLAMA/C0NEWS")
    page = Page(
        "T", (Heading("granted: user:U0GRACE", 1), row, Table(("who",), (("user:U0GRACE",),))), {"kind": "changes"}
    )
    own = reader_text(message(page, WORDS, private=True).blocks).split("\n")
    assert own == ["granted: @U0GRACE", "granted: @U0GRACE", "by @U0ADA · in #C0NEWS", "who", "@U0GRACE"]
    for other in (message(page, WORDS).blocks, message(replace(page, record={"kind": "latest"}), WORDS).blocks):
        assert "user_id" not in str(other)
        assert str(other).count("user:U0GRACE") == 3


def test_the_line_beside_the_blocks_names_the_page_and_is_never_too_long():
    made = message(many(31), WORDS)
    assert heard(made.text).lines[:2] == ["Latest", f"18 Apr 2024 · Line 0 {'word ' * 150}".strip()]
    assert made.text.endswith("\n…")
    assert 3000 < length(made.text) <= 4000


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize("sign", ["w", "苍", "\U0001f999", "<", '"'])
def test_t08_at_the_limit_of_a_message_one_sign_more_makes_a_second_sheet(sign: str, more: int):
    each = size((Text(sign * 2),)).characters - size((Text(sign),)).characters
    first = Text("a" * (SHEET.characters - 2000))
    room = SHEET.characters - size((Heading("T", 1), first, Text(sign))).characters
    page = Page("T", (Heading("T", 1), first, Text(sign * (1 + room // each + more))), ask=LATEST)
    assert len(sheets(page, SHEET, size)) == 1 + more
    assert blocks(page)


@pytest.mark.parametrize("rows", [44, 45, 46, 120])
def test_t08_at_the_limit_of_blocks(rows: int):
    page = Page("T", (Heading("T", 1), *(Row(f"s{n}", "", "x", Tone.PLAIN) for n in range(rows))), ask=LATEST)
    assert len(sheets(page, SHEET, size)) == -(-(rows + 1) // SHEET.blocks) if rows < 90 else True
    assert blocks(page)
    check_view(view_blocks(page, WORDS))


NASTY = st.one_of(
    st.lists(st.sampled_from((*EVERY, "word ", "苍鹭", "\U0001f999")), max_size=6).map("".join),
    st.builds(
        lambda text, times: text * times,
        st.sampled_from(("*a ", "苍鹭", "\U0001f999", "@everyone ", "<w", '"')),
        st.integers(1, 1500),
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
    st.builds(Heading, NASTY, st.integers(1, 4)),
    st.builds(Text, NASTY, st.sampled_from(list(Tone))),
    st.builds(Link, SHORT, st.sampled_from(("https://marsh.example/x", "x"))),
    st.builds(Table, CELLS, st.lists(CELLS, max_size=130).map(tuple)),
    st.builds(Bullets, st.lists(NASTY, max_size=5).map(tuple)),
    st.builds(Footer, SHORT),
    st.builds(lambda text: Buttons((Act(text, Ask("search", {"words": text})),)), SHORT),
    st.just(RATING),
)


@settings(deadline=None, max_examples=25)
@given(given=st.lists(BLOCKS, max_size=8), opened=st.booleans(), asked=st.booleans(), private=st.booleans())
def test_any_page_is_told_in_sheets_within_the_limits_every_row_in_order(
    given: list[Block], opened: bool, asked: bool, private: bool
):
    rows = [Row(f"r{n}", f"row {n}", "A line", Tone.PLAIN) for n in range(4)]
    body = [block for block in given if not isinstance(block, Buttons)]
    told = [block for pair in zip(rows, [body[n::4] for n in range(4)], strict=True) for block in (pair[0], *pair[1])]
    page = Page("T", (*told, *[b for b in given[:2] if isinstance(b, Buttons)]), {}, LATEST if asked else None, opened)
    everything = ""
    for number in range(1, 200):
        made = message(page, WORDS, private=private, number=number, owner="U1")
        check(made.blocks, made.text)
        reading = read(made.blocks, made.text)
        assert (reading.pings, reading.marks) == ([], [])
        assert all("marsh.example" in url or shown == url.split("/")[2] for shown, url in reading.links)
        everything += reading.shown
        if not any(value.startswith(f"{number + 1}|") for *_, value in buttons(made.blocks)):
            break
    places = [everything.find(f"**row {n}**") for n in range(4)]
    assert not asked or (places == sorted(places) and places[0] >= 0)
    check_view(view_blocks(page, WORDS))


@settings(deadline=None, max_examples=25)
@given(first=st.lists(BLOCKS, max_size=4), second=st.lists(BLOCKS, max_size=4))
def test_more_blocks_never_take_less_and_two_parts_never_less_than_the_whole(first: list[Block], second: list[Block]):
    one, other, both = size(first), size(second), size([*first, *second])
    assert max(one.blocks - 1, other.blocks - 1, 0) <= both.blocks <= one.blocks + other.blocks
    assert both.characters <= one.characters + other.characters


@settings(deadline=None, max_examples=20)
@given(given=st.lists(BLOCKS, max_size=6))
def test_slacks_own_types_hold_any_page(given: list[Block], shared_dir: Path):
    page = Page("T", tuple(given), {}, LATEST)
    assert faults(message(page, WORDS, private=True, owner="U1").blocks, shared_dir) == []
    assert faults(view_blocks(page, WORDS), shared_dir) == []


@settings(deadline=None, max_examples=25)
@given(text=NASTY)
def test_t17_a_line_of_any_length_is_shown_whole(text: str):
    page = Page("T", (Row("r", "", text, Tone.PLAIN),), {}, LATEST)
    shown = ""
    for number in (1, 2, 3):
        made = [block for block in view_blocks(page, WORDS, number) if block["type"] == "rich_text"]
        shown += "".join(line for line in read(made).lines if line != "**T**") if number == 1 or shown else ""
        if len(buttons(view_blocks(page, WORDS, number))) < 2 and number > 1:
            break
    assert "".join(plain(text).split()) in "".join(shown.split())


def test_an_edition_is_measured_as_a_message_holds_it():
    assert (MESSAGE.characters, MESSAGE.blocks) < (13_200, 50)
