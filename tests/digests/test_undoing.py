"""What can be taken back, told by the changes alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from digests.change import Change, Holds
from digests.undoing import last_of, later_than, taken_back

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MADE = Change("made", "slack", "T1", Holds.TOPIC, "birds", None, {"words": []}, "topics add", "ann", NOON)
OTHER = replace(MADE, id="other", name="beasts", by="ben")
BACK = replace(MADE, id="back", before=MADE.after, after=None, verb="undo", undoes="made")
AGAIN = replace(MADE, id="again", verb="undo", undoes="back")


def test_a_change_is_taken_back_until_that_is_taken_back_too():
    assert taken_back([]) == frozenset()
    assert taken_back([BACK, MADE]) == {"made"}
    assert taken_back([AGAIN, BACK, MADE]) == {"back"}
    assert taken_back([replace(BACK, id="third", undoes="again"), AGAIN, BACK, MADE]) == {"again", "made"}


def test_the_last_of_a_person_is_neither_anothers_nor_taken_back_nor_a_taking_back():
    assert last_of("ann", [OTHER, MADE]) == MADE
    assert last_of("ben", [OTHER, MADE]) == OTHER
    assert last_of("ann", [BACK, MADE]) is None
    assert last_of("ann", [AGAIN, BACK, MADE]) == MADE
    assert last_of("eve", [OTHER, MADE]) is None


def test_what_stands_in_the_way_is_the_newest_change_of_the_same_thing_of_the_same_tenant():
    second, third = replace(MADE, id="second"), replace(MADE, id="third")
    assert later_than(MADE, [third, second, MADE]) == third
    assert later_than(third, [third, second, MADE]) is None
    assert later_than(MADE, [OTHER, replace(MADE, id="abroad", tenant="T2"), MADE]) is None
    assert later_than(MADE, [replace(BACK, undoes="second"), second, MADE]) is None
    assert later_than(MADE, []) is None
