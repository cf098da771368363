"""Why something was decided, said in the reader's language."""

from __future__ import annotations

import pytest

from config.catalogues import load_words
from digests.language import Lang
from digests.layout.reasons import said, said_term, shown_reasons
from digests.lexicon import Act, Entity, EntityType, Kind, Lexicon
from digests.story import Reason

EN, HANS, HANT = (load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT))
LEXICON = Lexicon(
    entities={
        "grebe": Entity(
            "grebe", EntityType.COMPANY, {Lang.EN: "Grebe AI", Lang.HANS: "格里布", Lang.HANT: "葛里布"}, ("Grebe",)
        ),
        "heron-2": Entity("heron-2", EntityType.MODEL, {Lang.EN: "Heron-2"}, ("Heron-2",)),
    },
    acts={
        act: Act(act, Kind.RELEASE, {}, {Lang.EN: english, Lang.HANS: hans, Lang.HANT: hant})
        for act, english, hans, hant in (
            ("release", "release", "发布", "發布"),
            ("partner", "partnership", "合作", "合作"),
        )
    },
)


@pytest.mark.parametrize(
    ("term", "english", "simplified", "traditional"),
    [
        ("e:grebe", "Grebe AI", "格里布", "葛里布"),
        ("e:gone", "gone", "gone", "gone"),
        ("h:release:heron-2", "the release of Heron-2", "Heron-2的发布", "Heron-2的發布"),
        (
            "a:planned release:heron-2",
            "the planned release of Heron-2",
            "Heron-2的计划中的发布",
            "Heron-2的計畫中的發布",
        ),
        (
            "h:partner:grebe+heron-2",
            "the partnership between Grebe AI and Heron-2",
            "格里布与Heron-2之间的合作",
            "葛里布與Heron-2之間的合作",
        ),
        ("h:planned release", "planned release", "计划中的发布", "計畫中的發布"),
        ("h:unheard-of", "unheard-of", "unheard-of", "unheard-of"),
        ("n:parameters:7e+10", "70B parameters", "700亿参数", "700億 參數"),
        ("n:USD:1.2e+09", "US$1.2B", "12亿美元", "12億美元"),
        ("n:parameters", "parameters", "参数量", "參數量"),
        ("n:percent", "%", "%", "%"),
        ("n:USD", "USD", "USD", "USD"),
        ("m:2024-07", "2024-07", "2024-07", "2024-07"),
        ("w:marsh", "marsh", "marsh", "marsh"),
    ],
)
def test_an_index_term_is_said_in_each_language(term: str, english: str, simplified: str, traditional: str) -> None:
    told = [said_term(term, words, LEXICON) for words in (EN, HANS, HANT)]
    assert told == [english, simplified, traditional]


def test_a_reason_names_its_evidence() -> None:
    reason = Reason("too-little-shared", {"shared": ("e:grebe", "w:marsh"), "story": "s00000001"})
    assert said(reason, EN, LEXICON) == "only shares Grebe AI, marsh with s00000001"
    assert said(reason, HANS, LEXICON) == "与 s00000001 的共同点只有：格里布、marsh"
    assert said(reason, HANT, LEXICON) == "與 s00000001 的共同點只有：葛里布、marsh"


def test_what_an_article_wrote_stays_on_one_line() -> None:
    assert said(Reason("shares", {"shared": ("w:a\x1b[31m\nb",)}), EN, LEXICON) == "shares a[31m b"


def test_the_grounds_of_a_rank_leave_out_what_stands_beside_them() -> None:
    reasons = [
        Reason("outlets", {"count": 3}),
        Reason("kind", {"kind": Kind.RELEASE}),
        Reason("newest", {"hours": 2}),
        Reason("topic-in-title"),
        Reason("primary-source"),
        Reason("english-and-chinese"),
    ]
    assert shown_reasons(reasons, EN) == "release, topic in title, primary source"
    assert shown_reasons(reasons, HANT) == "發布、標題提及主題、第一手來源"
