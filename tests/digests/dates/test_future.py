"""Bare dates look back, unless a cue of the future governs them; then they are planned."""

from __future__ import annotations

import pytest

from digests.dates import find_dates
from tests.digests.dates.reading import ON_WEDNESDAY, found, last_value, shown

AHEAD = [
    ("Grebe will open an office in June.", "2026-06-01..2026-06-30 month"),
    ("Grebe plans to open an office in June.", "2026-06-01..2026-06-30 month"),
    ("Grebe to open an office in June", "2026-06-01..2026-06-30 month"),
    ("The office is expected to open on Friday.", "2025-09-19"),
    ("The office is due on Wednesday.", "2025-09-17"),
    ("The office will be opened in June.", "2026-06-01..2026-06-30 month"),
    ("On December 3, the law takes effect.", "2025-12-03"),
    ("In June, the company will open an office.", "2026-06-01..2026-06-30 month"),
    ("It will open, in June, an office.", "2026-06-01..2026-06-30 month"),
    ("Grebe intends to show Heron at Wire Day, its first fair, on 3 June.", "2026-06-03"),
    ("The talks begin on Oct. 3.", "2025-10-03"),
    ("Grebe said it would open an office in June.", "2026-06-01..2026-06-30 month"),
    ("He will join in two weeks.", "2025-09-29..2025-10-05 week"),
    ("It will run from March to May.", "2026-03-01..2026-05-31 range"),
    ("It will be in beta until the end of the year.", "2025-11-01..2025-12-31 year"),
    ("It will ship by year-end.", "2025-11-01..2025-12-31 year"),
    ("苍鹭将于6月推出新品。", "2026-06-01..2026-06-30 month"),
    ("蒼鷺將於6月推出新品。", "2026-06-01..2026-06-30 month"),
    ("苍鹭6月将推出新品。", "2026-06-01..2026-06-30 month"),
    ("苍鹭计划在6月推出新品。", "2026-06-01..2026-06-30 month"),
    ("蒼鷺計畫在6月推出新品。", "2026-06-01..2026-06-30 month"),
    ("新品预计6月上市。", "2026-06-01..2026-06-30 month"),
    ("3月15日,公司将举行发布会。", "2026-03-15"),
    ("该法自6月1日起施行。", "2026-06-01"),
    ("将于6月发布的模型很大。", "2026-06-01..2026-06-30 month"),
    ("预计到年底完成。", "2025-11-01..2025-12-31 year"),
    ("公司会在周五宣布。", "2025-09-19"),
    ("最快明年第一季度推出", "2026-01-01..2026-03-31 quarter"),
    ("The trial should end in mid-October.", "2025-10-11..2025-10-20 month"),
    ("It ships as soon as October.", "2025-10-01..2025-10-31 month"),
    ("The successor arrives in three months.", "2025-12-01..2025-12-31 month"),
    ("The trial begins Monday.", "2025-09-22"),
    ("Applications close at midnight on 30 September.", "2025-09-30"),
    ("The fair runs September 22-25.", "2025-09-22..2025-09-25 range"),
    ("公司下半年将加大投入。", "2025-07-01..2025-12-31 half"),
    ("會議訂於十月五日登場。", "2025-10-05"),
    ("新機預定十月上市。", "2025-10-01..2025-10-31 month"),
    ("公司盼年底前掛牌。", "2025-11-01..2025-12-31 year"),
    ("力拚明年第一季量產。", "2026-01-01..2026-03-31 quarter"),
    ("新一代产品将在三个月后面世。", "2025-12-01..2025-12-31 month"),
]
BACK = [
    ("The story begins in March.", "2025-03-01..2025-03-31 month"),
    ("The fair should have opened in June.", "2025-06-01..2025-06-30 month"),
    ("双方签订于5月的合同有效。", "2025-05-01..2025-05-31 month"),
    ("Grebe agreed to open an office in June.", "2025-06-01..2025-06-30 month"),
    ("Grebe moved to Marshtown in June.", "2025-06-01..2025-06-30 month"),
    ("It will replace the model released in June.", "2025-06-01..2025-06-30 month"),
    ("It will replace the model that was launched in June.", "2025-06-01..2025-06-30 month"),
    ("The office was expected to open in June.", "2025-06-01..2025-06-30 month"),
    ("Grebe, which will grow, said so in June.", "2025-06-01..2025-06-30 month"),
    ("He said in June that it will grow.", "2025-06-01..2025-06-30 month"),
    ("On Monday, Grebe cut prices and will grow.", "2025-09-15"),
    ("将取代6月发布的模型。", "2025-06-01..2025-06-30 month"),
    ("公司将代码于6月开源。", "2025-06-01..2025-06-30 month"),
    ("五月份,一位员工对公司的未来表示担忧。", "2025-05-01..2025-05-31 month"),
    ("Grebe posts better-than-expected fourth-quarter results", "2024-10-01..2024-12-31 quarter"),
    ("该计划在6月启动。", "2025-06-01..2025-06-30 month"),
    ("大会在6月召开。", "2025-06-01..2025-06-30 month"),
    ("新规已于6月生效。", "2025-06-01..2025-06-30 month"),
    ("蒼鷺6月發布的模型將被取代。", "2025-06-01..2025-06-30 month"),
]


