"""Every stray from the types and the documents is caught and noted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standin.slack import Standin
from tests.standin.slack.checks import Checks, checks
from tests.standin.slack.examples import (
    actions,
    button,
    external,
    feedback,
    metadata,
    modal,
    option,
    plain,
    section,
    select,
    text_input,
)

Json = dict[str, Any]
QUIET: Json = {"unfurl_links": False, "unfurl_media": False}


OURS = Path(__file__).with_name("extract.json")


@pytest.fixture(params=[None, OURS], ids=["official", "extract"])
def either(request: pytest.FixtureRequest) -> Checks:
    """Return the checks by Slack's own types, where they are at hand, and by our extract of them."""
    return checks(request.param)


def post(*blocks: Json, **more: object) -> Json:
    return {"channel": "C1", "text": "Heron-1 is out.", **QUIET} | ({"blocks": list(blocks)} if blocks else {}) | more


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def table(rows: int, cells: int = 2) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * cells] * rows}


def _grouped(label: str) -> Json:
    group = {"label": plain(label), "options": [option("1")]}
    return {"type": "static_select", "action_id": "pick", "option_groups": [group]}


CONFIRM: Json = {"title": plain("Sure?"), "confirm": plain("Yes"), "deny": plain("No")}
SOUND = (
    post(actions(button(confirm={"text": plain("Really?")} | CONFIRM), _grouped("Topics"))),
    post(),
    post(section(), actions(button(), select("1", "2")), feedback()),
    post(
        rich(
            {"type": "text", "text": "<!channel> & co", "style": {"bold": True}}, {"type": "link", "url": "https://a.b"}
        )
    ),
    post(metadata=metadata(), thread_ts="1700000000.000100", mrkdwn=False, parse="none", link_names=False),
    post(table(100, 20)),
    post(*[section() for _ in range(50)]),
    post({"type": "header", "text": plain("T" * 150)}, {"type": "divider"}),
    post({"type": "image", "image_url": "https://a.b/c.png", "alt_text": "A timeline"}),
    post(section("x" * 3000)),
)


