"""Names are found whole, in every script, and never as a part of something else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.lexicon import load_lexicon
from digests.entities import find_mentions
from digests.language import Lang
from digests.lexicon import Entity, EntityType, Lexicon
from digests.spelling import normalised, spellings

LEXICON = load_lexicon()


def found(text: str, lexicon: Lexicon = LEXICON) -> list[tuple[str, str]]:
    return [(mention.text, mention.entity) for mention in find_mentions(text, lexicon)]


def ids(text: str) -> list[str]:
    return [entity for _, entity in found(text)]


@pytest.mark.parametrize("text", ["Llama 2", "Llama-2", "LLaMA 2", "LLAMA2", "llama‑2", "Llama 2 70B", "Llama-2-13b"])
def test_a_version_has_many_spellings_and_one_identity(text: str):
    assert found(f"They run {text} at home.") == [(text, "llama-2")]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Llama", "llama"),
        ("Llama 3", "llama-3"),
        ("Llama 3.1", "llama-3.1"),
        ("Llama 3.1 405B", "llama-3.1"),
        ("Llama 4 Scout", "llama-4-scout"),
        ("Llama 70B", "llama"),
        ("初代Llama", "llama-1"),
        ("第一个Llama模型", "llama-1"),
        ("首個版本的LLaMA", "llama-1"),
        ("first Llama model", "llama-1"),
        ("GPT-4o mini", "gpt-4o-mini"),
        ("GPT-4o", "gpt-4o"),
        ("GPT4", "gpt-4"),
        ("DeepSeek-V3", "deepseek-v3"),
        ("DeepSeek R1", "deepseek-r1"),
        ("Qwen2.5", "qwen2.5"),
        ("通義千問3", "qwen3"),
        ("Kimi K2", "kimi-k2"),
        ("Claude 3.5 Sonnet", "claude-sonnet-3.5"),
        ("Opus 4.6", "claude-opus-4.6"),
        ("Gemini 2.5 Pro", "gemini-2.5-pro"),
        ("GPT-5.3-Codex", "gpt-5.3-codex"),
        ("Grok 4.20", "grok-4.20"),
        ("LlamaIndex", "llamaindex"),
    ],
)
def test_a_family_never_absorbs_a_member(text: str, entity: str):
    assert found(text) == [(text, entity)]


@pytest.mark.parametrize("text", ["Llama 12", "Llama 3.14", "Llama 3.1.2", "GPT-4V"])
def test_an_unknown_version_is_no_mention(text: str):
    assert found(f"We tried {text} today.") == []


def test_the_first_of_a_version_is_that_version():
    assert ids("首个Llama 2模型") == ["llama-2"]


@pytest.mark.parametrize(
    "text", ["Llama 4月發布", "Llama 3 million downloads", "Llama 5年后", "Llama 20% faster", "Llama 3亿次下载"]
)
def test_a_number_with_a_measure_is_no_version(text: str):
    assert found(text) == [("Llama", "llama")]


def test_the_hour_word_behind_a_version_means_when():
    assert ids("訓練Llama 2時") == ["llama-2"]


@pytest.mark.parametrize(
    "name", ["扎克伯格", "祖克柏", "朱克伯格", "馬克·祖克柏", "马克扎克伯格", "小扎", "Zuckerberg", "Mark Zuckerberg"]
)
def test_one_person_has_mainland_taiwan_and_hong_kong_names(name: str):
    assert found(name) == [(name, "mark-zuckerberg")]


@pytest.mark.parametrize("name", ["皮查伊", "皮蔡", "桑德爾·皮蔡", "Pichai"])
def test_another_person_has_them_too(name: str):
    assert found(name) == [(name, "sundar-pichai")]


@pytest.mark.parametrize("name", ["英伟达", "英偉達", "輝達", "辉达", "Nvidia", "NVIDIA"])
def test_one_company_has_regional_names_in_both_scripts(name: str):
    assert ids(f"{name}的新晶片") == ["nvidia"]


def test_the_longest_name_wins():
    assert ids("Meta AI, Meta, 谷歌DeepMind, 谷歌搜索, 谷歌") == [
        "meta-ai",
        "meta",
        "google-deepmind",
        "google-search",
        "google",
    ]


def test_a_possessive_and_a_plural_keep_the_name():
    assert found("Meta's H100s") == [("Meta", "meta"), ("H100", "h100")]


@pytest.mark.parametrize(
    "text", ["metadata", "a meta-analysis", "Metaverse", "llama farms", "groking", "LlamaHouse", "A100x"]
)
def test_no_name_is_found_inside_a_word_or_in_a_common_one(text: str):
    assert found(text) == []


def test_an_ambiguous_name_needs_company_in_its_paragraph():
    assert found("Reels are wound by hand.\nMeta pays.") == [("Meta", "meta")]
    assert ids("Meta pays creators for Reels.") == ["meta", "reels"]


def test_an_ambiguous_name_counts_where_the_text_names_the_same_thing_without_doubt():
    assert ids("Reels grew.\nInstagram Reels is a product.") == ["reels", "reels"]


@pytest.mark.parametrize(
    "text",
    ["An opus in three parts", "The genie left the bottle", "Dojo opens in town", "联想到往事", "日日新", "可灵活调整"],
)
def test_an_ordinary_word_is_no_name_of_the_field(text: str):
    assert found(text) == []


def test_an_ambiguous_name_counts_only_in_its_own_case():
    assert ids("Meta won a fair trial; FAIR is its lab.") == ["meta", "meta-fair"]


def test_an_introduction_teaches_another_transliteration():
    text = "研究主管雅安·雷昆(Yann LeCun)到场。雷昆随后发言。"
    assert found(text) == [("雷昆", "yann-lecun"), ("Yann LeCun", "yann-lecun"), ("雷昆", "yann-lecun")]


def test_an_introduction_teaches_nothing_about_companies():
    assert ids("创始人·小明(Meta)来了。小明说。") == ["meta"]


def test_another_lexicon_knows_other_names():
    heron = Entity("heron", EntityType.MODEL, {Lang.EN: "Heron"}, ("Heron", "苍鹭"))
    lexicon = Lexicon({"heron": heron}, {})
    assert found("蒼鷺 and Heron, not Meta", lexicon) == [("蒼鷺", "heron"), ("Heron", "heron")]
    assert ids("Heron and Meta") == ["meta"]


def test_joints_may_be_missing_only_before_numbers_and_beside_chinese():
    assert spellings("Llama 2") == {"llama 2", "llama2"}
    assert spellings("马克·扎克伯格") == {"马克 扎克伯格", "马克扎克伯格"}
    assert spellings("Hugging Face") == {"hugging face"}


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=100)
def test_normalising_keeps_the_length(text: str):
    assert len(normalised(text)) == len(text)


PIECES = st.sampled_from(
    ["Meta", "Llama", " ", "-", "2", "3.1", "扎克伯格", "的", "\n", "。", "70B", "Reels", "輝達", "(", "·", "x", "月"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(deadline=None, max_examples=150)
def test_mentions_are_verbatim_ordered_known_and_apart(text: str):
    mentions = find_mentions(text, LEXICON)
    for mention in mentions:
        assert mention.text == text[mention.start : mention.end]
        assert mention.entity in LEXICON.entities
    assert all(one.end <= other.start for one, other in pairwise(mentions))


def test_the_founding_articles_name_their_main_figures(shared_dir: Path):
    text = (shared_dir / "seeds" / "001.txt").read_text(encoding="utf-8")
    named = set(ids(text))
    assert {"meta", "mark-zuckerberg", "yann-lecun", "joelle-pineau", "ahmad-al-dahle", "llama", "llama-1"} <= named
    assert {"llama-2", "llama-3", "llama-3.1", "llama-4", "galactica", "chatgpt", "osi", "ai2"} <= named


@pytest.mark.parametrize(
    "told", ["扎克伯格", "祖克柏", "佐克伯", "佐克伯格", "朱克伯格", "馬克·祖克柏", "马克·扎克伯格"]
)
def test_a_person_is_one_however_the_name_is_transliterated(told: str) -> None:
    assert found(f"{told}表示,新模型將於明年推出。") == [(told, "mark-zuckerberg")]


def test_several_transliterations_in_one_article_are_one_person() -> None:
    assert set(ids("祖克柏說,佐克伯的公司與扎克伯格的公司是同一家。Zuckerberg agrees.")) == {"mark-zuckerberg"}


@pytest.mark.parametrize(
    "text",
    [
        "The firms partner to scale AI integration.",
        "Both Firms Partner to Scale AI Integration",
        "Banks and Insurers Scale AI Platforms Across Markets",
        "How to Scale AI in Your Company",
        "New Tools Help Banks Scale AI",
        "A wafer-scale AI engine is cheap.",
        "They open AI models to all.",
    ],
)
def test_a_verb_and_its_object_are_no_name(text: str):
    assert found(text) == []


@pytest.mark.parametrize("text", ["Scale AI lays off 200 people", "Meta sends money to Scale AI", "scale ai is hiring"])
def test_a_name_that_could_be_a_verb_is_one_where_nothing_else_says_so(text: str):
    assert "scale-ai" in ids(text)


def test_a_body_has_its_names_of_every_region():
    assert [ids(name) for name in ("开放源代码促进会", "開放原始碼促進會")] == [["osi"], ["osi"]]
