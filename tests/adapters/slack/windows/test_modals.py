"""What is pressed in modals, before the stand-in."""

from __future__ import annotations

import asyncio

import pytest
from structlog.typing import EventDict

from digests.language import Lang
from tests.adapters.slack.windows.talk import WORDS, Talk, answered, opened, until
from tests.standin.slack import Fault, Kind, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

EN = WORDS[Lang.EN]
LOCALES = [("en-US", Lang.EN), ("zh-CN", Lang.HANS), ("zh-TW", Lang.HANT), ("zh-HK", Lang.HANT), ("fr-FR", Lang.EN)]


async def test_what_slack_does_not_take_is_told_in_the_modal_and_noted(
    talk: Talk, reader: User, logs: list[EventDict]
) -> None:
    form = await opened(talk, reader, "Search")
    story = await reader.submit(form.view, {"Query": "heron"})
    faults = (Fault(), Fault(Kind.ERROR, status=200, error="view_too_large"))
    await talk.slack.misfortune(*faults, verbs=["view"])
    answer = await reader.press(story, "Latest")
    await answered(answer.view, "the bot's fault")
    assert logs[-1]["reference"] in answer.view.text


async def test_three_modals_lie_on_one_another_and_a_fourth_takes_the_place_of_the_third(
    talk: Talk, reader: User
) -> None:
    form = await opened(talk, reader, "Search")
    first = await reader.submit(form.view, {"Query": "heron"})
    second = await reader.press(first, "Open another")
    await answered(second.view, "id: 'b2c3d4e5'")
    third = await reader.press(second, "Sources")
    await answered(third.view, "Echo of sources")
    assert len({first.view.id, second.view.id, third.view.id}) == 3
    assert (second.view.previous, third.view.previous) == (first.view.id, second.view.id)
    fourth = await reader.press(third, "Open another")
    assert fourth.view is third.view
    await answered(fourth.view, "Echo of story")


async def test_pages_are_turned_in_the_modal_itself(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "How many")
    latest = await reader.submit(form.view, {"lw_field": "200"})
    assert "Row 0 " in latest.text
    (on,) = latest.buttons
    further = await reader.press(latest, on)
    assert further.view is latest.view
    await until(lambda: "Row 0 " not in further.view.text)
    assert len(further.buttons) == 2


async def test_the_same_answer_with_its_quotes_takes_the_place_of_that_without(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "heron"})
    quoted = await reader.press(shown, "Show quotes")
    assert quoted.view is shown.view
    await answered(quoted.view, "quotes: True")


async def test_a_modal_offers_no_pictures_for_it_can_hold_none(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "heron"})
    assert "As a picture" not in shown.buttons
    timeline = await opened(talk, reader, "Timeline")
    await reader.suggest(timeline.view, "lw_field", "heron")
    assert "1 March 2026: Corvid Labs" in (await reader.submit(timeline.view, {"lw_field": "heron"})).text


async def test_what_took_longer_does_not_undo_what_came_later(talk: Talk, reader: User) -> None:
    talk.desk.gate.set()
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "slow"})
    talk.desk.gate.clear()
    await reader.press(shown, "Show quotes", wait=False)
    shown.view.hash = "of a later state"
    talk.desk.gate.set()
    await until(lambda: bool(talk.desk.of("search")[-1].options.get("quotes")))
    await asyncio.sleep(0.2)
    assert shown.view.hash == "of a later state"
    assert "quotes: True" not in shown.view.text


async def test_a_form_inside_a_modal_opens_over_it(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "heron"})
    over = await reader.press(shown, "Search")
    assert over.view.previous == shown.view.id
    assert "query: 'corvid'" in (await reader.submit(over.view, {"Query": "corvid"})).text


async def test_a_modal_may_be_closed_without_a_word(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    await reader.close(form.view)
    assert form.view.closed


async def test_a_window_that_may_no_longer_lie_over_another_takes_its_place(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "heron"})
    await talk.slack.misfortune(Fault(Kind.ERROR, status=200, error="expired_trigger_id"), verbs=["view"])
    story = await reader.press(shown, "Open another")
    assert story.view is shown.view
    await answered(story.view, "id: 'b2c3d4e5'")


@pytest.mark.parametrize("fault", [Fault(Kind.LIMITED, seconds=1), Fault(Kind.CUT), Fault(Kind.LOST_REPLY)])
async def test_an_answer_that_slack_did_not_take_at_once_is_sent_again(talk: Talk, reader: User, fault: Fault) -> None:
    """O12."""
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "heron"})
    await talk.slack.misfortune(fault, verbs=["view"])
    quoted = await reader.press(shown, "Show quotes")
    await answered(quoted.view, "quotes: True")


async def test_where_slack_opens_no_window_at_all_the_bot_goes_on(talk: Talk, reader: User) -> None:
    form = await opened(talk, reader, "Search")
    shown = await reader.submit(form.view, {"Query": "heron"})
    fault = Fault(Kind.ERROR, status=200, error="fatal_error")
    await talk.slack.misfortune(fault, fault, verbs=["view"])
    await reader.press(shown, "Open another", wait=False)
    await asyncio.sleep(0.2)
    story = await reader.press(shown, "Open another")
    await answered(story.view, "id: 'b2c3d4e5'")