def _markdown(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


STRAYS: tuple[tuple[str, Json], ...] = (
    ("an unknown key", post(colour="red")),
    ("an unknown key, nested", post(section(colour="red"))),
    ("an unknown key, deep", post(section() | {"text": plain("x") | {"bold": True}})),
    ("an unknown block", post({"type": "paragraph"})),
    ("null", post(thread_ts=None)),
    ("51 blocks", post(*[section() for _ in range(51)])),
    ("3001 characters", post(section("x" * 3001))),
    ("3001 units of wide characters", post(section("🦙" * 1501))),
    ("no text", {"channel": "C1", "blocks": [section()], **QUIET}),
    ("blank text", post(section(), text=" ")),
    ("a long text", post(text="x" * 4001)),
    ("13,201 characters in sum", post(*[section("x" * 2640) for _ in range(5)], section("x"))),
    ("unfurled links", {"channel": "C1", "text": "x", "unfurl_media": False}),
    ("linked names", post(link_names=True)),
    ("parsed", post(parse="full")),
    ("a ping in text", post(text="hey <!channel>")),
    ("a ping in markup", post(_markdown("<@U123>"))),
    ("a ping in rich text", post(rich({"type": "broadcast", "range": "here"}))),
    ("action ids twice", post(actions(button(), button("Less")))),
    ("block ids twice", post(section(block_id="a"), section(block_id="a"))),
    ("a long block id", post(section(block_id="a" * 256))),
    ("a long header", post({"type": "header", "text": plain("T" * 151)})),
    ("a header with markup", post({"type": "header", "text": {"type": "mrkdwn", "text": "x"}})),
    ("a long button", post(actions(button("x" * 76)))),
    ("a long value", post(actions(button(value="x" * 2001)))),
    ("a button to nowhere", post(actions(button(url="javascript:alert(1)")))),
    ("26 buttons", post(actions(*[button(action_id=f"b{n}") for n in range(26)]))),
    ("11 in a context", post({"type": "context", "elements": [plain("x")] * 11})),
    ("101 options", post(actions(select(*[str(n) for n in range(101)])))),
    ("no options", post(actions(select()))),
    ("an option's long value", post(actions(select("x" * 151)))),
    ("an option's long text", post(actions(select() | {"options": [option("1", "x" * 76)]}))),
    ("an image without words", post({"type": "image", "image_url": "https://a.b/c.png"})),
    ("a table of 101 rows", post(table(101))),
    ("a table of 21 cells", post(table(1, 21))),
    ("two tables", post(table(1), table(1))),
    ("empty text object", post(section(""))),
    ("empty rich text", post(rich({"type": "text", "text": ""}))),
    ("no blocks at all", post(blocks=[])),
    ("metadata of another shape", post(metadata={"key": "k"})),
    ("metadata with a strange type", post(metadata={"event_type": "of ours", "event_payload": {}})),
    ("a thread that is no ts", post(thread_ts="yesterday")),
    ("no channel", {"text": "x", **QUIET}),
    ("a long confirmation", post(actions(button(confirm={"text": plain("x" * 301)} | CONFIRM)))),
    ("a long placeholder", post(actions(select("1") | {"placeholder": plain("x" * 151)}))),
    ("a long field", post({"type": "section", "fields": [plain("x" * 2001)]})),
    ("a paragraph without words", post({"type": "section"})),
    ("two options of one value", post(actions(select("1", "1")))),
    ("rows without cells", post(table(1, 0))),
    ("columns that are told of and not there", post(table(1) | {"column_settings": [{"align": "left"}] * 21})),
    ("a payload that is no object", post(metadata={"event_type": "ours", "event_payload": []})),
    ("a group's long name", post(actions(_grouped("x" * 76)))),
    ("a broadcast without its thread", post(reply_broadcast=True)),
    ("a long feedback label", post(feedback(label="x" * 76))),
)


@pytest.mark.parametrize("call", SOUND, ids=range(len(SOUND)))
def test_what_the_documents_allow_passes(either: Checks, call: Json):
    assert either.faults("chat.postMessage", call) == []


@pytest.mark.parametrize(("what", "call"), STRAYS, ids=[what for what, _ in STRAYS])
def test_a_stray_message_is_caught(either: Checks, what: str, call: Json):
    assert either.faults("chat.postMessage", call), what


def _view(view: Json, by: Checks) -> list[str]:
    return by.faults("views.open", {"trigger_id": "1", "view": view})


def test_a_sound_window_passes(either: Checks):
    sound = modal(text_input(), external(), section(), private_metadata="x" * 3000, notify_on_close=True)
    assert _view(sound, either) == []
    home = {"type": "home", "blocks": [section()] * 100}
    assert either.faults("views.publish", {"user_id": "U1", "view": home}) == []


@pytest.mark.parametrize(
    ("what", "view"),
    [
        ("101 blocks", modal(*[section() for _ in range(101)])),
        ("a long title", modal(section(), title="x" * 25)),
        ("long metadata", modal(section(), private_metadata="x" * 3001)),
        ("a long callback", modal(section(), callback="x" * 256)),
        ("250 kB", modal(*[section("x" * 3000) for _ in range(85)])),
        ("an unknown key", modal(section(), colour="red")),
        ("inputs without a way to send them", {k: v for k, v in modal(text_input()).items() if k != "submit"}),
        ("feedback buttons", modal(feedback())),
        ("a table", modal(table(1))),
        ("a Home tab", {"type": "home", "blocks": [section()]}),
        ("an input longer than what it takes", modal(text_input(initial_value="xxx", max_length=2))),
    ],
)
def test_a_stray_window_is_caught(either: Checks, what: str, view: Json):
    assert _view(view, either), what


def test_options_for_who_types_are_checked(either: Checks):
    sound = [option("1")]
    assert either.options({"options": sound}) == []
    assert either.options({"option_groups": [{"label": plain("Topics"), "options": sound}]}) == []
    for stray in (
        {"options": sound * 101},
        {"options": [{"text": plain("x")}, {"value": ""}]},
        {},
        None,
        {"choices": sound},
    ):
        assert either.options(stray), stray


def test_answers_at_a_response_url_are_checked(either: Checks):
    assert either.answer({"text": "x", "response_type": "ephemeral", "replace_original": True}) == []
    assert either.answer({"delete_original": True}) == []
    for stray in ({"blocks": [section()]}, {"text": "x", "response_type": "loud"}, {"text": "x", "parse": "none"}):
        assert either.answer(stray), stray


def test_text_of_a_query_is_read_by_the_types(either: Checks):
    given = {
        "channel": "C1",
        "limit": "15",
        "inclusive": "1",
        "include_all_metadata": "true",
        "oldest": "1700000000.0001",
    }
    typed = either.typed("conversations.history", given)
    assert typed == {
        "channel": "C1",
        "limit": 15,
        "inclusive": True,
        "include_all_metadata": True,
        "oldest": "1700000000.0001",
    }
    assert either.typed("files.completeUploadExternal", {"files": '[{"id": "F1"}]'}) == {"files": [{"id": "F1"}]}


async def test_a_stray_is_refused_as_slack_refuses_it_and_noted(slack: Standin, web: AsyncWebClient):
    with pytest.raises(SlackApiError) as refused:
        await web.chat_postMessage(channel=slack.channel.id, text="x", blocks=[section("x" * 3001)], **QUIET)
    assert refused.value.response["error"] == "invalid_blocks"
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await web.chat_postMessage(
            channel=slack.channel.id, text="x", blocks=[section("x" * 2999) for _ in range(5)], **QUIET
        )
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await web.api_call("users.info", http_verb="GET", params={"user": slack.reader.id, "colour": "red"})
    assert slack.channel.seen() == []
    assert {one["path"] for one in slack.offences} == {"chat.postMessage", "users.info"}


async def test_what_bolt_adds_to_every_call_is_no_stray(slack: Standin, web: AsyncWebClient):
    web.default_params["team_id"] = slack.team.id
    await web.chat_postMessage(channel=slack.channel.id, text="x", **QUIET)
    await web.conversations_history(channel=slack.channel.id, limit=15, include_all_metadata=True)
    await web.auth_test()
    assert slack.offences == []


async def test_what_crosses_workspaces_is_an_offence(slack: Standin, web: AsyncWebClient):
    other = slack.add_team("Second Desk")
    with pytest.raises(SlackApiError):
        await web.chat_postMessage(channel=next(iter(other.channels)), text="x", **QUIET)
    with pytest.raises(SlackApiError):
        await web.users_info(user=other.bot)
    assert len(slack.offences) == 2
    assert "another workspace" in slack.offences[0]["what"]


async def test_a_method_that_is_not_played_is_an_offence(slack: Standin, web: AsyncWebClient):
    with pytest.raises(SlackApiError, match="unknown_method"):
        await web.reactions_add(channel=slack.channel.id, name="eyes", timestamp="1700000000.000100")
    assert slack.offences[0]["path"] == "reactions.add"


async def test_a_write_is_not_made_with_get_and_a_token_stands_in_the_header(slack: Standin, web: AsyncWebClient):
    with pytest.raises(SlackApiError):
        await web.api_call("chat.delete", http_verb="GET", params={"channel": slack.channel.id, "ts": "1.1"})
    with pytest.raises(SlackApiError):
        await web.api_call("auth.test", data={"token": slack.token})
    assert [one["what"] for one in slack.offences] == ["called with GET", "token: not an argument"]
