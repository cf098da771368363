"""What is put into the index, and what a query becomes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.storage.search import indexed, match_expression, phrases
from tests.builders import an_article


@pytest.mark.parametrize(
    ("content", "terms"),
    [
        ("Heron-1 has 70B", "heron 1 has 70b"),
        ("開源大模型", "开源 源大 大模 模型 型"),
        ("开源，源码", "开源 源 源码 码"),
        ("用AI写", "用 ai 写"),
        ("一", "一"),
        ("乾隆乾淨", "干隆 隆干 干净 净"),
        ("", ""),
    ],
)
def test_an_article_is_indexed_by_words_and_by_bigrams_with_the_last_character_again(content: str, terms: str) -> None:
    assert indexed(content) == terms


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("heron", '"heron"'),
        ("Heron-1 HERON", '"heron" AND "1"'),
        ("大模型", '"大模 模型"'),
        ("蒼鷺 release", '"苍鹭" AND "release"'),
        ("鹭", '"鹭" *'),
        ('a" OR b', '"a" AND "or" AND "b"'),
        ("。", ""),
    ],
)
def test_a_query_is_words_in_quotation_marks(query: str, expression: str) -> None:
    assert match_expression(phrases(query)) == expression


def test_of_a_very_long_query_the_first_64_words_count() -> None:
    assert match_expression(phrases(" ".join(f"w{n}" for n in range(99)))).count(" AND ") == 63


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_no_query_can_leave_its_quotation_marks(query: str) -> None:
    expression = match_expression(phrases(query))
    assert expression.count('"') % 2 == 0
    outside = "".join(expression.split('"')[::2])
    assert set(outside.replace("AND", "")) <= {" ", "*"}


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_text_can_be_indexed(text: str) -> None:
    terms = indexed(an_article(text).content)
    assert "\n" not in terms
    assert terms == terms.strip()


def test_of_a_very_long_word_the_first_hundred_characters_count() -> None:
    assert indexed(an_article("x" * 5_000, title="").content) == "x" * 100
    assert phrases("x" * 5_000) == phrases("x" * 101)
