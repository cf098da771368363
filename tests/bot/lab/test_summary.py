"""``lab summary``: one line a story."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lab.summary import summarised
from config.lexicon import load_lexicon
from tests.bot.lab.lines import lines, row

NEWS = (
    "OpenAI released a new model on Tuesday that writes code for robots in factories. "
    "The company said that more than 400 firms in twelve countries had tried it since January. "
    "Engineers at Dunlin use the model to plan the paths of their machines."
)


def summaries(*stories: dict[str, Any], sentences: int = 2) -> list[dict[str, Any]]:
    return [dict(one) for one in summarised(lines(*stories), load_lexicon(), sentences)]


@pytest.mark.parametrize("most", [1, 2])
def test_a_story_is_told_in_so_many_verbatim_sentences(most: int) -> None:
    story = {"id": "s", "articles": [row("a", NEWS), row("b", "")]}
    (found,) = summaries(story, sentences=most)
    assert found["id"] == "s"
    assert len(found["sentences"]) == most
    for sentence in found["sentences"]:
        assert sentence["article"] == "a"
        assert sentence["text"] == sentence["quote"]
        assert sentence["quote"] in NEWS


def test_sentences_are_in_the_language_of_most_articles() -> None:
    chinese = "OpenAI周二发布了可以为工厂机器人编写代码的新模型。该公司表示已有十二个国家的400多家企业试用过这一模型。"
    story = {"id": "s", "articles": [row("a", NEWS), row("b", chinese), row("c", chinese, title="OpenAI发布新模型")]}
    (found,) = summaries(story)
    assert {sentence["article"] for sentence in found["sentences"]} <= {"b", "c"}
    assert found["sentences"]


def test_stories_without_words_have_an_empty_summary_in_their_place() -> None:
    found = summaries({"id": "t", "articles": []}, {"id": "s", "articles": [row("a", "")]})
    assert found == [{"id": "t", "sentences": []}, {"id": "s", "sentences": []}]
