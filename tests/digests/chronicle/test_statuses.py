"""What sort of row a sentence gives: a deed or a state, a saying or only its source, done or not done."""

from __future__ import annotations

from datetime import date

import pytest

from digests.event import Event, Hedge, Status
from tests.digests.chronicle.stage import events

OLD = "Old words.\nOld words.\n"
MEETING = date(2025, 7, 19)


def told(text: str, day: date = MEETING) -> tuple[Event, ...]:
    return events(OLD + text, day=day)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Heron has 480 million users as of July 2025.", Status.SNAPSHOT),
        ("Corvid Labs had begun a trial with 60 million users in May 2025.", Status.HAPPENED),
        ("Corvid Labs had reached 60 million users in May 2025.", Status.SNAPSHOT),
        ("In June 2025 Heron had 250 million.", Status.SNAPSHOT),
        ("截至2025年6月,Heron 的周活跃用户达4.8亿。", Status.SNAPSHOT),
        ("截至2025年6月,Heron 的週活躍用戶達4.8億。", Status.SNAPSHOT),
        ("On 3 July 2025 Corvid Labs moved 250 million files.", Status.HAPPENED),
        ("A ship hit the pier of Corvid Labs with 4,000 users aboard on 3 July 2025.", Status.HAPPENED),
        ("Heron hit 4 million users on 3 July 2025.", Status.SNAPSHOT),
    ],
)
def test_a_large_number_that_stands_is_a_state_and_a_deed_beside_a_number_is_none(text: str, status: Status):
    assert [e.status for e in told(text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "A fire broke out in the hall of Corvid Labs on 15 July, the company said.",
        "Two halls of Corvid Labs were locked on July 15, Dana Orr said.",
        "鸦科公司的机房7月15日起火,公司表示。",
        "鴉科公司的機房7月15日起火，公司表示。",
    ],
)
def test_a_source_at_the_end_takes_no_date_from_what_happened(text: str):
    assert [(e.act, e.status, e.when.start.day) for e in told(text)] == [(None, Status.HAPPENED, 15)]


def test_who_says_that_something_lies_ahead_has_said_it():
    (found,) = told("Corvid Labs will sell robots next year, Dana Orr says.")
    assert (found.status, found.actors) == (Status.PLANNED, ("dana-orr",))


@pytest.mark.parametrize(
    "text", ["鸦科公司7月15日宣布收购Wren Cloud。", "鴉科公司7月15日宣布以4億美元收購Wren Cloud。"]
)
def test_what_is_announced_as_done_is_the_deed(text: str):
    assert [(e.act, e.status) for e in told(text)] == [("acquire", Status.HAPPENED)]


def test_what_is_announced_of_another_time_stays_a_saying():
    assert "say" in [e.act for e in told("鸦科公司7月15日宣布,6月收购了Wren Cloud。")]


@pytest.mark.parametrize(
    "text",
    [
        "鸦科公司7月15日遭到批评。",
        "鴉科公司7月15日遭教師批評。",
        "7月15日,来自教师的批评让鸦科公司不安。",
    ],
)
def test_who_meets_with_blame_does_not_utter_it(text: str):
    assert all(e.act != "criticise" for e in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs had not yet named a price for Heron in May 2025.",
        "As of May 2025, Corvid Labs has yet to name a price for Heron.",
        "2025年5月,鸦科公司尚未给出Heron的价格。",
        "2025年5月，鴉科公司仍未給出Heron的價格。",
    ],
)
def test_what_was_not_done_is_marked_even_without_a_known_verb(text: str):
    assert [e.hedge for e in told(text)] == [Hedge.NEGATED]


def test_a_date_to_come_in_another_clause_is_a_row_of_its_own():
    first, second = told("Corvid Labs sued Grebe on 14 July 2025; the case will be heard in September 2025.")
    assert (first.act, first.status) == ("sue", Status.HAPPENED)
    assert (second.act, second.status, second.when.start) == (None, Status.PLANNED, date(2025, 9, 1))


def test_a_second_past_date_of_a_sentence_with_a_deed_is_no_row():
    assert len(told("Corvid Labs sued Grebe on 14 July 2025; the case dates back to May 2024.")) == 1


def test_the_first_of_its_name_is_no_mere_description():
    (found,) = told("The first Heron had been shown in February 2025.")
    assert found.when.start == date(2025, 2, 1)
    assert not told("The first model had been shown in February.")


def test_a_movement_that_has_happened_is_not_expected_for_the_word_forecast():
    (found,) = told("The average forecast for Corvid Labs fell 56 percent on July 15, 2025.")
    (done,) = told(
        "The forecast for Corvid Labs has fallen since, and its shares have dropped; Grebe fell 9 percent on 15 July."
    )
    assert done.status is Status.HAPPENED
    assert found.status is Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs is weighing its choices on 3 July 2025.",
        "Corvid Labs has been quiet since early July 2025.",
        "Corvid Labs had good accounts for the quarter ended June 2025.",
        "Corvid Labs Market Dublin, July 3, 2025 (REED NEWSWIRE)",
        "鸦科公司正在2025年7月3日的湖边等待。",
        "鸦科公司,湿地社2025年7月3日电",
        "自2025年6月以来,鸦科公司一直很安静。",
        "自2025年6月以來，鴉科公司一直很安靜。",
    ],
)
def test_what_goes_on_and_where_a_term_begins_or_ends_is_no_happening(text: str):
    assert not told(text)


def test_what_stands_behind_the_colon_of_a_saying_does_not_date_it():
    assert all(
        e.act != "say" or e.when.start == MEETING
        for e in told("Dana Orr said today of Corvid Labs: in May 2024 it had no lake.")
    )


@pytest.mark.parametrize(
    "text", ["Grebe fans deny that Corvid Labs criticised them.", "The lab criticised Heron on Friday."]
)
def test_a_charge_by_nobody_named_needs_a_day_and_a_speaker_in_the_text(text: str):
    assert all(e.actors for e in told(text) if e.status is Status.STATEMENT)
