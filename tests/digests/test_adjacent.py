"""Names side by side are believed where many outlets have them in either order, and never from one place."""

from __future__ import annotations

from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.adjacent import Side, beside
from digests.article import Article, Entry
from digests.intake import make_article
from digests.language import Lang
from digests.learning import Pair, introductions, learnt, taught
from digests.lexicon import Act, Entity, EntityType, Kind, Lexicon
from digests.text.script import fold, word_set


def an_entity(slug: str, kind: EntityType, *names: str) -> Entity:
    return Entity(slug, kind, MappingProxyType({Lang.EN: names[0]}), names)


ENTITIES = (
    an_entity("rook", EntityType.COMPANY, "Rook", "鲁克"),
    an_entity("marsh", EntityType.COMPANY, "Marsh Labs"),
    an_entity("plover", EntityType.PRODUCT, "Plover"),
)
RELEASE = Act("release", Kind.RELEASE, {Lang.EN: ("releases",), Lang.HANS: ("推出",)}, {Lang.EN: "release"})
WORDS = word_set("公司 发布 模型 宣布 首席 科技 创始人 完成 融资 昨天")
LEXICON = Lexicon(
    {one.id: one for one in ENTITIES},
    {"release": RELEASE},
    dictionary=dict.fromkeys(WORDS, "/a word/"),
    frequencies={"": 10000, "c:这是": 50, "c:一款": 9},
)


def an_article(text: str, outlet: str = "白鹭网") -> Article:
    entry = Entry("", text, outlet=outlet, url=f"https://example.org/{outlet}/{len(text)}", lang=Lang.HANS)
    return make_article(entry, datetime(2026, 1, 2, tzinfo=UTC))


def traces(text: str) -> list[tuple[str, str, Side]]:
    return list(beside(fold(text), text, LEXICON))


def believed(*texts: str) -> tuple[Pair, ...]:
    articles = [an_article(text, f"报{number}") for number, text in enumerate(texts)]
    return learnt(one for article in articles for one in introductions(article, LEXICON))


@pytest.mark.parametrize(
    ("text", "latin", "chinese", "side"),
    [
        ("鹭之暗湾 Darkbay AI 昨天说", "Darkbay AI", "鹭之暗湾", Side.BEFORE),
        ("公司鷺之暗灣Darkbay說", "Darkbay", "鹭之暗湾", Side.BEFORE),
        ("昨天,Darkbay 鹭之暗湾发布模型", "Darkbay", "鹭之暗湾", Side.BEHIND),
        ("Darkbay（鹭之暗湾）发布模型", "Darkbay", "鹭之暗湾", Side.BEHIND),
        ("沼泽湾 Marsh Labs 说", "Marsh Labs", "沼泽湾", Side.BEFORE),
    ],
)
def test_a_trace_is_the_unknown_run_beside_a_latin_name(text: str, latin: str, chinese: str, side: Side):
    assert traces(text) == [(latin, chinese, side)]


@pytest.mark.parametrize(
    "text",
    [
        "公司 Darkbay 说",
        "Darkbay 推出鹭湾",
        "Darkbay 发布模型",
        "这是 Darkbay",
        "您的 Darkbay",
        "鹭 Darkbay",
        "鹭之暗湾 DBAI 发布",
        "鹭之暗湾 Darkbay 2 发布",
        "鹭之暗湾 Rook 发布",
        "鲁克 Darkbay 发布",
        "沼泽湾 Plover 发布",
        "沼泽湾 Plover Chat 发布",
        "鹭之暗湾,Darkbay 发布",
    ],
)
def test_words_phrases_makers_and_known_names_leave_no_trace(text: str):
    assert traces(text) == []


BEFORE, BEHIND = "鹭之暗湾 Darkbay 发布模型,公司昨天说。", "Darkbay 鹭之暗湾发布模型,公司昨天说。"


def test_names_side_by_side_are_believed_from_three_outlets_in_either_order():
    assert believed(BEFORE, BEFORE, BEHIND) == (Pair("Darkbay", "鹭之暗湾"),)


@pytest.mark.parametrize("texts", [(BEFORE,) * 4, (BEHIND,) * 4, (BEFORE, BEHIND)])
def test_one_order_or_two_outlets_are_not_enough(texts: tuple[str, ...]):
    assert believed(*texts) == ()


def test_a_name_that_stands_so_beside_two_others_is_believed_of_neither():
    others = [text.replace("Darkbay", "Lightbay") for text in (BEFORE, BEFORE, BEHIND)]
    assert believed(BEFORE, BEFORE, BEHIND, *others) == ()


def test_what_brackets_say_goes_before_what_stands_side_by_side():
    certain = "公司鹭之暗湾(Lightbay)发布模型,公司昨天说。"
    assert believed(BEFORE, BEFORE, BEHIND, certain) == (Pair("Lightbay", "鹭之暗湾"),)


def test_what_was_learnt_side_by_side_is_taught_like_any_other():
    pairs = believed(*(text.replace("Darkbay", "Marsh Labs") for text in (BEFORE, BEFORE, BEHIND)))
    assert "鹭之暗湾" in taught(LEXICON, pairs).entities["marsh"].names


@settings(deadline=None, max_examples=100)
@given(st.text("鹭湾 Darkby（）()的A1,", max_size=40))
def test_whatever_the_text_both_names_stand_in_it(text: str):
    for latin, chinese, _ in beside(fold(text), text, LEXICON):
        assert latin in text
        assert chinese in fold(text)
