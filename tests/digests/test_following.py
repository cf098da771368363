"""What is followed and muted: adding, taking away, and how a story is known again."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.following import Sort, Subject, Wanted, is_same, with_followed, with_muted, without

AT = datetime(2026, 11, 21, 7, tzinfo=UTC)
PLAIN = st.builds(Subject, st.sampled_from([Sort.TOPIC, Sort.OUTLET]), st.sampled_from("abcdef"))
STORIES = st.builds(
    lambda n: Subject(Sort.STORY, f"s{n}", f"Story {n}", AT, (f"a{n}", f"b{n}")), st.integers(min_value=0, max_value=5)
)
SUBJECTS = PLAIN | STORIES
STEPS = st.lists(st.tuples(st.sampled_from([with_followed, with_muted, without]), SUBJECTS), max_size=12)


@st.composite
def wishes(draw: st.DrawFn) -> Wanted:
    wanted = Wanted()
    for step, subject in draw(STEPS):
        wanted = step(wanted, subject)
    return wanted


@settings(deadline=None, max_examples=150)
@given(wishes(), SUBJECTS)
def test_taking_away_undoes_following_and_muting(wanted: Wanted, subject: Subject) -> None:
    before = without(wanted, subject)
    assert without(with_followed(before, subject), subject) == before
    assert without(with_muted(before, subject), subject) == before
    assert without(before, subject) == before


@settings(deadline=None, max_examples=150)
@given(wishes(), SUBJECTS)
def test_nothing_is_both_followed_and_muted_and_the_last_word_counts(wanted: Wanted, subject: Subject) -> None:
    assert not {one.key for one in wanted.followed} & {one.key for one in wanted.muted}
    assert subject in with_followed(wanted, subject).followed
    assert subject not in with_followed(wanted, subject).muted
    assert subject in with_muted(wanted, subject).muted
    assert subject not in with_muted(wanted, subject).followed


@settings(deadline=None, max_examples=100)
@given(wishes(), SUBJECTS, SUBJECTS)
def test_the_order_in_which_things_are_followed_does_not_matter(wanted: Wanted, one: Subject, other: Subject) -> None:
    first = with_followed(with_followed(wanted, one), other)
    assert first == with_followed(with_followed(wanted, other), one)
    assert list(first.followed) == sorted(first.followed, key=lambda subject: subject.key)
    assert hash(first) == hash(with_followed(first, one))


def test_a_story_is_the_same_by_any_article_that_both_have() -> None:
    early = Subject(Sort.STORY, "s1", articles=("a1", "a2"))
    assert is_same(early, Subject(Sort.STORY, "s9", articles=("a2", "a7")))
    assert not is_same(early, Subject(Sort.STORY, "s9", articles=("a7",)))
    merged = with_followed(with_followed(Wanted(), early), Subject(Sort.STORY, "s9", articles=("a2", "a7")))
    assert [one.id for one in merged.followed] == ["s9"]


def test_things_of_one_name_and_different_sorts_are_different() -> None:
    wanted = with_followed(Wanted(), Subject(Sort.TOPIC, "grebe"))
    assert without(wanted, Subject(Sort.OUTLET, "grebe")) == wanted
    assert Subject(Sort.TOPIC, "grebe").key == "topic:grebe"
