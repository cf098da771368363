"""Cutting into messages: in order, within the budget, nothing dropped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.delivery import Budget
from digests.editing.parts import Group, cut, size, units
from digests.language import Lang
from digests.page import Block, Bullets, Footer, Heading, Link, Quoted, Row, Table, Text, Tone

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
        case Table() | Bullets():
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


def test_tables_and_lists_are_never_cut():
    table, bullets = Table(("a",), (("x" * 300,),)), Bullets(("y" * 300,))
    assert cut([(table,), (bullets,)], Budget(200, 10)) == ((table,), (bullets,))


def test_a_last_heading_is_not_lost():
    parts = cut([(Text("t" * 180), Heading("h" * 150))], Budget(200, 10))
    assert parts == ((Text("t" * 180),), (Heading("h" * 150),))


@pytest.mark.parametrize("budget", [Budget(100, 10), Budget(500, 2)])
def test_a_message_that_holds_no_sentence_is_a_defect(budget: Budget):
    with pytest.raises(ValueError, match="holds no sentence"):
        cut([], budget)
