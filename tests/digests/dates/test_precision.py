"""Nothing comes out finer than the publication's own precision can prove."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from digests.when import Granularity, Published
from tests.digests.dates.reading import value, values

IN_WEEK = Published(date(2023, 7, 26), Granularity.WEEK)
IN_MONTH = Published(date(2024, 5, 15), Granularity.MONTH)
WEEK = [
    ("last week", "2023-07-17..2023-07-23 week"),
    ("上周", "2023-07-17..2023-07-23 week"),
    ("三周前", "2023-07-03..2023-07-09 week"),
    ("on Monday", "2023-07-24"),
    ("上周五", "2023-07-21"),
    ("本月", "2023-07-01..2023-07-31 month"),
    ("in May", "2023-05-01..2023-05-31 month"),
    ("two years ago", "2021-01-01..2021-12-31 year"),
    ("earlier this year", "2023-01-01..2023-07-30 year"),
    ("later this year", "2023-07-24..2023-12-31 year"),
]
MONTH = [
    ("上个月", "2024-04-01..2024-04-30 month"),
    ("last month", "2024-04-01..2024-04-30 month"),
    ("five months ago", "2023-12-01..2023-12-31 month"),
    ("今年底", "2024-11-01..2024-12-31 year"),
    ("in May", "2024-05-01..2024-05-31 month"),
    ("in June", "2023-06-01..2023-06-30 month"),
    ("去年第四季度", "2023-10-01..2023-12-31 quarter"),
    ("last year", "2023-01-01..2023-12-31 year"),
]


@pytest.mark.parametrize(("words", "expected"), WEEK)
def test_what_holds_for_every_day_of_the_week_is_resolved(words: str, expected: str):
    assert value(words, IN_WEEK) == expected


@pytest.mark.parametrize("words", ["yesterday", "昨天", "on Friday", "ten days ago", "25日", "三天前"])
def test_what_differs_within_the_week_is_not(words: str):
    assert values(words, IN_WEEK) == []


@pytest.mark.parametrize(("words", "expected"), MONTH)
def test_what_holds_for_every_day_of_the_month_is_resolved(words: str, expected: str):
    assert value(words, IN_MONTH) == expected


@pytest.mark.parametrize(
    "words", ["yesterday", "昨天", "today", "上周", "last week", "三周前", "on Monday", "上周五", "5月20日"]
)
def test_what_differs_within_the_month_is_not(words: str):
    assert values(words, IN_MONTH) == []


def test_what_the_text_states_needs_no_publication():
    assert value("2024-05-20", IN_MONTH) == value("2024-05-20", None) == "2024-05-20"


def test_an_instant_counts_by_its_day():
    published = Published(date(2025, 9, 17), at=datetime(2025, 9, 17, 23, 30, tzinfo=UTC))
    assert value("yesterday", published) == "2025-09-16"
