"""The real discord.py in a process of its own, against the stand-in: every command, option, form and language."""

from __future__ import annotations

import pytest

from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.desk import Command, Option, Takes, Who
from digests.language import Lang
from tests.adapters.discord.echo_desk import STORIES
from tests.standin.discord import Standin
from tests.standin.discord.user import User

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOCALES = {"en-US": Lang.EN, "zh-CN": Lang.HANS, "zh-TW": Lang.HANT, "zh-HK": Lang.HANT, "de": Lang.EN}
CHATS = [command for command in COMMANDS if command.chat and command.is_typed]


def given(option: Option, discord: Standin) -> object:
    """Return a value for an option."""
    if option.takes in (Takes.CHANNEL, Takes.GRANTEE):
        return discord.channel if option.takes is Takes.CHANNEL else discord.reader
    if option.takes is Takes.FLAG:
        return True
    if option.takes is Takes.NUMBER:
        return option.low
    if option.takes is Takes.PERIOD:
        return "2026-03"
    if option.choices:
        return option.choices[0]
    return "heron, wren" if option.many else "heron"


def taken(option: Option, discord: Standin) -> object:
    """Return the same as the desk is to be given it."""
    value = given(option, discord)
    if option.takes is Takes.CHANNEL:
        return f"discord:{discord.guild.id}/{discord.channel.id}"
    if option.takes is Takes.GRANTEE:
        return f"user:{discord.reader.id}"
    return tuple(str(value).split(", ")) if option.many else value


@pytest.mark.parametrize("command", CHATS, ids=lambda command: command.verb)
async def test_every_command_with_every_option_reaches_the_desk(command: Command, discord: Standin, admin: User):
    who = admin if command.who is Who.ADMINS else discord.reader
    base = "llama-admin" if command.who is Who.ADMINS else "llama"
    options = [one for one in command.options if one.name != "picture"]
    answer = await who.slash(f"{base} {command.verb}", {one.name: given(one, discord) for one in options})
    assert answer.deferred
    assert answer.ephemeral == command.private
    assert f"Asked {command.verb} (" in answer.text
    there = f"discord:{discord.guild.id}/{discord.channel.id}"
    said = answer.text.replace(f"<#{discord.channel.id}>", there)  # so the pages in our own words name it
    for option in options:
        assert f"{option.name}: {taken(option, discord)!r}" in said


@pytest.mark.parametrize("command", CHATS, ids=lambda command: command.verb)
async def test_every_option_that_proposes_values_does_so(command: Command, discord: Standin, admin: User):
    who = admin if command.who is Who.ADMINS else discord.reader
    base = "llama-admin" if command.who is Who.ADMINS else "llama"
    for option in command.options:
        if option.suggests or (option.choices and option.many):
            found = await who.autocomplete(f"{base} {command.verb}", option.name, "her", locale="zh-TW")
            assert found[0] == (f"{command.verb} {option.name} her zh-Hant", "her")
            assert len(found) == 25
            assert all(len(label) <= 100 and len(value) <= 100 for label, value in found)


@pytest.mark.parametrize("typed", ["broken", "refused"])
async def test_where_nothing_can_be_proposed_nothing_is(typed: str, discord: Standin):
    assert await discord.reader.autocomplete("timeline", "topic", typed) == []


@pytest.mark.parametrize(("locale", "lang"), LOCALES.items())
async def test_answers_are_in_the_readers_language(locale: str, lang: Lang, discord: Standin):
    assert f" in {lang}, zone “”" in (await discord.reader.slash("sources", locale=locale)).text


async def test_the_asker_is_told_by_server_place_and_right(discord: Standin, admin: User):
    here = f"discord:{discord.guild.id}/{discord.channel.id}"
    told = (await discord.reader.slash("sources")).text
    assert f"by {discord.guild.id}/{discord.reader.id}, manages: False, in thread: False, at {here}." in told
    assert "manages: True" in (await admin.slash("sources")).text


async def test_in_direct_messages_the_tenant_is_the_person(discord: Standin):
    reader = discord.reader
    told = (await reader.slash("sources", where=reader.direct)).text
    assert (
        f"by @{reader.id}/{reader.id}, manages: False, in thread: False, at discord:@{reader.id}/@{reader.id}." in told
    )


async def test_the_menu_of_a_message_asks_which_story_it_is(discord: Standin):
    message = discord.post_as(discord.reader, discord.channel, "Heron-1 is out: https://heron.example/1")
    answer = await discord.reader.which(message, locale="zh-CN")
    assert answer.ephemeral
    assert "Asked which (text: 'Heron-1 is out: https://heron.example/1') in zh-Hans" in answer.text


async def test_a_button_asks_anew_and_answers_whoever_presses_alone(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    other = discord.user("Kim")
    pressed = await other.press(answer.message, "Timeline", locale="zh-TW")
    assert pressed.ephemeral
    assert f"Asked timeline (topic: 'heron') in zh-Hant, zone “”, by {discord.guild.id}/{other.id}" in pressed.text


async def test_a_choice_opens_what_was_chosen(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    chosen = await discord.reader.choose(answer.message, f"Open {STORIES[1]}")
    assert chosen.ephemeral
    assert f"Asked story (id: {STORIES[1]!r})" in chosen.text


async def test_a_button_opens_a_form_whose_value_is_asked_for(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    form = await discord.reader.press(answer.message, "From a day", locale="zh-TW")
    words = load_words(Lang.HANT)
    (label,) = form.modal["components"]
    assert label["label"] == words.say("option-name.from")
    assert len(form.modal["title"]) <= 45
    sent = await discord.reader.submit(form, {"from": " 2026-03 "}, locale="zh-TW")
    assert sent.ephemeral
    assert "Asked timeline (topic: 'heron', from: '2026-03') in zh-Hant" in sent.text


async def test_a_number_that_is_typed_into_a_form_is_a_number(discord: Standin):
    answer = await discord.reader.slash("search", query="heron")
    form = await discord.reader.press(answer.message, "How many")
    assert "Asked latest (max: 7)" in (await discord.reader.submit(form, {"max": "7"})).text
    assert "Asked latest (max: 'many')" in (await discord.reader.submit(form, {"max": "many"})).text
