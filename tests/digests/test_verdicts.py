"""A tenant's verdicts laid over the grouping that all share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.change import Held, Holds
from digests.regrouping import as_seen, dated, newest_first
from digests.story import Story
from digests.verdicts import (
    Said,
    Verdict,
    reached,
    rejected_of,
    verdict_value,
    verdicts_held,
)
from tests.builders import an_article

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
IDS = [f"{number:08x}cafe" for number in range(10)]
A, B, C, D, E = IDS[:5]
modest = settings(max_examples=150, deadline=None)


def a_story(*articles: str, at: int = 0, story_id: str = "") -> Story:
    first = NOON + at * MINUTE
    return Story(story_id or f"s{articles[0][:8]}", articles, {"heron": 1.0}, first, first + MINUTE)


def merge(*articles: str, at: int = 0) -> Verdict:
    return Verdict(Said.MERGE, articles, NOON + at * MINUTE)


def split(apart: Sequence[str], stay: Sequence[str], at: int = 0) -> Verdict:
    return Verdict(Said.SPLIT, tuple(stay), NOON + at * MINUTE, tuple(apart))


def reject(topic: str, *articles: str, at: int = 0) -> Verdict:
    return Verdict(Said.REJECT, articles, NOON + at * MINUTE, topic=topic)


def partition(stories: Sequence[Story]) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in stories}


def grouped(homes: Sequence[int], articles: Sequence[str] = IDS) -> Stories:
    """Return the articles as stories, by the number of each one's home."""
    groups = ([a for a, home in zip(articles, homes, strict=True) if home == one] for one in dict.fromkeys(homes))
    return newest_first(a_story(*group, at=homes[IDS.index(group[0])]) for group in groups)


HOMES = st.lists(st.integers(0, 5), min_size=len(IDS), max_size=len(IDS))
STORIES = HOMES.map(grouped)
Stories = tuple[Story, ...]
SOME = st.lists(st.sampled_from([*IDS, "feed0000beef"]), min_size=1, max_size=4, unique=True)


@st.composite
def a_verdict(draw: st.DrawFn) -> Verdict:
    apart, stay = draw(SOME), draw(SOME)
    said = draw(st.sampled_from([merge(*stay), split(apart, [a for a in stay if a not in apart]), reject("x", *stay)]))
    return Verdict(said.said, said.articles, NOON, said.apart, said.topic)


VERDICTS = st.lists(a_verdict(), max_size=6).map(
    lambda several: [Verdict(v.said, v.articles, NOON + at * MINUTE, v.apart, v.topic) for at, v in enumerate(several)]
)


@modest
@given(STORIES, VERDICTS)
def test_every_article_is_in_exactly_one_story_and_no_id_stands_twice(stories: Stories, said: list[Verdict]):
    seen = as_seen(stories, said)
    assert sorted(a for story in seen for a in story.articles) == sorted(IDS)
    assert len({story.id for story in seen}) == len(seen)
    assert list(seen) == list(newest_first(seen))


@modest
@given(STORIES)
def test_without_verdicts_and_with_those_on_unknown_articles_nothing_changes(stories: Stories):
    strangers = [merge("feed0000", "beef0000"), split(["feed0000"], ["beef0000"]), merge(A, "feed0000")]
    for verdicts in ([], strangers[:2], strangers, [reject("heron", A)]):
        seen = as_seen(stories, verdicts)
        assert all(one is other for one, other in zip(seen, stories, strict=True))


@modest
@given(STORIES, VERDICTS, st.randoms())
def test_it_does_not_matter_in_which_order_verdicts_are_given(stories: Stories, said: list[Verdict], by: Random):
    assert as_seen(stories, by.sample(said, len(said))) == as_seen(stories, said)


@modest
@given(STORIES, VERDICTS)
def test_what_was_said_last_holds_whatever_was_said_before(stories: Stories, said: list[Verdict]):
    seen = as_seen(stories, said)
    for story in seen if said and said[-1].parts else ():
        parts = [set(part) & set(story.articles) for part in said[-1].parts]
        known = [set(part) & set(IDS) for part in said[-1].parts]
        assert sum(map(bool, parts)) <= 1
        assert all(part in (set(), whole) for part, whole in zip(parts, known, strict=True))


