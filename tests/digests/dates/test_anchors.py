"""What counts from another event: never from the publication, and never without an anchor."""

from __future__ import annotations

import pytest

from digests.dates import find_dates
from digests.when import Basis, Granularity
from tests.digests.dates.reading import ON_WEDNESDAY, basis, last_value, span, value, values

MARCH = span("2025-03-01", "2025-03-31")
LATER = [
    ("In March 2025 it shipped, five months later it closed.", "2025-08-01..2025-08-31 month"),
    ("On 18 April 2024 it shipped. Three weeks later it closed.", "2024-05-06..2024-05-12 week"),
    ("On 30 January 2024 it shipped. A month later it closed.", "2024-02-01..2024-02-29 month"),
    ("On 18 April 2024 it shipped. The next day it closed.", "2024-04-19"),
    ("On 18 April 2024 it shipped. The following week it closed.", "2024-04-22..2024-04-28 week"),
    ("On 18 April 2024 it shipped. Two years later it closed.", "2026-01-01..2026-12-31 year"),
    ("On 18 April 2024 it shipped. It had closed a year earlier.", "2023-01-01..2023-12-31 year"),
    ("On 18 April 2024 it shipped, and closed the same month.", "2024-04-01..2024-04-30 month"),
    ("On 18 April 2024 it shipped. In June of that year it closed.", "2024-06-01..2024-06-30 month"),
    ("On 18 April 2024 it shipped. The following March it closed.", "2025-03-01..2025-03-31 month"),
    ("On 18 April 2024 it shipped. The following Monday it closed.", "2024-04-22"),
    ("On 18 April 2024 it shipped. That summer it closed.", "2024-06-01..2024-08-31 season"),
    ("On 18 April 2024 it shipped. It rose later that year.", "2024-04-18..2024-12-31 year"),
    ("On 18 April 2024 it shipped, up from the day before.", "2024-04-17"),
    ("It shipped last Friday. Two days later it closed.", "2025-09-14"),
    ("2023年2月发布,五个月后开源。", "2023-07-01..2023-07-31 month"),
    ("2023年2月発表。僅五個月後便推出。", "2023-07-01..2023-07-31 month"),
    ("2024年4月18日发布。次日股价大涨。", "2024-04-19"),
    ("2024年4月18日發布。翌日股價大漲。", "2024-04-19"),
    ("2024年4月18日发布。二十天后开源。", "2024-05-08"),
    ("2024年4月18日发布。三周后开源。", "2024-05-06..2024-05-12 week"),
    ("2024年4月18日发布。同年8月开源。", "2024-08-01..2024-08-31 month"),
    ("2024年4月18日发布。次年3月开源。", "2025-03-01..2025-03-31 month"),
    ("2024年4月18日发布。当月开源。", "2024-04-01..2024-04-30 month"),
    ("2024年4月18日发布。前一天融资。", "2024-04-17"),
    ("2022年11月发布,团队在整个冬季微调。", "2022-12-01..2023-02-28 season"),
]


@pytest.mark.parametrize(("text", "expected"), LATER)
def test_later_counts_from_the_date_before_it(text: str, expected: str):
    assert last_value(text) == expected
    assert basis(text) is Basis.EVENT


@pytest.mark.parametrize("words", ["Five months later", "The next day", "That year", "A week earlier", "The same day"])
def test_without_an_event_later_has_no_date(words: str):
    (expression,) = find_dates(f"{words} it closed.", ON_WEDNESDAY)
    assert expression.when is None


@pytest.mark.parametrize("words", ["五個月後", "次日", "翌年", "三周后", "当天", "同年8月", "第二天", "整个冬季"])
def test_without_an_event_the_chinese_for_later_has_no_date(words: str):
    (expression,) = find_dates(f"{words},公司倒閉。", ON_WEDNESDAY)
    assert expression.when is None


