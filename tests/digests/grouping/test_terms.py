"""What an article is found by."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.event import Hedge, Status
from digests.grouping.terms import LEAD, TITLE, index_terms
from digests.grouping.words import stem
from digests.language import Lang
from digests.lexicon import Kind, Lexicon
from digests.reading import Expression, Reading
from tests.builders import a_day, published
from tests.digests.readings import LEXICON, a_reading, with_date, with_event

KINDS = [f"{kind}:" for kind in "acdehlmnpstvwz"]


def _terms(reading: Reading, lexicon: Lexicon = LEXICON) -> dict[str, float]:
    return dict(index_terms(reading, lexicon))


def test_names_and_quantities_stand_under_what_they_mean_in_either_language():
    english = _terms(a_reading("Corvid Labs raises $1.2 billion"))
    chinese = _terms(a_reading("科維德實驗室完成12亿美元融资", lang=Lang.HANT))
    assert {"e:corvid-labs", "n:USD:1.2e+09"} <= english.keys() & chinese.keys()


def test_the_words_of_a_name_do_not_stand_beside_it():
    assert not {"w:corvid", "w:lab"} & _terms(a_reading("Corvid Labs opens an office")).keys()


def test_a_version_brings_its_family_at_half_weight():
    terms = _terms(a_reading("Corvid Labs ships Heron-2"))
    assert (terms["e:heron-2"], terms["e:heron"]) == (TITLE, TITLE / 2)


def test_a_numbered_name_is_kept_apart_even_where_nobody_knows_it():
    assert "v:tern:3.1" in _terms(a_reading("Tern 3.1 is here"))


@pytest.mark.parametrize("title", ["in 12 days", "Tern 2026", "Tern 70B", "Tern 5%", "Tern 1,250", "Tern 3.1.4"])
def test_counts_years_and_shares_are_no_versions(title: str):
    assert not [term for term in _terms(a_reading(title)) if term.startswith("v:")]


def test_the_title_outweighs_the_lead():
    terms = _terms(a_reading("Corvid Labs ships a new model", "Grebe AI watches the marsh."))
    assert (terms["e:corvid-labs"], terms["e:grebe-ai"]) == (TITLE, LEAD)


def test_what_stands_in_title_and_lead_weighs_as_in_the_title():
    assert _terms(a_reading("Marshland opens", "The marshland opened today."))["w:marshland"] == TITLE


def test_text_behind_the_lead_is_not_indexed():
    assert "w:reedb" not in _terms(a_reading("Marshland opens", "Plain words. " * 40 + "A reedbed."))


def test_without_a_title_the_first_sentence_stands_for_it():
    terms = _terms(a_reading("", "Marshland opened today. Grebe AI was there."))
    assert (terms["w:marshland"], terms["e:grebe-ai"]) == (TITLE, LEAD)


def test_an_article_without_words_still_has_its_language():
    assert _terms(a_reading("", "")) == {"l:en": 1.0}


def test_a_known_chinese_word_stands_in_simplified():
    assert _terms(a_reading("Heron-2获得新许可", lang=Lang.HANS))["z:许可"] == TITLE
    assert _terms(a_reading("開放權重來了", lang=Lang.HANT))["z:开放权重"] == TITLE
    assert not [term for term in _terms(a_reading("A new licence for Heron-2")) if term[0] == "z"]


def test_only_a_month_other_than_the_publications_is_telling():
    reading = a_reading("Heron-1 of last July lives on today")
    dated = with_date(with_date(reading, "last July", "2023-07-05"), "today", "2024-05-16")
    assert [term for term in _terms(dated) if term.startswith("m:")] == ["m:2023-07"]


def test_words_about_time_without_a_value_bring_no_month():
    reading = a_reading("Heron-1 one day")
    vague = Reading(reading.article, reading.sentences, (), (Expression(8, 15, "one day", None),), ())
    assert not [term for term in _terms(vague) if term.startswith("m:")]


def test_a_date_outside_title_and_lead_brings_no_month():
    reading = a_reading("Marshland opens", "Plain words. " * 40 + "It was July.")
    assert not [term for term in _terms(with_date(reading, "July", "2023-07-05")) if term.startswith("m:")]


def test_a_day_that_the_title_names_sets_apart():
    reading = a_reading("Birds to watch on May 20th, not today", "On May 21 it rains.")
    dated = with_date(with_date(reading, "May 20th", "2024-05-20"), "today", "2024-05-16")
    assert [term for term in _terms(with_date(dated, "May 21", "2024-05-21")) if term[0] == "s"] == ["s:day:2024-05-20"]


@pytest.mark.parametrize(("title", "day"), [("Birds of Monday", "Monday"), ("週一的鳥", "週一")])
def test_a_weekday_is_a_day_too(title: str, day: str):
    assert "s:day:2024-05-20" in _terms(with_date(a_reading(title), day, "2024-05-20"))


def test_one_title_in_two_scripts_has_one_mark():
    hans = _terms(a_reading("科维德实验室开放权重", lang=Lang.HANS))
    hant = _terms(a_reading("科維德實驗室開放權重", lang=Lang.HANT))
    assert {t for t in hans if t[0] == "t"} == {t for t in hant if t[0] == "t"} != set()


def test_a_title_of_few_words_stands_over_any_number_of_happenings():
    assert not [term for term in _terms(a_reading("Morning briefing")) if term.startswith("t:")]


def test_addresses_and_handles_are_no_words():
    assert _terms(a_reading("Marsh https://marsh.example/reed [pdf]")).keys() == {"w:marsh", "l:en"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("releases", "released"),
        ("launching", "launches"),
        ("companies", "company"),
        ("planned", "plans"),
        ("chinese", "china"),
        ("chip", "chips"),
        ("pass", "pass"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str):
    assert stem(one) == stem(other)


def test_short_words_keep_their_endings():
    assert stem("gas") == "gas"


def _happenings(title: str = "Corvid Labs ships Heron-2", **over: Any) -> set[str]:  # noqa: ANN401  any field of the event
    reading = a_reading(title, published=published("2024-05-16"))
    fields = {"when": a_day("2024-05-15"), "objects": ("heron-2",)} | over
    terms = _terms(with_event(reading, title, **fields))
    return {f"{term} {terms[term]}" for term in terms if term[0] in "ha"}


def test_an_act_on_a_numbered_version_is_a_term_of_every_language():
    assert _happenings() == {"h:release:heron-2 1.0"}
    assert _happenings("科维德实验室发布Heron-2") == {"h:release:heron-2 1.0"}


def test_an_act_on_a_family_may_recur_and_one_between_two_parties_does_not():
    assert _happenings(objects=("heron",)) == {"a:release:heron 1.0"}
    assert _happenings(act="partner", objects=("grebe-ai",)) == {"h:partner:corvid-labs+grebe-ai 1.0"}
    assert _happenings(act="partner", objects=("grebe-ai",), actors=()) == set()


def test_a_thing_that_is_only_named_beside_the_act_counts_half():
    assert _happenings(objects=()) == {"a:release:heron-2 0.5"}


def test_a_plan_is_another_happening_than_its_fulfilment():
    assert _happenings(status=Status.PLANNED, when=a_day("2024-09-01")) == {"h:planned release:heron-2 1.0"}


@pytest.mark.parametrize(
    "over",
    [
        {"when": a_day("2024-03-01")},
        {"act": None},
        {"hedge": Hedge.DENIED},
        {"kind": Kind.STATEMENT},
        {"status": Status.SNAPSHOT},
    ],
)
def test_background_sayings_denials_and_states_are_no_happenings(over: dict[str, Any]):
    assert _happenings(**over) == set()


def test_what_the_body_tells_is_no_happening_of_the_report():
    text = "Plain words. " * 40 + "Corvid Labs ships Heron-2."
    reading = a_reading("Marshland opens", text, published=published("2024-05-16"))
    event = with_event(reading, "Corvid Labs ships Heron-2.", when=a_day("2024-05-16"))
    assert not [term for term in _terms(event) if term[0] in "ha"]


@pytest.mark.parametrize("name", ["(DNLN)", "(NASDAQ:DNLN)", "（NYSE: DNLN）"])
def test_a_stock_is_known_by_its_ticker(name: str):
    assert "s:stock:DNLN" in _terms(a_reading(f"Dunlin {name} rises"))


def test_the_byline_of_an_aggregator_is_no_part_of_the_title():
    terms = _terms(a_reading("Marshland opens to walkers (Dana Orr/Example Wire)"))
    assert "w:marshland" in terms
    assert not {"w:dana", "w:orr", "w:wir"} & terms.keys()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from([Lang.EN, Lang.HANS, Lang.HANT]))
def test_any_text_has_terms_of_known_kinds_and_weights(title: str, text: str, lang: Lang):
    terms = _terms(a_reading(title, text, lang=lang))
    assert all(term[:2] in set(KINDS) for term in terms)
    assert all(0 < weight <= 1 for weight in terms.values())
