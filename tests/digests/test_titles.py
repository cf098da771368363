"""The line of a story."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.event import Event
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.reading import Reading
from digests.titles import clean_title, leads, story_headline
from digests.words import Words
from tests.builders import an_event
from tests.digests.readings import LEXICON, a_reading

WORDS = Words(Lang.EN, {"headline.planned": "Planned: {headline}", "hedge.reported": "reported"})


def _line(*readings: Reading, lang: Lang = Lang.EN, best: Event | None = None) -> Headline:
    return story_headline(readings, best, lang, LEXICON, WORDS)


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Heron-2 is out - Grebe Daily", "Heron-2 is out"),
        ("Heron-2 is out | grebe daily", "Heron-2 is out"),
        ("Heron-2 is out — The Grebe Daily", "Heron-2 is out"),
        ("苍鹭二号发布_Grebe Daily", "苍鹭二号发布"),
        ("Heron-2 is out - an update", "Heron-2 is out - an update"),
        ("Grebe Daily", "Grebe Daily"),
        (" - Grebe Daily", "- Grebe Daily"),
        ("Heron-2 - A", "Heron-2 - A"),
    ],
)
def test_only_the_name_of_the_outlet_is_cut_from_a_title(title: str, clean: str):
    assert clean_title(title, ["Grebe Daily"]) == clean


def test_an_outlet_may_sign_with_the_word_of_its_host():
    reading = a_reading("Heron-2 is out - Dunlinpost", outlet=None, url="https://www.dunlinpost.example/a")
    assert _line(reading).text == "Heron-2 is out"


@pytest.mark.parametrize("url", [None, "https://", "grebe"])
def test_a_missing_or_broken_address_signs_nothing(url: str | None):
    assert _line(a_reading("Heron-2 is out - Dunlin", outlet=None, url=url)).text == "Heron-2 is out - Dunlin"


def test_a_title_in_the_readers_language_comes_before_others():
    english = a_reading("Corvid Labs releases Heron-2")
    chinese = a_reading("科维德实验室发布苍鹭二号", lang=Lang.HANS)
    assert _line(chinese, english).text == english.article.title
    assert _line(chinese, english, lang=Lang.HANS).text == chinese.article.title


def test_chinese_is_shown_in_the_readers_script_but_cited_as_it_stands():
    reading = a_reading("科维德实验室", lang=Lang.HANS)
    line = _line(reading, lang=Lang.HANT)
    assert (line.text, line.lang, line.origin) == ("科維德實驗室", Lang.HANT, Origin.SOURCE)
    assert line.citation.quote.text == "科维德实验室"


def test_a_title_in_the_readers_own_script_comes_before_a_converted_one():
    hans, hant = a_reading("苍鹭二号发布", lang=Lang.HANS), a_reading("蒼鷺二號來了", lang=Lang.HANT)
    assert _line(hans, hant, lang=Lang.HANT).text == "蒼鷺二號來了"


def test_a_primary_sources_title_comes_first_then_the_one_others_agree_with():
    odd = a_reading("Reeds and rain in the marsh", outlet="Dunlin")
    told = a_reading("Heron-2 is out today", outlet="Grebe")
    also = a_reading("Heron-2 out for all today", outlet="Tern")
    own = a_reading("Introducing our model", outlet="Corvid Labs")
    assert _line(odd, told, also).text == "Heron-2 is out today"
    assert _line(odd, told, also, own).text == "Introducing our model"


def test_without_a_title_in_the_readers_language_the_best_event_gives_the_line():
    reading = a_reading("科维德实验室发布Heron-2", lang=Lang.HANS)
    event = an_event(reading.article, objects=("heron-2",), about=frozenset({"corvid-labs", "heron-2"}), complete=True)
    line = _line(reading, best=event)
    assert (line.text, line.origin) == ("Corvid Labs releases Heron-2", Origin.COMPOSED)


def test_else_the_names_of_title_and_lead_stand_as_tags_and_rest_on_the_title():
    text = "Grebe AI来了。湿地安静。雨停了。Heron-1不在这里。"
    reading = a_reading("科维德实验室与Heron和Heron-2", text, lang=Lang.HANS)
    line = _line(reading)
    assert (line.text, line.origin, line.lang) == ("Corvid Labs · Heron-2 · Grebe AI", Origin.TAGS, Lang.EN)
    assert line.citation.quote.text == reading.article.title


def test_a_report_without_known_names_keeps_its_title_and_language():
    line = _line(a_reading("湿地搬家", lang=Lang.HANS))
    assert (line.text, line.origin, line.lang) == ("湿地搬家", Origin.SOURCE, Lang.HANS)


def test_an_event_leads_a_report_that_tells_it_in_title_or_first_sentences():
    reading = a_reading("A walk", "Reeds grow. Rain falls. Corvid Labs released Heron-2. Corvid Labs released Heron-1.")
    early = an_event(reading.article, "Corvid Labs released Heron-2.")
    late = an_event(reading.article, "Corvid Labs released Heron-1.")
    assert (leads(early, [reading]), leads(late, [reading]), leads(early, [])) == (True, False, False)


def test_a_report_without_a_title_opens_with_its_first_sentence():
    assert _line(a_reading("", "Heron-2 is out. Rain falls.")).text == "Heron-2"
    assert _line(a_reading("", "Geese are out. Rain falls."), lang=Lang.HANS).text == "Geese are out."
    bare = a_reading("", "   ")
    assert _line(bare).citation.quote.text == bare.article.content


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=80), st.text(max_size=20))
def test_a_clean_title_is_a_part_of_the_title_and_never_lost(title: str, outlet: str):
    clean = clean_title(title, [outlet])
    assert clean in title
    assert bool(clean) == bool(title.strip())
