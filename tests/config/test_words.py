"""The catalogues: the same keys and blanks in every language, and every key the code asks for."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from config.catalogues import load_words
from digests.article import NoiseKind
from digests.event import Hedge, Status
from digests.figure import Comparator, Flag
from digests.language import Lang
from digests.lexicon import Kind
from digests.when import Qualifier
from digests.words import Words
from tests.conftest import ROOT

LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
ASKED = re.compile(r'(?:\bsay|\bcounted)\(\s*"([^"]+)"')


def blanks(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_has_the_same_keys_with_the_same_blanks(lang: Lang) -> None:
    english = load_words(Lang.EN).phrases
    ours = load_words(lang).phrases
    assert set(ours) == set(english)
    assert {key for key in english if blanks(english[key]) != blanks(ours[key])} == set()
    assert all(phrase.strip() for phrase in ours.values())


def test_a_language_the_bot_does_not_speak_gets_english() -> None:
    assert load_words(Lang.OTHER) == load_words(Lang.EN)


def test_every_key_the_code_asks_for_is_in_the_catalogue() -> None:
    words = load_words(Lang.EN).phrases
    sources = [path.read_text("utf-8") for room in ("digests", "bot") for path in (ROOT / room).rglob("*.py")]
    asked = {key for source in sources for key in ASKED.findall(source)}
    assert len(asked) > 30
    assert {key for key in asked if key not in words and f"{key}.other" not in words} == set()


@pytest.mark.parametrize(
    "key",
    [
        *(f"status.{status}" for status in Status),
        *(f"hedge.{hedge}" for hedge in Hedge),
        *(f"kind.{kind}" for kind in Kind),
        *(f"lang.{lang}" for lang in Lang),
        *(f"flag.{flag}" for flag in Flag),
        *(f"figure.{bound}" for bound in Comparator if bound is not Comparator.EQ),
        *(f"noise.{kind.name.lower()}" for kind in NoiseKind),
        *(f"date.{qualifier}" for qualifier in Qualifier),
    ],
)
def test_every_member_of_a_noun_has_its_word(key: str) -> None:
    assert key in load_words(Lang.EN).phrases


def test_the_scripts_are_not_mixed() -> None:
    simplified, traditional = (own(load_words(lang)) for lang in (Lang.HANS, Lang.HANT))
    for ours, theirs in ("时時", "间間", "报報", "设設", "读讀", "发發", "个個", "数數", "据據", "计計", "应應"):
        assert theirs not in simplified
        assert ours not in traditional


def own(words: Words) -> str:
    """Return the phrases of a catalogue without the names of languages, which stand in their own script."""
    return "".join(phrase for key, phrase in words.phrases.items() if not key.startswith("lang."))
