"""Numerals as news writes them."""

from __future__ import annotations

import pytest

from digests.dates.numerals import chinese, english


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2024", 2024),
        ("二〇二四", 2024),
        ("二零二四", 2024),
        ("两千零四", 2004),
        ("两千", 2000),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("廿三", 23),
        ("卅", 30),
        ("一百一十三", 113),
        ("九", 9),
        ("〇", 0),
    ],
)
def test_chinese_numerals_have_their_value(text: str, number: int):
    assert chinese(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("3rd", 3),
        ("21st", 21),
        ("a", 1),
        ("twelve", 12),
        ("twenty-one", 21),
        ("twenty one", 21),
        ("ninety-nine", 99),
        ("first", 1),
        ("thirty-first", 31),
        ("twenty first", 21),
        ("a dozen", 12),
    ],
)
def test_english_counts_and_ordinals_have_their_value(text: str, number: int):
    assert english(text) == number


@pytest.mark.parametrize("text", ["", "年", "十年", "12月"])
def test_what_is_no_chinese_numeral_is_refused(text: str):
    with pytest.raises(ValueError, match="not a numeral"):
        chinese(text)


@pytest.mark.parametrize("text", ["", "heron", "twentyteen", "st"])
def test_what_is_no_english_number_is_refused(text: str):
    with pytest.raises(ValueError, match="not a number"):
        english(text)
