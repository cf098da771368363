"""Names that nobody listed, and acts by their words alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from digests.grouping.marks import SEEN, deeds, proper_names
from digests.lexicon import Act, Kind, Lexicon
from tests.digests.readings import LEXICON


def _lexicon(frequencies: Mapping[str, int]) -> Lexicon:
    return replace(LEXICON, frequencies=frequencies)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Dunlin buys a maker of robots called Crake", ["dunlin", "crak"]),
        ("Dunlin 以现金收购 Crake", ["dunlin", "crak"]),
        ("Dunlin Buys Maker Of Warehouse Robots", []),
        ("The marsh is quiet", []),
    ],
)
def test_a_capital_makes_a_name_where_the_title_does_not_capitalise_everything(words: str, names: list[str]):
    assert list(proper_names(words, LEXICON)) == names


def test_a_capitalised_word_that_many_have_read_before_is_a_word():
    words = "Wetlands are drained by the makers of robots"
    assert list(proper_names(words, _lexicon({"": 10_000, "w:wetland": SEEN}))) == ["wetland"]
    assert list(proper_names(words, _lexicon({"": 10_000, "w:wetland": SEEN + 1}))) == []


def test_acts_are_found_by_their_words_and_all_ways_to_release_are_one():
    opened = replace(
        LEXICON.acts["release"],
        id="open-source",
        forms=dict.fromkeys(LEXICON.acts["release"].forms, ("open-sources",)),
    )
    said = Act("say", Kind.STATEMENT, dict.fromkeys(opened.forms, ("says",)), opened.name)
    lexicon = replace(LEXICON, acts={**LEXICON.acts, "open-source": opened, "say": said})
    assert set(deeds("Grebe open-sources Tern, it says", lexicon)) == {"release"}
    assert list(deeds("Tern is free, Grebe says", lexicon)) == []
    assert list(deeds("Grebe 发布 Heron-2", lexicon)) == ["release"]
