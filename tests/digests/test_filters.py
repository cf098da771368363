"""What a tenant leaves out: which reports a filter catches, and what is left of a story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.catalogues import load_words
from config.lexicon import load_lexicon
from digests.article import Copy
from digests.change import Held, Holds
from digests.compose import compose
from digests.errors import BadInput
from digests.filters import (
    Filter,
    caught_by,
    filter_made,
    filter_value,
    filtered_decisions,
    filters_held,
    sifted,
)
from digests.language import Lang
from digests.ranking import StoryMaterial
from digests.reading import Reading
from digests.story import Story
from digests.understand import understand
from tests.builders import an_article

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LEXICON = load_lexicon()
modest = settings(max_examples=80, deadline=None)


def a_filter(name: str = "Quiet", words: tuple[str, ...] = (), outlets: tuple[str, ...] = (), *langs: Lang) -> Filter:
    return Filter(name, NOON, words, outlets, langs)


def reported(title: str, outlet: str = "Grebe News", lang: Lang = Lang.EN, article_id: str = "a1") -> Reading:
    article = an_article("Herons landed at the lake today.", id=article_id, title=title, outlet=outlet, lang=lang)
    return understand(article, LEXICON)


def told(*readings: Reading) -> StoryMaterial:
    ids = tuple(reading.article.id for reading in readings)
    story = Story("s1", ids, {}, readings[0].article.first_seen, readings[0].article.first_seen)
    copies = tuple(Copy(name, None, "Reprint", Lang.EN, NOON) for name in ids)
    return StoryMaterial(story, readings, copies)


@pytest.mark.parametrize(
    ("word", "title", "is_caught"),
    [
        ("bird", "A bird lands", True),
        ("Bird", "A BIRD lands", True),
        ("bird", "Birdwatchers land", False),
        ("bird", "A blackbird lands", False),
        ("bird watch", "Bird watch: a heron", True),
        ("bird watch", "A bird on watch", False),
        ("bird-watch", "Bird watch: a heron", True),
        ("GPT-4", "GPT4 lands", True),
        ("苍鹭", "一只苍鹭落地", True),
        ("苍鹭", "一隻蒼鷺落地", True),
        ("白鹭", "一只苍鹭落地", False),
        ("落地", "heron落地了", True),
        (".*", "Anything at all", False),
    ],
)
def test_a_word_is_found_in_titles_within_its_borders_and_in_either_script(word: str, title: str, is_caught: bool):
    assert a_filter(words=(word,)).catches(reported(title).article) is is_caught


def test_only_what_stands_above_the_text_is_looked_at():
    assert not a_filter(words=("lake",)).catches(reported("A bird lands").article)
    assert a_filter(words=("lake",)).catches(reported("").article)


def test_all_that_a_filter_names_must_hold():
    both = a_filter("Both", ("bird",), ("grebe news",), Lang.EN)
    assert both.catches(reported("A bird").article)
    assert not both.catches(reported("A cat").article)
    assert not both.catches(reported("A bird", outlet="Corvid Times").article)
    assert not both.catches(reported("A bird", lang=Lang.HANS).article)


def test_of_several_filters_one_is_enough_and_the_first_is_named():
    one, other = a_filter("a", ("cat",)), a_filter("b", ("bird",))
    article = reported("A bird and a cat").article
    assert caught_by(article, (one, other)) is one
    assert caught_by(article, (other, one)) is other
    assert caught_by(reported("A dog").article, (one, other)) is None
    (decision,) = filtered_decisions([article, reported("A dog").article], (other,))
    assert (decision.subject, decision.outcome, dict(decision.reason.values)) == ("a1", "filtered", {"filter": "b"})


def test_a_story_is_told_by_what_is_left_and_left_out_with_its_last_report():
    bird, cat = reported("A bird"), reported("A cat", article_id="a2")
    story = told(bird, cat)
    assert sifted(story, ()) is story
    assert sifted(story, [a_filter(words=("dog",))]) is story
    left = sifted(story, [a_filter(words=("bird",))])
    assert (left.readings, [copy.article for copy in left.copies], left.filtered) == ((cat,), ["a2"], "")
    gone = sifted(story, [a_filter("One", ("bird",)), a_filter("Two", ("cat",))])
    assert (gone.readings, gone.filtered) == ((bird, cat), "One")


def test_a_draft_tells_nothing_of_what_is_left_out_and_says_by_which_filter():
    stories = [sifted(told(reported("A bird")), [a_filter(words=("bird",))])]
    start, end = datetime(2024, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
    draft = compose(stories, (), Lang.EN, LEXICON, load_words(Lang.EN), start, end)
    assert draft.briefs == ()
    assert [(one.subject, one.reason.key, one.reason.values["filter"]) for one in draft.left_out] == [
        ("s1", "filtered", "Quiet")
    ]


def test_a_name_stands_for_its_spellings_and_any_other_word_for_itself():
    assert {"英伟达", "NVIDIA".title()} <= {*filter_made(a_filter("英伟达"), LEXICON).words}
    assert filter_made(a_filter("crypto"), LEXICON).words == ("crypto",)
    assert filter_made(a_filter(outlets=("Grebe News",)), LEXICON).words == ()
    assert filter_made(a_filter("  two   words "), LEXICON).name == "two words"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (a_filter("@everyone"), "topic-strange-sign"),
        (a_filter(words=("<#1>",)), "topic-strange-sign"),
        (a_filter(words=("x",)), "topic-word-too-short"),
        (a_filter("!!"), "topic-no-letters"),
        (a_filter(words=tuple(f"heron {n}" for n in range(9))), "filter-too-long"),
        (a_filter(outlets=tuple(f"Heron {n}" for n in range(9))), "filter-too-long"),
    ],
)
def test_what_cannot_be_a_filter_is_refused(typed: Filter, key: str):
    with pytest.raises(BadInput) as caught:
        filter_made(typed, LEXICON, most=8)
    assert caught.value.key == key


WORDS = st.lists(st.sampled_from(["bird", "苍鹭", "two words"]), max_size=3).map(tuple)
FILTERS = st.builds(
    lambda name, words, outlets, langs: Filter(name, NOON, words, outlets, langs),
    st.sampled_from(["a", "B", "静"]),
    WORDS,
    WORDS,
    st.lists(st.sampled_from([Lang.EN, Lang.HANS, Lang.HANT])).map(tuple),
)


@modest
@given(st.lists(FILTERS, max_size=4, unique_by=lambda one: one.key))
def test_filters_are_written_and_read_back_by_name(filters: list[Filter]):
    held = [Held(Holds.FILTER, one.key, filter_value(one)) for one in filters]
    assert filters_held(held) == tuple(sorted(filters, key=lambda one: one.key))


@modest
@given(FILTERS, st.sampled_from(["A bird", "一只苍鹭", "Two words"]), st.sampled_from(["bird", "Corvid"]))
def test_naming_more_in_a_filter_never_leaves_more_out_but_naming_more_of_a_sort_never_less(
    one: Filter, title: str, outlet: str
):
    article = reported(title, outlet).article
    narrower = Filter(one.name, NOON, one.words or ("heron",), one.outlets, one.langs)
    wider = Filter(one.name, NOON, (*one.words, "heron"), one.outlets, one.langs) if one.words else one
    assert one.catches(article) or not narrower.catches(article)
    assert wider.catches(article) or not one.catches(article)
