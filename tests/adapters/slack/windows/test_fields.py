"""The one field of a form, and what a modal keeps for itself."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.fields import FIELD, field, given_in, with_given
from adapters.slack.spelled import Spelled
from adapters.slack.views import Kept, depth, kept_in, modal
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.ask import Ask
from digests.desk import Command, Option
from digests.errors import BadInput
from digests.language import Lang
from tests.adapters.slack.windows.talk import WORDS

SPELLED = Spelled(COMMANDS, WORDS)


def _of(verb: str, option: str) -> tuple[Command, Option]:
    command = next(one for one in COMMANDS if one.verb == verb)
    found = command.option(option)
    assert found
    return command, found


@pytest.mark.parametrize(
    ("verb", "option", "kind"),
    [
        ("search", "query", "plain_text_input"),
        ("timeline", "topic", "external_select"),
        ("digest", "topics", "multi_external_select"),
        ("timeline", "kinds", "multi_static_select"),
        ("follow", "where", "static_select"),
        ("latest", "max", "number_input"),
        ("schedules list", "channel", "conversations_select"),
        ("roles grant", "who", "users_select"),
        ("timeline", "from", "plain_text_input"),
    ],
)
def test_each_kind_of_option_has_a_field_of_its_kind(verb: str, option: str, kind: str) -> None:
    block = field(*_of(verb, option), WORDS[Lang.EN])
    assert block["element"]["type"] == kind
    assert block["block_id"] == block["element"]["action_id"] == FIELD


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
def test_every_option_that_may_be_typed_has_a_field_in_every_language(lang: Lang) -> None:
    words = load_words(lang)
    for command in COMMANDS:
        for option in command.options if command.is_typed and command.chat else ():
            block = field(command, option, words)
            assert block["label"]["text"]
            assert len(block["hint"]["text"]) > 3


def test_choices_are_named_in_the_readers_words_and_sent_as_the_desk_knows_them() -> None:
    element = field(*_of("follow", "where"), WORDS[Lang.HANT])["element"]
    assert [(one["text"]["text"], one["value"]) for one in element["options"]] == [
        (WORDS[Lang.HANT].say("choice.dm"), "dm"),
        (WORDS[Lang.HANT].say("choice.thread"), "thread"),
    ]


def test_what_was_typed_before_stands_in_the_field_again() -> None:
    assert field(*_of("search", "query"), WORDS[Lang.EN], "heron")["element"]["initial_value"] == "heron"


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ({"type": "plain_text_input", "value": "heron"}, ("heron",)),
        ({"type": "plain_text_input", "value": None}, ()),
        ({"type": "static_select", "selected_option": {"value": "dm"}}, ("dm",)),
        ({"type": "static_select", "selected_option": None}, ()),
        ({"type": "multi_static_select", "selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"type": "conversations_select", "selected_conversation": "C1"}, ("C1",)),
        ({"type": "users_select", "selected_user": "U1"}, ("U1",)),
        ({}, ()),
    ],
)
def test_whatever_kind_the_field_is_what_stands_in_it_is_read(state: Mapping[str, Any], found: tuple[str, ...]) -> None:
    assert given_in({"state": {"values": {FIELD: {FIELD: state}}}}) == found


@pytest.mark.parametrize(
    ("verb", "option", "typed", "value"),
    [
        ("search", "query", ("  heron, 苍鹭 ",), "heron, 苍鹭"),
        ("latest", "max", ("12",), 12),
        ("latest", "max", ("１２",), 12),
        ("latest", "max", ("many",), "many"),
        ("timeline", "from", ("2026年3月",), "2026-3"),
        ("timeline", "kinds", ("release", "funding"), ("release", "funding")),
        ("digest", "topics", ("heron",), ("heron",)),
        ("schedules list", "channel", ("C070A00001",), "slack:T1/C070A00001"),
        ("follow", "where", ("dm",), "dm"),
    ],
)
def test_what_is_given_is_asked_as_the_desk_takes_it(
    verb: str, option: str, typed: tuple[str, ...], value: object
) -> None:
    ask = with_given(Ask(verb, {"quotes": True}), _of(verb, option)[1], typed, "T1", SPELLED)
    assert ask.options == {"quotes": True, option: value}


@given(st.text(max_size=300), st.text(max_size=5), st.booleans())
@settings(deadline=None, max_examples=60)
def test_what_a_modal_keeps_is_read_again_or_refused(text: str, name: str, home: bool) -> None:
    part = Ask("home", {"tab": "topics"}) if home else None
    kept = Kept(Ask("search", {"query": name}) if name else None, "query", "C1", "1.2", part)
    assert kept_in({"private_metadata": kept.text}) == kept
    with suppress(BadInput):
        kept_in({"private_metadata": text})


@pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"ask": "No Ask"}', "7"])
def test_what_no_version_kept_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="button-unknown"):
        kept_in({"private_metadata": text})


def test_a_modal_keeps_no_ask_that_is_too_long_for_a_button() -> None:
    assert kept_in({"private_metadata": Kept(Ask("search", {"query": "x" * 200})).text}) == Kept()


@pytest.mark.parametrize(
    ("beneath", "lowest", "deep"), [(None, "V1", 1), ("", "V1", 1), ("V1", "V1", 2), ("V2", "V1", 3)]
)
def test_how_deep_a_modal_lies_is_read_from_what_slack_tells_of_it(beneath: str, lowest: str, deep: int) -> None:
    assert depth({"previous_view_id": beneath, "root_view_id": lowest}) == deep


def test_a_title_is_never_longer_than_slack_takes_nor_empty() -> None:
    assert len(modal("很长的标题" * 9, [], WORDS[Lang.EN])["title"]["text"]) <= 24
    assert modal(" \n", [], WORDS[Lang.EN])["title"]["text"]
