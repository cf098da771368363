"""A story comes back only with news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.editing import fresh
from digests.editing.signs import covers, read_sign, sign_of, signed
from digests.event import Citation, Event, Hedge, Status
from digests.when import Basis
from tests.digests.editing.stage import (
    DENIED,
    PLANNED,
    RELEASED,
    TODAY,
    a_brief,
    a_draft,
    an_event,
    cited,
    days,
    told_by,
)

OTHER = an_event("Corvid Labs opened Heron-2.", objects=("heron-2",))
RAISED = an_event("Corvid Labs raised $200 million from Marsh.", act="raise", objects=("marsh",))


def changes(now: Event, *told: Event) -> tuple[Event, ...] | None:
    """Return what is new of a story that was told with some events; None where it does not come back."""
    draft = a_draft(a_brief(*told, now))
    found = fresh(draft, told_by(a_brief(*told)))
    return found[0].changes if found else None


def test_what_was_never_told_is_told_and_is_no_update():
    (one,) = fresh(a_draft(a_brief(RELEASED)), ())
    assert not one.is_update


def test_the_same_story_is_not_told_again():
    assert fresh(a_draft(a_brief(RELEASED)), told_by(a_brief(RELEASED))) == ()


def test_a_plan_that_came_true_is_news():
    assert changes(RELEASED, PLANNED) == (RELEASED,)


def test_a_plan_that_is_told_again_after_it_came_true_is_no_news():
    assert changes(PLANNED, RELEASED) is None


def test_a_plan_that_is_put_off_is_news():
    later = replace(PLANNED, when=days(date(2027, 2, 1), date(2027, 2, 28)))
    assert changes(later, PLANNED) == (later,)


@pytest.mark.parametrize("hedge", [Hedge.DENIED, Hedge.NEGATED])
def test_a_denial_is_news_even_as_a_mere_saying(hedge: Hedge):
    denial = replace(DENIED, hedge=hedge, status=Status.STATEMENT)
    assert changes(denial, RELEASED) == (denial,)


def test_talks_that_end_in_a_deal_are_news():
    talks = replace(RAISED, hedge=Hedge.TALKS)
    assert changes(RAISED, talks) == (RAISED,)
    assert changes(talks, RAISED) is None


def test_a_further_happening_is_news_and_the_latest_comes_first():
    newer = replace(OTHER, id="e2", when=days(TODAY + timedelta(days=1)))
    found = fresh(a_draft(a_brief(RELEASED, OTHER, newer)), told_by(a_brief(RELEASED)))
    assert found[0].changes == (newer, OTHER)


def test_a_figure_that_changed_is_news_and_one_rounded_is_not():
    more = replace(RAISED, citations=(cited("Corvid Labs raised $300 million from Marsh.", "a2"),))
    rounded = replace(RAISED, citations=(cited("Corvid Labs raised $203 million from Marsh.", "a2"),))
    further = replace(RAISED, citations=(cited("Corvid Labs raised $200 million at $2 billion from Marsh.", "a2"),))
    assert changes(more, RAISED) == (more,)
    assert changes(rounded, RAISED) is None
    assert changes(further, RAISED) is None


@pytest.mark.parametrize(
    "again",
    [
        replace(RELEASED, citations=(*RELEASED.citations, cited("Heron-1 was released.", "a2", outlet="Dunlin"))),
        replace(RELEASED, citations=(cited("Now anybody can have Heron-1, says Corvid Labs.", "a2"),)),
        replace(RELEASED, when=days(TODAY + timedelta(days=3))),
        replace(RELEASED, actors=()),
        replace(RELEASED, objects=(), thing="Heron-1 model"),
        replace(RELEASED, hedge=Hedge.REPORTED),
        replace(OTHER, citations=(replace(cited("Corvid Labs opened Heron-2."), quote=cited("x", "archive:1").quote),)),
        replace(OTHER, status=Status.STATEMENT),
        replace(OTHER, status=Status.SNAPSHOT),
        replace(OTHER, hedge=Hedge.ASKED),
        replace(OTHER, when=days(TODAY - timedelta(days=30))),
        replace(OTHER, act=None),
        replace(OTHER, objects=()),
    ],
    ids=[
        "more outlets",
        "other words",
        "the date of a later report",
        "no actor",
        "words for the same thing",
        "reported",
        "a row of the archive",
        "a saying",
        "a state",
        "a question",
        "background",
        "no act",
        "nothing it was done to",
    ],
)
def test_none_of_this_is_news(again: Event):
    assert changes(again, RELEASED) is None


def test_a_story_that_was_merged_into_another_is_known_by_its_articles():
    merged = a_brief(RELEASED, story="s00000009", articles=("a7", "a1"), title="Another line")
    assert fresh(a_draft(merged), told_by(a_brief(RELEASED))) == ()


def test_a_second_story_under_the_same_title_is_not_told():
    twin = a_brief(RELEASED, story="s00000009", articles=("a9",))
    assert fresh(a_draft(twin), told_by(a_brief(RELEASED))) == ()


def test_what_another_story_told_is_no_news_of_this_one():
    told = (*told_by(a_brief(RELEASED)), *told_by(a_brief(OTHER, story="s00000002", articles=("a2",), title="Heron-2")))
    assert fresh(a_draft(a_brief(RELEASED, OTHER)), told) == ()


WORDS = st.text("ab;+=~\"'[]苍鹭 -1", min_size=1, max_size=8)


@settings(deadline=None, max_examples=100)
@given(
    actors=st.lists(WORDS, max_size=3),
    objects=st.lists(WORDS, max_size=3),
    thing=WORDS,
    text=WORDS,
    status=st.sampled_from(Status),
    hedge=st.none() | st.sampled_from(Hedge),
    width=st.integers(0, 400),
)
def test_every_event_is_covered_by_its_own_sign_and_by_that_of_its_merger(  # noqa: PLR0917  hypothesis gives them by name
    actors: list[str], objects: list[str], thing: str, text: str, status: Status, hedge: Hedge | None, width: int
):
    when = replace(days(TODAY, TODAY + timedelta(days=width)), basis=Basis.PUBLICATION)
    over = {"actors": tuple(actors), "objects": tuple(objects), "thing": thing, "status": status, "hedge": hedge}
    event = an_event(f"{text} $5 million", when=when, **over)
    merged = replace(event, actors=(*event.actors, "other"), citations=(*event.citations, _second()))
    assert covers(read_sign(sign_of(event)), signed(event))
    assert covers(read_sign(sign_of(event)), signed(merged))


def _second() -> Citation:
    return cited("Another outlet has it too.", "a2")
