"""Each documented limit is borne right at it and refused just past it, by the official description and our extract."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests import skips
from tests.standin.discord.checks import Checks, checks, official
from tests.standin.discord.examples import (
    V2,
    button,
    command,
    container,
    gallery,
    option,
    page,
    post,
    row,
    section,
    select,
    text,
)

POST = "/channels/1/messages"
EDIT = "/channels/1/messages/2"
CALLBACK = "/interactions/1/token/callback"
FOLLOWUP = "/webhooks/1/token"
ORIGINAL = "/webhooks/1/token/messages/@original"
COMMANDS = "/applications/1/commands"
LINK = {"type": 2, "style": 5, "label": "Read", "url": "https://example.com/heron"}
ROWS_OF_BUTTONS = [row(*(button(custom_id=f"{r}{n}") for n in range(5))) for r in range(6)]


@pytest.fixture(params=["official", "extract"])
def strict(request: pytest.FixtureRequest) -> Checks:
    if request.param == "extract":
        return checks(Path(__file__).with_name("extract.json"))
    found = official()
    if found is None:
        pytest.skip(skips.SHARED)
    return checks(found)


def subcommands(count: int) -> dict[str, Any]:
    return command("llama", *(option(f"s{n}", 1) for n in range(count)))


FITTING: list[tuple[str, str, object]] = [
    ("POST", POST, post("x" * 2000, nonce="n" * 25, enforce_nonce=True)),
    ("POST", POST, post(embeds=[{"title": "t" * 256, "description": "d" * 4096, "footer": {"text": "f" * 1648}}])),
    ("POST", POST, post(components=ROWS_OF_BUTTONS[:5])),
    ("POST", POST, page(*(text(f"{n}") for n in range(40)))),
    ("POST", POST, page(text("字" * 4000))),
    ("POST", POST, page(container(section(LINK), row(select("1", "2")), {"type": 14}, row(button())))),
    ("POST", POST, {"embeds": [{"title": "a", "flags": 0}], "allowed_mentions": {"parse": []}}),
    ("PATCH", EDIT, post("changed", tts=False)),
    ("PATCH", EDIT, {"components": []}),
    ("POST", FOLLOWUP, post(flags=64)),
    ("PATCH", ORIGINAL, page(text())),
    ("POST", CALLBACK, {"type": 4, "data": post(flags=64)}),
    ("POST", CALLBACK, {"type": 5, "data": {"flags": 64}}),
    ("POST", CALLBACK, {"type": 5}),
    ("POST", CALLBACK, {"type": 6}),
    ("POST", CALLBACK, {"type": 7, "data": post(tts=False)}),
    ("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": f"{n}", "value": "v" * 100} for n in range(25)]}}),
    ("PUT", COMMANDS, [subcommands(25) | {"nsfw": False, "contexts": None, "default_member_permissions": 32}]),
    ("PUT", COMMANDS, [command("llama", option("a", 2, option("b", 1, option("主題", autocomplete=True))))]),
    ("PUT", COMMANDS, [{"name": "Which story is this?", "type": 3}]),
    ("POST", "/users/@me/channels", {"recipient_id": 5}),
    ("POST", "/channels/1/messages/2/threads", {"name": "n" * 100, "auto_archive_duration": 1440}),
]
MODAL = {
    "type": 9,
    "data": {
        "custom_id": "lw:m:when:timeline",
        "title": "t" * 45,
        "components": [
            {"type": 18, "label": "l" * 45, "component": {"type": 4, "custom_id": "when", "style": 1}},
        ],
    },
}


@pytest.mark.parametrize(("method", "path", "body"), [*FITTING, ("POST", CALLBACK, MODAL)])
def test_what_is_just_within_the_limits_passes(strict: Checks, method: str, path: str, body: object):
    assert strict.faults(method, path, body) == []


LONG = [option(f"o{n}", description="d" * 100) for n in range(4)]
INPUTS = [row({"type": 4, "custom_id": f"{n}", "style": 1, "label": "l"}) for n in range(6)]
NARROW = row({"type": 4, "custom_id": "a", "style": 1, "label": "l", "min_length": 2, "max_length": 1})
REFUSED: list[tuple[str, str, str, object]] = [
    ("longer than 2000", "POST", POST, post("x" * 2001)),
    ("longer than 2000", "POST", POST, post("🦙" * 1001)),
    ("'colour' was unexpected", "POST", POST, post(colour=1)),
    ("'foo' was unexpected", "POST", POST, page(container(text() | {"foo": 1}))),
    ("missing, so that words may ping", "POST", POST, {"content": "hello"}),
    ("missing, so that words may ping", "POST", FOLLOWUP, {"content": "hello"}),
    ("missing, so that words may ping", "PATCH", EDIT, {"content": "hello"}),
    ("missing, so that words may ping", "PATCH", ORIGINAL, {"flags": V2, "components": [text()]}),
    ("missing, so that words may ping", "POST", CALLBACK, {"type": 4, "data": {"content": "hello"}}),
    ("lets words ping", "POST", POST, {"content": "hello", "allowed_mentions": {"parse": ["everyone"]}}),
    ("lets words ping", "POST", POST, {"content": "hello", "allowed_mentions": {"parse": [], "users": ["1"]}}),
    ("nonce", "POST", POST, post(nonce="n" * 26)),
    ("nonce", "POST", POST, post(enforce_nonce=True)),
    ("empty", "POST", POST, {"allowed_mentions": {"parse": []}}),
    ("blank", "POST", POST, post(" \n")),
    ("surrogate", "POST", POST, post("a\ud83e")),
    ("6000 are allowed", "POST", POST, post(embeds=[{"title": "a", "description": "d" * 3000}] * 2)),
    ("longer than 256", "POST", POST, post(embeds=[{"title": "t" * 257}])),
    ("embeds", "POST", POST, post(embeds=[{"title": "t"}] * 11)),
    ("40 are allowed", "POST", POST, page(container(*(text(f"{n}") for n in range(39))), text())),
    ("4000 are allowed", "POST", POST, page(text("x" * 4000), text("x"))),
    ("longer than 4000", "POST", POST, page(text("🦙" * 2001))),
    ("not with components", "POST", POST, page(text(), content="and words")),
    ("need the flag", "POST", POST, post(components=[text()])),
    ("at most 5 rows", "POST", POST, post(components=ROWS_OF_BUTTONS)),
    ("cannot be set", "POST", POST, post(flags=64)),
    ("is there 2 times", "POST", POST, post(components=[row(button(), button("Less"))])),
    ("is there 2 times", "POST", POST, page(section(button()), row(button("Less")))),
    ("is there 2 times", "POST", POST, page(text("a") | {"id": 7}, text("b") | {"id": 7})),
    ("a link has a url", "POST", POST, post(components=[row(LINK | {"custom_id": "a"})])),
    ("needs a custom_id", "POST", POST, post(components=[row(button(url="https://example.com"))])),
    ("needs a label", "POST", POST, post(components=[row(button(""))])),
    ("is no address", "POST", POST, post(components=[row(LINK | {"url": "javascript:alert(1)"})])),
    ("longer than 100", "POST", POST, post(components=[row(button(custom_id="c" * 101))])),
    ("longer than 80", "POST", POST, post(components=[row(button("l" * 81))])),
    ("stands alone", "POST", POST, post(components=[row(select("1"), button())])),
    ("components", "POST", POST, post(components=[row(*(button(custom_id=f"{n}") for n in range(6)))])),
    ("options", "POST", POST, post(components=[row(select(*(f"{n}" for n in range(26))))])),
    ("value '1' is there 2 times", "POST", POST, post(components=[row(select("1", "1"))])),
    ("1 to 2 of 1", "POST", POST, post(components=[row(select("1", max_values=2))])),
    ("not uploaded", "POST", POST, page(gallery("attachment://t.png"))),
    ("type 99 has no place", "POST", POST, page({"type": 99})),
    ("accessory", "POST", POST, page({"type": 9, "components": [text()]})),
    ("only whether it is ephemeral", "POST", CALLBACK, {"type": 5, "data": post()}),
    ("has none", "POST", CALLBACK, {"type": 6, "data": post()}),
    ("1 to 100", "POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "a", "value": "v" * 101}]}}),
    ("choices", "POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "a", "value": "v"}] * 26}}),
    ("type 3", "POST", CALLBACK, {"type": 3}),
    ("is no name", "PUT", COMMANDS, [command("Llama")]),
    ("is no name", "PUT", COMMANDS, [command("llama wire")]),
    ("is no name", "PUT", COMMANDS, [command(name_localizations={"zh-TW": "新 聞"})]),
    ("no locales", "PUT", COMMANDS, [command(name_localizations={"zh-HK": "新聞"})]),
    ("is there 2 times", "PUT", COMMANDS, [command(), command()]),
    ("is there 2 times", "PUT", COMMANDS, [command("llama", option("a"), option("a"))]),
    ("needs a description", "PUT", COMMANDS, [command(description="")]),
    ("neither description", "PUT", COMMANDS, [{"name": "Which?", "type": 3, "description": "d"}]),
    ("options beside subcommands", "PUT", COMMANDS, [command("llama", option("a", 1), option("b"))]),
    ("nested too deep|no place here", "PUT", COMMANDS, [command("llama", option("a", 1, option("b", 1)))]),
    ("group", "PUT", COMMANDS, [command("llama", option("a", 2))]),
    ("required option after", "PUT", COMMANDS, [command("llama", option("a"), option("b", required=True))]),
    (
        "autocomplete beside choices",
        "PUT",
        COMMANDS,
        [command("llama", option("a", autocomplete=True, choices=[{"name": "a", "value": "a"}]))],
    ),
    ("min_value is above", "PUT", COMMANDS, [command("llama", option("a", 4, min_value=2, max_value=1))]),
    ("options", "PUT", COMMANDS, [subcommands(26)]),
    ("100 are allowed", "PUT", COMMANDS, [command(f"c{n}") for n in range(101)]),
    (
        "8000 are allowed",
        "PUT",
        COMMANDS,
        [command("llama", *(option(f"s{n}", 1, *LONG) for n in range(25)))],
    ),
    ("not in the description", "POST", "/channels/1/shout", {}),
    ("not in the description", "PUT", POST, {}),
    ("missing", "POST", "/channels/1/messages/2/threads", None),
    ("channel_id", "GET", "/channels/news/messages", None),
    ("none is taken", "GET", POST, {"limit": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "method", "path", "body"), REFUSED)
def test_what_is_past_a_limit_is_refused_and_named(strict: Checks, what: str, method: str, path: str, body: object):
    found = strict.faults(method, path, body)
    assert found
    assert any(re.search(what, fault) for fault in found), found


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("longer than 45", {"title": "t" * 46}),
        ("longer than 100", {"custom_id": "c" * 101}),
        ("at most 5 rows", {"components": INPUTS}),
        ("2 to 1", {"components": [NARROW]}),
    ],
)  # fmt: skip
def test_a_window_past_a_limit_is_refused(strict: Checks, what: str, change: dict[str, object]):
    modal = MODAL["data"]
    assert isinstance(modal, dict)
    found = strict.faults("POST", CALLBACK, {"type": 9, "data": {**modal, **change}})
    assert any(what in fault for fault in found), found


def test_parameters_of_an_address_are_checked_too(strict: Checks):
    assert strict.faults("GET", POST, query={"limit": "100", "after": "5"}) == []
    assert strict.faults("GET", POST, query={"limit": "101"})
    assert strict.faults("GET", POST, query={"newest": "5"}) == ["newest: not a parameter in the query"]
    assert strict.faults("POST", CALLBACK, {"type": 5}, query={"with_response": "1"}) == []


def test_literal_addresses_win_over_templates(strict: Checks):
    assert strict.template("/users/@me") == "/users/@me"
    assert (
        strict.template("/webhooks/1/token/messages/@original")
        == "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    )
    assert strict.template("/users/1") == "/users/{user_id}"


def test_files_are_shown_and_only_files_that_are_there(strict: Checks):
    picture = page(gallery("attachment://t.png"), attachments=[{"id": 0, "filename": "t.png"}])
    assert strict.faults("POST", POST, picture, files=frozenset({"t.png"})) == []
    found = strict.faults("POST", POST, page(text()), files=frozenset({"t.png"}))
    assert found == ["file 't.png': uploaded, and shown by no component"]


def test_a_message_of_version_2_stays_one(strict: Checks):
    assert strict.faults("PATCH", EDIT, post(), was_v2=True) == ["content: not with components of version 2"]
    assert strict.faults("PATCH", EDIT, page(text()) | {"flags": 0}, was_v2=True) == []


def test_the_tolerance_for_discord_py_ends_where_it_is_not_needed(strict: Checks):
    assert strict.faults("POST", CALLBACK, {"type": 8, "data": {"choices": [], "tts": False}})
    assert strict.faults("POST", POST, post(embeds=[{"title": "t", "flags": 1}]))
    assert strict.faults("PUT", COMMANDS, [command("llama", option("a", nsfw=False))])
