"""The same in a process of its own, as it runs: Home, form, menus, and what is proposed."""

from __future__ import annotations

import pytest

from tests.adapters.slack.echo_desk import STORIES
from tests.adapters.slack.windows.talk import answered
from tests.standin.slack import Standin, User

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_home_is_shown_and_a_language_is_chosen_by_command(slack: Standin) -> None:
    lin = slack.user("Lin", locale="zh-CN")
    assert "Asked home () in zh-Hans" in (await lin.open_home()).text
    await lin.slash("/llama", "language zh-Hant")
    await lin.open_home()
    await answered(slack.team.homes[lin.id], "Asked home () in zh-Hant")


async def test_what_is_typed_into_a_form_is_answered_in_it(admin: User) -> None:
    answer = await admin.slash("/llama", "story id:" + STORIES[0])
    form = await admin.press(answer, "How many")
    latest = await admin.submit(form.view, {"lw_field": "5"})
    assert latest.view is form.view
    assert "Row 0 " in latest.text


async def test_the_menu_of_a_message_and_that_of_the_workspace_open_modals(slack: Standin) -> None:
    mo = slack.user("Mo")
    answer = await mo.slash("/llama", "latest")
    which = await mo.shortcut("lw_which", answer.message)
    await answered(which.view, "Asked which")
    form = await mo.global_shortcut("lw_search")
    found = await mo.submit(form.view, {"Query": "heron"})
    assert "Asked search (query: 'heron')" in found.text