@modest
@given(STORIES, HOMES, st.data())
def test_when_it_was_said_does_not_matter_among_verdicts_that_agree(
    stories: Stories, homes: list[int], data: st.DataObject
):
    truth = [list(story.articles) for story in grouped(homes)]
    said: list[Verdict] = []
    for part in truth:
        some = data.draw(st.lists(st.sampled_from(part), min_size=1, unique=True))
        others = [a for other in truth if other is not part for a in other[:1]]
        said += [merge(*some), split(some, others[:1])] if others else [merge(*some)]
    orders = [data.draw(st.permutations(said)) for _ in range(2)]
    timed = [[Verdict(v.said, v.articles, NOON + n * MINUTE, v.apart) for n, v in enumerate(order)] for order in orders]
    one, other = (as_seen(stories, order) for order in timed)
    assert partition(one) == partition(other)


@modest
@given(STORIES, VERDICTS, st.sampled_from(IDS))
def test_the_stories_that_are_reached_are_enough_to_know_what_one_of_them_is(
    stories: Stories, said: list[Verdict], of: str
):
    known = {of}
    while True:
        loaded = [story for story in stories if known & set(story.articles)]
        more = reached(known.union(*(story.articles for story in loaded)), said)
        if more <= known:
            break
        known |= more
    (alone,) = (story for story in as_seen(loaded, said) if of in story.articles)
    assert alone in as_seen(stories, said)


def test_merged_stories_are_one_under_the_id_of_the_older_with_the_period_of_both():
    stories = (a_story(C, at=20), a_story(A, B, at=0), a_story(D, at=40))
    seen = as_seen(stories, [merge(A, B, C)])
    assert [(story.id, story.articles) for story in seen] == [("s00000003", (D,)), ("s00000000", (A, B, C))]
    assert (seen[1].first, seen[1].last) == (NOON, NOON + 21 * MINUTE)
    assert seen[0] is stories[2]


def test_what_comes_later_stays_with_the_rest_and_not_with_what_was_split_off():
    said = split([A], [B])
    assert partition(as_seen([a_story(A, B)], [said])) == {frozenset({A}), frozenset({B})}
    (rest, off) = as_seen([a_story(A, B, C)], [said])
    assert {rest.articles, off.articles} == {(B, C), (A,)}
    assert {rest.id, off.id} == {"s00000000", "s00000001"}
    assert as_seen([a_story(A, C), a_story(B, at=9)], [said])[-1].articles == (A, C)


def test_verdicts_hold_when_all_stories_are_grouped_anew():
    said = [merge(A, B), split([C], [D], at=1)]
    before = as_seen([a_story(A), a_story(B), a_story(C, D)], said)
    anew = as_seen([a_story(B, A, story_id="s99999999"), a_story(D, E, C, story_id="s88888888")], said)
    assert partition(before) == {frozenset({A, B}), frozenset({C}), frozenset({D})}
    assert partition(anew) == {frozenset({A, B}), frozenset({C}), frozenset({D, E})}
    assert next(story.id for story in anew if A in story.articles) == "s99999999"
    assert next(story.id for story in anew if D in story.articles) == "s88888888"


def test_a_later_verdict_stands_against_an_earlier_one_for_what_both_name():
    stories = [a_story(A, B), a_story(C)]
    assert partition(as_seen(stories, [merge(A, B, C, at=1), split([C], [A, B], at=2)])) == partition(stories)
    assert partition(as_seen(stories, [split([B], [A], at=1), merge(A, B, C, at=2)])) == {frozenset({A, B, C})}
    both = [split([B], [A], at=1), merge(A, B, C, at=2), split([A], [B, C], at=3)]
    assert partition(as_seen(stories, both)) == {frozenset({A}), frozenset({B, C})}


def test_a_story_is_off_a_topic_once_one_of_its_articles_was_rejected():
    said = [reject("heron", A, B), reject("egret", C), merge(A, C)]
    assert rejected_of(a_story(B, D), said) == {"heron"}
    assert rejected_of(a_story(A, C), said) == {"heron", "egret"}
    assert rejected_of(a_story(D), said) == frozenset()


def test_a_verdict_is_written_and_read_back_and_named_by_articles_and_topic():
    said = [merge(A, B, at=2), split([C], [A], at=1), reject("heron", B)]
    assert [one.name for one in said] == [f"merge:{A}", f"split:{C}:{A}", f"reject:heron:{B}"]
    held = [Held(Holds.VERDICT, one.name, verdict_value(one)) for one in said]
    assert verdicts_held(held) == tuple(reversed(said))


def test_the_period_of_a_story_is_that_of_its_articles():
    article = an_article("A heron lands.", id=A)
    story = dated(a_story(A), [article])
    assert (story.first, story.last) != (a_story(A).first, a_story(A).last)
    assert dated(a_story(A), []) == a_story(A)
