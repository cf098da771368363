"""What is written into a button is what is read from it, and nothing else is read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.ids import Press, Pressed, action, choice_id, picking, pressed
from digests.ask import Ask
from digests.errors import BadInput

STORY = Ask("story", {"id": "s00000001"})
PLAIN = (Press.ASK, Press.TURN, Press.SHARE, Press.THREAD)


@pytest.mark.parametrize("press", PLAIN)
def test_a_button_says_what_it_does_and_asks(press: Press):
    made = action(press, STORY, 3)
    assert made == {"action_id": f"lw:{press}:3", "value": "story;id=s00000001"}
    assert pressed({"type": "button", **made}) == Pressed(press, STORY)


def test_a_button_for_typing_names_its_option():
    made = action(Press.TYPE, Ask("timeline"), 0, "topic")
    assert made == {"action_id": "lw:m:0", "value": "topic:timeline"}
    assert pressed(made) == Pressed(Press.TYPE, Ask("timeline"), "topic")


def test_a_select_and_an_overflow_ask_what_was_chosen_and_feedback_asks_its_side():
    chosen = {"action_id": choice_id(2), "selected_option": {"text": {}, "value": "story;id=s00000001"}}
    assert pressed({"type": "static_select", **chosen}) == Pressed(Press.CHOOSE, STORY)
    assert pressed({"type": "overflow", **chosen}) == Pressed(Press.CHOOSE, STORY)
    assert pressed({"type": "feedback_buttons", "action_id": "lw:q:1", "value": "latest"}).ask == Ask("latest")


@pytest.mark.parametrize(
    ("picked", "value"),
    [({"selected_conversation": "C1"}, "slack:T1/C1"), ({"selected_user": "U1"}, "user:U1")],
)
def test_a_list_of_slacks_own_asks_with_what_was_picked(picked: dict[str, str], value: str):
    block_id = picking(Ask("step", {"id": "a1"}), "who")
    assert block_id == "lw:who:step;id=a1"
    given = {"action_id": "lw:n:3", "block_id": block_id, **picked}
    assert pressed(given, "T1") == Pressed(Press.PICK, Ask("step", {"id": "a1", "who": value}), "who")
    assert picking(Ask("search", {"words": "w" * 90}), "who") is None


def test_t08_what_no_button_can_hold_is_none():
    assert action(Press.ASK, Ask("search", {"words": "w" * 90}), 0) is None


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"action_id": None},
        {"action_id": "other:1", "value": "latest"},
        {"action_id": "lw:x:1", "value": "latest"},
        {"action_id": "lw:q:", "value": "latest"},
        {"action_id": "lw:q:1"},
        {"action_id": "lw:c:1", "selected_option": None},
        {"action_id": "lw:c:1", "selected_option": {"value": ""}},
        {"action_id": "lw:m:1", "value": "latest"},
        {"action_id": "lw:m:1", "value": "UP:latest"},
        {"action_id": "lw:q:1", "value": "latest;;"},
        {"action_id": "lw:n:1", "block_id": "lw:who:roles grant"},
        {"action_id": "lw:n:1", "block_id": "lw:who:", "selected_user": "U1"},
        {"action_id": "lw:n:1", "block_id": "x", "selected_user": "U1"},
        {"action_id": "lw:n:1", "selected_user": "U1"},
    ],
)
def test_a13_what_is_not_ours_is_refused(given: dict[str, Any]):
    with pytest.raises(BadInput):
        pressed(given)


@settings(deadline=None, max_examples=80)
@given(words=st.text(min_size=1, max_size=30), sheet=st.integers(1, 999), press=st.sampled_from(PLAIN))
def test_any_ask_that_fits_comes_back(words: str, sheet: int, press: Press):
    ask = Ask("search", {"words": words}, sheet)
    made = action(press, ask, 99)
    assert made is None or pressed(made) == Pressed(press, ask)
    if made:
        assert len(made["value"].encode("utf-16-le")) // 2 <= 150
