"""Summaries: at most two verbatim sentences, what happened before what it means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.event import Status
from digests.language import Lang
from digests.reading import Reading
from digests.summary import TOO_ALIKE, alike, summarise
from digests.text.terms import search_terms
from tests.builders import published
from tests.digests.readings import a_reading, with_date, with_event

RELEASE = "Corvid Labs released Heron-2 on Thursday with open weights for every developer."
NUMBER = "The firm expects 40 million downloads by the end of the year, double those of its last model."
CHATTER = "Nobody at the annual fair in the harbour hall seemed to think about anything else that day."


def _texts(*readings: Reading, lang: Lang = Lang.EN, told: tuple[str, ...] = (), limit: int = 2) -> list[str]:
    return [citation.quote.text for citation in summarise(readings, lang, told, limit=limit).sentences]


def _release(text: str, words: str = RELEASE, **over: Any) -> Reading:  # noqa: ANN401  any field of the article
    return with_event(a_reading("A new model from the marsh", text, **over), words)


def test_what_happened_comes_first_and_a_number_second():
    assert _texts(_release(f"{CHATTER} {RELEASE} {NUMBER}")) == [RELEASE, NUMBER]


def test_what_leans_on_the_sentence_before_stands_only_after_it():
    lean = "It has 70 billion parameters and reads 40 languages, more than the firm had promised its users."
    assert _texts(_release(f"{RELEASE} {lean} {CHATTER}")) == [RELEASE, lean]
    assert _texts(_release(f"{RELEASE} {CHATTER} {lean}")) == [RELEASE, CHATTER]


def test_what_lay_before_the_news_does_not_open_the_summary():
    before = "Heron-1 had been the last model that the firm gave away with open weights for every developer."
    reading = with_event(_release(f"{before} {RELEASE}"), before, objects=("heron-1",))
    assert _texts(reading)[0] == RELEASE


def test_a_further_sentence_speaks_of_the_same_thing():
    aside = "Tern Air counted 40 million guests aboard its ferries in the summer, double those of last year."
    related = "Developers can run Heron-2 on a plain notebook, which spares them the rent of a large machine."
    assert _texts(_release(f"{RELEASE} Rain fell. {aside} {related}")) == [RELEASE, related]


def test_a_latin_name_in_a_chinese_sentence_counts_as_length():
    short = "Heron-2由Corvid Labs于昨日发布，支持Python与Rust，可免费下载。"
    chatter = "会场里没有人谈论其他任何事情，所有人都在等待雨停下来之后再回到湿地去散步。"
    reading = with_event(a_reading("新模型", chatter + short, lang=Lang.HANS), short, objects=("heron-2",))
    assert _texts(reading, lang=Lang.HANS)[0] == short


def test_a_sentence_without_a_chinese_character_is_no_part_of_a_chinese_report():
    assert _texts(a_reading("新模型", RELEASE, lang=Lang.HANS), lang=Lang.HANS) == []


def test_every_sentence_names_its_source():
    reading = _release(RELEASE, outlet="Grebe")
    (citation,) = summarise([reading], Lang.EN).sentences
    content = reading.article.content
    assert content[citation.quote.start : citation.quote.end] == citation.quote.text == RELEASE
    assert (citation.outlet, citation.quote.article) == ("Grebe", reading.article.id)


def test_the_title_is_never_repeated():
    reading = a_reading("Corvid Labs released Heron-2 on Thursday with open weights", f"{RELEASE} {NUMBER}")
    assert RELEASE not in _texts(reading)


def test_a_story_of_bare_titles_has_no_summary():
    assert _texts(a_reading("Corvid Labs releases Heron-2")) == []


def test_reports_in_the_readers_language_come_first_and_either_script_is_chinese():
    english = _release(RELEASE)
    chinese = a_reading("新模型", "科維德實驗室週四發布了蒼鷺二號，開發者可以免費下載並用於商業用途。", lang=Lang.HANT)
    assert _texts(english, chinese) == [RELEASE]
    assert _texts(english, chinese, lang=Lang.HANS) == [chinese.sentences[1].text]


def test_without_a_report_in_the_readers_language_the_original_stands():
    assert _texts(_release(RELEASE), lang=Lang.HANS) == [RELEASE]


def test_the_second_sentence_says_something_else():
    again = "On Thursday Corvid Labs released Heron-2 with open weights for every developer there is."
    assert _texts(_release(f"{RELEASE} {again}")) == [RELEASE]


def test_what_readers_were_told_gives_way_to_what_is_new():
    assert _texts(_release(f"{RELEASE} {NUMBER}"), told=(RELEASE,)) == [NUMBER]


def test_questions_pronouns_and_remarks_give_way_to_plain_statements():
    dull = "Would anyone in the whole wide world have thought of such a thing before?"
    dangling = "It was quite a long day for all of those in the harbour hall."
    quoted = "“A long day for all of us in the harbour hall indeed,” an unnamed visitor said."
    plain = "A visitor of the harbour hall spoke of a long day for all the staff."
    for worse in (dull, dangling, quoted):
        assert _texts(a_reading("Marsh news", f"{worse} {plain}"), limit=1) == [plain], worse


def test_a_quotation_is_never_cut():
    half = "“Heron-2 is out and it is open for every developer in the world, said Corvid Labs."
    assert _texts(_release(f"{half} {CHATTER}", words="Heron-2 is out")) == [CHATTER]


def test_what_an_interviewee_says_is_not_the_desks_summary():
    turns = "\n".join(
        f"{who}: {says}"
        for who, says in [
            ("Host", "What did the laboratory release this week for developers?"),
            ("Dana Orr", "We released a new model for every developer in the marsh."),
        ]
        * 3
    )
    reading = a_reading("A talk", turns)
    assert any(sentence.speaker for sentence in reading.sentences)
    assert all(text not in turns.replace(": ", "") for text in _texts(reading))


def test_a_date_near_the_publication_is_news_and_one_long_ago_is_not():
    new = "The second model of the harbour laboratory came out on 15 May for everyone."
    old = "The first model of the harbour laboratory came out on 3 March for everyone."
    reading = a_reading("Marsh news", f"{old} {new}", published=published("2024-05-16"))
    dated = with_date(with_date(reading, "3 March", "2019-03-03"), "15 May", "2024-05-15")
    assert _texts(dated, limit=1) == [new]


def test_without_a_publication_no_date_is_news():
    reading = with_date(a_reading("Marsh news", f"{RELEASE} {CHATTER}", published=None), "Thursday", "2024-05-16")
    assert RELEASE in _texts(reading)


def test_what_happened_last_comes_first():
    early = "Corvid Labs lost its case against the harbour office and has to pay."
    late = "Corvid Labs won on appeal and the harbour office pays it instead."
    readings = [
        with_event(a_reading("Case lost", early, published=published("2024-05-02")), early),
        with_event(a_reading("Case won", late, published=published("2024-05-16")), late),
    ]
    assert _texts(*readings, limit=1) == [late]


def test_a_statement_weighs_less_than_a_happening():
    said = "Grebe AI spoke at length about Heron-1 at the harbour fair with guests."
    done = "Grebe AI released at length the code of Heron-1 at the harbour fair."
    reading = with_event(a_reading("Marsh news", f"{said} {done}"), said, status=Status.STATEMENT)
    assert _texts(with_event(reading, done), limit=1) == [done]


def test_no_terms_are_like_nothing():
    assert alike(frozenset(), frozenset({"marsh"})) == 0.0
    assert alike(frozenset({"marsh"}), frozenset({"marsh"})) == pytest.approx(1.0)


WORDS = st.sampled_from(
    ["Heron-2", "Corvid Labs", "released", "marsh", "40", "“open”", "“half", "the", "它", "发布", "許可"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(lambda words: " ".join(words) + "。")


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.lists(SENTENCES, max_size=6), min_size=1, max_size=3),
    st.sampled_from(list(Lang)),
    st.lists(SENTENCES, max_size=2),
)
def test_sentences_are_verbatim_different_and_the_same_each_time(texts: list[list[str]], lang: Lang, told: list[str]):
    readings = [
        a_reading("Marsh news", "".join(text), url=f"https://grebe.example/{n}") for n, text in enumerate(texts)
    ]
    summary = summarise(readings, lang, told)
    contents = {reading.article.id: reading.article.content for reading in readings}
    assert summary == summarise(readings, lang, told)
    assert len(summary.sentences) <= 2
    for citation in summary.sentences:
        quote = citation.quote
        assert contents[quote.article][quote.start : quote.end] == quote.text
    if len(summary.sentences) == 2:
        one, other = (frozenset(search_terms(citation.quote.text)) for citation in summary.sentences)
        assert one != other
    assert TOO_ALIKE < 1


def test_long_real_reports_give_two_verbatim_sentences(shared_dir: Path):
    rows = (shared_dir / "seeds" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows):
        reading = a_reading(
            row.get("title") or "", (shared_dir / "seeds" / f"{row['id']}.txt").read_text("utf-8"), lang=Lang.HANS
        )
        texts = _texts(reading, lang=Lang.HANT)
        assert len(texts) == 2
        assert all(text in reading.article.content for text in texts)


@pytest.mark.parametrize("ending", ["…", "...", " [...]", ",", ""])
def test_a_sentence_that_a_feed_cut_off_is_not_shown(ending: str):
    assert _texts(_release(f"{RELEASE} {NUMBER}")) == [RELEASE, NUMBER]
    assert _texts(_release(f"{RELEASE} {NUMBER.rstrip('.')}{ending}")) == [RELEASE]
