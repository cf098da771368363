"""A topic's own people are those who work there at the time, and not those who once did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.chronicle.scope import scope_of
from digests.event import Event
from digests.language import Lang
from digests.lexicon import Affiliation, Lexicon
from digests.topic import Topic
from tests.digests.chronicle.stage import LEXICON, event

ORR = replace(
    LEXICON.entities["dana-orr"],
    maker="grebe",
    affiliations=(Affiliation("corvid", None, date(2024, 12, 31)), Affiliation("grebe", date(2025, 1, 1))),
)
MOVED = Lexicon({**LEXICON.entities, "dana-orr": ORR}, LEXICON.acts, LEXICON.glossary)


def held(found: Event, topic: str, lexicon: Lexicon = LEXICON) -> bool:
    return scope_of(Topic(topic, {Lang.EN: topic}, (topic,)), lexicon).holds(found)


def test_what_an_employee_does_is_the_employers_own():
    assert held(event("Dana Orr launched Marshworks in July 2025."), "corvid")


def test_whose_an_employee_is_depends_on_the_day():
    early, late = (
        event("Dana Orr launched Marshworks in July 2024."),
        event("Dana Orr launched Marshworks in July 2025."),
    )
    assert [held(one, "corvid", MOVED) for one in (early, late)] == [True, False]
    assert [held(one, "grebe", MOVED) for one in (early, late)] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Former Corvid chief Dana Orr launched Marshworks in July 2025.",
        "Former Corvid researcher Lou Finch launched Marshworks in July 2025.",
        "鸦科公司前首席黛娜·奥尔于2025年7月推出“芦苇一号”。",
    ],
)
def test_a_former_employer_has_no_part_in_it(text: str):
    found = event(text)
    assert "corvid" not in found.about
    assert not held(found, "corvid")


def test_that_somebody_leaves_is_news_of_the_company():
    found = event("Dana Orr left Corvid Labs in July 2025.")
    assert "corvid" in found.about
    assert held(found, "corvid")


def test_the_employer_of_the_time_is_among_what_an_event_concerns():
    assert "corvid" in event("Dana Orr launched Marshworks in July 2025.").about
