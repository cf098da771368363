"""Things that no entity stands for: named in the text's own words, never taken for a known name within them."""

from __future__ import annotations

import pytest

from digests.chronicle import headline, merge
from digests.chronicle.nouns import in_english
from digests.chronicle.things import same_thing
from digests.headline import Origin
from digests.language import Lang
from tests.digests.chronicle.stage import LEXICON, WORDS, event, events, foreign

NAMED = [
    ("Corvid Labs launched a Heron API in July 2025.", "Heron API"),
    ("Corvid Labs launched Heron Cloud in July 2025.", "Heron Cloud"),
    ("Corvid Labs launched a stand-alone Tern Chat app in July 2025.", "Tern Chat app"),
    ("Corvid Labs published the Heron 2 licence in July 2025.", "Heron 2 licence"),
    ("Corvid Labs launched Heron for Gardeners in July 2025.", "Heron for Gardeners"),
    ("Corvid Labs launched the release of Marshworks in July 2025.", "Marshworks"),
    ("In July 2025 Corvid Labs launched its own AI chip, Reed 810.", "Reed 810"),
    ("In July 2025 Corvid Labs Launches Reed 810 Chip for Faster Nests", "Reed 810 Chip"),
    ("鸦科公司于2025年7月推出Heron API。", "Heron API"),
    ("鸦科公司于2025年7月推出独立的Tern Chat应用。", "Tern Chat应用"),
    ("鸦科公司于2025年7月推出与Dipper兼容的Heron API。", "Heron API"),
    ("鸦科公司于2025年7月发布“芦苇一号”。", "芦苇一号"),
]


@pytest.mark.parametrize(("text", "thing"), NAMED)
def test_a_name_the_lexicon_does_not_have_is_kept_in_the_words_of_the_text(text: str, thing: str):
    found = event(text)
    assert (found.thing, found.objects) == (thing, ())


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs released Heron 2 in July 2025.",
        "Corvid Labs launched a rival to Heron 2 in July 2025.",
        "Corvid Labs launched an AI tool in July 2025.",
        "Corvid Labs launched new features for Heron in July 2025.",
        "Corvid Labs launched Heron rivals in July 2025.",
        "Corvid Labs launched Grebe's Marshworks in July 2025.",
        "In July 2025 Corvid Labs Launches Bigger Nests and Reeds",
        "鸦科公司于2025年7月发布AI模型。",
        "鸦科公司于2025年7月在Marsh举行发布会，推出新的计划。",
        "Corvid Labs sued Marshworks in July 2025.",
    ],
)
def test_known_names_ordinary_words_and_what_stands_behind_a_preposition_are_no_thing(text: str):
    assert event(text).thing == ""


def test_a_purchase_of_something_unknown_names_it():
    assert event("Corvid Labs acquired the start-up Torchling in July 2025.").thing == "Torchling"


def test_a_line_shows_the_unknown_thing_and_never_the_known_name_alone():
    found = event("鸦科公司于2025年7月推出广受欢迎的Heron API。")
    shown = headline(foreign(found), Lang.EN, LEXICON, WORDS[Lang.EN])
    assert (shown.text, shown.origin) == ("Corvid Labs · release · Heron API", Origin.TAGS)


def test_a_chinese_head_noun_is_shown_in_english_and_another_script_not_at_all():
    app = event("2025年7月，鸦科公司推出独立的Tern Chat应用。")
    assert headline(app, Lang.EN, LEXICON, WORDS[Lang.EN]).text == "Corvid Labs · release · Tern Chat app"
    reed = event("鸦科公司于2025年7月发布“芦苇一号”。")
    assert headline(reed, Lang.EN, LEXICON, WORDS[Lang.EN]).text == "Corvid Labs · release"
    assert (in_english("Heron接口"), in_english("芦苇")) == ("Heron api", "芦苇")


def test_reports_of_one_unknown_thing_are_one_row_in_any_language():
    (row,) = merge(
        (
            *events("Corvid Labs launched a stand-alone Tern Chat app on July 18, 2025."),
            *events("2025年7月18日，鸦科公司推出独立的Tern Chat应用。", outlet="b"),
            *events("On July 18, 2025, Corvid Labs released its Tern Chat app.", outlet="c"),
        )
    )
    assert (len(row.citations), row.thing) == (3, "Tern Chat app")


def test_unknown_things_of_other_names_stay_apart():
    text = "Corvid Labs launched {} on July 18, 2025."
    assert len(merge(e for t in ("Heron Cloud", "Heron Store", "Marshworks") for e in events(text.format(t)))) == 3


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Marshworks", "Heron Marshworks", True),
        ("Heron AI for Gardeners", "Heron for Gardeners", True),
        ("Heron接口", "Heron API", True),
        ("Reed 2", "Reed 3", False),
        ("Heron Cloud", "Heron", False),
        ("", "Heron", False),
    ],
)
def test_two_names_are_one_thing_where_one_only_has_more_before_it(a: str, b: str, same: bool):
    assert same_thing(a, b) is same is same_thing(b, a)


def test_a_nameless_account_that_holds_the_name_joins():
    rows = merge(
        (
            *events("On July 18, 2025, Corvid Labs launched Marshworks."),
            *events("On July 18, 2025 Corvid Labs Shipped And Released Marshworks Within Days", outlet="b"),
        )
    )
    assert len(rows) == 1
