"""Whether an answer was of use: pressed beneath a message, and in a modal."""

from __future__ import annotations

import pytest

from tests.adapters.slack.windows.talk import Talk, answered
from tests.standin.slack import User

pytestmark = pytest.mark.asyncio(loop_scope="module")

STORY = "a1b2c3d4"


async def test_whoever_rates_is_thanked_alone(talk: Talk, reader: User) -> None:
    answer = await reader.press(await talk.posted(), "Useful")
    assert answer.ephemeral
    assert answer.text == "Thank you"
    assert talk.desk.ratings[reader.id, STORY] == "useful"


async def test_whoever_changes_their_mind_is_taken_at_their_last_word(talk: Talk, reader: User) -> None:
    message = await talk.posted()
    await reader.press(message, "Useful")
    await reader.press(message, "Not useful")
    assert talk.desk.ratings[reader.id, STORY] == "not-useful"


async def test_a_press_that_is_told_of_twice_is_asked_once(talk: Talk, reader: User) -> None:
    """O13, A15."""
    await reader.press(await talk.posted(), "Useful")
    asked = len(talk.desk.of("rate"))
    await talk.slack.redeliver(talk.slack.deliveries[-1])
    assert len(talk.desk.of("rate")) == asked


async def test_what_is_read_in_a_modal_is_rated_there(talk: Talk, reader: User) -> None:
    answer = await reader.shortcut("lw_which", await talk.posted())
    await answered(answer.view, "Echo of which")
    thanks = await reader.press(answer.view, "Useful")
    await answered(thanks.view, "Thank you")
    assert talk.desk.ratings[reader.id, STORY] == "useful"
