"""A draft: every story of the window once, in it or left out with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.compose import PER_OUTLET, UPCOMING, compose
from digests.draft import Draft
from digests.event import Event, Hedge, Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.ranking import StoryMaterial
from digests.reading import Reading
from digests.story import Reason
from digests.words import Words
from tests.builders import a_day, a_story, a_topic, published
from tests.digests.readings import LEXICON, a_reading, with_event

START, END = datetime(2024, 5, 16, tzinfo=UTC), datetime(2024, 5, 17, tzinfo=UTC)
TOPIC = a_topic(entities=("heron",), words=("open weights",), exclude=("heron stew",))
WORDS = Words(Lang.EN, {"headline.planned": "Planned: {headline}"})


def _report(title: str, outlet: str, day: str = "2024-05-16", **over: Any) -> Reading:  # noqa: ANN401  any field of the article
    return a_reading(title, "Plain words about the marsh.", outlet=outlet, published=published(day), **over)


def _material(*readings: Reading) -> StoryMaterial:
    return StoryMaterial(a_story(*(reading.article for reading in readings)), readings)


def _draft(*stories: StoryMaterial, topics: tuple[object, ...] = (), **over: object) -> Draft:
    return compose(stories, topics, Lang.EN, LEXICON, WORDS, START, END, **over)  # type: ignore[arg-type]  # any option


def _reasons(draft: Draft) -> dict[str, Reason]:
    return {decision.subject: decision.reason for decision in draft.left_out}


def test_a_brief_has_its_line_its_outlets_its_languages_and_its_reasons():
    readings = (_report("Heron-2 is out - Grebe", "Grebe"), _report("苍鹭来了", "Dunlin", lang=Lang.HANS))
    (brief,) = _draft(_material(*readings), topics=(TOPIC,)).briefs
    assert brief.headline.text == "Heron-2 is out"
    assert set(brief.outlets) == {"Grebe", "Dunlin"}
    assert set(brief.langs) == {Lang.EN, Lang.HANS}
    assert {"outlets", "topic-in-title", "english-and-chinese"} <= {reason.key for reason in brief.reasons}
    assert brief.score > 0
    assert brief.summary.sentences[0].quote.text == "Plain words about the marsh."


def test_the_draft_says_what_it_is_of():
    draft = _draft(_material(_report("Heron-2 is out", "Grebe")), topics=(TOPIC,))
    assert (draft.topics, draft.lang, draft.start, draft.end) == ((TOPIC.slug,), Lang.EN, START, END)
    assert draft.articles_read == 1


def test_the_better_attested_story_comes_first():
    one = _material(_report("Rain falls", "Grebe"))
    two = _material(_report("Heron-2 is out", "Grebe"), _report("Heron-2 arrives", "Dunlin"))
    assert [brief.story.id for brief in _draft(one, two).briefs] == [two.story.id, one.story.id]


def test_stories_about_something_else_are_left_out_and_say_so():
    off = _material(_report("Rain falls", "Grebe"))
    draft = _draft(off, topics=(TOPIC,))
    assert draft.briefs == ()
    assert _reasons(draft) == {off.story.id: Reason("off-topic")}


def test_without_topics_all_news_is_told():
    assert len(_draft(_material(_report("Rain falls", "Grebe"))).briefs) == 1


@pytest.mark.parametrize(
    ("day", "inside"), [("2024-05-15", False), ("2024-05-16", True), ("2024-05-17", False), ("2024-05", True)]
)
def test_only_reports_that_may_fall_in_the_window_count(day: str, inside: bool):
    material = _material(_report("Heron-2 is out", "Grebe", day))
    draft = _draft(material)
    assert bool(draft.briefs) == inside
    assert draft.articles_read == int(inside)
    assert _reasons(draft) == ({} if inside else {material.story.id: Reason("outside-window")})


def test_one_outlet_alone_fills_no_draft():
    stories = [_material(_report(f"Story {name}", "Grebe")) for name in ("one", "two", "three")]
    shared = _material(_report("Story four", "Grebe"), _report("Story number four", "Dunlin"))
    draft = _draft(*stories, shared)
    assert shared.story in [brief.story for brief in draft.briefs]
    assert len(draft.briefs) == PER_OUTLET + 1
    assert list(_reasons(draft).values()) == [Reason("outlet-cap", {"cap": 2, "outlet": "Grebe"})]


def test_reports_without_an_outlet_are_not_one_outlet():
    stories = [_material(_report(f"Story {name}", None)) for name in ("one", "two", "three")]  # type: ignore[arg-type]  # unknown
    assert len(_draft(*stories).briefs) == 3


def _release(outlet: str, title: str, **over: Any) -> StoryMaterial:  # noqa: ANN401  any field of the event
    report = _report(title, outlet, url=f"https://{outlet.lower()}.example/{len(title)}")
    return _material(with_event(report, title, when=a_day("2024-05-16"), **over))


def test_one_happening_leads_one_story_of_a_draft_the_better_one():
    best = _material(*_release("Grebe", "Heron-1 is out").readings, _report("Heron-1 arrives", "Dunlin"))
    again = _release("Avocet", "Corvid Labs releases Heron-1 today")
    another = _release("Egret", "Heron-2 is out", objects=("heron-2",), about=frozenset({"corvid-labs", "heron-2"}))
    draft = _draft(again, best, another)
    assert {brief.story.id for brief in draft.briefs} == {best.story.id, another.story.id}
    assert _reasons(draft) == {again.story.id: Reason("same-happening", {"story": best.story.id})}
    assert len(_draft(again, best, another, repeats=True).briefs) == 3


@pytest.mark.parametrize("over", [{"hedge": Hedge.DENIED}, {"status": Status.STATEMENT}, {"objects": ()}])
def test_what_was_not_done_to_anything_named_folds_no_story(over: dict[str, Any]):
    assert (
        len(_draft(_release("Grebe", "Heron-1 is out", **over), _release("Egret", "Heron-1 here", **over)).briefs) == 2
    )


def test_what_was_reported_after_the_window_is_not_told():
    early, late = _report("Heron-2 is out", "Grebe"), _report("Heron-2 sells well", "Dunlin", "2024-05-20")
    (brief,) = _draft(_material(early, late)).briefs
    assert brief.outlets == ("Grebe",)
    assert _draft(_material(early, late)).articles_read == 1


def test_of_many_plans_the_soonest_are_upcoming():
    plans = [
        _planned(f"Heron-2 comes to {n}", f"2024-06-{n:02d}", objects=(), thing=f"Marsh {n}") for n in range(1, 20)
    ]
    found = _draft(*map(_material, plans), limit=0).upcoming
    assert [event.when.start.day for event in found] == list(range(1, UPCOMING + 1))


def test_what_ranks_too_low_says_its_place():
    stories = [_material(_report(f"Story {name}", f"Outlet {name}")) for name in ("one", "two", "three")]
    draft = _draft(*stories, limit=1)
    assert list(_reasons(draft).values()) == [
        Reason("no-room", {"place": place, "stories": 3, "room": 1}) for place in (2, 3)
    ]
    assert {(decision.stage, decision.outcome, decision.at) for decision in draft.left_out} == {
        ("rank", "left-out", END)
    }


def _planned(words: str, day: str, **over: Any) -> Reading:  # noqa: ANN401  any field of the event
    reading = _report(words, "Grebe")
    return with_event(reading, words, status=Status.PLANNED, when=a_day(day), **over)


def test_planned_events_of_the_topics_come_soonest_first():
    later, sooner = (
        _planned("Heron-2 comes in August", "2024-08-01"),
        _planned("Heron-2 comes in June", "2024-06-01", act="open"),
    )
    past = _planned("Heron-2 comes in April", "2024-04-01", act="update")
    off = _planned("Rain comes in July", "2024-07-01", objects=(), about=frozenset())
    draft = _draft(*map(_material, (later, sooner, past, off)), topics=(TOPIC,), limit=0)
    assert [event.when.start.isoformat() for event in draft.upcoming] == ["2024-06-01", "2024-08-01"]


def test_the_words_of_a_topic_bring_an_event_and_its_exclusions_keep_one_out():
    worded = _planned("It gets open weights in June", "2024-06-01", objects=(), about=frozenset())
    excluded = _planned("A heron stew with Heron-2 in June", "2024-06-02")
    draft = _draft(_material(worded), _material(excluded), topics=(TOPIC,))
    assert [event.when.start.day for event in draft.upcoming] == [1]


@pytest.mark.parametrize("hedge", [Hedge.DENIED, Hedge.NEGATED, Hedge.ASKED])
def test_what_is_denied_or_only_asked_is_not_upcoming(hedge: Hedge):
    assert _draft(_material(_planned("Heron-2 comes in June", "2024-06-01", hedge=hedge))).upcoming == ()


def test_plans_of_earlier_reports_are_remembered():
    (event,) = _planned("Heron-2 comes in June", "2024-06-01").events
    assert [kept.when for kept in _draft(planned=(event,)).upcoming] == [event.when]


def _events(draft: Draft) -> tuple[Event, ...]:
    return draft.briefs[0].events


def test_a_briefs_events_put_its_own_news_before_background_and_weighty_kinds_first():
    reading = _report("Heron-2 is out after Heron-1 of long ago said Corvid Labs", "Grebe")
    reading = with_event(reading, "Heron-1", when=a_day("2020-01-01"), objects=("heron-1",))
    reading = with_event(reading, "said", kind=Kind.STATEMENT, act="say", status=Status.STATEMENT, objects=())
    reading = with_event(reading, "Heron-2", objects=("heron-2",))
    assert [event.kind for event in _events(_draft(_material(reading)))][:2] == [Kind.RELEASE, Kind.STATEMENT]
    assert _events(_draft(_material(reading)))[-1].when == a_day("2020-01-01")


def test_what_readers_were_told_is_not_told_again():
    material = _material(_report("Heron-2 is out", "Grebe"))
    assert _draft(material, told=("Plain words about the marsh.",)).briefs[0].summary.sentences == ()


def test_a_story_given_twice_is_shown_once():
    material = _material(_report("Heron-2 is out", "Grebe"))
    assert len(_draft(material, material).briefs) == 1


REPORTS = st.tuples(
    st.sampled_from(["Heron-2 is out", "Rain falls", "Corvid Labs releases Heron-1", "苍鹭来了"]),
    st.sampled_from(["Grebe", "Dunlin", "Corvid Labs"]),
    st.sampled_from(["2024-05-15", "2024-05-16", "2024-05", "2024-05-16T23:59:59+00:00"]),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(REPORTS, min_size=1, max_size=3), max_size=8), st.booleans(), st.integers(0, 5))
def test_every_story_is_in_the_draft_once_or_left_out_once(
    stories: list[list[tuple[str, str, str]]], topical: bool, limit: int
):
    materials = [
        _material(*(_report(*report, url=f"https://grebe.example/{n}/{m}") for m, report in enumerate(story)))
        for n, story in enumerate(stories)
    ]
    draft = _draft(*materials, topics=(TOPIC,) if topical else (), limit=limit)
    told = [brief.story.id for brief in draft.briefs] + [decision.subject for decision in draft.left_out]
    assert sorted(told) == sorted({material.story.id for material in materials})
    assert len(draft.briefs) <= limit
    assert [brief.score for brief in draft.briefs] == sorted((brief.score for brief in draft.briefs), reverse=True)


def test_the_names_of_a_report_tell_more_than_a_saying_without_a_speaker():
    report = _report("苍鹭来了", "Dunlin", lang=Lang.HANS)
    said = with_event(report, "苍鹭来了", status=Status.STATEMENT, actors=(), about=frozenset({"heron"}))
    (brief,) = _draft(_material(said)).briefs
    assert brief.headline.text == _draft(_material(report)).briefs[0].headline.text
