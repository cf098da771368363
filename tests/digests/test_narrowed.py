"""Topics that are followed in some languages, or for some sorts of happenings, as values and in a draft."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.chronicle.scope import scope_of
from digests.compose import compose
from digests.draft import Draft
from digests.event import ARCHIVE, Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.narrowed import events_in, langs_of, told_in
from digests.ranking import StoryMaterial, standing_in
from digests.reading import Reading
from digests.topic import Topic, topic_held, topic_value
from digests.words import Words
from tests.builders import a_copy, a_story, a_topic, published
from tests.digests.readings import LEXICON, a_reading, with_event

START, END = datetime(2024, 5, 16, tzinfo=UTC), datetime(2024, 5, 17, tzinfo=UTC)
ANY = a_topic(entities=("heron",), words=(), exclude=())
ENGLISH, CHINESE = replace(ANY, langs=(Lang.EN,)), replace(ANY, slug="other", langs=(Lang.HANS, Lang.HANT))
WORDS = Words(Lang.EN, {"headline.planned": "Planned: {headline}"})


def report(title: str, outlet: str, lang: Lang = Lang.EN) -> Reading:
    return a_reading(title, "Plain words.", outlet=outlet, published=published("2024-05-16"), lang=lang)


def story(*readings: Reading) -> StoryMaterial:
    return StoryMaterial(a_story(*(reading.article for reading in readings)), readings)


BOTH = story(report("Heron-2 is out", "Grebe"), report("Heron-2 来了", "Dunlin", Lang.HANS))


def draft(material: StoryMaterial, *topics: Topic, **over: Any) -> Draft:  # noqa: ANN401  any option
    return compose([material], topics, Lang.EN, LEXICON, WORDS, START, END, **over)


@given(
    st.lists(st.sampled_from([Lang.EN, Lang.HANS, Lang.HANT]), unique=True).map(tuple),
    st.lists(st.sampled_from(Kind), unique=True).map(tuple),
)
@settings(max_examples=50, deadline=None)
def test_a_topic_comes_back_from_its_values_whatever_it_is_bound_to(langs: tuple[Lang, ...], kinds: tuple[Kind, ...]):
    topic = replace(ANY, langs=langs, kinds=kinds)
    value = topic_value(topic)
    assert topic_held(topic.slug, json.loads(json.dumps(value))) == topic
    assert (not langs and not kinds) == (value.keys() == topic_value(ANY).keys())


def test_a_story_is_told_by_its_reports_in_the_languages_of_the_topics_alone():
    (english,), (chinese,) = (draft(BOTH, topic).briefs for topic in (ENGLISH, CHINESE))
    assert (english.outlets, chinese.outlets) == (("Grebe",), ("Dunlin",))
    (brief,) = draft(BOTH, ENGLISH, CHINESE).briefs
    assert set(brief.outlets) == {"Grebe", "Dunlin"}
    (brief,) = draft(BOTH, ANY, CHINESE).briefs
    assert set(brief.outlets) == {"Grebe", "Dunlin"}


def test_a_story_without_a_report_in_the_language_is_about_something_else():
    alone = story(report("Heron-2 is out", "Grebe"))
    left = draft(alone, CHINESE)
    assert [decision.reason.key for decision in left.left_out] == ["off-topic"]
    assert standing_in(alone, CHINESE, LEXICON) == 0
    assert standing_in(alone, ENGLISH, LEXICON) == 2


def test_copies_of_reports_that_are_not_told_are_not_told_either():
    first, second = (reading.article for reading in BOTH.readings)
    told = told_in(replace(BOTH, copies=(a_copy(first), a_copy(second))), langs_of([CHINESE]))
    assert [copy.article for copy in told.copies] == [second.id]
    assert told_in(BOTH, langs_of([ANY, CHINESE])) is BOTH


def test_a_story_is_of_a_sort_by_a_happening_that_is_about_the_topic():
    release = with_event(
        report("Heron-2 is out", "Grebe"), "Heron-2 is out", kind=Kind.RELEASE, about=frozenset({"heron"})
    )
    for about, kinds, is_told in (
        ({"heron"}, (Kind.RELEASE, Kind.DEAL), True),
        ({"heron"}, (Kind.DEAL,), False),
        ({"corvid-labs"}, (Kind.RELEASE,), False),
    ):
        event = replace(release.events[0], about=frozenset(about))
        material = story(replace(release, events=(event,)))
        topic = replace(ANY, kinds=kinds)
        assert bool(standing_in(material, topic, LEXICON)) == is_told
        assert bool(draft(material, topic).briefs) == is_told


def test_a_row_of_a_timeline_is_of_the_sorts_of_its_topic():
    event = with_event(
        report("Heron-2 is out", "Grebe"), "Heron-2 is out", kind=Kind.RELEASE, actors=("heron",)
    ).events[0]
    assert scope_of(replace(ANY, kinds=(Kind.RELEASE,)), LEXICON).holds(event)
    assert not scope_of(replace(ANY, kinds=(Kind.DEAL,)), LEXICON).holds(event)


def test_events_keep_the_sources_in_the_language_and_no_sentence_of_the_archive():
    event = with_event(report("Heron-2 is out", "Grebe"), "Heron-2 is out", status=Status.HAPPENED).events[0]
    (english,) = event.citations
    chinese = replace(english, lang=Lang.HANS)
    archived = replace(chinese, quote=replace(chinese.quote, article=f"{ARCHIVE}1"))
    every = replace(event, citations=(english, chinese, archived))
    assert [one.citations for one in events_in([every], {Lang.HANS})] == [(chinese,)]
    assert events_in([event], {Lang.HANS}) == ()
    assert events_in([every], frozenset()) == (every,)
