"""Cutting into messages: in order, within the budget, nothing dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.delivery import Budget
from digests.editing.parts import Group, cut, size
from digests.language import Lang
from digests.page import Block, Bullets, Footer, Heading, Link, Quoted, Row, Table, Text, Tone
from digests.text.graphemes import units

TEXTS = st.text("ab 苍鹭🦙", min_size=1, max_size=400).filter(str.strip)
BLOCKS = st.one_of(
    TEXTS.map(Heading),
    TEXTS.map(Text),
    TEXTS.map(lambda text: Quoted(text, Lang.EN, "Grebe", "https://grebe.example/1")),
    TEXTS.map(lambda text: Row("e1", "2026", text, Tone.PLANNED)),
    TEXTS.map(Footer),
    TEXTS.map(lambda text: Link(text, "https://grebe.example/2")),
)
GROUPS = st.lists(st.lists(BLOCKS, min_size=1, max_size=6).map(tuple), max_size=6)


def letters(blocks: Group) -> str:
    """Return all the words of blocks, whatever the spaces between them."""
    return "".join("".join(_text(block).split()) for block in blocks)


def _text(block: Block) -> str:
    match block:
        case Row(line=text) | Heading(text=text) | Text(text=text) | Quoted(text=text) | Footer(text=text):
            return text
        case Link(text=text):
            return text
    return ""


@settings(deadline=None, max_examples=200)
@given(groups=GROUPS, characters=st.integers(200, 1500), blocks=st.integers(4, 20))
def test_every_part_fits_and_all_parts_together_are_the_whole(groups: list[Group], characters: int, blocks: int):
    budget = Budget(characters, blocks)
    parts = cut(groups, budget)
    assert all(size(part).characters <= characters and len(part) <= blocks for part in parts)
    assert "".join(map(letters, parts)) == "".join(map(letters, groups))


@settings(deadline=None, max_examples=100)
@given(groups=GROUPS)
def test_a_group_that_fits_is_never_cut(groups: list[Group]):
    budget = Budget(max([200, *(size(group).characters for group in groups)]), 20)
    parts = cut(groups, budget)
    for group in groups:
        assert any(part[at : at + len(group)] == group for part in parts for at in range(len(part)))


def test_characters_count_as_utf_16_does():
    assert units("a苍🦙") == 4


def test_one_part_holds_all_that_fits():
    groups: list[Group] = [(Heading("one"),), (Text("two"), Text("three"))]
    assert cut(groups, Budget(500, 10)) == ((Heading("one"), Text("two"), Text("three")),)
    assert cut([], Budget(500, 10)) == ((),)


def test_a_story_that_alone_is_too_big_is_cut_between_sentences_and_keeps_its_line_with_the_first():
    sentences = [Quoted(f"{n}" * 150, Lang.EN, None, None) for n in range(3)]
    parts = cut([(Heading("A line"), *sentences)], Budget(200, 10))
    assert parts == ((Heading("A line"), sentences[0]), (sentences[1],), (sentences[2],))


def test_a_sentence_that_alone_is_too_big_is_cut_at_a_space_and_ends_with_its_source():
    quote = Quoted("word " * 70 + "end", Lang.EN, "Grebe", "https://grebe.example/1")
    parts = cut([(quote,)], Budget(250, 10))
    pieces = [block for part in parts for block in part if isinstance(block, Quoted)]
    assert [piece.url for piece in pieces] == [None] * (len(pieces) - 1) + [quote.url]
    assert " ".join(piece.text for piece in pieces) == quote.text


@pytest.mark.parametrize("text", ["🦙" * 300, "苍鹭" * 200, "w" * 500])
def test_without_a_space_a_text_is_cut_where_it_must_be_and_never_inside_a_character(text: str):
    parts = cut([(Row("e1", "2026", text, Tone.PLANNED, note="1 outlet"),)], Budget(201, 10))
    assert [type(block) for part in parts for block in part][-2:] == [Text, Row]
    assert "".join(map(letters, parts)) == text
    assert all(size(part).characters <= 201 for part in parts)


def test_tables_and_lists_are_cut_between_lines_and_a_table_repeats_its_columns():
    rows = tuple((f"{n}" * 90,) for n in range(4))
    parts = cut([(Table(("a",), rows),), (Bullets(("x" * 90, "y" * 90, "z" * 90)),)], Budget(210, 10))
    assert parts[:2] == ((Table(("a",), rows[:2]),), (Table(("a",), rows[2:]),))
    assert parts[2:] == ((Bullets(("x" * 90,)),), (Bullets(("y" * 90, "z" * 90)),))


def test_a_line_of_a_table_or_list_that_alone_is_too_big_is_told_as_text():
    parts = cut([(Table(("a", "b"), (("x" * 150, "y" * 150),)),), (Bullets(("z" * 300,)),)], Budget(200, 10))
    assert all(isinstance(block, Text) for part in parts for block in part)
    assert "".join(letters(part) for part in parts) == "x" * 150 + "·" + "y" * 150 + "z" * 300


def test_what_stands_beneath_a_row_goes_apart_where_the_row_is_too_big():
    quotes = tuple(Quoted(f"{n}" * 90, Lang.EN, "Grebe", None) for n in range(3))
    row = Row(
        "e1",
        "2026",
        "A line",
        Tone.PLANNED,
        original=quotes[0],
        note="n" * 90,
        quotes=quotes[1:],
        conflicts=("c" * 90,),
    )
    blocks = [block for part in cut([(row,)], Budget(200, 10)) for block in part]
    assert blocks == [
        Row("e1", "2026", "A line", Tone.PLANNED),
        quotes[0],
        Text("n" * 90, Tone.QUIET),
        Text("c" * 90, Tone.CONFLICT),
        *quotes[1:],
    ]


def test_quotes_that_are_not_shown_stay_with_their_row():
    row = Row(
        "e1",
        "2026",
        "A line",
        Tone.PLANNED,
        note="n" * 90,
        conflicts=("c" * 90,) * 2,
        quotes=(Quoted("q", Lang.EN, None, None),),
    )

    def shown(blocks: Sequence[Block]) -> Budget:
        return size([replace(block, quotes=()) if isinstance(block, Row) else block for block in blocks])

    first = cut([(row,)], Budget(200, 10), size=shown)[0][0]
    assert first == replace(row, note="", conflicts=())


@pytest.mark.parametrize(
    "text", ["\U0001f468\u200d\U0001f469\u200d\U0001f467" * 40, "क्षि" * 90, "\U0001f1e9\U0001f1ea" * 90]
)
def test_a_character_of_several_signs_is_never_cut(text: str):
    first = text[: len(text) // 40] if "\u200d" in text else text[: len(text) // 90]
    pieces = [block.text for part in cut([(Text(text),)], Budget(200, 10)) for block in part if isinstance(block, Text)]
    assert len(pieces) > 1
    assert all(piece == first * (len(piece) // len(first)) for piece in pieces)


def test_a_measure_that_counts_escapes_is_obeyed():
    def escaping(blocks: Sequence[Block]) -> Budget:
        taken = size(blocks)
        return Budget(taken.characters + letters(tuple(blocks)).count("*"), taken.blocks)

    parts = cut([(Text("*a" * 300),)], Budget(200, 10), size=escaping)
    assert all(escaping(part).characters <= 200 for part in parts)
    assert len(parts) == 5


def test_a_last_heading_is_not_lost():
    parts = cut([(Text("t" * 180), Heading("h" * 150))], Budget(200, 10))
    assert parts == ((Text("t" * 180),), (Heading("h" * 150),))


@pytest.mark.parametrize("budget", [Budget(100, 10), Budget(500, 2)])
def test_a_message_that_holds_no_sentence_is_a_defect(budget: Budget):
    with pytest.raises(ValueError, match="holds no sentence"):
        cut([], budget)
