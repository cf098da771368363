"""What is told twice in other words is one row: sayings, parts, plans, partners, titles and dated asides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.chronicle import merge, timeline
from digests.event import Event, Hedge, Status
from digests.language import Lang
from digests.when import Granularity, Qualifier
from tests.digests.chronicle.stage import HERON, LEXICON, WORDS, event, events

OLD = "Old words.\nOld words.\n"


def told(*texts: str, day: date = date(2025, 7, 26)) -> list[Event]:
    return [e for i, t in enumerate(texts) for e in events(OLD + t, day=day, outlet=f"o{i}")]


def rows(*found: Event) -> list[Event]:
    return [m.event for m in timeline(found, HERON, LEXICON, WORDS[Lang.EN], Lang.EN).moments]


def test_one_saying_in_two_languages_is_one_row():
    (row,) = merge(
        told(
            "Heron has been downloaded one billion times, Dana Orr said on July 18, 2025.",
            "黛娜·奥尔2025年7月18日表示，Heron的累计下载量已达10亿次。",
        )
    )
    assert (row.status, len(row.citations)) == (Status.STATEMENT, 2)


def test_two_values_on_one_occasion_stand_side_by_side():
    (row,) = merge(
        told(
            "Heron was downloaded 700 million times, Dana Orr said on July 18, 2025.",
            "Dana Orr said on July 18, 2025 that people had downloaded Heron 900 million times in many lands.",
        )
    )
    assert len(row.rivals) == 1
    assert merge([row]) == (row,)


def test_a_fall_told_with_one_figure_in_two_languages_is_one_row():
    (row,) = merge(
        told(
            "Shares of Grebe fell 17 percent on July 18, 2025, which took $589 billion off its value.",
            "2025年7月18日，鸊鷉公司股价大跌17%，市值蒸发约5930亿美元。",
        )
    )
    assert (row.status, row.act, len(row.citations)) == (Status.HAPPENED, "fall", 2)


def test_other_figures_other_times_and_other_things_are_other_sayings():
    text = "Dana Orr said on July {}, 2025 that {} has {} users."
    cases = ((18, "Heron", "500 million"), (2, "Heron", "500 million"), (18, "Dipper", "30 million"))
    assert len(merge(told(*(text.format(*c) for c in cases)))) == 3


def test_a_version_and_its_named_member_released_together_are_one_row_of_the_version():
    (row,) = merge(
        told("Corvid Labs released the first two Heron 4 models on July 18, 2025.")
        + told("Corvid Labs released Heron 4 Marsh and Pond on July 18, 2025.")
    )
    assert row.objects == ("heron-4",)
    later = told("Corvid Labs released Heron 4 Marsh on July 28, 2025.")
    assert len(merge(told("Corvid Labs released Heron 4 on July 8, 2025.") + later)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The version of Heron 2 that Corvid Labs released on July 18, 2025 took second place.",
        "The version that took second place is not the one that Corvid Labs released on July 18, 2025.",
        "2025年7月18日鸦科公司发布的版本获得第二名。",
    ],
)
def test_a_clause_that_only_says_which_one_is_meant_is_no_release(text: str):
    assert [e for e in events(OLD + text) if e.act == "release"] == []


def test_what_somebody_says_was_released_is_a_release():
    found = events(OLD + "Dana Orr said that Corvid Labs released Heron 2 on July 18, 2025.")
    assert ("release", ("heron-2",)) in {(e.act, e.objects) for e in found}


@pytest.mark.parametrize(
    "text",
    [
        "首个Heron问世至今约两年。",
        "Two years after Heron 1 was released, birds are everywhere.",
        "It has been years since Corvid Labs released Heron 1.",
    ],
)
def test_time_gone_by_since_a_release_is_no_news_of_today(text: str):
    assert [e for e in events(text) if e.act == "release"] == []


def test_a_title_that_explains_tells_no_news():
    assert events("Soon.", title="The fine print: what the Heron 2 launch by Corvid Labs released") == ()
    assert events("Soon.", title="Why Corvid Labs releases Heron 2") == ()


def test_the_release_that_opens_a_family_is_its_version_1():
    first = told("Corvid Labs released Heron on February 24, 2025.", "Corvid Labs released Heron 2 on July 18, 2025.")
    assert [r.objects for r in rows(*first)] == [("heron-1",), ("heron-2",)]


def test_a_bare_family_among_later_versions_is_not_the_first():
    known = told("Corvid Labs released Heron 2 on May 18, 2025.", "Corvid Labs released Heron on July 18, 2025.")
    assert [r.objects for r in rows(*known)] == [("heron-2",), ("heron",)]
    assert [r.objects for r in rows(*told("Corvid Labs released Heron on July 18, 2025."))] == [("heron",)]


def test_a_dated_sentence_beside_a_firm_release_is_a_further_citation_of_it():
    (row,) = merge(
        told(
            "Corvid Labs released Heron 2 on July 18, 2025.",
            "In mid-July 2025, Corvid Labs let the world have Heron 2.",
        )
    )
    assert (row.act, row.when.start, len(row.citations)) == ("release", date(2025, 7, 18), 2)
    assert merge([row]) == (row,)


def test_a_dated_sentence_about_another_version_or_time_stays_a_row():
    release = told("Corvid Labs released Heron 2 on July 18, 2025.")
    assert len(merge(release + told("On July 18, 2025, people sang of Heron 3."))) == 2
    assert len(merge(release + told("On July 3, 2025, people sang of Heron 2."))) == 2


def test_one_scene_in_two_languages_without_a_known_act_is_one_row():
    found = told(
        "On July 18, 2025 a fox got hold of Heron at Bird Council.", "2025年7月18日，狐狸在鸟类委员会得到Heron。"
    )
    assert len(merge(found)) == 1


def test_a_wide_time_with_names_alone_is_no_row():
    assert rows(*told("In 2025 Heron was everywhere at Corvid Labs.")) == []


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Corvid Labs partnered with Grebe to release Heron 2 on July 18, 2025.", ("corvid",)),
        ("Corvid Labs and Grebe team up to release Heron 2 on July 18, 2025.", ("corvid", "grebe")),
        ("2025年7月18日，鸦科公司携手Grebe推出Heron 2。", ("corvid",)),
        ("2025年7月18日，鸦科公司与Grebe合作发布Heron 2。", ("corvid",)),
    ],
)
def test_a_release_with_a_partner_is_the_release_alone(text: str, actors: tuple[str, ...]):
    found = event(OLD + text)
    assert (found.act, found.objects) == ("release", ("heron-2",))
    assert set(actors) <= set(found.actors)


def test_a_partnership_to_release_something_nameless_stays_a_partnership():
    found = event(OLD + "On July 18, 2025 Wren Cloud partnered with Grebe to launch a new partnership with Heron.")
    assert (found.act, found.objects) == ("partner", ("grebe",))


def test_what_two_set_out_to_do_is_announced():
    found = event(OLD + "On July 18, 2025 Corvid Labs partnered with Grebe to release Heron 2.")
    assert (found.status, found.hedge) == (Status.HAPPENED, Hedge.ANNOUNCED)


def test_a_title_takes_the_firm_date_of_its_article():
    found = events("Corvid Labs released Heron 2 on 18 November 2025.", title="Corvid Labs releases Heron 2")
    assert {(e.when.start, e.when.granularity) for e in found} == {(date(2025, 11, 18), Granularity.DAY)}
    assert len(merge(found)) == 1


def test_a_title_keeps_its_loose_date_where_the_article_tells_of_something_older_or_else():
    old = events("Corvid Labs released Heron 2 on 18 July 2025.", title="Corvid Labs releases Heron 2")
    assert Qualifier.ABOUT in {e.when.qualifier for e in old}
    other = events("Corvid Labs released Heron 1 on 18 November 2025.", title="Corvid Labs releases Heron 2")
    assert Qualifier.ABOUT in {e.when.qualifier for e in other}


def test_a_plan_that_came_true_needs_no_row():
    plan = told("Corvid Labs will release Heron 3 on August 5, 2025.")
    done = told("Corvid Labs released Heron 3 on August 5, 2025.", day=date(2025, 8, 6))
    assert [r.status for r in rows(*plan)] == [Status.PLANNED]
    assert [r.status for r in rows(*plan, *done)] == [Status.HAPPENED]


def test_a_planned_occasion_gives_way_to_what_happened_there():
    plan = told("Corvid Labs will hold NestFest for Heron on August 5, 2025.")
    done = told("Corvid Labs released Heron 3 at NestFest on August 5, 2025.", day=date(2025, 8, 6))
    other = [replace(e, citations=plan[0].citations) for e in told("Corvid Labs released Heron 3 on August 6, 2025.")]
    assert len(rows(*plan, *done)) == 1
    assert len(rows(*plan, *other)) == 2


def test_who_is_described_is_who_did_it():
    found = event(OLD + "The wood is loud at Corvid Labs, which launched Marshworks on July 18, 2025.")
    assert (found.actors, found.thing) == (("corvid",), "Marshworks")


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("A rival of Heron 2 sued the wood on July 18, 2025.", ()),
        ("Tools such as Heron 2 were released on July 18, 2025.", ()),
        ("Heron 2 launched on July 18, 2025.", ("heron-2",)),
        ("Heron 2 launched Marshworks on July 18, 2025.", ()),
    ],
)
def test_a_name_before_an_active_verb_is_its_object_only_where_nothing_follows(text: str, objects: tuple[str, ...]):
    assert event(OLD + text).objects == objects


def test_one_doer_and_one_version_number_on_one_day_in_two_languages_are_one_row():
    found = told(
        "Bird Council published version 1.0 of its nesting rules on July 18, 2025.",
        "2025年7月18日，鸟类委员会公布筑巢规则1.0版。",
    )
    assert len(merge(found)) == 1


def test_a_year_that_only_counts_dates_nothing():
    assert event("Corvid Labs released its first model of 2025, Heron 2.").when.qualifier is Qualifier.ABOUT


def test_an_outlet_that_tells_it_twice_is_one_outlet():
    text = "Corvid Labs released Heron 2 on July 18, 2025."
    twice = [*events(text, outlet="Marsh Wire"), *events(f"{text} It is free.", outlet="marsh wire")]
    (moment,) = timeline(twice, HERON, LEXICON, WORDS[Lang.EN], Lang.EN).moments
    assert len(moment.event.citations) == 2
    assert not [reason for reason in moment.reasons if "outlets" in reason]
    other = [*twice, *events(f"{text} So they say.", outlet="Reed Review")]
    (moment,) = timeline(other, HERON, LEXICON, WORDS[Lang.EN], Lang.EN).moments
    assert "2 outlets" in moment.reasons


def test_the_outlet_that_made_the_news_is_cited_first():
    text = "Corvid Labs released Heron 2 on July 18, 2025."
    told_by = [e for outlet in ("A Wire", "Corvid Newsroom", "Z Wire") for e in events(text, outlet=outlet)]
    (moment,) = timeline(told_by, HERON, LEXICON, WORDS[Lang.EN], Lang.EN).moments
    assert moment.event.citations[0].outlet == "Corvid Newsroom"


def test_what_one_source_reports_and_another_states_is_no_rumour_any_more():
    text = "Corvid Labs released Heron 2 on July 18, 2025."
    reported = [replace(e, hedge=Hedge.REPORTED) for e in events(text, outlet="A Wire")]
    (row,) = merge([*reported, *events(f"{text} It is free.", outlet="B Wire")])
    assert (row.hedge, len(row.citations)) == (None, 2)
    (row,) = merge(reported)
    assert row.hedge is Hedge.REPORTED
