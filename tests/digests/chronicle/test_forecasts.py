"""What others expect is no plan, and what only unnamed sources tell is marked."""

from __future__ import annotations

from datetime import date

import pytest

from digests.event import Event, Hedge, Status
from tests.digests.chronicle.stage import events

OLD = "Old words.\nOld words.\n"
DAY = date(2026, 1, 22)


def told(text: str) -> tuple[Event, ...]:
    return events(OLD + text, day=DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Analysts expect Corvid Labs to release Heron 3 on 4 March 2026.",
        "The Heron chatbot thinks Grebe shares could trade higher, at about $214 on 4 April 2026.",
        "The market for Heron models is expected to reach $227.9 billion by 2030.",
        "Dana Orr sees 50% of entry-level jobs gone by 2031.",
        "分析师预计鸦科公司将于2026年3月4日发布Heron 3。",
        "分析師預計鴉科公司將於2026年3月4日發布Heron 3。",
        "Heron市场规模预计将达到2000亿美元，时间是2030年。",
    ],
)
def test_a_forecast_of_others_is_no_plan(text: str):
    assert all(e.status is not Status.PLANNED for e in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs expects to release Heron 3 on 4 March 2026.",
        "Corvid Labs will release Heron 3 on 4 March 2026.",
        "鸦科公司将于2026年3月4日发布Heron 3。",
        "鴉科公司將於2026年3月4日發布Heron 3。",
    ],
)
def test_what_a_party_intends_itself_stays_a_plan(text: str):
    assert [e.status for e in told(text)] == [Status.PLANNED]


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs released Heron 3 on 14 January 2026, a source says.",
        "Corvid Labs released Heron 3 on 14 January 2026, a person familiar with the matter told a paper.",
        "Corvid Labs released Heron 3 on 14 January 2026, according to a person briefed on it.",
        "Corvid Labs will release Heron 3 on 4 March 2026, people with knowledge of it say.",
        "Corvid Labs reportedly released Heron 3 on 14 January 2026.",
        "据一位知情人士透露，鸦科公司2026年1月14日发布了Heron 3。",
        "據一位知情人士透露，鴉科公司2026年1月14日發布了Heron 3。",
        "消息人士称，鸦科公司2026年1月14日发布了Heron 3。",
        "據報導，鴉科公司2026年1月14日發布了Heron 3。",
        "据报道，鸦科公司2026年1月14日发布了Heron 3。",
    ],
)
def test_what_unnamed_sources_tell_is_reported_be_they_one_or_many(text: str):
    (found,) = [e for e in told(text) if e.act == "release"]
    assert found.hedge is Hedge.REPORTED


@pytest.mark.parametrize(
    "text",
    [
        "Dana Orr reportedly said on 14 January 2026 that Heron is ready.",
        "据报道，黛娜·奥尔2026年1月14日表示Heron已就绪。",
    ],
)
def test_a_saying_that_is_only_reported_keeps_the_mark(text: str):
    assert [(e.status, e.hedge) for e in told(text)] == [(Status.STATEMENT, Hedge.REPORTED)]


def test_a_man_who_claims_to_be_somebody_plans_nothing():
    (found,) = told(
        "A man claiming to be a friend of Dana Orr released Heron 3 at a gate in Marsh Town on Wednesday night."
    )
    assert (found.status, found.when.start) == (Status.HAPPENED, date(2026, 1, 21))
