"""Lines fit, nothing is lost, and Chinese is broken where an editor would break it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from adapters.terminal.wrap import wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("Grebe opens Heron-2", 12, ["Grebe opens", "Heron-2"]),
        ("Grebe  opens\tHeron-2", 80, ["Grebe opens Heron-2"]),
        ("格里布发布苍鹭二代", 8, ["格里布发", "布苍鹭二", "代"]),
        ("格里布发布，可商用", 10, ["格里布发", "布，可商用"]),
        ("发布“苍鹭”二代", 8, ["发布“苍", "鹭”二代"]),
        ("发布（苍鹭）二代", 8, ["发布（苍", "鹭）二代"]),
        ("发布了（苍鹭）", 8, ["发布了", "（苍鹭）"]),
        ("格里布。(简体)", 8, ["格里布。", "(简体)"]),
        ("格里布,发布 [二]", 6, ["格里", "布,发", "布", "[二]"]),
        ("Meta发布Llama 2模型", 10, ["Meta发布", "Llama 2模", "型"]),
        ("don’t break it’s words", 7, ["don’t", "break", "it’s", "words"]),
        ("a-very-long-unbroken-word", 10, ["a-very-lon", "g-unbroken", "-word"]),
        (
            "see https://marsh.example/a/very/long/address now",
            10,
            ["see", "https://marsh.example/a/very/long/address", "now"],
        ),
        ("，，，，", 4, ["，，", "，，"]),
    ],
)
def test_text_is_broken_where_an_editor_would(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


TEXT = st.text(st.sampled_from("ab “”‘’（），。发布苍鹭-7　é…\n"), max_size=60)


@settings(deadline=None, max_examples=300)
@given(TEXT, st.integers(4, 30))
def test_every_line_fits_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(("苍", "鹭，", "（二", "代）", "「模」", "型。", "Heron", " "))), st.integers(12, 30))
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation(pieces: list[str], width: int) -> None:
    for line in wrapped("".join(pieces), width):
        assert not re.match(r"[，。）」]", line)
        assert not re.search(r"[（「]$", line)
