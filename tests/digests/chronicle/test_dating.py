"""Which date governs an act: never the quarter that accounts are about, nor what only says from when one counts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.digests.chronicle.stage import events

JANUARY = date(2026, 1, 28)


@pytest.mark.parametrize(
    "title",
    [
        "Corvid Labs reached December-quarter targets",
        "Corvid Labs publishes Q4 cloud revenue above estimates",
        "Corvid Labs exceeded third-quarter Wall Street estimates",
        "Corvid Labs published a loss for the December quarter",
        "鸦科公司公布第三季度营收570亿美元",
        "鸦科公司公布2025年第三季度人工智能业务净利润",
        "鴉科公司公布第三季獲利創新高",
    ],
)
def test_results_appear_after_the_quarter_they_are_about(title: str):
    found = events("It rained.", title=title, day=JANUARY)
    assert {e.when.start for e in found} <= {JANUARY}


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("In the third quarter of 2025, Corvid Labs acquired Grebe.", date(2025, 7, 1)),
        ("Corvid Labs released Heron 2 in the third quarter of 2025.", date(2025, 7, 1)),
        ("鸦科公司2025年第三季度收购了Grebe。", date(2025, 7, 1)),
        ("Corvid Labs acquired Grebe in the first half of 2025.", date(2025, 1, 1)),
    ],
)
def test_any_other_deed_may_be_dated_by_a_quarter(text: str, quarter: date):
    assert [e.when.start for e in events(text, day=JANUARY)] == [quarter]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Two weeks after 3 May 2025, Corvid Labs acquired Grebe.", "acquire"),
        ("Corvid Labs released Heron 2 on 3 May 2025 and acquired Grebe two weeks after it sued the board.", "release"),
        ("2025年5月3日,鸦科公司发布Heron 2。发布三个月后,鸦科公司收购了Grebe。", "release acquire"),
    ],
)
def test_what_a_date_counts_from_is_not_dated_by_it(text: str, act: str):
    dated = [e.act for e in events(text, day=JANUARY) if e.when.start < JANUARY]
    assert " ".join(filter(None, dated)) == act
