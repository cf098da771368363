"""What a text is found by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.text.script import fold
from digests.text.terms import search_terms

TERMS = [
    ("Llama-3.1", ("llama", "3.1")),
    ("Llama3.1 LLaMA 3.1", ("llama", "3.1", "llama", "3.1")),
    ("GPT4 GPT-4o", ("gpt", "4", "gpt", "4o")),
    ("H100, v3.1 and a 405B model", ("h100", "v3.1", "and", "a", "405b", "model")),
    ("1,250,000.5 tokens in 2026-03-01", ("1250000.5", "tokens", "in", "2026", "03", "01")),
    ("3,5", ("3", "5")),
    ("Grebe's model, don't", ("grebe", "model", "don", "t")),
    ("snake_case", ("snake", "case")),
    ("開源模型", ("开源", "源模", "模型")),
    ("3.2亿用户", ("3.2", "亿用", "用户")),
    ("第4代", ("第", "4", "代")),
    ("Meta发布Llama", ("meta", "发布", "llama")),
    ("ＧＰＵ集群", ("gpu", "集群")),
    ("モデル", ("モデ", "デル")),
    ("café", ("café",)),
    ("…!?", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_terms_are_folded_words_and_pairs_of_chinese_characters(text: str, terms: tuple[str, ...]) -> None:
    assert search_terms(text) == terms


def test_both_scripts_are_found_by_the_same_terms() -> None:
    assert search_terms("人工智慧實驗室發佈") == search_terms("人工智慧实验室发布")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_terms_are_never_empty_and_repeat(text: str) -> None:
    terms = search_terms(text)
    assert all(term and not term.isspace() for term in terms)
    assert search_terms(text) == terms
    assert search_terms(fold(text)) == terms or fold(fold(text)) != fold(text)