@pytest.mark.parametrize("text", ["Five months later it closed.", "五個月後,公司倒閉。"])
def test_the_anchor_before_the_text_is_used_at_its_beginning(text: str):
    assert value(text, anchor=MARCH) == "2025-08-01..2025-08-31 month"
    assert value(text, published=None, anchor=MARCH) == "2025-08-01..2025-08-31 month"


def test_the_paragraphs_own_date_comes_before_the_anchor():
    text = "In May 2024 it shipped. A month later it closed."
    assert [v for _, v in values(text, anchor=MARCH)][-1] == "2024-06-01..2024-06-30 month"


@pytest.mark.parametrize(
    "text",
    [
        "In March 2024 it sued. A few weeks later it won. Two days later it celebrated.",
        "2024年3月起诉。几周后胜诉。两天后庆祝。",
    ],
)
def test_an_unknown_date_in_between_hides_the_one_before_it(text: str):
    assert last_value(text) == "-"


def test_a_length_in_between_hides_nothing():
    assert last_value("On 4 March 2024 it sued. It won in two weeks. A day later it sold.") == "2024-03-05"


def test_days_counted_from_a_month_are_no_finer_than_the_month():
    assert last_value("2022年11月发布。12天后关闭。") == "2022-11-13..2022-12-12 range"


def test_days_are_not_counted_from_a_year():
    assert last_value("It shipped in 2023. Ten days later it closed.") == "-"


def test_a_date_that_follows_in_the_clause_is_the_anchor_of_after():
    assert values("Five months after its February 2023 release it was replaced.") == [
        ("Five months after", "2023-07-01..2023-07-31 month"),
        ("February 2023", "2023-02-01..2023-02-28 month"),
    ]


def test_after_something_undated_has_no_date_even_in_a_dated_paragraph():
    assert values("In March 2024 it sued. Two years after its founding, it had ten people.") == [
        ("March 2024", "2024-03-01..2024-03-31 month")
    ]


def test_ago_counts_from_the_publication_even_after_an_event():
    assert last_value("In March 2020 it sued. Two years ago it lost.") == "2023-01-01..2023-12-31 year"


SAME_SENTENCE = [
    ("It launched Heron-1 in February 2023 and Heron-2 in July.", "2023-07-01..2023-07-31 month"),
    ("It launched in November 2022 and closed in February.", "2023-02-01..2023-02-28 month"),
    ("In 2022, it hired ten people in March.", "2022-03-01..2022-03-31 month"),
    ("2023年2月发布Heron-1,7月又推出Heron-2。", "2023-07-01..2023-07-31 month"),
    ("2023年3月、5月和7月", "2023-07-01..2023-07-31 month"),
    ("2023年3月12日发布,15日开源。", "2023-03-15"),
    ("2024年第一季度和第三季度", "2024-07-01..2024-09-30 quarter"),
]


@pytest.mark.parametrize(("text", "expected"), SAME_SENTENCE)
def test_a_bare_month_carries_on_from_a_date_of_its_sentence(text: str, expected: str):
    assert last_value(text) == expected


NOT_CARRIED = [
    ("Founded in March 2015, the company said in June that it grew.", "2025-06-01..2025-06-30 month"),
    ("Founded in 2019, the company said in June that it grew.", "2025-06-01..2025-06-30 month"),
    ("It launched in February 2023. In July it grew.", "2025-07-01..2025-07-31 month"),
    ("公司于2015年3月成立,6月完成融资。", "2025-06-01..2025-06-30 month"),
    ("It launched in November 2024 and closed on Monday.", "2025-09-15"),
]


@pytest.mark.parametrize(("text", "expected"), NOT_CARRIED)
def test_a_bare_month_is_not_tied_to_a_founding_or_another_sentence(text: str, expected: str):
    assert last_value(text) == expected


def test_a_range_as_anchor_keeps_both_its_ends():
    anchor = span("2024-06-03", "2024-06-05", Granularity.RANGE)
    assert value("Three days later it closed.", anchor=anchor) == "2024-06-06..2024-06-08 range"
