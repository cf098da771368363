"""The times that reports keep coming back to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from config.lexicon import load_lexicon
from digests.event import Status
from digests.reading import Reading
from digests.salience import LEAD, OPENS, REMEMBERED, Occasion, occasions
from digests.understand import understand
from tests.builders import an_article, published


def report(text: str, day: str, **over: Any) -> Reading:  # noqa: ANN401  any field of an article
    return understand(an_article(text, title="", published=published(day), **over), load_lexicon())


FIRST = report("The river Dunlin flooded the old town of Grebe in the night. Nobody was hurt there.", "2026-02-02")
SECOND = report("The flood of 2 February has cost the old town of Grebe three bridges.", "2026-02-05")
THIRD = report("A new bridge will open on 9 February. The river flooded Grebe on 2 February.", "2026-02-06")
LATER = report("The bridge of Grebe opened on 9 February, and the mayor cut a ribbon for it.", "2026-02-11")


def found(*readings: Reading, limit: int = 9, sentences: int = 9, **span: date) -> tuple[Occasion, ...]:
    return occasions(readings, limit=limit, sentences=sentences, **span)


def test_the_day_most_reports_refer_to_gets_the_place() -> None:
    (only,) = found(FIRST, SECOND, THIRD, limit=1)
    assert only.when.start == only.when.end == date(2026, 2, 2)
    assert only.status is Status.HAPPENED


RESCUE = "Rescue boats carried hundreds of sleeping people away from drowned streets at midnight."


@pytest.mark.parametrize("day", ["2026-02-02", "2026-02-03"])
def test_undated_first_sentences_tell_of_the_day_they_came_out_on_and_of_the_day_before(day: str) -> None:
    lead = report(RESCUE, day)
    (only,) = found(lead, SECOND)
    assert RESCUE in {citation.quote.text for citation in only.citations}
    assert found(lead) == ()


def test_undated_sentences_of_other_days_and_from_farther_down_tell_of_no_day() -> None:
    deep = report(f"{'Nobody was hurt there. ' * LEAD}{RESCUE}", "2026-02-02")
    for elsewhere in (report(RESCUE, "2026-02-01"), report(RESCUE, "2026-02-04"), deep):
        (only,) = found(elsewhere, SECOND)
        assert RESCUE not in {citation.quote.text for citation in only.citations}


def test_the_first_day_of_the_calendar_has_no_day_before() -> None:
    assert found(report(RESCUE, "0001-01-01")) == ()


def test_a_date_that_opens_its_sentence_weighs_more_than_one_inside() -> None:
    (opening,) = found(report("On 2 February the river flooded the old town of Grebe.", "2026-02-05"))
    (inside,) = found(report("The old town of Grebe was flooded by the river on 2 February.", "2026-02-05"))
    assert opening.weight == pytest.approx(OPENS * inside.weight)


def test_a_day_still_spoken_of_a_month_later_weighs_more() -> None:
    told = "The old town of Grebe was flooded by the river on 2 February 2026."
    (fresh,), (recalled,) = found(report(told, "2026-02-05")), found(report(told, "2026-03-04"))
    assert recalled.weight == pytest.approx(REMEMBERED * fresh.weight)


def test_a_report_of_an_unknown_day_recalls_only_what_lies_a_month_before_its_period() -> None:
    told = "The old town of Grebe was flooded by the river on 2 February 2026."
    (vague,), (fresh,) = found(report(told, "2026-03")), found(report(told, "2026-02-05"))
    assert vague.weight == fresh.weight


def test_a_sentence_is_shown_for_one_time_only() -> None:
    both = "The river flooded the old town of Grebe on 2 February and again on 9 February."
    again = report("The mayor of Grebe counted three broken bridges on 9 February.", "2026-02-11")
    first, second = found(report(both, "2026-02-10"), SECOND, again)
    assert both in {citation.quote.text for citation in first.citations}
    assert [citation.quote.text for citation in second.citations] == [again.sentences[0].text]
    assert [one.citations[0].quote.text for one in found(report(both, "2026-02-10"))] == [both, both]


def test_who_told_it_first_is_cited_for_words_that_several_reports_hold() -> None:
    copies = [
        report(SECOND.article.text, day, url=f"https://grebe.example/{day}") for day in ("2026-02-07", "2026-02-06")
    ]
    (only,) = found(*copies)
    assert [citation.quote.article for citation in only.citations] == [copies[1].article.id]


def test_an_early_reference_weighs_more_than_a_late_one() -> None:
    first, _ = found(THIRD)
    early, _ = found(report("The river flooded Grebe on 2 February. A bridge will open on 9 February.", "2026-02-06"))
    assert (first.when.start, early.when.start) == (date(2026, 2, 2), date(2026, 2, 2))
    assert first.weight < early.weight


def test_what_was_planned_gives_way_to_what_happened() -> None:
    assert [one.status for one in found(THIRD)] == [Status.HAPPENED, Status.PLANNED]
    *_, opened = found(THIRD, LATER)
    assert opened.status is Status.HAPPENED
    assert [citation.quote.article for citation in opened.citations] == [LATER.article.id]


def test_only_times_that_touch_the_span_count() -> None:
    assert [one.when.start.day for one in found(SECOND, THIRD, start=date(2026, 2, 3))] == [9]
    assert [one.when.start.day for one in found(SECOND, THIRD, end=date(2026, 2, 8))] == [2]


def test_sentences_are_counted_and_the_order_of_the_reports_does_not_matter() -> None:
    readings = (FIRST, SECOND, THIRD, LATER)
    assert found(*readings) == found(*reversed(readings))
    assert all(len(one.citations) == 1 for one in found(*readings, sentences=1))


def test_a_wider_time_counts_where_an_event_is_told_of_it() -> None:
    told = report("Meta released Llama 2 in July 2023.", "2026-02-02")
    untold = report("The summer of July 2023 was a dry one in Grebe.", "2026-02-02")
    (only,) = found(told, untold)
    assert (only.when.start, only.when.end) == (date(2023, 7, 1), date(2023, 7, 31))
    assert [citation.quote.article for citation in only.citations] == [told.article.id]


def test_a_report_whose_day_is_not_known_lends_its_first_sentences_to_no_day() -> None:
    vague = report("The river Dunlin has flooded the whole town of Grebe, says the mayor.", "2026-02")
    (only,) = found(vague, SECOND)
    assert {citation.quote.article for citation in only.citations} == {SECOND.article.id}
