"""Ranking: every part of a story's worth has a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from digests.language import Lang
from digests.lexicon import Kind
from digests.ranking import StoryMaterial, independent_outlets, rank, strength
from digests.reading import Reading
from digests.story import Reason
from tests.builders import a_copy, a_day, a_story, a_topic, published
from tests.digests.readings import LEXICON, a_reading, with_event

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
RELEASE = Reason("kind", {"kind": Kind.RELEASE})
TOPIC = a_topic(entities=("heron",), words=("open weights",), exclude=("heron stew",))


def _material(*readings: Reading) -> StoryMaterial:
    return StoryMaterial(a_story(*(reading.article for reading in readings)), readings)


def _reading(title: str = "Heron-2 is here", **over: Any) -> Reading:  # noqa: ANN401  any field of the article
    return a_reading(title, "Corvid Labs spoke.", published=published("2024-05-17T09:00:00+00:00"), **over)


def test_more_independent_outlets_are_worth_more():
    one = rank(_material(_reading(outlet="Grebe")), (), LEXICON, NOW)
    two = rank(_material(_reading(outlet="Grebe"), _reading(outlet="Dunlin")), (), LEXICON, NOW)
    assert two.score > one.score
    assert (Reason("outlets", {"count": 1}) in one.reasons, Reason("outlets", {"count": 2}) in two.reasons) == (
        True,
        True,
    )


def test_copies_and_further_reports_of_one_outlet_are_no_further_witnesses():
    alone = _material(_reading(outlet="Grebe"))
    copied = replace(alone, copies=(a_copy(),))
    twice = _material(_reading(outlet="Grebe"), _reading("Heron-2 arrives", outlet="GREBE"))
    assert len({rank(material, (), LEXICON, NOW).score for material in (alone, copied, twice)}) == 1


def test_primary_outlets_come_first_then_who_reported_first():
    early = a_reading("One", outlet="Dunlin", published=published("2024-05-15"))
    late = a_reading("Two", outlet="Grebe", published=published("2024-05-16"))
    own = a_reading("Three", outlet="Corvid Labs", published=published("2024-05-17"))
    assert independent_outlets([own, late, early], LEXICON) == ("Corvid Labs", "Dunlin", "Grebe")
    assert independent_outlets([a_reading("Four", outlet=None)], LEXICON) == ()


def test_an_outlet_that_repeats_anothers_text_is_no_outlet_of_the_story():
    text = "Corvid Labs put the weights of Heron-2 where anyone can fetch them and said nothing else on the matter."
    first = a_reading("One", text, outlet="Dunlin", published=published("2024-05-15"))
    again = a_reading("Two", f"{text} (From our partners.)", outlet="Grebe", published=published("2024-05-16"))
    assert independent_outlets([again, first], LEXICON) == ("Dunlin",)
    wire = [
        a_reading(title, f"MARSHTOWN (Reuters) - {title}.", outlet=outlet)
        for title, outlet in (("Heron-2 is out", "Tern"), ("It rains on the marsh", "Wren"))
    ]
    assert len(independent_outlets(wire, LEXICON)) == 1


def test_a_primary_source_is_a_reason():
    assert Reason("primary-source") in rank(_material(_reading(outlet="Corvid Labs")), (), LEXICON, NOW).reasons
    assert Reason("primary-source") not in rank(_material(_reading(outlet="Grebe")), (), LEXICON, NOW).reasons


def test_the_weightiest_kind_of_event_counts_and_is_named():
    plain = _reading()
    standing = rank(_material(with_event(with_event(plain, "spoke", kind=Kind.STATEMENT), "Heron-2")), (), LEXICON, NOW)
    assert RELEASE in standing.reasons
    assert Reason("kind", {"kind": Kind.STATEMENT}) not in standing.reasons
    assert standing.score > rank(_material(plain), (), LEXICON, NOW).score


def test_what_a_report_recalls_of_long_ago_is_not_its_news():
    recalled = with_event(_reading(), "Heron-2", when=a_day("2021-01-01"))
    assert RELEASE not in rank(_material(recalled), (), LEXICON, NOW).reasons


def test_newer_stories_are_worth_more_and_the_age_is_named():
    material = _material(_reading())
    fresh, stale = (rank(material, (), LEXICON, NOW + timedelta(hours=hours)) for hours in (0, 24))
    assert fresh.score > stale.score
    assert (Reason("newest", {"hours": 3}) in fresh.reasons, Reason("newest", {"hours": 27}) in stale.reasons) == (
        True,
        True,
    )


def test_a_report_of_the_future_is_simply_new():
    assert Reason("newest", {"hours": 0}) in rank(_material(_reading()), (), LEXICON, NOW - timedelta(days=1)).reasons


def test_both_languages_are_a_reason():
    both = _material(_reading(), a_reading("苍鹭二号来了", lang=Lang.HANS))
    assert Reason("english-and-chinese") in rank(both, (), LEXICON, NOW).reasons


FILLER = "The marsh is wide. Reeds grow there. Boats pass by. Rain falls. "


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Heron-2 is here", "Rain falls.", 2.0),
        ("Marsh news", "Heron-2 is here.", 1.0),
        ("", "Heron-2 is here. Rain falls.", 2.0),
        ("Marsh news", "It has open weights.", 1.0),
        ("Marsh news", FILLER + "Heron-2 is here. Heron-2 stays.", 1.0),
        ("Marsh news", FILLER + "Heron-2 is here.", 0.0),
        ("Marsh news", "Rain falls.", 0.0),
        ("Heron stew with Heron-2", "Rain falls.", 0.0),
    ],
)
def test_a_topic_in_the_title_is_more_than_in_the_text_and_a_passing_mention_is_nothing(
    title: str, text: str, expected: float
):
    assert strength([a_reading(title, text)], TOPIC, LEXICON) == expected


def test_without_topics_every_story_is_topical():
    assert rank(_material(_reading("Rain falls")), (), LEXICON, NOW).topical


def test_the_topic_is_a_named_part_of_the_score():
    inside = rank(_material(_reading()), (TOPIC,), LEXICON, NOW)
    outside = rank(_material(_reading("Rain falls")), (TOPIC,), LEXICON, NOW)
    assert Reason("topic-in-title") in inside.reasons
    assert outside.topical == 0
    text = rank(_material(a_reading("Marsh news", "Heron-2 is here.")), (TOPIC,), LEXICON, NOW)
    assert Reason("topic-in-text") in text.reasons
