"""Which stories may lead a draft: all that belong into it, none worth more than is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.compose import compose
from digests.draft import Draft
from digests.language import Lang
from digests.lexicon import Kind
from digests.prospects import Prospect, prospects, rivals
from digests.ranking import StoryMaterial
from digests.words import Words
from tests.builders import a_day, a_story, a_topic, published
from tests.digests.readings import LEXICON, a_reading, with_event

START, END = datetime(2024, 5, 16, tzinfo=UTC), datetime(2024, 5, 17, tzinfo=UTC)
WORDS = Words(Lang.EN, {"headline.planned": "Planned: {headline}"})
TOPIC = a_topic(entities=("heron",), words=("open weights",))


@st.composite
def material(draw: st.DrawFn) -> StoryMaterial:
    """Return a story of one to three reports, of any kind, some of them about the topic, in the window or not."""
    title = draw(st.sampled_from(("Heron-2 is out", "Grebes nest", "A word on open weights")))
    number = draw(st.integers(0, 99))
    outlets = draw(st.lists(st.sampled_from(("Grebe", "Dunlin", "Teal")), min_size=1, max_size=3))
    day = draw(st.sampled_from(("2024-05-14", "2024-05-16", "2024-05-18")))
    readings = [
        a_reading(f"{title} {number}", f"Plain words of {place}.", outlet=outlet, published=published(day))
        for place, outlet in enumerate(outlets)
    ]
    kind = draw(st.sampled_from((None, *Kind)))
    first = with_event(readings[0], "Plain words", when=a_day("2024-05-16"), kind=kind) if kind else readings[0]
    read = (first, *readings[1:])
    filtered = draw(st.sampled_from(("", "", "suits")))
    return StoryMaterial(a_story(*(one.article for one in read)), read, filtered=filtered)


def drafted(stories: list[StoryMaterial], topics: tuple[object, ...]) -> Draft:
    return compose(stories, topics, Lang.EN, LEXICON, WORDS, START, END, limit=99, per_outlet=None, repeats=True)  # type: ignore[arg-type]  # any topics


@settings(deadline=None, max_examples=60)
@given(st.lists(material(), max_size=6, unique_by=lambda one: one.story.id), st.booleans())
def test_they_are_the_stories_of_the_draft_and_none_is_worth_more_than_is_said(
    stories: list[StoryMaterial], of_topic: bool
):
    topics = (TOPIC,) if of_topic else ()
    glanced = [replace(one, readings=tuple(replace(r, events=()) for r in one.readings)) for one in stories]
    found = prospects(glanced, topics, LEXICON, START, END)
    most = {one.story.id: one.most for one in found}
    draft = drafted(stories, topics)
    assert most.keys() == {brief.story.id for brief in draft.briefs}
    assert all(brief.score <= most[brief.story.id] for brief in draft.briefs)
    assert [one.most for one in found] == sorted(most.values(), reverse=True)


def test_a_story_rivals_those_of_a_draft_that_is_not_full_or_where_it_may_be_worth_as_much_as_one_of_them():
    one = StoryMaterial(a_story((report := a_reading("Heron-2 is out", "Words.", outlet="Grebe")).article), (report,))
    draft = drafted([replace(one, readings=(replace(report, article=report.article),))], ())
    worth = draft.briefs[0].score if draft.briefs else 0.0
    found = [Prospect(one.story, worth + more) for more in (1, 0, -1)]
    assert rivals(draft, 1, found) == 2
    assert rivals(draft, 2, found) == 3
    assert rivals(drafted([], ()), 1, ()) == 0