@pytest.mark.parametrize(("text", "expected"), AHEAD)
def test_under_a_cue_of_the_future_a_bare_date_lies_ahead_and_is_planned(text: str, expected: str):
    (expression,) = found(text)
    assert (expression.when and shown(expression.when), expression.planned) == (expected, True)


@pytest.mark.parametrize(("text", "expected"), BACK)
def test_a_cue_that_governs_something_else_leaves_the_date_in_the_past(text: str, expected: str):
    (expression,) = found(text)
    assert (expression.when and shown(expression.when), expression.planned) == (expected, False)


def test_a_past_date_is_not_planned_whatever_the_cue():
    (expression,) = found("It will be remembered for what it did in 2019.")
    assert not expression.planned


def test_a_stated_date_under_a_cue_is_planned():
    (expression,) = found("It will ship in early 2026.")
    assert expression.planned


def test_a_promise_counts_from_a_date_to_come_where_one_was_told():
    assert last_value("发布会定于10月1日举行,产品将在两周后发货。") == "2025-10-13..2025-10-19 week"


def test_what_counts_from_an_event_to_come_is_not_counted_from_the_publication():
    assert [e.when for e in find_dates("苍鹭一号将在发布三个月后开源。", ON_WEDNESDAY)] == [None]


@pytest.mark.parametrize("text", ["He built it in two weeks.", "It grew 10% in a year."])
def test_in_two_weeks_without_a_cue_is_a_length(text: str):
    assert [e.when for e in find_dates(text, ON_WEDNESDAY)] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man claiming to be an agent walked up to a gate in Marsh Town on Tuesday night.", "2025-09-16"),
        ("The plan to open an office fell apart in a meeting on Monday.", "2025-09-15"),
        ("Grebe's bid to buy Wren failed in court on Monday.", "2025-09-15"),
        ("The average forecast for the income of Grebe has tumbled as of Tuesday.", "2025-09-16"),
        ("The sale was open until Easter.", "2025-04-20"),
        ("促销曾持续到复活节。", "2025-04-20"),
    ],
)
def test_an_infinitive_or_a_forecast_beside_a_past_verb_looks_not_ahead(text: str, expected: str) -> None:
    (expression,) = found(text)
    assert expression.when is not None
    assert (expression.planned, expression.when.start.isoformat()) == (False, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Heron cards are hard to get until Easter.", "2026-04-05"),
        ("Heron is sold out until Easter.", "2026-04-05"),
        ("Grebe ships it by Easter.", "2026-04-05"),
        ("Grebe will sell none before Easter.", "2026-04-05"),
        ("苍鹭直到复活节都缺货。", "2026-04-05"),
        ("蒼鷺直到復活節都缺貨。", "2026-04-05"),
    ],
)
def test_what_lasts_until_a_holiday_lasts_until_the_coming_one(text: str, expected: str) -> None:
    (expression,) = found(text)
    assert expression.when is not None
    assert (expression.planned, expression.when.start.isoformat()) == (True, expected)
