"""Pages that are turned: in place by whoever asked, privately by everybody else."""

from __future__ import annotations

import pytest

from adapters.slack.ids import Press, action
from config.catalogues import load_words
from digests.ask import Ask
from digests.language import Lang
from tests.standin.slack import Answer, Fault, Kind, Standin

pytestmark = pytest.mark.asyncio(loop_scope="module")

SHARE = load_words(Lang.EN).say("sheet.share")


def on(answer: Answer) -> str:
    """Return the button that turns to the next sheet."""
    return next(label for label in answer.buttons if label.endswith("▶"))


def back(answer: Answer) -> str:
    """Return the button that turns back."""
    return next(label for label in answer.buttons if label.startswith("◀"))


async def test_whoever_asked_turns_the_sheets_in_place(slack: Standin):
    first = await slack.reader.slash("/llama", "latest")
    assert "Row 0 " in first.text
    turned = await slack.reader.press(first, on(first))
    assert turned.changed
    assert "Row 0 " not in turned.text
    assert turned.message.ts == first.message.ts
    assert turned.message.edited
    again = await slack.reader.press(turned, back(turned))
    assert again.changed
    assert "Row 0 " in again.text


async def test_every_row_is_on_one_of_the_sheets(slack: Standin):
    sheet = await slack.reader.slash("/llama", "latest")
    seen = sheet.text
    while any(label.endswith("▶") for label in sheet.buttons):
        sheet = await slack.reader.press(sheet, on(sheet))
        seen += sheet.text
    assert all(f"Row {number} " in seen for number in range(120))


async def test_whoever_else_turns_it_sees_the_next_sheet_alone(slack: Standin):
    first = await slack.reader.slash("/llama", "latest")
    turned = await slack.user("Kim").press(first, on(first))
    assert not turned.changed
    assert turned.ephemeral
    assert "Row 0 " not in turned.text
    assert "Row 0 " in first.text


async def test_a_private_answer_is_turned_in_place_and_stays_private(slack: Standin):
    public = await slack.reader.slash("/llama", "latest")
    kim = slack.user("Kim the second")
    private = await kim.press(public, on(public))
    turned = await kim.press(private, on(private))
    assert turned.changed
    assert turned.ephemeral
    assert SHARE in turned.buttons


async def test_a_sheet_beyond_the_last_is_the_last(slack: Standin):
    first = await slack.reader.slash("/llama", "latest")
    does = action(Press.TURN, Ask("latest", sheet=99), 3)
    assert does
    far = await slack.reader.press(first, does["action_id"], value=does["value"], forced=True)
    assert "Row 119 " in far.text


async def test_a_lost_reply_turns_the_page_once(slack: Standin):
    first = await slack.reader.slash("/llama", "latest")
    await slack.misfortune(Fault(Kind.LOST_REPLY), verbs=["answer"])
    turned = await slack.reader.press(first, on(first))
    assert turned.changed
    assert [one.ts for one in turned.messages] == [first.message.ts]
