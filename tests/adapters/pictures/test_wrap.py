"""Lines are as wide as they may be, break where a reader expects it, and lose nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.pictures.wrap import clusters, evened, wrapped

ENDLESS = 100_000
OPENING, CLOSING = "“‘（《〈【「『[(", "”’，。、；：？！）》〉】」』…)],.;:?!%"
MIXED = st.text(
    st.one_of(
        st.sampled_from("的中文繁體開放權重年亿家abcXYZ 0123456789-/ "),
        st.sampled_from(OPENING + CLOSING + "—"),
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]),
    ),
    max_size=80,
)


def measure(cluster: str) -> float:
    return 2.0 if unicodedata.east_asian_width(cluster[0]) in "WF" else 1.0


def width(line: str) -> float:
    return sum(map(measure, clusters(line)))


@settings(deadline=None, max_examples=200)
@given(MIXED, st.integers(2, 40))
def test_no_character_is_lost_and_no_line_too_wide(text: str, most: int):
    lines = wrapped(text, most, measure, ENDLESS)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= most for line in lines)
    assert all(line == line.rstrip(" ") for line in lines)


@settings(deadline=None, max_examples=100)
@given(MIXED, st.integers(2, 40), st.integers(1, 4))
def test_a_text_takes_no_more_lines_than_it_may_and_says_where_it_is_cut(text: str, most: int, lines: int):
    whole, cut = wrapped(text, most, measure, ENDLESS), wrapped(text, most, measure, lines)
    assert len(cut) == min(len(whole), lines)
    assert all(width(line) <= most for line in cut)
    assert cut == whole if len(whole) <= lines else cut[-1].endswith("…")


@settings(deadline=None, max_examples=100)
@given(MIXED, st.integers(10, 40))
def test_evening_out_changes_neither_the_text_nor_the_number_of_lines(text: str, most: int):
    plain, even = wrapped(text, most, measure, ENDLESS), evened(text, most, measure, ENDLESS)
    assert "".join(even).replace(" ", "") == "".join(plain).replace(" ", "")
    assert len(even) == len(plain)


@settings(deadline=None, max_examples=100)
@given(
    st.text("中文開放", min_size=1, max_size=9).flatmap(lambda han: st.sampled_from([f"{han}，{han}（{han}）。{han}"]))
)
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(text: str):
    for line in wrapped(text * 5, 12, measure, ENDLESS):
        assert line[0] not in CLOSING
        assert line[-1] not in OPENING


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("Heron-1 is released", 12, ["Heron-1 is", "released"]),
        ("渡鸦实验室发布苍鹭", 8, ["渡鸦实验", "室发布苍", "鹭"]),
        ("渡鸦发布，开放", 8, ["渡鸦发", "布，开放"]),
        ("他说「开放」", 6, ["他说", "「开", "放」"]),
        ("苍鹭说“开源”", 8, ["苍鹭说", "“开源”"]),
        ("参数 70 亿个", 6, ["参数", "70 亿", "个"]),
        ("共4050亿", 6, ["共", "4050亿"]),
        ("a frontier-level model", 12, ["a frontier-", "level model"]),
        ("GPT-4 or GPT-5", 7, ["GPT-4", "or", "GPT-5"]),
        ("Meta 发布 Llama 2", 10, ["Meta 发布", "Llama 2"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_the_customs_of_the_script_allow(text: str, most: int, lines: list[str]):
    assert wrapped(text, most, measure, ENDLESS) == lines


def test_a_word_wider_than_a_line_is_broken_inside():
    assert wrapped("x" * 25, 10, measure, ENDLESS) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_very_long_line_is_cut_with_an_ellipsis():
    lines = wrapped("Heron " * 2000, 40, measure, 3)
    assert lines[2].endswith("Heron…")
    assert len(lines) == 3


def test_a_mere_rest_on_the_last_line_is_avoided():
    text = "渡鸦实验室发布苍鹭一号的两个版本和新许可证吗吗"
    assert [len(line) for line in wrapped(text, 44, measure, 5)] == [22, 1]
    assert [len(line) for line in evened(text, 44, measure, 5)] == [18, 5]


def test_a_rest_that_would_cost_a_further_line_stays():
    text = "渡鸦实验室发布苍鹭一号" * 20 + "吗"
    assert evened(text, 44, measure, 99) == wrapped(text, 44, measure, 99)
    assert evened(text, 44, measure, 99)[-1] == "吗"


def test_a_character_is_never_parted_from_its_marks():
    assert wrapped("e\u0301" * 4, 2, measure, ENDLESS) == ["e\u0301e\u0301", "e\u0301e\u0301"]
