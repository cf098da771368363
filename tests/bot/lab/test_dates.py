"""``lab dates``: expressions with their offsets in the text of the row."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lab.dates import dated
from tests.bot.lab.lines import lines, row


def expressions(text: str, **over: Any) -> list[dict[str, Any]]:  # noqa: ANN401  any field of a row
    (answer,) = dated(lines(row("a", text, **over)))
    assert answer["id"] == "a"
    return list(answer["expressions"])


def test_a_stated_month_and_what_is_counted_from_it() -> None:
    text = "Dunlin opened in May 2024 and closed three months later."
    assert expressions(text) == [
        {
            "start": 17,
            "end": 25,
            "text": "May 2024",
            "from": "2024-05-01",
            "to": "2024-05-31",
            "granularity": "month",
            "status": "absolute",
        },
        {
            "start": 37,
            "end": 55,
            "text": "three months later",
            "from": "2024-08-01",
            "to": "2024-08-31",
            "granularity": "month",
            "status": "event",
        },
    ]


@pytest.mark.parametrize(
    "text",
    [
        "🦙🦙 𠀀 科维德上周五发布新模型。",
        "\r\n\r\n科維德實驗室上週五發布新模型。",
        "第一段。\r\n科维德上周五发布新模型。",
        "\0科维德上周五发布新模型。",
    ],
)
def test_offsets_are_code_points_of_the_text_as_it_came(text: str) -> None:
    (found,) = expressions(text, published="2026-01-13")
    assert text[found["start"] : found["end"]] == found["text"]
    assert found["text"] in ("上周五", "上週五")
    assert (found["from"], found["to"], found["status"]) == ("2026-01-09", "2026-01-09", "publication")


@pytest.mark.parametrize(
    "text", ["", "   ", "Nothing is dated here.", "It took three years.", "Some weeks later it closed."]
)
def test_a_text_without_dates_is_answered_with_none(text: str) -> None:
    assert expressions(text) == []


def test_a_title_is_no_part_of_the_text() -> None:
    (found,) = expressions("It closed on 3 May 2024.", title="Dunlin opened on 2 May 2024")
    assert found["start"] == 13


def test_a_lone_date_is_a_text_and_no_dateline() -> None:
    (found,) = expressions("2024年5月3日")
    assert (found["start"], found["end"], found["from"]) == (0, 9, "2024-05-03")


def test_texts_are_answered_one_by_one_in_their_order() -> None:
    answers = dated(iter(lines(row("b", "In May 2024."), row("a", ""))))
    assert [answer["id"] for answer in answers] == ["b", "a"]
