"""A person with the real slack-bolt behind the screen: buttons, menus, windows, shortcuts, Home."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.standin.slack import CannotError, Standin, UnansweredError
from tests.standin.slack.examples import (
    actions,
    button,
    external,
    feedback,
    modal,
    option,
    plain,
    section,
    select,
    text_input,
)
from tests.standin.slack.keeping import kept
from tests.standin.slack.toy import QUIET, client, socketed
from tests.standin.slack.typed import entered
from tests.standin.slack.world import Json, Message


@pytest.fixture
async def alive(slack: Standin) -> AsyncIterator[Standin]:
    async with socketed(slack):
        yield slack
    assert not slack.offences


async def _posted(slack: Standin, *blocks: Json) -> Message:
    await client(slack).chat_postMessage(channel=slack.channel.id, text="x", blocks=list(blocks), **QUIET)
    return slack.channel.shown()[-1]


async def test_an_answer_comes_with_the_acknowledgement(alive: Standin):
    answer = await alive.reader.slash("/llama", "now")
    assert (answer.text, answer.ack) == ("At once.", {"text": "At once."})


async def test_everybody_sees_what_is_said_to_the_channel(alive: Standin):
    answer = await alive.reader.slash("/llama", "loud")
    assert not answer.ephemeral
    assert alive.channel.seen() == ["You said loud"]


async def test_several_answers_are_waited_for(alive: Standin):
    answer = await alive.reader.slash("/llama", "twice")
    await answer.more(2)
    assert answer.text == "One\nTwo"


async def test_what_is_posted_or_whispered_meanwhile_is_an_answer(alive: Standin):
    assert (await alive.reader.slash("/llama", "post Hello")).text == "Hello"
    assert (await alive.reader.slash("/llama", "whisper Psst")).ephemeral
    assert (await alive.reader.slash("/llama", "post Hello", where=alive.reader.direct)).text == "Hello"


async def test_a_button_is_pressed_and_a_page_turned_in_place(alive: Standin):
    answer = await alive.reader.slash("/llama", "x")
    more = await alive.reader.press(answer, "More")
    assert (more.text, more.changed) == ("More", False)
    turned = await alive.reader.press(answer.message, "page")
    assert (turned.text, turned.changed) == ("Page 2", True)
    with pytest.raises(CannotError):
        await alive.reader.press(turned, "More")


async def test_an_ephemeral_message_is_not_told_back(alive: Standin):
    answer = await alive.reader.slash("/llama", "x")
    await alive.reader.press(answer, "More")
    payload = alive.deliveries[-1].payload
    assert "message" not in payload
    assert payload["container"] == {
        "type": "message",
        "message_ts": answer.message.ts,
        "channel_id": alive.channel.id,
        "is_ephemeral": True,
    }
    loud = await alive.reader.slash("/llama", "loud")
    await alive.reader.press(loud, "More")
    assert alive.deliveries[-1].payload["message"]["ts"] == loud.message.ts


async def test_nobody_presses_what_only_another_sees(alive: Standin):
    answer = await alive.reader.slash("/llama", "x")
    with pytest.raises(CannotError):
        await alive.user("Mo").press(answer, "More")


async def test_a_link_that_is_pressed_wants_no_more_than_an_acknowledgement(alive: Standin):
    message = await _posted(alive, actions(button("Read", "link", url="https://a.example")))
    answer = await alive.reader.press(message, "Read")
    assert answer.messages == []


async def test_of_menus_only_what_they_offer_is_chosen(alive: Standin):
    message = await _posted(alive, actions(select("s1", "s2")))
    assert (await alive.reader.choose(message, "Story s2")).text == "Chosen: s2"
    with pytest.raises(CannotError):
        await alive.reader.choose(message, "s3")


async def test_an_overflow_menu_is_chosen_from(alive: Standin):
    menu = {"type": "overflow", "action_id": "pick", "options": [option("o1", "Open")]}
    message = await _posted(alive, section(accessory=menu))
    assert (await alive.reader.choose(message, "Open")).text == "Chosen: o1"


async def test_feedback_tells_the_value_of_the_thumb(alive: Standin):
    message = await _posted(alive, section(), feedback())
    assert (await alive.reader.press(message, "Not useful")).text == "Rated not"


async def test_who_types_is_proposed_to_and_chooses(alive: Standin):
    element = external()["element"]
    message = await _posted(alive, actions(element))
    assert await alive.reader.suggest(message, "topic", "") == []
    assert await alive.reader.suggest(message, "topic", "lla") == [("lla 1", "t1"), ("lla 2", "t2")]
    assert (await alive.reader.choose(message, "lla 2")).text == "Chosen: t2"


async def test_a_window_is_filled_in(alive: Standin):
    answer = await alive.reader.slash("/llama", "window")
    assert answer.view.title == "Llamawire"
    with pytest.raises(CannotError, match="has to be filled in"):
        await alive.reader.submit(answer)
    wrong = await alive.reader.submit(answer, {"When?": "wrong"})
    assert list(wrong.errors.values()) == ["No such day."]
    sent = await alive.reader.submit(answer, {"day": "2024-04"})
    await sent.more(1)
    assert sent.text == "On 2024-04"
    assert answer.view.closed
    with pytest.raises(CannotError):
        await alive.reader.submit(answer, {"day": "2024-04"})


async def test_a_window_is_changed_or_laid_upon(alive: Standin):
    answer = await alive.reader.slash("/llama", "window")
    upper = await alive.reader.submit(answer, {"day": "push"})
    assert (upper.view.text, upper.view.previous) == ("On top", answer.view.id)
    other = await alive.reader.slash("/llama", "window")
    changed = await alive.reader.submit(other, {"day": "again"})
    assert (changed.view.id, changed.view.title) == (other.view.id, "Again")
    await alive.reader.close(other)
    assert other.view.closed


async def test_shortcuts_on_a_message_and_from_anywhere(alive: Standin):
    message = alive.post_as(alive.reader, alive.channel, "Heron-1 is out")
    assert (await alive.reader.shortcut("which", message)).text == "It says Heron-1 is out"
    opened = await alive.reader.global_shortcut("search")
    assert await alive.reader.suggest(opened, "topic", "lla")
    with pytest.raises(CannotError):
        await alive.reader.choose(opened, "t1")


async def test_the_home_tab_is_published_when_it_is_opened(alive: Standin):
    home = await alive.reader.open_home()
    assert home.text == "Your page\nTopic"
    await alive.reader.open_home()
    assert alive.deliveries[-1].payload["event"]["view"]["id"] == home.view.id


async def test_what_happens_to_the_app_is_told(alive: Standin):
    room = alive.team.channel("models", bot=False)
    await alive.invite(room)
    assert room.has_bot
    await alive.archive(room)
    await alive.uninstall()
    kinds = [one.payload["event"]["type"] for one in alive.deliveries]
    assert kinds == ["member_joined_channel", "channel_archive", "app_uninstalled"]
    assert alive.team.revoked


def test_lists_and_days_are_filled_in_by_label_or_value():
    kind = {"type": "static_select", "action_id": "kind", "options": [option("a", "Alpha"), option("b", "Beta")]}
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": [option("x"), option("y")]}
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2024-04-01"}
    parts = (("Kind", kind), ("Which", boxes), ("Day", day))
    blocks = kept([{"type": "input", "label": plain(name), "element": one} for name, one in parts])
    state = entered(blocks, {"Kind": "Beta", "Which": ["x", "y"]}, {})
    told = {name: value for block in state.values() for name, value in block.items()}
    assert told["kind"]["selected_option"]["value"] == "b"
    assert [one["value"] for one in told["boxes"]["selected_options"]] == ["x", "y"]
    assert told["day"]["selected_date"] == "2024-04-01"
    with pytest.raises(CannotError, match="does not offer"):
        entered(blocks, {"Kind": "Gamma"}, {})
    with pytest.raises(CannotError, match="no inputs"):
        entered(blocks, {"Kind": "Beta", "Which": "x", "Colour": "red"}, {})


async def test_a_window_that_tells_when_it_is_closed(alive: Standin):
    asked = alive.reader._asked("shortcut")
    view = modal(section(), notify_on_close=True)
    await client(alive).views_open(trigger_id=asked.trigger, view=view)
    assert asked.view is not None
    answer = await alive.reader.close(asked.view)
    assert asked.view.closed
    assert answer.messages == []
    assert alive.deliveries[-1].payload["type"] == "view_closed"


async def test_what_is_not_there_is_pressed_only_by_force(alive: Standin):
    message = await _posted(alive, section())
    with pytest.raises(CannotError, match="cannot be pressed"):
        await alive.reader.press(message, "more")
    assert (await alive.reader.press(message, "more", forced=True)).text == "More"


async def test_an_input_that_tells_at_once(alive: Standin):
    asked = alive.reader._asked("shortcut")
    await client(alive).views_open(trigger_id=asked.trigger, view=modal(text_input() | {"dispatch_action": True}))
    assert asked.view is not None
    with pytest.raises(CannotError):
        await alive.reader.enter(asked.view, "other", "x")
    task = asyncio.create_task(alive.reader.enter(asked.view, "day", "2024", wait=False))
    await asyncio.sleep(0.05)
    await alive.advance(3.1)
    with pytest.raises(UnansweredError):  # the toy does not listen to it
        await task
    assert alive.deliveries[-1].payload["actions"][0]["value"] == "2024"


async def test_an_answer_is_waited_for_until_it_says_something(alive: Standin):
    answer = await alive.reader.slash("/llama", "twice", wait=False)
    await answer.until(lambda: "Two" in answer.text)
    assert answer.full > 0
