"""``lab timeline``: of a topic from its chronicle, of a story from the times its reports come back to."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.lab.timeline import Wanted, chronicled
from config.catalogues import load_words
from config.lexicon import load_lexicon
from digests.language import Lang
from digests.topic import Topic
from tests.bot.lab.lines import lines, row

OPENAI = Topic("openai", {Lang.EN: "OpenAI"}, ("openai",))
TALES = (
    row("a", "OpenAI released GPT-4 on March 14, 2023. Google released Gemini 1.5 on February 15, 2024."),
    row("b", "OpenAI released GPT-4o on May 13, 2024.", title=""),
    row("c", "OpenAI于2023年3月14日发布GPT-4。"),
)
FLOOD = (
    row("1", "The river Dunlin flooded the old town on Monday. Nobody was hurt.", published="2026-02-03"),
    row("2", "The flood of 2 February has cost the town of Grebe three bridges.", published="2026-02-05"),
    row(
        "3", "The town of Grebe will open a new bridge on 9 February. It flooded on 2 February.", published="2026-02-06"
    ),
)


def entries(*rows: dict[str, Any], wanted: Wanted) -> list[dict[str, Any]]:
    return [dict(one) for one in chronicled(lines(*rows), wanted, load_lexicon(), load_words(Lang.EN))]


def test_a_topic_has_its_own_happenings_each_once_with_its_quotes() -> None:
    found = entries(*TALES, wanted=Wanted(9, 5, topic=OPENAI))
    assert [(one["from"], one["to"], one["granularity"], one["status"]) for one in found] == [
        ("2023-03-14", "2023-03-14", "day", "happened"),
        ("2024-05-13", "2024-05-13", "day", "happened"),
    ]
    assert {sentence["article"] for sentence in found[0]["sentences"]} == {"a", "c"}
    assert found[1]["sentences"] == [
        {
            "text": "OpenAI released GPT-4o on May 13, 2024.",
            "article": "b",
            "quote": "OpenAI released GPT-4o on May 13, 2024.",
        }
    ]


def test_the_best_rows_get_the_dates_and_sentences_are_counted() -> None:
    (found,) = entries(*TALES, wanted=Wanted(1, 1, topic=OPENAI))
    assert found["from"] == "2023-03-14"
    assert len(found["sentences"]) == 1


def test_only_what_touches_the_span_is_shown() -> None:
    span = (date(2024, 1, 1), date(2024, 3, 1))
    assert entries(*TALES, wanted=Wanted(9, 1, *span, topic=OPENAI)) == []
    assert [one["from"] for one in entries(*TALES, wanted=Wanted(9, 1, *span))] == ["2024-02-15"]


def test_without_a_topic_the_weightiest_day_comes_first_to_a_place() -> None:
    (found,) = entries(*FLOOD, wanted=Wanted(1, 2))
    assert (found["from"], found["status"]) == ("2026-02-02", "happened")
    assert len(found["sentences"]) == 2


def test_a_story_is_told_in_order_of_date_and_plans_are_called_so() -> None:
    found = entries(*reversed(FLOOD), wanted=Wanted(9, 1))
    assert [(one["from"], one["status"]) for one in found] == [("2026-02-02", "happened"), ("2026-02-09", "planned")]


def test_articles_without_words_or_dates_make_no_timeline() -> None:
    assert entries(row("a", ""), row("b", "Nothing is dated."), wanted=Wanted(9, 1)) == []
    assert entries(wanted=Wanted(9, 1, topic=OPENAI)) == []


def test_a_date_may_count_from_what_another_article_dates() -> None:
    later = "Two months after the release of GPT-4, OpenAI released its app for iPhones."
    found = entries(*TALES, row("d", later), wanted=Wanted(9, 1, topic=OPENAI))
    assert ("2023-05-01", "2023-05-31") in [(one["from"], one["to"]) for one in found]
