"""Numbers are short only where nothing is lost, and money never leaves its currency in doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.catalogues import load_words
from digests.figure import Comparator, Figure
from digests.language import Lang
from digests.layout.numbers import counted, shown_number, shown_value
from tests.digests.layout.samples import cite

WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
SIZES = {"K": 3, "M": 6, "B": 9, "T": 12, "万": 4, "亿": 8, "万亿": 12, "萬": 4, "億": 8, "兆": 12}


def figure(value: str, unit: str, comparator: Comparator = Comparator.EQ) -> Figure:
    return Figure("users", "grebe", Decimal(value), unit, comparator, None, None, cite())


@pytest.mark.parametrize(
    ("value", "unit", "english", "simplified", "traditional"),
    [
        ("405000000000", "parameters", "405B parameters", "4050亿参数", "4050億 參數"),
        ("480000000", "users", "480M users", "4.8亿用户", "4.8億 使用者"),
        ("1200000000", "USD", "US$1.2B", "12亿美元", "12億美元"),
        ("1200000000", "TWD", "NT$1.2B", "12亿新台币", "12億新台幣"),
        ("650000000", "CNY", "CN¥650M", "6.5亿人民币", "6.5億人民幣"),
        ("19.99", "USD", "US$19.99", "19.99美元", "19.99美元"),
        ("0.0025", "USD", "US$0.0025", "0.0025美元", "0.0025美元"),
        ("1234567", "USD", "US$1,234,567", "1,234,567美元", "1,234,567美元"),
        ("5", "XYZ", "XYZ5", "5XYZ", "5XYZ"),
        ("30", "percent", "30%", "30%", "30%"),
        ("30.25", "percent", "30.25%", "30.25%", "30.25%"),
        ("1", "rank", "no. 1", "第1名", "第 1 名"),
        ("2027", "year", "2027", "2027年", "2027年"),
        ("3", "years", "3 years", "3年", "3 年"),
        ("9999", "users", "9,999 users", "9,999用户", "9,999 使用者"),
        ("123456789", "downloads", "123,456,789 downloads", "123,456,789次下载", "123,456,789 次下載"),
        ("12", "data_centers", "12 data centers", "12 data centers", "12 data centers"),
        ("12", "odd{unit}", "12 odd{unit}", "12 odd{unit}", "12 odd{unit}"),
        ("12", "", "12", "12", "12"),
    ],
)
def test_a_value_is_shown_with_its_unit(value: str, unit: str, english: str, simplified: str, traditional: str) -> None:
    assert tuple(shown_value(figure(value, unit), WORDS[lang]) for lang in WORDS) == (english, simplified, traditional)


def test_what_bounds_a_value_is_said() -> None:
    bounds = (Comparator.GT, Comparator.GE, Comparator.LT, Comparator.LE, Comparator.APPROX)
    shown = [shown_value(replace(figure("20", "USD"), comparator=bound), WORDS[Lang.EN]) for bound in bounds]
    assert shown == ["more than US$20", "at least US$20", "less than US$20", "up to US$20", "about US$20"]
    assert shown_value(figure("20", "percent", Comparator.GT), WORDS[Lang.HANS]) == "超过20%"


@settings(deadline=None, max_examples=300)
@given(
    st.decimals(-(10**13), 10**13, places=4) | st.integers(-(10**13), 10**13).map(Decimal),
    st.sampled_from(tuple(WORDS)),
)
def test_reading_a_shown_number_gives_the_number_back(value: Decimal, lang: Lang) -> None:
    shown = shown_number(value, WORDS[lang])
    found = re.fullmatch(r"(-?[\d,.]+)(\D*)", shown)
    assert found
    assert Decimal(found[1].replace(",", "")).scaleb(SIZES.get(found[2], 0)) == value


def test_one_is_not_several() -> None:
    assert [counted("outlets", number, WORDS[Lang.EN]) for number in (0, 1, 2)] == [
        "0 outlets",
        "1 outlet",
        "2 outlets",
    ]
    assert counted("outlets", 1, WORDS[Lang.HANT]) == "1 家媒體"
