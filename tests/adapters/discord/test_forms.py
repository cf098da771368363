"""The one field of a form: text, a list of choices, or a list of Discord's own; and what comes back from it."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.asked import with_given
from adapters.discord.forms import Form, filled
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.ask import Ask
from digests.language import Lang

WORDS = {lang: load_words(lang) for lang in Lang}
BY_VERB = {command.verb: command for command in COMMANDS}
TEXT, SELECT, MENTIONABLE, CHANNEL = 4, 3, 7, 8


def field(verb: str, option: str, lang: Lang = Lang.EN) -> dict[str, Any]:
    command = BY_VERB[verb]
    wanted = command.option(option)
    assert wanted
    payload: dict[str, Any] = Form(command, wanted, "lw:m:x:latest", WORDS[lang]).to_dict()
    (label,) = payload["components"]
    assert 1 <= len(label["label"]) <= 45
    assert 1 <= len(label["description"]) <= 100
    component: dict[str, Any] = label["component"]
    assert component["custom_id"] == option
    return component


@pytest.mark.parametrize(
    ("verb", "option", "kind"),
    [
        ("topics add", "words", TEXT),
        ("schedules list", "channel", CHANNEL),
        ("roles grant", "who", MENTIONABLE),
        ("change", "lang", SELECT),
        ("change", "at", TEXT),
        ("filters add", "languages", SELECT),
    ],
)
def test_each_option_is_given_in_the_field_that_discord_has_for_it(verb: str, option: str, kind: int):
    assert field(verb, option)["type"] == kind


def test_choices_are_shown_in_the_readers_language_and_several_may_be_chosen_of_many():
    one, several = field("change", "lang"), field("filters add", "languages", Lang.HANT)
    assert [line["label"] for line in one["options"]] == ["English", "简体中文", "繁體中文"]
    assert (one["max_values"], several["max_values"]) == (1, len(several["options"]))


def test_every_form_of_every_command_keeps_discords_limits():
    for command in COMMANDS:
        for option in command.options:
            for lang in (Lang.EN, Lang.HANS, Lang.HANT):
                assert field(command.verb, option.name, lang)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ({"value": "heron"}, "heron"),
        ({"values": ["en"]}, "en"),
        ({"values": ["en", "zh-Hant"]}, "en,zh-Hant"),
        ({}, ""),
    ],
)
def test_what_is_filled_in_is_read(inside: dict[str, Any], said: str):
    assert filled([{"type": 18, "component": inside}]) == said
    assert filled([{"type": 1, "components": [inside]}]) == said


def test_a_role_that_is_picked_is_told_from_a_person_by_what_discord_tells_with_it():
    who = BY_VERB["roles grant"].option("who")
    assert who
    role: dict[str, Any] = {"resolved": {"roles": {"5": {}}}}
    assert with_given(Ask("roles grant"), who, "5", role, "7").options == {"who": "role:5"}
    assert with_given(Ask("roles grant"), who, "5", {}, "7").options == {"who": "user:5"}
