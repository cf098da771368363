"""What is written into a button is what is read from it, and nothing else is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.ids import LONGEST, Press, Pressed, choice_id, id_of, pressed
from digests.ask import Ask, ask_text
from digests.errors import BadInput
from digests.text.graphemes import units

STORY = Ask("story", {"id": "s00000001"})
PLAIN = (Press.ASK, Press.TURN, Press.SHARE, Press.THREAD)


@pytest.mark.parametrize("press", PLAIN)
def test_a_button_says_what_it_does_and_asks(press: Press):
    custom_id = id_of(press, STORY)
    assert custom_id == f"lw:{press}:story;id=s00000001"
    assert pressed(custom_id) == Pressed(press, STORY)


def test_a_button_for_typing_names_its_option():
    custom_id = id_of(Press.TYPE, Ask("timeline"), "topic")
    assert custom_id == "lw:m:topic:timeline"
    assert pressed(custom_id) == Pressed(Press.TYPE, Ask("timeline"), "topic")


def test_a_list_of_discords_own_names_the_option_that_takes_what_is_picked():
    custom_id = id_of(Press.PICK, Ask("step", {"id": "a1"}), "channel")
    assert custom_id == "lw:n:channel:step;id=a1"
    assert pressed(custom_id, ("77",)) == Pressed(Press.PICK, Ask("step", {"id": "a1"}), "channel", "77")


def test_a_select_asks_what_was_chosen():
    assert pressed(choice_id(2), ("story;id=s00000001",)) == Pressed(Press.CHOOSE, STORY)
    with pytest.raises(BadInput):
        pressed(choice_id(2))


def test_t08_what_does_not_fit_is_no_button():
    longest = Ask("search", {"words": "w" * (90 - len("search;words="))})
    assert ask_text(longest)
    assert units(id_of(Press.ASK, longest) or "") <= LONGEST
    assert id_of(Press.ASK, Ask("search", {"words": "w" * 90})) is None
    assert id_of(Press.TYPE, longest, "words") is None
    assert id_of(Press.ASK, Ask("search", {"words": "\U0001f999" * 40})) is None


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "lw:",
        "lw:q",
        "lw:x:latest",
        "lw:q:",
        "lw:q:Latest",
        "lw:m:latest",
        "lw:c:x",
        "other:q:latest",
        "lw:q:latest\n",
    ],
)
def test_what_is_not_ours_is_refused(custom_id: str):
    with pytest.raises(BadInput, match="button-unknown"):
        pressed(custom_id)


@settings(deadline=None, max_examples=200)
@given(press=st.sampled_from(PLAIN), text=st.text(max_size=40), sheet=st.integers(1, 999))
def test_whatever_is_asked_comes_back(press: Press, text: str, sheet: int):
    ask = Ask("search", {"words": text}, sheet)
    custom_id = id_of(press, ask)
    assert custom_id is None or (pressed(custom_id) == Pressed(press, ask) and units(custom_id) <= LONGEST)
