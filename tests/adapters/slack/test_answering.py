"""The real slack-bolt in a process of its own, against the stand-in: every command, option and language."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.desk import Command, Option, Takes, Who
from digests.language import Lang
from tests.adapters.slack.alive import Bot
from tests.adapters.slack.echo_desk import STORIES
from tests.standin.slack import Standin, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOCALES = {"en-US": Lang.EN, "zh-CN": Lang.HANS, "zh-TW": Lang.HANT, "zh-HK": Lang.HANT, "de-DE": Lang.EN}
TYPED = [command for command in COMMANDS if command.chat and command.is_typed]


def value_of(option: Option, slack: Standin) -> str:
    """Return what is typed as the value of an option."""
    if option.takes is Takes.CHANNEL:
        return f"<#{slack.channel.id}|{slack.channel.name}>"
    if option.takes is Takes.GRANTEE:
        return f"<@{slack.reader.id}|{slack.reader.person.name}>"
    if option.takes is Takes.NUMBER:
        return str(option.low)
    if option.takes is Takes.PERIOD:
        return "2026-03"
    if option.choices:
        return option.choices[0]
    return '"heron 1","wren"' if option.many else '"heron 1"'


def taken(option: Option, slack: Standin) -> object:
    """Return the same as the desk is to be given it."""
    if option.takes is Takes.CHANNEL:
        return f"slack:{slack.team.id}/{slack.channel.id}"
    if option.takes is Takes.GRANTEE:
        return f"user:{slack.reader.id}"
    if option.takes is Takes.FLAG:
        return True
    if option.takes is Takes.NUMBER:
        return option.low
    value = value_of(option, slack).replace('"', "")
    return tuple(value.split(",")) if option.many else value


def typed(command: Command, options: list[Option], slack: Standin) -> str:
    """Return a command as it is typed."""
    flags = [option.name for option in options if option.takes is Takes.FLAG]
    valued = [f"{one.name}:{value_of(one, slack)}" for one in options if one.takes is not Takes.FLAG]
    return " ".join((command.verb, *valued, *flags))


@pytest.mark.parametrize("command", TYPED, ids=lambda command: command.verb)
async def test_every_command_with_every_option_reaches_the_desk(command: Command, slack: Standin, admin: User):
    who = admin if command.who is Who.ADMINS else slack.reader
    options = [one for one in command.options if one.name != "picture"]
    answer = await who.slash("/llama-admin" if command.who is Who.ADMINS else "/llama", typed(command, options, slack))
    assert answer.ephemeral == command.private
    if command.verb == "help":
        assert "Asked help ()" in answer.text
    there = f"slack:{slack.team.id}/{slack.channel.id}"
    said = answer.text.replace(f"#{slack.channel.id}", there)  # so the pages in our own words name it
    for option in options:
        assert f"{option.name}: {taken(option, slack)!r}" in said
    assert f"Asked {command.verb} (" in answer.text


@pytest.mark.parametrize(("locale", "lang"), LOCALES.items())
async def test_answers_are_in_the_language_of_the_readers_slack(locale: str, lang: Lang, slack: Standin):
    reader = slack.user(f"Reader {locale}", locale=locale, tz="Asia/Taipei")
    assert f" in {lang}, zone “Asia/Taipei”" in (await reader.slash("/llama", "sources")).text


async def test_a_language_that_was_chosen_goes_before_that_of_slack(slack: Standin):
    reader = slack.user("Chen", locale="zh-CN")
    await reader.slash("/llama", "语言 繁體中文")
    assert " in zh-Hant," in (await reader.slash("/llama", "来源")).text


async def test_the_asker_is_told_by_workspace_place_and_right(slack: Standin, admin: User):
    here = f"slack:{slack.team.id}/{slack.channel.id}"
    told = (await slack.reader.slash("/llama", "sources")).text
    assert f"by {slack.team.id}/{slack.reader.id}, manages: False, in thread: False, at {here}." in told
    assert "manages: True" in (await admin.slash("/llama", "sources")).text


async def test_in_direct_messages_the_place_is_the_person(slack: Standin):
    reader = slack.reader
    told = (await reader.slash("/llama", "sources", where=reader.direct)).text
    assert f"in thread: False, at slack:{slack.team.id}/@{reader.id}." in told


@pytest.mark.parametrize("right", [{"guest": True}, {"stranger": True}])
async def test_guests_and_people_of_other_workspaces_manage_nothing(right: dict[str, Any], slack: Standin):
    channel = slack.team.channel("shared", shared=True)
    who = slack.user("Lee", admin=True, **right)
    channel.members.add(who.id)
    answer = await who.slash("/llama-admin", "deliveries list", where=channel)
    assert answer.ephemeral
    assert "Only admins may ask “deliveries list”." in answer.text


async def test_nothing_typed_is_help(slack: Standin):
    for text in ("", "?", "help"):
        answer = await slack.reader.slash("/llama", text)
        assert answer.ephemeral
        assert "Asked help ()" in answer.text


@pytest.mark.parametrize(
    ("locale", "text", "said"),
    [
        ("en-US", "timelien heron", "There is no command “timelien”. Did you mean /llama timeline?"),
        ("zh-CN", "时间 羊驼", "没有“时间”这个命令。是不是想输入 /llama 时间线？"),
        ("zh-TW", "時間 羊駝", "沒有「時間」這個指令。是不是想輸入 /llama 時間軸？"),
        ("en-US", "xyzzy", "There is no command “xyzzy”."),
    ],
)
async def test_an_unknown_command_gets_help_with_the_nearest(locale: str, text: str, said: str, slack: Standin):
    answer = await slack.user("Mo", locale=locale).slash("/llama", text)
    assert answer.ephemeral
    assert said in answer.text.replace("`", "")
    assert "Asked help ()" in answer.text


async def test_an_unknown_option_gets_one_plain_sentence(slack: Standin):
    answer = await slack.reader.slash("/llama", "timeline heron form:2024")
    assert answer.ephemeral
    assert "This command has no option “form”. Did you mean from:?" in answer.text.replace("`", "")
    assert "Asked" not in answer.text


async def test_t18_a_refusal_is_private_and_what_it_names_is_harmless(slack: Standin):
    before = len(slack.channel.seen())
    answer = await slack.reader.slash("/llama", "story gone")
    assert answer.ephemeral
    assert len(slack.channel.seen()) == before
    assert "is known" in answer.text
    assert "<@1>" not in answer.message.fallback
    assert "llamawire" not in answer.text


async def test_a_defect_is_one_sentence_with_a_reference_to_the_log(slack: Standin, bot: Bot):
    answer = await slack.reader.slash("/llama", "story broken")
    assert answer.ephemeral
    assert "a secret of it" not in answer.text
    said = load_words(Lang.EN).say("slack.defect", reference="@").split("@")
    assert said[0] in answer.text
    reference = answer.text.split(said[0])[1][:6]
    assert reference in bot.log
    assert "RuntimeError" in bot.log


async def test_fifty_at_once_are_all_acknowledged_and_answered(slack: Standin):
    readers = [slack.user(f"Reader {number}") for number in range(50)]
    answers = await asyncio.gather(
        *(reader.slash("/llama", f"search heron {number}") for number, reader in enumerate(readers))
    )
    for number, answer in enumerate(answers):
        assert f"heron {number}'" in answer.text
        assert len(answer.messages) == 1


async def test_a_public_answer_is_for_all_and_says_stories(slack: Standin):
    answer = await slack.reader.slash("/llama", f"story {STORIES[0]}")
    assert not answer.ephemeral
    assert answer.message.fallback
