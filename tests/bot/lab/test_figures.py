"""``lab figures``: one line a figure."""

from __future__ import annotations

from typing import Any

from bot.lab.figures import counted
from config.lexicon import load_lexicon
from tests.bot.lab.lines import lines, row


def figures(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(figure) for figure in counted(lines(*rows), load_lexicon())]


def test_a_forecast_has_its_speaker_and_its_words() -> None:
    text = "Corvid Labs met analysts. Revenue would pass $300 million this year, chief executive Dana Orr said."
    (found,) = figures(row("f", text))
    assert (found["value"], found["unit"], found["comparator"]) == (300_000_000, "USD", "gt")
    assert (found["metric"], found["speaker"], found["flags"]) == ("revenue", "Dana Orr", ["forecast"])
    assert found["as_of"].startswith("2026")
    assert found["article"] == "f"
    assert found["quote"] in text


def test_chinese_amounts_are_in_base_units_and_known_names_in_english() -> None:
    (found,) = figures(row("f", "Meta公司去年收入为1.5亿美元。"))
    assert (found["value"], found["unit"], found["subject"]) == (150_000_000, "USD", "Meta")
    assert type(found["value"]) is int


def test_what_is_no_whole_number_stays_a_fraction() -> None:
    (found,) = figures(row("f", "OpenAI holds 12.5% of the market."))
    assert (found["value"], found["unit"]) == (12.5, "percent")


def test_contradictions_are_found_across_articles() -> None:
    rows = (
        row("a", "OpenAI has 300 million weekly users.", outlet="Grebe"),
        row("b", "OpenAI has 400 million weekly users.", outlet="Dunlin"),
    )
    assert [found["flags"] for found in figures(*rows)] == [["conflict"], ["conflict"]]


def test_a_text_without_figures_has_no_line() -> None:
    assert figures(row("f", "Heron-1 runs on the A100."), row("g", "")) == []
