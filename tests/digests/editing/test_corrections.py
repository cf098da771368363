"""What its source no longer says is taken back in the open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from config.catalogues import load_words
from digests.article import Quote
from digests.editing import corrected
from digests.language import Lang
from digests.page import Footer, Heading, Page, Quoted, Row, Text, Tone
from tests.builders import an_article

ARTICLE = an_article("It has 70 billion parameters. It is free.", title="Heron-1 is out", revision=2)
SENTENCE = "It has 90 billion parameters."
TOMORROW = date(2026, 11, 22)
WORDS = load_words(Lang.EN)


def quote(text: str, article: str = ARTICLE.id) -> Quote:
    return Quote(article, 1, 0, len(text), text)


def page(*blocks: Heading | Quoted | Row) -> Page:
    return Page("Digest", (*blocks, Footer("LW #1 · 2026-11-21 · 1/1")), {"number": 1})


def shown(text: str, lang: Lang = Lang.EN) -> Quoted:
    return Quoted(text, lang, "Grebe", "https://grebe.example/1")


TITLED = Heading("1. Heron-1 is out")
TAKEN_BACK = Text("Correction 22 Nov 2026: the source no longer says what stood here.", Tone.WARNING)


def test_a_sentence_that_is_gone_makes_room_for_a_line_that_says_so():
    posted = page(TITLED, shown("It is free."), shown(SENTENCE))
    edited = corrected(posted, [quote("It is free."), quote(SENTENCE)], [ARTICLE], WORDS, TOMORROW)
    assert edited == replace(posted, blocks=(TITLED, shown("It is free."), TAKEN_BACK, posted.blocks[-1]))


def test_correcting_twice_is_correcting_once():
    posted = page(Heading("1. Heron-1 is here"), shown(SENTENCE))
    quotes = [quote("Heron-1 is here"), quote(SENTENCE)]
    once = corrected(posted, quotes, [ARTICLE], WORDS, TOMORROW)
    assert once is not None
    assert corrected(once, quotes, [ARTICLE], WORDS, date(2026, 12, 1)) is None


def test_what_still_stands_stays_whatever_its_commas_and_quotation_marks_are():
    posted = page(TITLED, shown("It is “free”!"))
    assert corrected(posted, [quote("Heron-1 is out"), quote("It is “free”!")], [ARTICLE], WORDS, TOMORROW) is None


def test_articles_that_did_not_change_are_not_judged():
    assert corrected(page(shown(SENTENCE)), [quote(SENTENCE, "another")], [ARTICLE], WORDS, TOMORROW) is None


def test_a_line_whose_title_changed_gets_the_new_one_beneath_it():
    posted = page(Heading("1. Update: Heron-1 is here"), shown("It is free."))
    edited = corrected(posted, [quote("Heron-1 is here")], [ARTICLE], WORDS, TOMORROW)
    assert edited is not None
    line = "Correction 22 Nov 2026: the source has changed this line to “Heron-1 is out”."
    assert edited.blocks[:2] == (posted.blocks[0], Text(line, Tone.WARNING))


def test_a_title_that_changes_after_the_sentence_below_it_was_taken_back_is_told_once():
    posted = page(Heading("1. Heron-1 is here"), shown(SENTENCE))
    first = corrected(posted, [quote(SENTENCE)], [ARTICLE], WORDS, TOMORROW)
    assert first is not None
    second = corrected(first, [quote("Heron-1 is here")], [ARTICLE], WORDS, TOMORROW)
    assert second is not None
    assert [type(block) for block in second.blocks[:3]] == [Heading, Text, Text]
    assert corrected(second, [quote("Heron-1 is here"), quote(SENTENCE)], [ARTICLE], WORDS, TOMORROW) is None


def test_a_planned_row_and_the_pieces_of_a_long_sentence_are_taken_back_too():
    row = Row("e1", "2026", SENTENCE, Tone.PLANNED)
    tagged = Row("e2", "2026", "Heron-1", Tone.PLANNED, original=shown(SENTENCE))
    edited = corrected(
        page(row, tagged, shown("It has 90 billion"), shown("Something else")),
        [quote(SENTENCE)],
        [ARTICLE],
        WORDS,
        TOMORROW,
    )
    assert edited is not None
    assert edited.blocks[:4] == (TAKEN_BACK, TAKEN_BACK, TAKEN_BACK, shown("Something else"))


def test_a_chinese_sentence_is_found_in_the_readers_script():
    article = an_article("苍鹭一号免费。", title="", lang=Lang.HANS, revision=2)
    posted = page(shown("蒼鷺一號有九百億參數。", Lang.HANS))
    edited = corrected(
        posted, [quote("苍鹭一号有九百亿参数。", article.id)], [article], load_words(Lang.HANT), TOMORROW
    )
    assert edited is not None
    assert edited.blocks[0] == Text("更正（2026年11月22日）：來源已不再這麼說，原句撤下。", Tone.WARNING)


def test_an_article_without_a_title_takes_a_line_back_without_a_new_one():
    article = an_article("It is free.", title="", revision=2)
    edited = corrected(page(Heading("1. " + SENTENCE)), [quote(SENTENCE, article.id)], [article], WORDS, TOMORROW)
    assert edited is not None
    assert edited.blocks[1] == TAKEN_BACK
