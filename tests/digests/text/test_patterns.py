"""Patterns that are compiled when they are first asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.text.patterns import any_of, late


def test_a_late_pattern_answers_like_a_compiled_one() -> None:
    text, compiled = "Heron-1 and heron-2", re.compile(r"heron-(\d)", re.IGNORECASE)
    pattern = late(r"heron-(\d)", re.IGNORECASE)
    for _ in range(2):
        assert pattern.findall(text) == compiled.findall(text)
        assert [m.span() for m in pattern.finditer(text, 3)] == [m.span() for m in compiled.finditer(text, 3)]
        assert (pattern.match(text) or [""])[0] == (compiled.match(text) or [""])[0]
        assert pattern.fullmatch(text) is None
        assert pattern.sub("wren", text) == compiled.sub("wren", text)
        assert pattern.split(text) == compiled.split(text)
    assert (pattern.pattern, pattern.groups) == (compiled.pattern, compiled.groups)


def test_nothing_is_compiled_before_it_is_asked() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("")


def test_what_no_pattern_has_is_missing() -> None:
    with pytest.raises(AttributeError):
        late("a").__wrapped__  # type: ignore[attr-defined]  # noqa: B018  asking for it is the test


@given(st.lists(st.text("ab.(", min_size=1, max_size=4)), st.text("ab.( ", max_size=20))
def test_words_are_found_as_by_an_alternation_with_the_longest_first(words: list[str], text: str) -> None:
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    for edge in ("", r"\b"):
        tree = re.compile(f"{edge}{any_of(words)}{edge}")
        plain = re.compile(f"{edge}(?:{longest_first}){edge}")
        assert [m.span() for m in tree.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_no_words_are_found_nowhere() -> None:
    assert re.search(any_of(()), "") is None
