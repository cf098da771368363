"""Composed lines: what one clause proves and nothing more; whatever it leaves uncovered forbids the line."""

from __future__ import annotations

import pytest

from digests.chronicle import headline
from digests.headline import Headline, Origin
from digests.language import Lang
from tests.digests.chronicle.stage import LEXICON, WORDS, event, foreign

COMPOSED = [
    ("鸦科公司于2025年7月推出Heron语音模式。", "Corvid Labs releases Heron voice mode"),
    ("鸦科公司于2025年7月发布Reed 810开源框架。", "Corvid Labs releases Reed 810 open-source framework"),
    ("鸦科公司于2025年7月发布代码安全工具Marshworks。", "Corvid Labs releases Marshworks"),
    ("鸦科公司于2025年7月发布Reed 810语音模型。", "Corvid Labs releases Reed 810"),
    ("Corvid Labs released Reed 810 in July 2025, a model for nests.", "Corvid Labs releases Reed 810"),
]


def line(text: str, lang: Lang = Lang.EN) -> Headline:
    return headline(foreign(event(text)), lang, LEXICON, WORDS[lang])


@pytest.mark.parametrize(("text", "expected"), COMPOSED)
def test_a_thing_is_named_with_its_nouns_in_the_readers_language(text: str, expected: str):
    shown = line(text)
    assert (shown.text, shown.origin) == (expected, Origin.COMPOSED)


@pytest.mark.parametrize(
    "text",
    [
        "鸦科公司于2025年7月发布Heron设计指南。",
        "鸦科公司于2025年7月推出Heron新视频功能。",
        "鸦科公司于2025年7月推出Heron 100美元档。",
        "鸦科公司于2025年7月发布Heron-marsh-88B剪枝模型。",
    ],
)
def test_what_goes_on_after_a_name_is_another_thing(text: str):
    made = event(text)
    assert made.objects == ()
    assert headline(foreign(made), Lang.EN, LEXICON, WORDS[Lang.EN]).origin is Origin.TAGS


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs partnered with Grebe, Wren Cloud, and others in July 2025.",
        "Corvid Labs released Heron 2 in July 2025, a family of models, and Heron 3.",
        "Corvid Labs released Heron 2 in July 2025, a model for nests, along with Dipper.",
        "Corvid Labs released Heron 2 in July 2025, though not to the public.",
        "鸦科公司于2025年7月发布Heron 2，未面向公众。",
        "鸦科公司于2025年7月发布Heron 2，仅供内部使用。",
    ],
)
def test_a_list_or_a_limit_anywhere_in_the_sentence_forbids_a_line(text: str):
    assert line(text).origin is not Origin.COMPOSED


@pytest.mark.parametrize(
    ("written", "shown"), [("Heron-2", "Heron 2"), ("Heron 9", "Heron 9"), ("Heron 2 Pro", "Heron 2 Pro")]
)
def test_the_name_is_the_fuller_one_that_the_quote_writes(written: str, shown: str):
    assert line(f"Corvid Labs released {written} in July 2025.", Lang.HANS).text == f"鸦科公司发布 {shown}"


def test_latin_letters_and_characters_are_set_apart_once():
    assert line("Grebe acquired Wren Cloud in July 2025.", Lang.HANS).text == "鸊鷉公司收购 Wren Cloud"
    assert line("Wren Cloud acquired Grebe in July 2025.", Lang.HANS).text == "Wren Cloud 收购鸊鷉公司"


def test_what_the_next_sentence_says_of_another_thing_qualifies_nothing():
    told = "In July 2025 Corvid Labs released Heron 2. "
    own = event("The birds waited.\n" + told + "It was open-sourced too.", title="News")
    other = event("The birds waited.\n" + told + "The Marsh series was open-sourced.", title="News")
    assert (own.qualifiers, other.qualifiers) == (("open-source",), ())
