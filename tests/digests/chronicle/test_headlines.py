"""The line of an event: verbatim, composed where proved, else tags; never without its status word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.chronicle import headline, merge
from digests.chronicle.headlines import is_bare, is_nobodys
from digests.event import Event
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.words import Words
from tests.digests.chronicle.stage import LEXICON, WORDS, event, events, foreign


def line(made: Event, lang: Lang = Lang.EN) -> Headline:
    return headline(made, lang, LEXICON, WORDS[lang])


def test_a_sentence_in_the_readers_language_is_shown_verbatim():
    shown = line(event("Corvid Labs released Heron 2 in July 2025."))
    assert (shown.text, shown.origin) == ("Corvid Labs released Heron 2 in July 2025.", Origin.SOURCE)


def test_chinese_is_shown_in_the_readers_script():
    shown = line(event("2025年7月,鸦科公司发布了Heron 2。"), Lang.HANT)
    assert (shown.text, shown.origin) == ("2025年7月,鴉科公司發佈了Heron 2。", Origin.SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "It was in July 2025 that Corvid Labs released Heron 2.",
        "Corvid Labs released Heron 2 in July 2025" + ", and much was written of it" * 8 + ".",
        "Corvid Labs released Heron 2 in July 2025, “a small step",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_no_line(text: str):
    assert line(event(text)).origin is not Origin.SOURCE


def test_a_sentence_that_does_not_name_the_thing_is_no_line():
    (row,) = merge(
        (
            *events(
                "Heron 2 was released by Corvid in July 2025, they say, and it is this which all of the birds"
                + " sang" * 32
            ),
            *events("Corvid Labs makes Heron. In July 2025 Corvid Labs released the model.", outlet="Other"),
        )
    )
    assert len(row.citations) == 2
    assert line(row).origin is not Origin.SOURCE


def test_the_source_that_publishes_its_own_news_comes_first():
    (row,) = merge(
        (
            *events("Corvid Labs released Heron 2 in July 2025.", outlet="A Wire"),
            *events("In July 2025 Corvid Labs released Heron 2.", outlet="Corvid Newsroom"),
        )
    )
    assert line(row).citation.outlet == "Corvid Newsroom"


COMPOSED = [
    (
        "2025年7月,鸦科公司正式发布Heron 2,可免费用于商业用途。",
        Lang.EN,
        "Corvid Labs releases Heron 2 (free for commercial use)",
    ),
    ("鸦科公司计划在2026年1月发布Heron 3。", Lang.EN, "planned · Corvid Labs releases Heron 3"),
    ("鸦科公司于2025年7月收购Grebe。", Lang.EN, "Corvid Labs acquires Grebe"),
    ("Corvid Labs released Heron 2 in July 2025.", Lang.HANS, "鸦科公司发布 Heron 2"),
    ("Corvid Labs released Heron 2 in July 2025.", Lang.HANT, "鴉科公司发布 Heron 2"),
]


@pytest.mark.parametrize(("text", "lang", "expected"), COMPOSED)
def test_a_proved_clause_is_composed_in_the_other_language(text: str, lang: Lang, expected: str):
    shown = line(event(text), lang)
    assert (shown.text, shown.origin) == (expected, Origin.COMPOSED)


TAGS = [
    ("2025年7月,鸦科公司发布广受欢迎的Heron 2。", "Corvid Labs · release · Heron 2"),
    ("Heron 2于2025年7月面世。", "release · Heron 2"),
    ("鸦科公司于2025年7月公布了广受欢迎的Heron 2。", "announced · Corvid Labs · release · Heron 2"),
    ("据报道,鸦科公司将于明年收购Grebe。", "planned · reported · Corvid Labs · acquire · Grebe"),
    ("鸦科公司并未在2025年7月发布Heron 3。", "not · Corvid Labs · release · Heron 3"),
    ("鸦科公司否认在2025年7月收购Grebe。", "denied · acquire → Grebe"),
    ("2025年7月,Tern Chat已拥有超过5亿用户。", "as of then · Tern Chat · more than 500 million users"),
    ("黛娜·奥尔在2025年7月表示,鸟类很重要。", "statement · Dana Orr"),
    ("2025年7月,有人起诉了Grebe。", "sue → Grebe"),
    ("2025年7月,Grebe推出了Heron 2的竞争对手。", "Grebe · release"),
    ("鸦科公司于2025年7月再度融资12亿美元。", "Corvid Labs · raise · $1.2B"),
    ("2025年7月3日,一场大雨落在湖上。", "other"),
]


@pytest.mark.parametrize(("text", "expected"), TAGS)
def test_tags_put_the_status_first_and_an_act_only_beside_a_proved_party(text: str, expected: str):
    shown = line(foreign(event("旧话。\n旧话。\n" + text)))
    assert (shown.text, shown.origin) == (expected, Origin.TAGS)


def test_where_the_words_name_nothing_the_models_of_the_paragraph_stand_in():
    found = event("Heron 3很受期待。\n希望明年推出更大的版本。")
    assert line(foreign(found)).text == "planned · Heron 3"


def test_nothing_is_composed_without_a_quote_that_names_both_sides_and_the_act():
    found = event("鸦科公司于2025年7月收购Grebe。")
    quote = replace(found.citations[0].quote, text="鸦科公司很大。")
    unproved = replace(found, citations=(replace(found.citations[0], quote=quote),))
    assert line(unproved).origin is Origin.TAGS


def test_an_amount_without_a_word_for_its_unit_is_left_out():
    found = foreign(event("2025年7月,Tern Chat已拥有超过5亿用户。"))
    phrases = {k: v for k, v in WORDS[Lang.EN].phrases.items() if k != "unit.users"}
    assert headline(found, Lang.EN, LEXICON, Words(Lang.EN, phrases)).text == "as of then · Tern Chat"


def test_chinese_amounts_are_written_in_yi():
    found = foreign(event("In July 2025, Tern Chat had more than 500 million users."))
    assert "5亿" in line(found, Lang.HANS).text


def test_an_act_without_a_known_doer_points_at_whom_it_was_done_to():
    assert line(foreign(event("2025年6月,两名议员致信黛娜·奥尔。"))).text == "write-to → Dana Orr"


def test_a_saying_of_nobody_is_bare_whatever_names_stand_in_it():
    made = replace(event("Corvid Labs said in July 2025 that Grebe is large."), actors=())
    assert is_bare(line(foreign(made)), made, LEXICON)


def test_a_line_that_names_nobody_is_no_line():
    made = event("2025年7月,新的规则发布。")
    shown = line(foreign(made))
    assert (shown.text, is_nobodys(shown, made, LEXICON)) == ("release", True)
