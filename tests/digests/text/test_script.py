"""Languages are told by vote, folding keeps every offset, and a reader sees nothing that cannot be seen."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digests.language import Lang
from digests.text.script import clean_for_display, fold, language_of, shown_in, tells_script

LANGUAGES = [
    ("Corvid Labs released a model on Tuesday.", Lang.EN),
    ("Heron-2", Lang.EN),
    ("Show HN: A local OS for LLMs. MIT License.", Lang.EN),
    ("Corvid (科维德实验室) opens Heron-2 to developers", Lang.EN),
    ("科维德实验室周二发布开源模型", Lang.HANS),
    ("科維德實驗室週二發布開源模型", Lang.HANT),
    ("Grebe发布Heron 2.1", Lang.HANS),
    ("Grebe GPT-4o mini API 發佈", Lang.HANT),
    ("台積電獲利", Lang.HANT),
    ("台积电获利", Lang.HANS),
    ("中文", Lang.HANS),
    ("新模型（Heron-2 is the second open model of the company）今日開放", Lang.HANT),
    ("客户在軟體發佈會上討論", Lang.HANT),
    ("コルヴィド研究所が新しいモデルを公開", Lang.OTHER),
    ("対話型新発表", Lang.OTHER),
    ("새로운 모델을 공개했다", Lang.OTHER),
    ("Grebe présente un nouveau modèle pour les développeurs", Lang.OTHER),
    ("Grebe veröffentlicht ein neues Modell für die Bilder", Lang.OTHER),
    ("Яндекс выпустил новую модель", Lang.OTHER),
    ("2026 🙂", Lang.OTHER),
    ("", Lang.OTHER),
    ("(科维德实验室)", Lang.HANS),
]


@pytest.mark.parametrize(("text", "lang"), LANGUAGES)
def test_the_language_is_what_most_of_the_text_speaks_for(text: str, lang: Lang) -> None:
    assert language_of(text) is lang


def test_a_japanese_name_does_not_make_chinese_japanese() -> None:
    assert (
        language_of("科维德实验室与日本公司「トリ」签署了关于开源模型和数据中心的长期合作协议，双方没有透露金额。")
        is Lang.HANS
    )


def test_the_script_is_told_only_by_characters_of_one_script() -> None:
    assert tells_script("發布")
    assert tells_script("发布")
    assert not tells_script("中文")


FOLDED = [
    ("科維德實驗室發佈LLaMA", "科维德实验室发布llama"),
    ("瞭解著名的乾隆", "了解著名的乾隆"),
    ("ＧＰＴ－４０５Ｂ", "gpt－405b"),
    ("İstanbul ẞ Ⅷ", "İstanbul ß ⅷ"),
    ("台\ud800灣發", "台\ud800湾发"),
    ("a\x00發", "a\x00发"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding_simplifies_lowers_and_narrows(text: str, folded: str) -> None:
    assert fold(text) == folded


ANYTHING = st.text(alphabet=st.characters(), max_size=60) | st.text(alphabet="發发布著乾İIa１Ａ“ẞ後后", max_size=30)


@settings(deadline=None, max_examples=200)
@given(ANYTHING)
@example("İ" * 3 + "發")
@example("\ud83d\ude00漢")
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20))
def test_both_scripts_of_everyday_text_fold_to_the_same_length(text: str) -> None:
    assert len(fold(shown_in(text, Lang.HANS, Lang.HANT))) == len(text)


def test_chinese_is_shown_in_the_readers_script() -> None:
    assert shown_in("发布软件", Lang.HANS, Lang.HANT) == "發佈軟件"
    assert shown_in("發佈軟體", Lang.HANT, Lang.HANS) == "发布软体"


@pytest.mark.parametrize(
    ("text", "source", "reader"),
    [
        ("發佈軟體", Lang.HANT, Lang.HANT),
        ("发布软件，法律程序", Lang.HANS, Lang.HANS),
        ("发布软件", Lang.HANS, Lang.EN),
        ("發佈軟體", Lang.HANT, Lang.EN),
        ("A model", Lang.EN, Lang.HANT),
        ("東京大学", Lang.OTHER, Lang.HANS),
    ],
)
def test_text_is_converted_only_from_one_chinese_script_to_the_other(text: str, source: Lang, reader: Lang) -> None:
    assert shown_in(text, source, reader) == text


def test_conversion_does_not_change_the_words_of_a_quote() -> None:
    assert shown_in("法律程序通过后激活用户", Lang.HANS, Lang.HANT) == "法律程序通過後激活用戶"


UNSEEN = [
    ("safe\u202egpj.exe", "safegpj.exe"),
    ("a\u200bb\u2060c\ufeffd", "abcd"),
    ("a\U000e0041\U000e007fb", "ab"),
    ("a\ufe0f\ufe0e\U000e0100b", "ab"),
    ("\x1b[31mred\x07", "[31mred"),
    ("a\x00b\ud800c\ue000d", "abcd"),
    ("one\r\ntwo\u2028three\u0085four", "one\ntwo\nthree\nfour"),
    ("a\tb", "a b"),
    ("Z" + "\u0335" * 9, "Z" + "\u0335" * 3),
    ("Tiếng Việt, हिन्दी, עברית", "Tiếng Việt, हिन्दी, עברית"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("text", "shown"), UNSEEN)
def test_what_a_reader_cannot_see_is_not_shown(text: str, shown: str) -> None:
    assert clean_for_display(text) == shown
    assert shown_in(text, Lang.EN, Lang.EN) == shown


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_shown_text_holds_no_control_and_is_stable(text: str) -> None:
    shown = clean_for_display(text)
    assert clean_for_display(shown) == shown
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co") for c in shown)
    shown.encode()


def test_titles_of_the_shared_sets_get_their_language(shared_dir: Path) -> None:
    lines = (shared_dir / "data/group/en-zh-titles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    right = sum(language_of(a["title"]) == a["lang"] for a in articles)
    assert right >= 0.995 * len(articles)


def test_the_founding_articles_fold_with_their_length(shared_dir: Path) -> None:
    for path in sorted((shared_dir / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert len(fold(text)) == len(text)
        assert not tells_script(fold(text)) or language_of(fold(text)) is Lang.HANS
