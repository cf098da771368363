"""Whom somebody works for depends on the day, and on the words beside the name."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.affiliations import affiliation_at, without_former
from digests.entities import find_mentions
from digests.language import Lang
from digests.lexicon import Affiliation, Entity, EntityType, Lexicon
from digests.text.script import fold


def an_entity(slug: str, kind: EntityType, *names: str, maker: str | None = None) -> Entity:
    return Entity(slug, kind, MappingProxyType({Lang.EN: names[0]}), names, maker=maker)


LEXICON = Lexicon(
    {
        one.id: one
        for one in (
            an_entity("corvid", EntityType.COMPANY, "Corvid", "鸦科"),
            an_entity("grebe", EntityType.COMPANY, "Grebe", "鸊鷉"),
            an_entity("kite", EntityType.LAB, "Kite Lab"),
            an_entity("dana-orr", EntityType.PERSON, "Dana Orr", "黛娜·奥尔", maker="corvid"),
            an_entity("heron", EntityType.MODEL, "Heron", maker="corvid"),
        )
    },
    {},
)
MOVED = Entity(
    "ines-vale",
    EntityType.PERSON,
    MappingProxyType({Lang.EN: "Ines Vale"}),
    ("Ines Vale",),
    maker="kite",
    affiliations=(
        Affiliation("corvid", None, date(2024, 9, 30)),
        Affiliation("grebe", date(2024, 9, 1), date(2025, 1, 31)),
        Affiliation("kite", date(2025, 3, 1)),
    ),
)


def named(text: str) -> list[str]:
    return [m.entity for m in without_former(fold(text), find_mentions(text, LEXICON), LEXICON)]


@pytest.mark.parametrize(
    ("day", "maker"),
    [
        (date(1999, 1, 1), "corvid"),
        (date(2024, 8, 31), "corvid"),
        (date(2024, 9, 15), "grebe"),
        (date(2025, 1, 31), "grebe"),
        (date(2025, 2, 1), None),
        (date(2025, 3, 1), "kite"),
        (None, "kite"),
    ],
)
def test_the_employer_is_that_of_the_day_and_of_two_the_later_one(day: date | None, maker: str | None):
    assert affiliation_at(MOVED, day) == maker


def test_an_employer_without_dates_is_always_the_employer():
    assert affiliation_at(LEXICON.entities["dana-orr"], date(1999, 1, 1)) == "corvid"


@pytest.mark.parametrize(
    "text",
    [
        "Former Corvid researcher Lou Finch founded a start-up.",
        "Ex-Corvid engineer raises $3 million.",
        "The ex-Corvid and Grebe engineers raised $3 million.",
        "Former Corvid, Grebe Researchers Raise $3 Million",
        "Lou Finch, a former chief scientist at Corvid, founded it.",
        "Lou Finch, former head of marsh research at Corvid, founded it.",
        "Lou Finch, formerly of Corvid, founded it.",
        "Lou Finch, who previously worked at Corvid, founded it.",
        "Lou Finch, who left Corvid last year, founded it.",
        "Lou Finch founded it after leaving Corvid.",
        "Corvid's former chief executive founded it.",
        "A Corvid alumnus founded it.",
        "A former Corvid product chief founded it.",
        "A former Heron lead founded it.",
        "鸦科前首席科学家方磊创办了公司。",
        "前鸦科工程师方磊创办了公司。",
        "他选择了前鴉科高管方磊。",
        "原鸦科副总裁方磊创办了公司。",
        "曾任鸦科研究员的方磊创办了公司。",
        "方磊曾在鸦科工作八年。",
        "離開鴉科後,方磊創辦了公司。",
        "离开 鸦科 的方磊创办了公司。",
        "从鸦科离职的方磊创办了公司。",
        "方磊从鸦科跳槽。",
    ],
)
def test_a_former_employer_is_not_named(text: str):
    assert named(text) == []


def test_a_move_names_the_new_employer_alone():
    assert named("Lou Finch joined Grebe from Corvid in July.") == ["grebe"]
    assert named("Grebe hired Lou Finch away from Corvid.") == ["grebe"]
    assert named("方磊从鸦科加入鸊鷉。") == ["grebe"]


@pytest.mark.parametrize(
    "text",
    [
        "Corvid hired a former executive.",
        "The Executive Director of the Corvid fund spoke.",
        "We are excited to partner with Corvid.",
        "Marsh Bay (formerly known as Corvid) spoke.",
        "A former Corvid model is back.",
        "Former employees sue Corvid.",
        "Lou Finch left Corvid.",
        "Money came from Corvid.",
        "目前鸦科员工很多。",
        "两年前鸦科高管说。",
        "鸦科前景很好。",
        "鸦科原定周二发布。",
        "方磊离开鸦科。",
        "方磊从鸦科离职。",
    ],
)
def test_other_words_leave_the_company_named(text: str):
    assert named(text) == ["corvid"]


def test_a_person_is_never_a_former_employer():
    assert named("Former aide Dana Orr left. A former Dana Orr adviser stayed.") == ["dana-orr", "dana-orr"]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(["Corvid", "former ", "Dana Orr", ", ", "前", "鸦科", "员工", " joined ", " from "])))
def test_nothing_is_named_that_the_text_does_not_name(words: list[str]):
    text = "".join(words)
    found = find_mentions(text, LEXICON)
    assert set(without_former(fold(text), found, LEXICON)) <= set(found)
