"""``lab group``: one line an article, with its final story."""

from __future__ import annotations

from bot.lab.group import grouped
from config.lexicon import load_lexicon
from tests.bot.lab.lines import lines, row


def stories(*rows: dict[str, object]) -> list[tuple[str, str]]:
    return [(answer["id"], answer["story"]) for answer in grouped(lines(*rows), load_lexicon())]


def test_reports_of_one_happening_are_one_story_across_languages() -> None:
    found = stories(
        row("1", "", title="OpenAI raises $6.6 billion in new funding", published="2026-02-09T14:00:00Z"),
        row("2", "", title="OpenAI完成66亿美元融资", published="2026-02-09T15:00:00Z"),
        row("3", "", title="Heron-2 tops the Tern benchmark", published="2026-02-09T16:00:00Z"),
    )
    (one, other, third) = (story for _, story in found)
    assert one == other != third


def test_answers_stand_in_the_order_of_the_input_whatever_the_times() -> None:
    rows = [
        row(name, "", title=f"{name} opens a shop", published=f"2026-02-{day:02}") for name, day in (("b", 9), ("a", 2))
    ]
    assert [name for name, _ in stories(*rows)] == ["b", "a"]


def test_articles_without_words_are_stories_of_their_own() -> None:
    found = dict(stories(row("1", ""), row("2", "  "), row("3", "", title="Heron-2 tops the Tern benchmark")))
    assert len(set(found.values())) == 3


def test_the_order_of_equal_times_does_not_depend_on_anything_outside() -> None:
    rows = [row(str(n), "", title=f"Dunlin {n % 7} buys shop {n % 3} of Grebe") for n in range(120)]
    assert stories(*rows) == stories(*rows)
