"""The page on quality says what is pinned."""

from __future__ import annotations

from tests.quality.floors import floors
from tests.quality.page import PAGE, tables


def test_the_tables_of_the_page_are_the_pinned_numbers():
    assert tables(floors()) in PAGE.read_text("utf-8"), "copy what `python -m tests.quality` prints"


def test_what_is_not_pinned_of_a_set_is_left_blank_and_what_should_fall_is_marked():
    shown = tables(
        {"dates": {"own": {"of": 1200, "valueF": 0.5, "falseDates": 0.25}, "other": {"of": 9, "valueF": 1.0}}}
    )
    assert shown == (
        "### Dates\n\n"
        "| set | of | valueF | falseDates ↓ |\n"
        "| --- | --: | --: | --: |\n"
        "| own | 1,200 | 0.500 | 0.250 |\n"
        "| other | 9 | 1.000 |  |\n"
    )
