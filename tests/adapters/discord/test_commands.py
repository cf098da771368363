"""The desk's commands as they are registered with Discord."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from adapters.discord.commands import Payload, fingerprint, payloads
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.desk import Command, Option, Suggests, Takes, Who
from digests.language import Lang
from digests.words import Words

WORDS: Mapping[Lang, Words] = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
NAME = re.compile(r"[-_'\w]{1,32}")

Json = dict[str, Any]


@pytest.fixture(scope="module")
def registered() -> list[Json]:
    return payloads(COMMANDS, WORDS, "llama")


def nodes(command: Payload) -> Iterator[Json]:
    yield command
    options: Any = command.get("options", ())
    for option in options:
        yield from nodes(option)


def test_there_are_two_top_commands_and_the_menu_of_a_message(registered: list[Json]):
    assert [(one["type"], one["name"]) for one in registered] == [
        (1, "llama"),
        (1, "llama-admin"),
        (3, "Which story is this?"),
    ]


def test_the_base_name_is_a_setting():
    assert [one["name"] for one in payloads(COMMANDS, WORDS, "news")][:2] == ["news", "news-admin"]


def test_admin_commands_are_hidden_from_members_and_direct_messages(registered: list[Json]):
    readers, admins, menu = registered
    assert admins["default_member_permissions"] == 1 << 5
    assert admins["contexts"] == [0]
    assert readers["default_member_permissions"] is menu["default_member_permissions"] is None
    assert readers["contexts"] == menu["contexts"] == [0, 1]


def test_every_command_that_is_asked_in_chats_is_there_under_its_verb(registered: list[Json]):
    def verbs(options: list[Json], before: str = "") -> Iterator[str]:
        for option in options:
            if option["type"] == 2:
                yield from verbs(option["options"], f"{option['name']} ")
            else:
                yield before + option["name"]

    there = {verb for top in registered[:2] for verb in verbs(top["options"])}
    assert there == {command.verb for command in COMMANDS if command.chat and command.is_typed}


def test_groups_are_one_level_deep_and_no_verb_is_also_a_group(registered: list[Json]):
    for top in registered[:2]:
        names = [option["name"] for option in top["options"]]
        assert len(names) == len(set(names)) <= 25
        for option in top["options"]:
            assert all(below["type"] == 1 for below in option["options"]) or option["type"] == 1


def test_names_and_descriptions_keep_discords_limits_in_every_language(registered: list[Json]):
    for top in registered:
        for node in nodes(top) if top["type"] == 1 else ():
            for name in (node["name"], *node.get("name_localizations", {}).values()):
                assert NAME.fullmatch(name), name
                assert name == name.lower()
            for described in (node["description"], *node["description_localizations"].values()):
                assert 1 <= len(described) <= 100, described


def test_names_beside_each_other_differ_in_every_language(registered: list[Json]):
    for node in (one for top in registered for one in nodes(top)):
        for locale in ("zh-CN", "zh-TW"):
            below = [one.get("name_localizations", {}).get(locale, one["name"]) for one in node.get("options", ())]
            assert len(below) == len(set(below))


def test_what_readers_see_is_said_in_three_languages(registered: list[Json]):
    for top in registered:
        for node in nodes(top):
            if "description" in node:
                assert set(node["description_localizations"]) == {"zh-CN", "zh-TW"}, node["name"]


def test_no_command_has_more_than_8000_characters(registered: list[Json]):
    """The longest wording of each field counts (discord-api-docs, Application Command Limits)."""

    def longest(node: Json, key: str) -> int:
        return max(map(len, [node.get(key, ""), *node.get(f"{key}_localizations", {}).values()]))

    for top in registered:
        taken = sum(longest(node, "name") + longest(node, "description") for node in nodes(top))
        choices = [choice for node in nodes(top) for choice in node.get("choices", ())]
        taken += sum(longest(choice, "name") + len(choice["value"]) for choice in choices)
        assert taken <= 8_000


def test_required_options_come_first(registered: list[Json]):
    for node in (one for top in registered for one in nodes(top)):
        required = [one["required"] for one in node.get("options", ()) if "required" in one]
        assert required == sorted(required, reverse=True)


def one_option(option: Option) -> Json:
    words = {
        lang: Words(lang, {**one.phrases, f"option.{option.name}": "What it is for", "command.ask": "Ask"})
        for lang, one in WORDS.items()
    }
    (top,) = payloads([Command("ask", (option,))], words, "llama")
    found: Json = top["options"][0]["options"][0]  # type: ignore[index]
    return found


def test_options_take_what_they_take():
    assert one_option(Option("x", Takes.FLAG))["type"] == 5
    number = one_option(Option("x", Takes.NUMBER, low=0, high=9))
    assert (number["type"], number["min_value"], number["max_value"]) == (4, 0, 9)
    channel = one_option(Option("x", Takes.CHANNEL))
    assert (channel["type"], channel["channel_types"]) == (7, [0, 5, 10, 11, 12])
    text = one_option(Option("x", longest=80))
    assert (text["type"], text["min_length"], text["max_length"], text["autocomplete"]) == (3, 1, 80, False)
    assert one_option(Option("x", suggests=Suggests.TOPIC))["autocomplete"] is True


def test_choices_are_picked_in_the_readers_words_unless_several_are_typed():
    choices = one_option(Option("x", Takes.CHOICE, choices=("release", "en")))["choices"]
    assert [choice["value"] for choice in choices] == ["release", "en"]
    assert choices[0]["name"] == "release"
    assert choices[0]["name_localizations"]["zh-TW"] == WORDS[Lang.HANT].say("kind.release")
    several = one_option(Option("x", Takes.CHOICE, many=True, choices=("release", "deal")))
    assert several["autocomplete"] is True
    assert "choices" not in several


def test_what_only_the_terminal_asks_is_not_registered():
    assert payloads([Command("doctor", who=Who.ADMINS, chat=False)], WORDS, "llama") == []


def test_the_fingerprint_changes_with_what_is_registered(registered: list[Json]):
    assert fingerprint(registered) == fingerprint(payloads(COMMANDS, WORDS, "llama"))
    assert fingerprint(registered) != fingerprint(payloads(COMMANDS, WORDS, "news"))
