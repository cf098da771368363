"""Texts are cut between characters as readers see them, and measured in UTF-16."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.text.graphemes import cut_before, shorten, units

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def test_a_text_that_fits_stays():
    assert shorten("Grebe", 5) == "Grebe"
    assert shorten("\U0001f999", 2) == "\U0001f999"


def test_t09_characters_count_as_utf_16_does():
    assert units("a苍\U0001f999") == 4
    assert units(FAMILY) == 8


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Grebe released Heron-2", 15, "Grebe released…"),
        ("Grebe released Heron-2", 14, "Grebe…"),
        ("Grebe released Heron-2", 12, "Grebe…"),
        ("Grebe releasedheron", 9, "Grebe…"),
        ("苍鹭二代发布", 4, "苍鹭二…"),
        ("发布 苍鹭二代于上海", 8, "发布 苍鹭二代…"),
        ("苍鹭Heron二代", 5, "苍鹭…"),
        ("w" * 40, 20, "w" * 19 + "…"),
        (f"ab{FAMILY}{FAMILY}", 12, f"ab{FAMILY}…"),
        ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 6, "\U0001f1e9\U0001f1ea…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("ก็ก็ก็", 4, "ก็…"),
        ("Grebe", 1, "…"),
        ("Grebe", 0, ""),
    ],
)
def test_t20_the_end_is_cut_at_a_sensible_border(text: str, most: int, short: str):
    assert shorten(text, most) == short


@settings(deadline=None, max_examples=200)
@given(text=st.text("ab 苍\U0001f999\u200d\u0301\U0001f1e9", max_size=60), most=st.integers(0, 70))
def test_t08_what_is_left_fits_and_ends_between_characters(text: str, most: int):
    short = shorten(text, most)
    assert units(short) <= max(most, 0)
    end = cut_before(text, most)
    assert units(text[:end]) <= most
    borders = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    assert end in borders
