"""The first look at a text, which decides what rules are tried at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from digests.dates.scan import GRAMMAR
from digests.dates.signs import signs_of
from digests.text.script import fold
from tests.digests.dates.reading import value
from tests.digests.dates.test_chinese import ABSOLUTE as CHINESE_EXAMPLES
from tests.digests.dates.test_english import ABSOLUTE as ENGLISH_EXAMPLES
from tests.digests.dates.test_properties import TEXTS


def assert_nothing_is_turned_away(text: str) -> None:
    folded = fold(text)
    assert GRAMMAR.find(folded) == [f for rule, head in GRAMMAR.heads for f in rule.find(head, folded)]


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_no_rule_that_matches_is_left_untried(text: str):
    assert_nothing_is_turned_away(text)


@pytest.mark.parametrize("text", [text for text, _ in (*ENGLISH_EXAMPLES, *CHINESE_EXAMPLES)])
def test_no_rule_that_matches_an_example_is_left_untried(text: str):
    assert_nothing_is_turned_away(text)


def test_every_rule_has_a_sign():
    assert all(head.needs or rule.needs for rule, head in GRAMMAR.heads)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("grebe's heron", {"grebe", "s", "heron"}),
        ("in 2024, in '24", {"in", "20", "'"}),
        ("2024-04-18", {"20", "-"}),
        ("4 / 18", {"/"}),
        ("the 90s - 3rd", {"the", "s", "0", "rd"}),
        ("十年前", {"十", "年", "前"}),
        ("1.", set()),
    ],
)
def test_words_characters_and_marks_of_dates_are_signs(text: str, signs: set[str]):
    assert signs_of(text) == signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grebe was founded in 1850.", "1850-01-01..1850-12-31 year"),
        ("耶稣受难日，公司休息。", "2025-04-18"),
        ("Grebe moved on 5thMay 2024.", "2024-05-05"),
    ],
)
def test_rare_dates_do_not_need_another_date_beside_them(text: str, expected: str):
    assert value(text) == expected
