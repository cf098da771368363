"""Names are learnt where an article gives both of them, and nothing else is taken for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Article, Entry, Noise, NoiseKind
from digests.entities import find_mentions
from digests.intake import make_article
from digests.language import Lang
from digests.learning import Introduction, Pair, introductions, learnt, renamed, taught
from digests.lexicon import Entity, EntityType, Lexicon
from digests.reading import Reading
from digests.text.script import fold, word_set

ROOK = Entity("dana-rook", EntityType.PERSON, MappingProxyType({Lang.EN: "Dana Rook"}), ("Dana Rook", "鲁克"))
HERON = Entity("heron", EntityType.COMPANY, MappingProxyType({Lang.EN: "Heron"}), ("Heron",))
WORDS = word_set("公司 首席 执行 任命 表示 法国 模型 语言 大语言 科学家 分析师 初创 报道 昨天")
GLOSSARY = (("token", "词元"),)
LEXICON = Lexicon({e.id: e for e in (ROOK, HERON)}, {}, GLOSSARY, dictionary=dict.fromkeys(WORDS, "/a word/"))


def an_article(text: str, outlet: str = "白鹭网", lang: Lang | None = Lang.HANS) -> Article:
    entry = Entry("", text, outlet=outlet, url=f"https://example.org/{outlet}/{len(text)}", lang=lang)
    return make_article(entry, datetime(2026, 1, 2, tzinfo=UTC))


def introduced(text: str) -> list[tuple[str, str, bool]]:
    found = introductions(an_article(text), LEXICON)
    return [(one.pair.latin, one.pair.chinese, one.certain) for one in found]


@pytest.mark.parametrize(
    ("text", "latin", "chinese"),
    [
        ("首席执行官格里布·沃伦(Grebe Warren)表示,新模型很小。", "Warren", "沃伦"),
        ("首席執行官格里布·沃倫（Grebe Warren）表示,新模型很小。", "Warren", "沃伦"),
        ("周二将艾哈·达勒 (Aha Al-Dahle) 请来。", "Al-Dahle", "达勒"),
        ("安德鲁·博兹·博斯沃思(Andrew “Boz” Bosworth)说。", "Bosworth", "博斯沃思"),
        ("首席执行官达娜·卢克(Dana Rook)表示,新模型很小。", "Dana Rook", "卢克"),
        ("法国的米斯拉(Misra)发布了模型。", "Misra", "米斯拉"),
        ("公司任命诺鹭(Norheron)为主管。", "Norheron", "诺鹭"),
        ("初创公司鹭之暗湾(Darkbay)昨天表示。", "Darkbay", "鹭之暗湾"),
        ("科学家杨立鹭(Lilu Yang)表示。", "Lilu Yang", "杨立鹭"),
    ],
)
def test_a_name_with_its_latin_form_in_brackets_is_learnt(text: str, latin: str, chinese: str):
    assert introduced(text) == [(latin, chinese, True)]


def test_a_name_whose_beginning_nothing_shows_is_uncertain():
    assert introduced("雁鸣湾(Geesebay)发布了模型。") == [("Geesebay", "雁鸣湾", False)]


@pytest.mark.parametrize(
    "text",
    [
        "大语言模型(Large Language Model)很大。",
        "大语言鹭(LLM)很大。",
        "雁鸣湾(large language model)很大。",
        "雁鸣湾(Heron 2)发布了。",
        "雁鸣湾(heron.example)发布了。",
        "雁鸣湾(Geese's new bay)发布了。",
        "雁鸣湾发布了新的模型(Dana Orr/Marsh Wire)。",
        "雁鸣湾发布了新的超级应用(Marsh Wire)",
        "雁鸣湾鹭鸣湾雁(The Marsh Wire)报道。",
        "格里布·沃伦(Warren)表示。",
        "格里布·沃(Grebe Warren)表示。",
        "格里布·沃伦(Grebe Warren Jr.)表示。",
        "鹭(Heronry)发布了模型。",
        "雁鸣湾鹭鸣湾雁(Geesebay)发布了。",
        "在(Heronry)发布了。",
        "格里布·模型(Dana Rook)发布了。",
        "格里布·词元(Dana Rook)发布了。",
    ],
)
def test_glosses_acronyms_versions_and_signatures_are_no_names(text: str):
    assert introduced(text) == []


def test_only_chinese_articles_introduce():
    told = an_article("The company 雁鸣湾(Geesebay) said so, and the others did too.", lang=Lang.EN)
    assert list(introductions(told, LEXICON)) == []


def test_noise_introduces_nothing():
    article = an_article("格里布·沃伦(Grebe Warren)表示。")
    assert list(introductions(article, LEXICON))
    hidden = replace(article, noise=(Noise(0, len(article.content), NoiseKind.JUNK),))
    assert list(introductions(hidden, LEXICON)) == []


def test_a_certain_pair_is_believed_at_once_and_another_from_the_second_outlet_on():
    certain = Introduction(Pair("Grebe Warren", "沃伦"), "a", certain=True)
    unsure = Introduction(Pair("Geesebay", "雁鸣湾"), "a", certain=False)
    assert learnt([certain, unsure, unsure]) == (certain.pair,)
    assert learnt([unsure, replace(unsure, outlet="b"), certain]) == (certain.pair, unsure.pair)


def test_an_unknown_name_becomes_a_pair_of_the_glossary():
    knowing = taught(LEXICON, (Pair("Warren", "沃伦"),))
    assert knowing.glossary == (*GLOSSARY, ("warren", "沃伦"))
    assert knowing.entities == LEXICON.entities


def test_a_whole_name_without_a_dot_is_kept_whole():
    assert taught(LEXICON, (Pair("Marsh Bay", "雁鸣湾"),)).glossary == (*GLOSSARY, ("marsh bay", "雁鸣湾"))


def test_a_known_name_gets_one_more_spelling():
    knowing = taught(LEXICON, (Pair("Heron", "苍鹭社"),))
    assert [m.entity for m in find_mentions("苍鹭社发布了模型。", knowing)] == ["heron"]
    assert knowing.glossary == GLOSSARY


def test_a_learnt_name_of_two_characters_counts_only_beside_another_name():
    knowing = taught(LEXICON, (Pair("Heron", "苍鹭"),))
    assert [m.entity for m in find_mentions("苍鹭飞走了。", knowing)] == []
    assert [m.entity for m in find_mentions("苍鹭的鲁克表示,模型很小。", knowing)] == ["heron", "dana-rook"]


def test_what_is_known_changes_nothing_and_the_same_pairs_give_the_same_lexicon():
    assert taught(LEXICON, (Pair("Dana Rook", "鲁克"),)) is LEXICON
    pairs = (Pair("Heron", "苍鹭社"),)
    assert taught(LEXICON, pairs) is taught(LEXICON, pairs)


def test_a_reading_gets_the_names_of_the_lexicon_that_learnt_them():
    article = an_article("苍鹭社发布了模型。")
    before = Reading(article, (), find_mentions(article.report, LEXICON), (), ())
    assert before.mentions == ()
    assert [m.text for m in renamed(before, taught(LEXICON, (Pair("Heron", "苍鹭社"),))).mentions] == ["苍鹭社"]


@settings(deadline=None, max_examples=100)
@given(st.text("格里布·(（)） Grebe公司的任命\nA.1", max_size=60))
def test_whatever_the_text_a_learnt_name_stands_in_it_right_before_its_bracket(text: str):
    article = an_article(f"文{text}")
    for one in introductions(article, LEXICON):
        assert one.pair.latin in article.content
        assert one.pair.chinese in fold(article.content)
