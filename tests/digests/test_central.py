"""The sentences nearest to the centre of many."""

from __future__ import annotations

import pytest

from digests.central import Candidate, Rarity, central, content_words, nearness
from digests.language import Lang

FLOOD = "The river flooded the old town of Grebe and broke three bridges."
AGAIN = "The river flooded the old town of Grebe, breaking three bridges."
BRIDGES = "Three bridges of the old town were broken by the water of the flooded river."
WEATHER = "Forecasters expect a mild and rather dry week in the hills of the far north."
EVERY = (FLOOD, AGAIN, BRIDGES, WEATHER)


def chosen(*texts: str, limit: int = 9, weight: float = 1.0) -> tuple[str, ...]:
    pool = [Candidate(text, Lang.EN, text, weight) for text in texts]
    return central(pool, Rarity(EVERY), limit)


def test_what_the_others_speak_of_comes_first_and_the_stray_one_last() -> None:
    assert chosen(*EVERY)[0] in (FLOOD, AGAIN)
    assert chosen(*EVERY)[-1] == WEATHER


def test_no_sentence_is_said_twice_in_other_words() -> None:
    assert len({FLOOD, AGAIN} & set(chosen(*EVERY))) == 1


def test_so_many_are_chosen_whatever_their_order() -> None:
    assert len(chosen(*EVERY, limit=2)) == 2
    assert chosen(*EVERY) == chosen(*reversed(EVERY))


def test_too_short_a_sentence_gives_way_but_is_better_than_none() -> None:
    assert "It broke." not in chosen("It broke.", *EVERY)
    assert chosen("It broke.") == ("It broke.",)
    assert chosen() == ()


def test_what_leans_on_a_sentence_before_gives_way_to_one_that_stands_alone() -> None:
    leaning = "It flooded the old town of the river, and three bridges of Grebe broke."
    assert chosen(leaning, FLOOD)[0] == FLOOD


def test_weight_decides_between_equals() -> None:
    pool = [Candidate(FLOOD, Lang.EN, "a"), Candidate(WEATHER, Lang.EN, "b", 1.2)]
    assert central(pool, Rarity(EVERY), 1) == (WEATHER,)


def test_what_several_reports_tell_comes_before_what_one_report_dwells_on() -> None:
    dwells = [
        f"Forecasters of {place} expect a dry week in the hills of the far north." for place in ("Dunlin", "Tern")
    ]
    pool = [Candidate(text, Lang.EN, "a") for text in dwells]
    shared = [*pool, *(Candidate(FLOOD, Lang.EN, source) for source in "bcdef")]
    assert central([*pool, Candidate(FLOOD, Lang.EN, "b")], Rarity(EVERY), 1) != (FLOOD,)
    assert central(shared, Rarity(EVERY), 1) == (FLOOD,)


@pytest.mark.parametrize(
    "worse",
    [
        "“The river flooded the old town of Grebe and broke three bridges.”",
        "The river flooded our old town of Grebe and broke three bridges.",
        "The river flooded the old town of Grebe and broke three bridges?",
    ],
)
def test_quotations_questions_and_what_speaks_for_somebody_give_way(worse: str) -> None:
    assert chosen(worse, FLOOD, limit=1) == (FLOOD,)


def test_what_was_told_before_is_told_again_only_where_there_is_nothing_else() -> None:
    pool = [Candidate(text, Lang.EN, text) for text in (FLOOD, WEATHER)]
    assert central(pool, Rarity(EVERY), 9, [AGAIN]) == (WEATHER,)
    assert central(pool[:1], Rarity(EVERY), 9, [AGAIN]) == (FLOOD,)


def test_a_chinese_sentence_may_have_more_terms_than_an_english_one() -> None:
    long = "河水在夜间漫过苍鹭镇的老城区并冲毁三座桥梁，消防队员划船把数百名居民从屋顶接到安全的高处。"
    assert len(content_words(long)) > 36
    pool = [Candidate(long, Lang.HANS, "a"), Candidate("老城区的桥梁被河水冲毁。", Lang.HANS, "b")]
    assert long in central(pool, Rarity(()), 9)


def test_words_are_one_in_all_their_endings() -> None:
    assert content_words("The floods flooded it") == ("flood", "flood")


def test_the_nearest_sentence_is_the_measure_of_the_others() -> None:
    near = nearness([*EVERY, "It was so."], Rarity(EVERY))
    assert max(near.values()) == pytest.approx(1.0)
    assert near[WEATHER] < near[FLOOD]
    assert near["It was so."] == 0.0
    assert nearness([], Rarity(())) == {}


def test_words_that_nobody_counted_are_the_rarest() -> None:
    vector = Rarity(EVERY).vector("The river Heron")
    assert vector["heron"] > vector["river"]
    assert "the" not in vector
    assert Rarity(()).vector("Heron") == {"heron": 1.0}
