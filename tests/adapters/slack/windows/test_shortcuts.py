"""The menu of a message and that of the workspace, before the stand-in; and the words of a message."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.slack.shortcuts import message_text
from digests.language import Lang
from tests.adapters.slack.windows.talk import WORDS, Talk, answered
from tests.standin.slack import Fault, Kind, User

EN = WORDS[Lang.EN]
LINE = [
    {"type": "text", "text": "Corvid Labs releases "},
    {"type": "link", "url": "https://grebe.example/1", "text": "Heron-1"},
    {"type": "text", "text": " & more"},
]
LIST = [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}]
RICH = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": LINE}, {"type": "rich_text_list", "elements": LIST}],
}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Heron* &amp; <https://grebe.example/2|Wren>"}}
OPEN = {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "action_id": "lw:q:0", "value": "story;id=s1"}
PRESSED = {"type": "actions", "elements": [OPEN]}
HEADER = {"type": "header", "text": {"type": "plain_text", "text": "twice"}}


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "Heron &lt;1&gt; at <https://grebe.example/1|grebe.example> for <@U1>"},
         "Heron <1> at grebe.example https://grebe.example/1 for @U1"),
        ({"text": "Heron", "blocks": [RICH]},
         "Heron\nCorvid Labs releases https://grebe.example/1Heron-1 & more\none"),
        ({"text": "", "blocks": [SECTION, PRESSED]}, "*Heron* & Wren https://grebe.example/2\nOpen"),
        ({"text": "twice\ntwice", "blocks": [HEADER]}, "twice"),
        ({"text": "mine", "attachments": [{"text": "a secret of another channel", "fallback": "secret"}]}, "mine"),
        ({}, ""),
    ],
)  # fmt: skip
def test_the_words_and_addresses_of_a_message_are_read_and_nothing_else(message: dict[str, Any], text: str) -> None:
    assert message_text(message) == text


@pytest.mark.asyncio(loop_scope="module")
async def test_the_menu_of_a_message_tells_its_story_in_a_modal(talk: Talk, reader: User) -> None:
    answer = await reader.shortcut("lw_which", await talk.posted())
    await answered(answer.view, "Echo of which")
    assert "Buttons" in str(talk.desk.of("which")[-1].options["text"])
    assert talk.desk.of("which")[-1].asker.user == reader.id


@pytest.mark.asyncio(loop_scope="module")
async def test_the_menu_of_the_workspace_asks_for_words_and_shows_what_is_found_in_the_same_modal(
    reader: User,
) -> None:
    form = await reader.global_shortcut("lw_search")
    assert [block["type"] for block in form.view.blocks] == ["input"]
    found = await reader.submit(form.view, {"Query": "heron"})
    assert found.view is form.view
    story = await reader.press(found, "Open another")
    await answered(story.view, "id: 'b2c3d4e5'")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", Lang.HANS), ("zh-TW", Lang.HANT)])
async def test_both_speak_the_readers_language(talk: Talk, locale: str, lang: Lang) -> None:
    lin = talk.slack.user("Lin", locale=locale)
    form = await lin.global_shortcut("lw_search")
    assert WORDS[lang].say("option.query") in str(form.view.body)
    await lin.shortcut("lw_which", await talk.posted())
    assert talk.desk.of("which")[-1].lang is lang


@pytest.mark.asyncio(loop_scope="module")
async def test_a_menu_that_was_used_too_long_ago_is_told_of_where_there_is_a_message(talk: Talk, reader: User) -> None:
    late = Fault(Kind.ERROR, status=200, error="expired_trigger_id")
    await talk.slack.misfortune(late, late, verbs=["view"])
    answer = await reader.shortcut("lw_which", await talk.posted())
    assert answer.ephemeral
    assert EN.say("slack.too-late") in answer.text
    await reader.global_shortcut("lw_search", wait=False)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_menu_that_is_told_of_twice_is_answered_once(talk: Talk, reader: User) -> None:
    """O13."""
    answer = await reader.shortcut("lw_which", await talk.posted())
    await answered(answer.view, "Echo of which")
    asked = len(talk.desk.of("which"))
    await talk.slack.redeliver(talk.slack.deliveries[-1])
    assert len(talk.desk.of("which")) == asked
