"""Pages on a terminal: the look is golden, the colour only repeats, nothing hostile comes through."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adapters.terminal.render import render
from digests.language import Lang
from digests.page import Block, Bullets, Footer, Heading, Link, Page, Quoted, Row, Table, Text, Tone

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
ORIGINAL = Quoted("格里布发布苍鹭二代，可免费商用。", Lang.HANS, None, None, language="简体中文")
ENGLISH = Quoted("Grebe released Heron-2.", Lang.EN, "Marsh Daily", "https://marsh.example/2", "18 Apr 2024")
TAIWANESE = Quoted("格里布發布蒼鷺二代。", Lang.HANT, "濕地報", None, language="繁體中文")
RELEASE = Row(
    id="e1",
    date="18 Apr 2024",
    line="Grebe releases Heron-2 (free for commercial use)",
    tone=Tone.HAPPENED,
    original=ORIGINAL,
    note="3 outlets · English, 简体中文, 繁體中文\nhttps://marsh.example/2",
    quotes=(ENGLISH, ORIGINAL, TAIWANESE),
    conflicts=("Reed Review dates it to 19 Apr 2024: “Heron-2 came out on Friday, and nobody noticed it at first.”",),
)
PLAN = Row(id="e2", date="Q3 2024", line="Grebe releases Heron-3", tone=Tone.PLANNED, mark="planned · reported")
CHINESE_PLAN = Row(id="e3", date="2024年第3季度", line="格里布发布苍鹭三代", tone=Tone.PLANNED, mark="计划中")


def page(*blocks: Block) -> Page:
    return Page("Heron", blocks)


def shown(*blocks: Block, width: int = 64, colour: bool = False, open_rows: bool = False) -> str:
    return render(page(*blocks), width=width, colour=colour, open_rows=open_rows)


def test_a_timeline_looks_like_this() -> None:
    assert shown(Heading("Heron · timeline", 1), RELEASE, PLAN, CHINESE_PLAN, Footer("2 more rows.")) == (
        "Heron · timeline\n"
        "────────────────\n"
        "\n"
        "18 Apr 2024    Grebe releases Heron-2 (free for commercial use)\n"
        "               “格里布发布苍鹭二代，可免费商用。” (简体中文)\n"
        "               3 outlets · English, 简体中文, 繁體中文\n"
        "               https://marsh.example/2\n"
        "               ≠ Reed Review dates it to 19 Apr 2024: “Heron-2\n"
        "                 came out on Friday, and nobody noticed it at\n"
        "                 first.”\n"
        "\n"
        "Q3 2024        [planned · reported] Grebe releases Heron-3\n"
        "\n"
        "2024年第3季度  【计划中】格里布发布苍鹭三代\n"
        "\n"
        "2 more rows.\n"
    )


def test_an_opened_row_shows_every_quote_once_with_its_place() -> None:
    assert shown(replace(RELEASE, conflicts=(), note="3 outlets"), open_rows=True) == (
        "18 Apr 2024  Grebe releases Heron-2 (free for commercial use)\n"
        "             3 outlets\n"
        "               “Grebe released Heron-2.”\n"
        "               — Marsh Daily, 18 Apr 2024\n"
        "               https://marsh.example/2\n"
        "               “格里布发布苍鹭二代，可免费商用。” (简体中文)\n"
        "               「格里布發布蒼鷺二代。」 (繁體中文)\n"
        "               — 濕地報\n"
    )


def test_a_digest_looks_like_this() -> None:
    blocks = (
        Heading("Digest · 18 Apr 2024", 1),
        Heading("1. Grebe releases Heron-2, the second of its open models, to everyone", 2),
        ENGLISH,
        Text("2 outlets · English", Tone.QUIET),
        Heading("2. Nothing else", 2),
        Text("Nobody said more."),
        Text("A feed is broken, and has been for more than a whole week now.", Tone.WARNING),
        Link("More", "https://marsh.example/"),
    )
    assert shown(*blocks) == (
        "Digest · 18 Apr 2024\n"
        "────────────────────\n"
        "\n"
        "1. Grebe releases Heron-2, the second of its open models, to\n"
        "   everyone\n"
        "   “Grebe released Heron-2.”\n"
        "   — Marsh Daily, 18 Apr 2024\n"
        "   https://marsh.example/2\n"
        "   2 outlets · English\n"
        "\n"
        "2. Nothing else\n"
        "   Nobody said more.\n"
        "   ! A feed is broken, and has been for more than a whole week\n"
        "     now.\n"
        "   More https://marsh.example/\n"
    )


def test_a_table_lines_up_in_chinese_and_english_and_wraps_its_last_column() -> None:
    table = Table(
        ("topic", "name", "follows"),
        (("llama", "苍鹭", "Grebe, Heron-1, Heron-2, Heron-3, Heron-4, Heron-5"), ("x", "Heron", "Grebe")),
    )
    assert shown(table, Bullets(("one", "two and a half, which is much longer than one")), width=40) == (
        "topic  name   follows\n"
        "llama  苍鹭   Grebe, Heron-1, Heron-2,\n"
        "              Heron-3, Heron-4, Heron-5\n"
        "x      Heron  Grebe\n"
        "\n"
        "   • one\n"
        "   • two and a half, which is much\n"
        "     longer than one\n"
    )


def test_on_a_narrow_screen_the_date_stands_above() -> None:
    assert shown(PLAN, width=30) == "Q3 2024\n   [planned · reported] Grebe\n   releases Heron-3\n"


def test_a_date_wider_than_its_column_stands_above_its_row_only() -> None:
    long = replace(PLAN, date="early in the week of 17 Jul 2023", mark="")
    assert shown(long, replace(PLAN, mark=""), width=60) == (
        "early in the week of 17 Jul 2023\n"
        "                          Grebe releases Heron-3\n"
        "\n"
        "Q3 2024                   Grebe releases Heron-3\n"
    )


def test_a_wide_screen_does_not_make_long_lines() -> None:
    text = shown(Text("Grebe " * 60), width=250)
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("width", [40, 80, 120])
def test_colour_only_repeats_what_the_words_say(width: int) -> None:
    blocks = (Heading("Heron", 1), RELEASE, PLAN, ENGLISH, Text("!", Tone.WARNING), Footer("end"))
    coloured = shown(*blocks, width=width, colour=True, open_rows=True)
    assert "\x1b[" in coloured
    assert ESCAPE.sub("", coloured) == shown(*blocks, width=width, open_rows=True)


def test_the_mark_has_the_colour_of_its_tone_and_the_line_has_none() -> None:
    line = shown(PLAN, colour=True).splitlines()[0]
    assert line == "\x1b[36mQ3 2024\x1b[0m  \x1b[33m[planned · reported] \x1b[0mGrebe releases Heron-3"


HOSTILE = st.text(st.characters() | st.sampled_from("\x1b[]m発布\u202e\u200b\n\t[/]"), max_size=40)


@settings(deadline=None, max_examples=100)
@given(HOSTILE, HOSTILE, st.integers(20, 120))
def test_no_text_of_a_page_can_reach_the_terminal_as_a_command(text: str, other: str, width: int) -> None:
    quote = Quoted(text, Lang.EN, other, None, other)
    row = Row("x", other, text, Tone.PLANNED, mark=other, original=quote, note=text, quotes=(quote,), conflicts=(text,))
    blocks = (Heading(text), Text(text), row, Table((other, text), ((text, other),)), Bullets((text,)), Footer(other))
    plain = shown(*blocks, width=width, open_rows=True)
    assert all(character.isprintable() or character == "\n" or not character.isascii() for character in plain)
    assert not re.search("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", plain)
    assert "\x1b" not in ESCAPE.sub("", shown(*blocks, width=width, colour=True, open_rows=True))


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("Heron 发布苍鹭，。“”"), min_size=1, max_size=120), st.integers(30, 120))
def test_every_line_fits_the_screen(text: str, width: int) -> None:
    row = Row("x", "18 Apr 2024", text, Tone.HAPPENED, note=text, original=Quoted(text, Lang.HANS, text, None))
    for line in shown(Heading(text, 1), row, Text(text), Footer(text), width=width).splitlines():
        assert cell_len(line) <= width
