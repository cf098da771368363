"""Asks as text: what goes in comes out, what is too long stays out, and what somebody made up is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.ask import LONGEST, Ask, ask_of, ask_text
from digests.errors import BadInput

NAMES = st.from_regex(r"[a-z-]+", fullmatch=True)
TEXTS = st.text(min_size=1, max_size=20)
VALUES = st.one_of(
    TEXTS, st.integers(0, 10**9 - 1), st.just(value=True), st.lists(TEXTS, min_size=1, max_size=3).map(tuple)
)


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (Ask("latest"), "latest"),
        (Ask("timeline", {"topic": "llama"}, sheet=3), "3|timeline;topic=llama"),
        (Ask("schedules set", {"topics": ("llama", "open-models")}), "schedules set;topics=llama,open-models,"),
        (Ask("digest", {"days": 7, "quotes": True}), "digest;days=#7;quotes=!"),
        (Ask("search", {"query": "开源; 100%, #1=?"}), "search;query=开源%3B 100%25%2C #1%3D?"),
        (Ask("search", {"query": "#1"}), "search;query=%231"),
    ],
)
def test_an_ask_has_one_text(ask: Ask, text: str):
    assert ask_text(ask) == text
    assert ask_of(text) == ask


@settings(deadline=None, max_examples=300)
@given(options=st.dictionaries(NAMES, VALUES, max_size=3), sheet=st.integers(1, 999))
def test_what_goes_in_comes_out(options: dict[str, object], sheet: int):
    ask = Ask("timeline", options, sheet)
    text = ask_text(ask)
    if text is not None:
        assert len(text.encode("utf-16-le")) // 2 <= LONGEST
        assert text.isprintable()
        assert ask_of(text) == ask


def test_a_button_holds_no_more_than_fits():
    assert ask_text(Ask("search", {"query": "x" * (LONGEST - len("search;query="))})) is not None
    assert ask_text(Ask("search", {"query": "x" * (LONGEST + 1 - len("search;query="))})) is None
    assert ask_text(Ask("search", {"query": "🦙" * (LONGEST // 2)})) is None


@pytest.mark.parametrize("text", ["", "Latest", "1234|latest", "latest;", "latest;=x", "a b c", "latest\n"])
def test_what_somebody_made_up_is_refused(text: str):
    with pytest.raises(BadInput, match="button-unknown"):
        ask_of(text)


def test_there_is_no_sheet_before_the_first():
    assert ask_of("0|latest").sheet == 1
