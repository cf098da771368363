"""The table of commands: each once, each answered, each called and described in three languages."""

from __future__ import annotations

import re

import pytest

from bot.desk.answers import ANSWERS
from bot.desk.checks import checked, may_ask
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.desk import OPERATOR, Asker, Command, Option, Takes, Who
from digests.errors import BadInput
from digests.language import Lang
from digests.words import Words

LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
NAME = re.compile(r"[-_'\w]{1,32}")
"""What Discord takes for a name: letters of any script, in lower case (discord-api-docs, Application Commands)."""
CHATS = [command for command in COMMANDS if command.chat]
READER = Asker("discord", "guild", "7")


def described(command: Command, option: Option, words: Words) -> str:
    own = words.phrases.get(f"option.{command.verb}.{option.name}")
    return own or words.say(f"option.{option.name}")


def test_every_command_is_answered_and_every_answer_asked():
    verbs = [command.verb for command in COMMANDS]
    assert sorted(verbs) == sorted(ANSWERS)
    assert len(set(verbs)) == len(verbs)


def test_no_verb_is_both_a_command_and_a_group():
    groups = {command.verb.split(" ")[0] for command in COMMANDS if " " in command.verb}
    assert groups.isdisjoint(command.verb for command in COMMANDS)


@pytest.mark.parametrize("lang", LANGS)
def test_everything_is_described_in_at_most_100_characters(lang: Lang):
    words = load_words(lang)
    groups = {command.verb.split(" ")[0] for command in COMMANDS if " " in command.verb}
    told = [words.say(f"command.{verb}") for verb in (*ANSWERS, *groups)]
    told += [described(command, option, words) for command in COMMANDS for option in command.options]
    assert [text for text in told if not 1 <= len(text) <= 100] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_name_in_chats_is_one_that_discord_takes_and_none_stands_twice_beside_another(lang: Lang):
    words = load_words(lang)
    for command in (one for one in CHATS if one.is_typed):
        names = [words.say(f"option-name.{option.name}") for option in command.options]
        names += [words.say(f"command-name.{word}") for word in command.verb.split(" ")]
        assert [name for name in names if not NAME.fullmatch(name) or name != name.lower()] == []
        assert len({words.say(f"option-name.{o.name}") for o in command.options}) == len(command.options)
    for who in Who:
        own = [command for command in CHATS if command.who is who and command.is_typed]
        typed = [tuple(words.say(f"command-name.{word}") for word in one.verb.split(" ")) for one in own]
        assert len(set(typed)) == len(typed)


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_that_is_picked_has_a_name(lang: Lang):
    words = load_words(lang)
    for option in (option for command in CHATS if command.is_typed for option in command.options):
        named = ({f"choice.{choice}", f"kind.{choice}"} & words.phrases.keys() for choice in option.choices)
        assert all(named)


def test_one_top_command_holds_what_discord_lets_it():
    for who in Who:
        own = [command for command in CHATS if command.who is who and command.is_typed]
        assert len({command.verb.split(" ")[0] for command in own}) <= 25
        assert all(len(command.options) <= 25 for command in own)
        size = sum(
            max(
                len(words.say(f"command.{command.verb}"))
                + sum(
                    len(described(command, o, words)) + len(o.name) + sum(map(len, o.choices)) for o in command.options
                )
                for words in map(load_words, LANGS)
            )
            for command in own
        )
        assert size < 7_000


def test_readers_may_not_do_what_admins_do_and_nobody_in_a_chat_what_is_the_operators():
    admin = Asker("discord", "guild", "8", manages=True)
    for command in COMMANDS:
        assert may_ask(command, READER) == (command.chat and command.who is Who.READERS)
        assert may_ask(command, admin) == command.chat
        assert may_ask(command, OPERATOR) == command.terminal


COMMAND = Command(
    "x",
    (
        Option("name", required=True, longest=5),
        Option("many", many=True),
        Option("kind", Takes.CHOICE, many=True, choices=("a", "b")),
        Option("count", Takes.NUMBER, low=2, high=4),
        Option("flag", Takes.FLAG),
        Option("when", Takes.PERIOD),
    ),
)


def test_options_are_taken_as_the_command_has_them():
    given = {"flag": True, "many": ("a, b", "c，d"), "name": " n ", "kind": "b,a", "count": 4, "when": "2024-04"}
    assert dict(checked(COMMAND, given)) == {
        "name": "n",
        "many": ("a", "b", "c", "d"),
        "kind": ("b", "a"),
        "count": 4,
        "flag": True,
        "when": "2024-04",
    }
    assert list(checked(COMMAND, {"name": "n", "many": (), "flag": False, "count": None})) == ["name"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"name": None}, "nothing-given"),
        ({"name": "  "}, "nothing-given"),
        ({"name": "longer"}, "option-too-long"),
        ({"name": 5}, "option-no-text"),
        ({"many": (5,)}, "option-no-text"),
        ({"kind": ("a", "c")}, "option-no-choice"),
        ({"count": 5}, "number-out-of-range"),
        ({"count": True}, "number-out-of-range"),
        ({"count": "3"}, "number-out-of-range"),
        ({"flag": "yes"}, "option-with-value"),
        ({"when": "2024-02-30"}, "no-date"),
        ({"other": 1}, "no-such-option"),
    ],
)
def test_what_a_command_does_not_take_is_refused_in_every_language(wrong: dict[str, object], key: str):
    with pytest.raises(BadInput) as refused:
        checked(COMMAND, {"name": "n"} | wrong)
    assert refused.value.key == key
    assert all(load_words(lang).refusal(refused.value) for lang in LANGS)
