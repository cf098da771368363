"""Only what some font has is drawn; what none has is said to be missing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.pictures.legible import OMITTED, legible
from adapters.pictures.wrap import clusters
from digests.errors import BadSetting

HAD = frozenset("ABCDEFHabcdefghilmnoprstuvwxyzé0123456789 .,-[]…£中文繁體，。")


def has(cluster: str) -> bool:
    return all(char in HAD for char in cluster)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Heron-1 is out", "Heron-1 is out"),
        ("中文，繁體。", "中文，繁體。"),
        ("  Heron\n\t1 \u3000 is\u00a0out ", "Heron 1 is out"),
        ("e\u0301a", "éa"),
        ("b\u0301a", "ba"),
        ("𝐇𝐞𝐫𝐨𝐧 ﬁne ①", "Heron fine 1"),
        ("🚀 Heron 🎉🎉 is out 👩‍👩‍👧🇨🇳", "Heron is out"),
        ("Heron (กรุงไทย)", f"Heron {OMITTED}"),
        ("He\u202ero\u200bn\x1b\ud800", "Heron"),
        ("", ""),
        ("🚀", ""),
    ],
)
def test_a_text_is_shown_as_it_can_be_drawn(text: str, shown: str):
    assert legible(text.replace("(", "").replace(")", ""), has) == shown


def test_everyday_characters_that_no_font_has_are_refused_by_name():
    with pytest.raises(BadSetting) as refused:
        legible("Heron 渡鸦鸦 กรุง", has)
    assert (refused.value.key, refused.value.subject) == ("picture-no-font", "渡鸦")


def test_a_long_list_of_them_is_not_told_whole():
    with pytest.raises(BadSetting) as refused:
        legible("一二三四五六七八九十百千万", has)
    assert refused.value.subject == "一二三四五六七八"


def everyday(cluster: str) -> bool:
    """Have everything that is not rare, so that nothing is refused."""
    return cluster in (OMITTED, "…") or all("\u4e00" <= char <= "\u9fff" or char < "\u0250" for char in cluster)


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_characters="…"), max_size=60))
def test_nothing_that_no_font_has_is_ever_drawn(text: str):
    try:
        shown = legible(text, everyday)
    except BadSetting:
        return  # it is refused, which the next test is about
    assert all(map(everyday, clusters(shown)))
    assert shown == shown.strip()


@pytest.mark.parametrize("text", ["Heron", "苍鹭", "蒼鷺", "42", "，"])
def test_what_every_reader_needs_is_refused_where_no_font_has_it(text: str):
    with pytest.raises(BadSetting):
        legible(text, lambda _cluster: False)
