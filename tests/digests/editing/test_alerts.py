"""What does not wait for the next edition."""

from __future__ import annotations

from dataclasses import replace

from digests.editing import alert
from digests.editing.alerts import OUTLETS, THRESHOLD
from tests.digests.editing.stage import RELEASED, SUBSCRIPTION, a_brief, told_by

FOUR = tuple(f"Outlet {n}" for n in range(OUTLETS))
TOP = a_brief(RELEASED, score=THRESHOLD, outlets=FOUR)
TWO_A_DAY = replace(SUBSCRIPTION, alerts=2)


def test_the_very_top_may_come_at_once_but_only_where_it_was_ordered():
    assert alert(TOP, 0, TWO_A_DAY, ())
    assert not alert(TOP, 0, SUBSCRIPTION, ())
    assert not alert(TOP, 0, replace(TWO_A_DAY, paused=True), ())


def test_no_more_than_were_ordered_for_a_day():
    assert alert(TOP, 1, TWO_A_DAY, ())
    assert not alert(TOP, 2, TWO_A_DAY, ())


def test_a_lower_rank_or_too_few_outlets_wait():
    assert not alert(replace(TOP, score=THRESHOLD - 0.01), 0, TWO_A_DAY, ())
    assert not alert(replace(TOP, score=99.0, outlets=FOUR[1:]), 0, TWO_A_DAY, ())


def test_what_was_told_never_comes_as_an_alert():
    assert not alert(TOP, 0, TWO_A_DAY, told_by(a_brief(RELEASED)))
