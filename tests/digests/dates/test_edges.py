"""Where the words of a date fit together in form but not in sense: nothing more is read than what holds."""

from __future__ import annotations

import pytest

from tests.digests.dates.reading import value, values

NO_DATE = [
    "公司三十五日搬家。",
    "公司在2024年前15个月亏损。",
    "公司上个季度3日搬家。",
    "Grebe moved on 2024-Apr-45.",
    "Grebe moved in week 60 of the year.",
    "The patients recovered in week 3.",
    "Grebe voted on Super Tuesday.",
    "Grebe moved two Fridays after the launch.",
    "Grebe moved 900 decades ago.",
    "See page 5-2024-05-13 for more.",
    "See https://grebe.example/2024-05-13 for more.",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_no_calendar_has_is_no_date(text: str):
    assert values(text) == []


PARTLY = [
    ("Grebe moved on 3 and 5 May 2024.", "2024-05-01..2024-05-31 month"),
    ("Grebe moved the first week of late March 2024.", "2024-03-21..2024-03-31 month"),
    ("Grebe moved the first week March 2024.", "2024-03-01..2024-03-31 month"),
    ("Grebe moved over the Christmas weekend 2024.", "2024-12-28..2024-12-29 range"),
    ("公司2023年三个月前搬家。", "2023-01-01..2023-12-31 year"),
    ("公司从3日到5月4日关闭。", "2025-05-03..2025-05-04 range"),
]


@pytest.mark.parametrize(("text", "expected"), PARTLY)
def test_what_does_not_fit_is_left_out(text: str, expected: str):
    assert value(text) == expected


HALVES_OF_OFFSETS = [
    "Grebe moved three weeks and two months ago.",
    "Grebe moved two decades and three months ago.",
    "Grebe moved half a year and three days ago.",
    "公司三个月零两年前搬家。",
]


@pytest.mark.parametrize("text", HALVES_OF_OFFSETS)
def test_half_of_an_offset_that_cannot_be_counted_is_no_date(text: str):
    assert values(text) == []


def test_a_month_in_chinese_is_no_day_of_the_english_month_before_it():
    assert [words for words, _ in values("January 3月")] == ["January", "3月"]
