"""What Chinese words mean, and stories in which two languages meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.dictionary import Dictionary
from digests.grouping.bridge import Bridge
from digests.grouping.index import StoryIndex
from digests.grouping.place import place
from digests.grouping.terms import index_terms
from digests.language import Lang
from digests.lexicon import Lexicon
from tests.builders import SEEN
from tests.digests.readings import LEXICON, a_reading

WORDS = {
    "沼泽": "[zhao3 ze2] /marsh/swamp/",
    "沼泽地": "[zhao3 ze2 di4] /marshland/swampy ground (of a river)/CL:片[pian4]/",
    "管理员": "[x] /keeper; warden/to look after sth/variant of 管理/a person who looks after other things for pay/",
    "的话": "[x] /if (coming after a clause)/surname De/",
}
BRIDGE = Bridge((("open weights", "开放权重"), ("fen", "沼泽")), WORDS)


def test_each_place_is_read_as_the_longest_known_word():
    assert list(BRIDGE.words("沼泽地的管理员, 开放权重 沼")) == ["沼泽地", "管理员", "开放权重"]


def test_traditional_characters_are_read_as_simplified():
    assert list(BRIDGE.words("沼澤的管理員")) == ["沼泽", "管理员"]


def test_the_glossary_comes_before_the_dictionary():
    assert BRIDGE.meanings("沼泽") == (("fen",), ("marsh",), ("swamp",))


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("沼泽地", (("marshland",), ("swampy", "ground"))),
        ("管理员", (("keeper",), ("warden",), ("look",))),
        ("的话", ()),
        ("开放权重", (("open", "weight"),)),
        ("没有", ()),
    ],
)
def test_remarks_references_and_explanations_are_no_translations(word: str, meant: tuple[tuple[str, ...], ...]):
    assert BRIDGE.meanings(word) == meant


def test_the_dictionary_is_asked_for_nothing_where_no_chinese_is_read():
    class Unread(dict[str, str]):
        def __getitem__(self, _: str) -> str:
            raise AssertionError

        def __contains__(self, _: object) -> bool:
            raise AssertionError

    lexicon = replace(LEXICON, dictionary=Unread())
    reading = a_reading("Marshland opens to walkers")
    index = StoryIndex((), lexicon)
    index.put(place(reading.article, index_terms(reading, lexicon), index, SEEN).story)
    assert index.sharing({"w:marshland": 1.0})


MARSH = Lexicon(LEXICON.entities, LEXICON.acts, LEXICON.glossary, WORDS)
ENGLISH = "The keeper of the marshland counts otters"
CHINESE = "沼泽地管理员统计otters数量"


@pytest.mark.parametrize(("first", "second"), [(ENGLISH, CHINESE), (CHINESE, ENGLISH)])
def test_reports_meet_across_languages_by_what_their_words_mean_whichever_comes_first(first: str, second: str):
    index = StoryIndex((), MARSH)
    homes = []
    for title in (first, second):
        reading = a_reading(title, lang=Lang.HANS if title == CHINESE else Lang.EN)
        placement = place(reading.article, index_terms(reading, MARSH), index, SEEN)
        index.put(placement.story)
        homes.append(placement.story.id)
    assert homes[0] == homes[1]
    told = placement.decision.reason.values["shared"]
    assert isinstance(told, tuple)
    own = {"z:沼泽地", "z:管理员"} if second == CHINESE else {"w:marshland", "w:keeper"}
    assert own <= set(told)


TOOLS = {
    "管理员": "[x] /keeper/",
    "支持": "[x] /support/",
    "沼泽": "[x] /marsh/",
    "研究": "[x] /research/",
    "工具": "[x] /tool/",
}


@pytest.mark.parametrize(
    ("english", "chinese", "meets"),
    [
        ("Otters and walkers trust a tool made to support research at Reedham", "Reedham管理员支持沼泽研究工具", True),
        ("Otters and walkers trust a tool made to support research at the fen", "湿地管理员支持沼泽研究工具", False),
    ],
)
def test_common_words_in_translation_are_no_proof_without_a_name(english: str, chinese: str, *, meets: bool):
    lexicon = replace(LEXICON, dictionary=TOOLS)
    index = StoryIndex((), lexicon)
    for title, lang in ((english, Lang.EN), (chinese, Lang.HANS)):
        reading = a_reading(title, lang=lang)
        index.put(place(reading.article, index_terms(reading, lexicon), index, SEEN).story)
    assert (len(index.stories) == 1) is meets


def test_the_packaged_dictionary_knows_words_of_two_characters_and_more():
    packaged = Dictionary()
    assert "许可" in packaged
    assert "permit" in packaged["许可"]
    assert packaged.get("许") == packaged.get("no word") == ""
    assert len(packaged) > 90_000
    assert min(map(len, packaged)) > 1
    with pytest.raises(KeyError):
        packaged["no word"]
