"""What an interaction asks, read from Discord's data."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord.asked import about_message, asked, focused, message_text, verb_of, with_given
from digests.ask import Ask
from digests.desk import Command, Option, Takes

COMMAND = Command(
    "schedules set",
    (
        Option("channel", Takes.CHANNEL),
        Option("topics", many=True),
        Option("alerts", Takes.NUMBER, low=0),
        Option("quotes", Takes.FLAG),
        Option("at"),
    ),
)


def slash(**options: object) -> dict[str, Any]:
    given = [{"type": 3, "name": name, "value": value} for name, value in options.items()]
    below = {"type": 1, "name": "set", "options": given}
    return {"type": 1, "name": "llama-admin", "options": [{"type": 2, "name": "schedules", "options": [below]}]}


def test_a_group_and_a_word_are_a_verb():
    assert verb_of(slash()) == "schedules set"
    assert verb_of({"options": [{"type": 1, "name": "status"}]}) == "status"
    assert verb_of({}) == ""


@pytest.mark.parametrize(
    ("name", "given", "taken"),
    [
        ("channel", "42", "discord:7/42"),
        ("topics", "llama,open-models，mistral、 qwen ,", ("llama", "open-models", "mistral", "qwen")),
        ("alerts", 0, 0),
        ("quotes", True, True),
        ("at", " 08:00 ", "08:00"),
    ],
)
def test_values_are_as_the_desk_takes_them(name: str, given: object, taken: object):
    assert asked(slash(**{name: given}), COMMAND, "7") == Ask("schedules set", {name: taken})


def test_a_person_and_a_role_that_were_picked_are_told_apart():
    command = Command("roles grant", (Option("who", Takes.GRANTEE),))
    told = {"resolved": {"roles": {"5": {"id": "5"}}, "users": {}}}
    assert asked(slash(who="5") | told, command, "7").options == {"who": "role:5"}
    assert asked(slash(who="6") | told, command, "7").options == {"who": "user:6"}
    assert asked(slash(who="5"), command, "7").options == {"who": "user:5"}


def test_what_was_not_given_or_is_unknown_is_not_there():
    assert asked(slash(quotes=False, at=" ", topics=",", old="x"), COMMAND, "7").options == {}


def test_the_option_that_is_typed_is_found():
    data = slash(at="1")
    below = data["options"][0]["options"][0]["options"]
    below.append({"type": 3, "name": "topics", "value": "ll", "focused": True})
    assert focused(data) == ("topics", "ll")
    assert focused(slash()) == ("", "")


def test_a_form_gives_numbers_and_lists_too():
    ask = Ask("schedules set", {"at": "08:00"})
    assert with_given(ask, COMMAND.options[2], " 3 ", {}, "7").options == {"at": "08:00", "alerts": 3}
    assert with_given(ask, COMMAND.options[2], "three", {}, "7").options["alerts"] == "three"
    assert with_given(ask, COMMAND.options[1], "a, b", {}, "7").options["topics"] == ("a", "b")


MESSAGE = {
    "content": "Have you seen this?",
    "embeds": [
        {
            "type": "link",
            "title": "Heron-1 is out",
            "url": "https://heron.example/1",
            "fields": [{"name": "n", "value": "v"}],
        }
    ],
    "components": [{"type": 17, "components": [{"type": 10, "content": "Corvid Labs: **new** model"}]}],
    "message_snapshots": [{"message": {"content": "forwarded words", "embeds": [], "components": []}}],
}


def test_the_menu_of_a_message_gives_its_words_and_addresses_wherever_they_stand():
    data = {"type": 3, "target_id": "5", "resolved": {"messages": {"5": MESSAGE}}}
    assert message_text(data).split("\n") == [
        "Have you seen this?",
        "Heron-1 is out",
        "https://heron.example/1",
        "n",
        "v",
        "Corvid Labs: **new** model",
        "forwarded words",
    ]
    which = Command("which", (Option("text", longest=10),), menu=True)
    assert about_message(data, which) == Ask("which", {"text": "Have you s"})


def test_a_message_that_is_not_told_has_no_words():
    assert message_text({"target_id": "5"}) == ""
