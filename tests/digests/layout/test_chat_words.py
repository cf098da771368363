"""Sentences that name commands, as they are typed in a chat."""

from __future__ import annotations

import re
from dataclasses import replace
from string import Formatter

import pytest

from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.errors import BadInput, NotFound
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.page import Bullets, Footer, Heading, Page, Row, Text, Tone

CHAT = ChatWords(COMMANDS, "llama")
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
VERBS = sorted((one.verb for one in COMMANDS if one.chat and one.is_typed), key=len, reverse=True)


def said(sentence: str) -> str:
    return CHAT.sentences(sentence)


@pytest.mark.parametrize(
    ("typed", "in_chat"),
    [
        ("`llamawire latest` and `llamawire search` show ids.", "`/llama latest` and `/llama search` show ids."),
        ("`llamawire schedules list` shows those there are.", "`/llama-admin schedules list` shows those there are."),
        ("Say `llamawire deliveries drop a/b/1`.", "Say `/llama-admin deliveries drop delivery:a/b/1`."),
        ("`llamawire timeline Llama --kind deal`", "`/llama timeline topic:Llama kinds:deal`"),
        ("`llamawire schedules set --quiet-days none`", "`/llama-admin schedules set quiet:none`"),
        ("Name one, such as --at 08:00.", "Name one, such as at:08:00."),
        (
            "Name topics, such as --topics llama,x, or --topics all.",
            "Name topics, such as topics:llama,x, or topics:all.",
        ),
        ("Swap --from and --to.", "Swap from: and to:."),
        ("`--force` overwrites it.", ""),
        ("It rests. `llamawire feeds remove` takes it off.", "It rests. `/llama-admin feeds remove` takes it off."),
        ("It rests. `llamawire doctor` looks at it.", "It rests."),
        ("它已停用。`llamawire doctor` 可以检查。请稍候。", "它已停用。请稍候。"),
        ("`llamawire figures --help` shows how it is used.", ""),
        ("`llamawire latestnews` is none.", ""),
        ("Check the path.", "Check the path."),
        ("", ""),
    ],
)
def test_a_sentence_is_said_as_it_is_typed_in_a_chat_or_left_out(typed: str, in_chat: str):
    assert said(typed).strip() == in_chat


def test_the_name_of_the_command_is_the_operators():
    assert ChatWords(COMMANDS, "news").sentences("`llamawire status`, `llamawire deliveries list`") == (
        "`/news status`, `/news-admin deliveries list`"
    )


def ways_out() -> list[tuple[Lang, str, str]]:
    every = [(lang, *pair) for lang in LANGS for pair in load_words(lang).phrases.items()]
    return [(lang, key, phrase) for lang, key, phrase in every if key.startswith("way-out.")]


def filled(phrase: str) -> str:
    names = {name for _, name, _, _ in Formatter().parse(phrase) if name}
    return phrase.format(**(dict.fromkeys(names, "x") | {"command": "llamawire latest", "subject": "llamawire latest"}))


@pytest.mark.parametrize(("lang", "key", "phrase"), ways_out(), ids=lambda part: str(part)[:40])
def test_no_way_out_sends_a_reader_of_a_chat_into_a_terminal(lang: Lang, key: str, phrase: str):
    shown = said(filled(phrase))
    assert not re.search("`llamawire[ `]", shown), (lang, key)
    assert not re.search(r"(?<!\w)--[a-z]", shown), (lang, key)
    named = re.findall(r"`/llama(?:-admin)? ([^`]*)`", shown)
    assert all(any(f"{one} ".startswith(f"{verb} ") for verb in VERBS) for one in named), (lang, key)


def test_every_problem_is_said_without_a_command():
    for lang in LANGS:
        problems = {k: p for k, p in load_words(lang).phrases.items() if k.startswith("refusal.")}
        assert [key for key, phrase in problems.items() if "`llamawire" in phrase] == []


def test_a_refusal_keeps_its_problem_whatever_was_typed_and_loses_a_way_out_of_the_terminal():
    words = load_words(Lang.EN)
    refusal = NotFound("no-such-topic", "`llamawire run` --force", topics=("llama",))
    assert CHAT.refusal(refusal, words).startswith("No topic or name “`llamawire run` --force” is known.")
    assert CHAT.refusal(BadInput("no-such-option", "x", command="llamawire latest"), words) == "There is no option x."
    asked = NotFound("no-such-schedule", "here")
    assert CHAT.refusal(asked, words).endswith("`/llama-admin schedules list` shows those there are.")
    assert CHAT.refusal(asked, load_words(Lang.HANS)).count("`/llama-admin") == 1


def test_a_page_says_its_own_sentences_so_and_leaves_those_of_sources_alone():
    row = Row("1", "", "A line with `llamawire run`", Tone.PLAIN, note="parked\nSay `llamawire deliveries list`.")
    blocks = (
        Heading("Status"),
        Text("See `llamawire run`."),
        Text("There is none. `llamawire feeds add URL` adds one."),
        Text("It is old. `llamawire read FILE` reads it again."),
        Bullets(("`llamawire status`", "`llamawire run`", "--force is a word")),
        row,
        Footer("`llamawire sources`"),
    )
    assert CHAT.page(Page("Status", blocks)).blocks == (
        Heading("Status"),
        Text("There is none. `/llama-admin feeds add address:URL` adds one."),
        Text("It is old."),
        Bullets(("`/llama status`", "--force is a word")),
        replace(row, note="parked\nSay `/llama-admin deliveries list`."),
        Footer("`/llama sources`"),
    )
