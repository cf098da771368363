"""One happening, one row: merging over articles and languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Quote
from digests.chronicle import merge
from digests.chronicle.merging import merged
from digests.event import Citation, Event, Hedge, Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.when import Basis, Granularity, Qualifier, When
from tests.digests.chronicle.stage import events


def told(*texts: str, day: date = date(2025, 7, 26), outlet: str = "Wire") -> list[Event]:
    return [e for i, t in enumerate(texts) for e in events(t, day=day, outlet=f"{outlet} {i}")]


def test_reports_in_two_languages_with_dates_of_different_width_are_one_row():
    (row,) = merge(
        told(
            "Corvid Labs released Heron 2 in July 2025.",
            "2025年7月,鸦科公司开源了Heron 2。",
            "Heron 2 was released on July 18, 2025.",
            "Corvid Labs released Heron 2 last week.",
        )
    )
    assert (row.when.start, row.when.granularity) == (date(2025, 7, 18), Granularity.DAY)
    assert (row.actors, row.objects, len(row.citations)) == (("corvid",), ("heron-2",), 4)
    assert row.complete


def test_a_version_is_part_of_what_a_thing_is():
    rows = merge(told("Corvid Labs released Heron 3 in July 2025.", "Corvid Labs released Heron 3.1 in July 2025."))
    assert {r.objects for r in rows} == {("heron-3",), ("heron-3.1",)}


def test_an_employee_stands_for_the_company_and_the_model_for_the_one_that_fits():
    (row,) = merge(
        told(
            "Corvid Labs released Heron 2 in July 2025.",
            "鸦科公司的Heron很受欢迎。经过思考,黛娜·奥尔于2025年7月正式公布了开源模型。",
        )
    )
    assert (row.actors, row.objects, len(row.citations), row.hedge) == (("corvid",), ("heron-2",), 2, None)


def test_the_model_joins_nothing_where_two_versions_fit():
    rows = merge(
        told(
            "Corvid Labs released Heron 2 in July 2025.",
            "Corvid Labs released Heron 3 in July 2025.",
            "In July 2025 Corvid Labs released the model.",
        )
    )
    assert sorted(len(r.citations) for r in rows) == [1, 1, 1]


def test_another_product_without_a_known_name_joins_nothing():
    rows = merge(told("Corvid Labs released Heron 2 in July 2025.", "In July 2025 Corvid Labs released Puffin Desk."))
    assert len(rows) == 2


def test_a_bare_family_name_joins_its_only_version_of_that_month():
    (row,) = merge(told("Corvid Labs released Heron 2 in July 2025.", "Corvid Labs released Heron in July 2025."))
    assert row.objects == ("heron-2",)


def test_a_report_that_calls_a_release_new_may_be_weeks_late_but_never_early():
    firm = told("Corvid Labs released Heron 2 on July 1, 2025.")
    late = told("近日,鸦科公司发布了Heron 2。", day=date(2025, 7, 20))
    early = told("近日,鸦科公司发布了Heron 2。", day=date(2025, 6, 20))
    (row,) = merge(firm + late)
    assert row.when.start == date(2025, 7, 1)
    assert len(merge(firm + early)) == 2


def test_plans_denials_and_happenings_stay_apart():
    rows = merge(
        told(
            "Corvid Labs released Heron 2 in July 2025.",
            "Corvid Labs plans to release Heron 2 in July 2025.",
            "鸦科公司否认在2025年7月发布Heron 2。",
        )
    )
    assert {(r.status, r.hedge) for r in rows} == {
        (Status.HAPPENED, None),
        (Status.PLANNED, None),
        (Status.HAPPENED, Hedge.DENIED),
    }


def test_what_one_source_confirms_is_no_rumour_any_more():
    (row,) = merge(told("Corvid Labs acquired Grebe in July 2025.", "据报道,鸦科公司于2025年7月收购了Grebe。"))
    assert (row.hedge, row.actors, row.objects) == (None, ("corvid",), ("grebe",))


def test_accounts_that_exclude_each_other_stand_side_by_side():
    (row,) = merge(
        told(
            "Corvid Labs released Heron 2 in May 2025.",
            "Heron 2 was released by Corvid Labs in May 2025.",
            "Corvid Labs released Heron 2 on June 3, 2025.",
        )
    )
    assert (row.when.start, len(row.citations)) == (date(2025, 5, 1), 2)
    assert [r.when.start for r in row.rivals] == [date(2025, 6, 3)]
    assert merge([row]) == (row,)


def test_acts_that_can_recur_need_dates_that_meet():
    assert len(merge(told("Grebe sued Wren Cloud in May 2025.", "Grebe sued Wren Cloud in June 2025."))) == 2
    assert len(merge(told("Grebe sued Wren Cloud in May 2025.", "Grebe sued Wren Cloud in 2025."))) == 2
    assert len(merge(told("Grebe sued Wren Cloud in May 2025.", "Wren Cloud was sued in May 2025 by Grebe."))) == 1


def test_sayings_join_only_where_they_are_the_same_words_or_aimed_at_the_same():
    alike = told(
        "Orr said on July 21 that herons fly well at night.", "Orr said on July 21 that herons fly well at night!"
    )
    assert len(merge(alike)) == 1
    other = told("Orr said on July 21 that herons fly.", "Orr said on July 21 that prices fall sharply again.")
    assert len(merge(other)) == 2
    aimed = told(
        "Bird Council criticised Corvid Labs on July 21, 2025.",
        "Over nets, Bird Council criticised Corvid Labs on 21 July this year.",
    )
    assert len(merge(aimed)) == 1


def test_an_article_keeps_its_best_sentence():
    (row,) = merge(
        events("It was Corvid that released Heron 2 in July 2025. Corvid Labs released Heron 2 in July 2025.")
    )
    assert [c.quote.text for c in row.citations] == ["Corvid Labs released Heron 2 in July 2025."]


_WHENS = st.builds(
    lambda start, length, loose: When(
        date(2025, 1, 1) + timedelta(start),
        date(2025, 1, 1) + timedelta(start + length),
        Granularity.DAY,
        Qualifier.ABOUT if loose else None,
        Basis.PUBLICATION if loose else Basis.ABSOLUTE,
    ),
    st.integers(0, 80),
    st.sampled_from([0, 6, 30]),
    st.booleans(),
)


@st.composite
def made(draw: st.DrawFn) -> Event:
    act = draw(st.sampled_from(["release", "open-source", "sue", "say", None]))
    objects = draw(st.sampled_from([(), ("heron",), ("heron-2",), ("heron-3",), ("heron-2", "heron-3")]))
    actors = draw(st.sampled_from([(), ("corvid",), ("dana-orr",), ("grebe",)]))
    number = draw(st.integers(0, 5))
    text = draw(
        st.sampled_from(
            [
                "They released the model in July.",
                "Heron 2 is out now, says Corvid Labs.",
                "开源模型",
                "Heron has 4,200 users.",
            ]
        )
    )
    return Event(
        id=f"e{draw(st.integers(0, 99)):02}",
        when=draw(_WHENS),
        status=draw(st.sampled_from([Status.HAPPENED, Status.PLANNED])) if act != "say" else Status.STATEMENT,
        kind=draw(st.sampled_from([Kind.RELEASE, Kind.FIGURE])),
        act=act,
        actors=actors,
        objects=objects,
        about=frozenset({*actors, *objects}) | draw(st.sampled_from([frozenset(), frozenset({"corvid"})])),
        citations=(Citation(Quote(f"a{number}", 1, draw(st.integers(0, 3)), 90, text), Lang.EN, f"o{number}", None),),
        hedge=draw(st.sampled_from([None, None, Hedge.REPORTED, Hedge.DENIED])),
        complete=draw(st.booleans()),
        qualifiers=draw(st.sampled_from([(), ("open-source",), ("research-only",)])),
    )


@settings(deadline=None, max_examples=150)
@given(st.lists(made(), max_size=12))
def test_what_is_left_uncompared_would_not_have_merged(pool: list[Event]):
    rows = merge(pool)
    with pytest.MonkeyPatch.context() as patched:
        for keys in ("meeting_points", "openings", "closings"):
            patched.setattr(f"digests.chronicle.merging.{keys}", lambda _: iter(["one place"]))
        patched.setattr("digests.chronicle.absorbing.months_near", lambda _: range(1))
        assert merge(pool) == rows


@settings(deadline=None, max_examples=80)
@given(st.lists(made(), max_size=10))
def test_every_account_is_known_to_belong_to_one_row(pool: list[Event]):
    rows = merged(pool)
    assert tuple(rows) == merge(pool)
    accounts = [account for made_of in rows.values() for account in made_of]
    assert {replace(e, rivals=()) for e in pool} == set(accounts)
    assert len(set(accounts)) == len(accounts)


def articles(rows: tuple[Event, ...]) -> set[str]:
    return {c.quote.article for e in rows for each in (e, *e.rivals) for c in each.citations}


@settings(deadline=None, max_examples=80)
@given(st.lists(made(), max_size=8), st.randoms(use_true_random=False))
def test_merging_knows_no_order_repeats_without_change_and_loses_no_source(pool: list[Event], chance):  # noqa: ANN001  hypothesis' Random
    rows = merge(pool)
    mixed = list(pool)
    chance.shuffle(mixed)
    assert merge(mixed) == rows
    assert merge(rows) == rows
    assert articles(rows) == {c.quote.article for e in pool for c in e.citations}


@settings(deadline=None, max_examples=60)
@given(st.lists(made(), max_size=8))
def test_no_row_is_dated_finer_than_a_source_or_cites_an_article_twice(pool: list[Event]):
    whens = {e.when for e in pool}
    for row in merge(pool):
        for each in (row, *row.rivals):
            assert each.when in whens
            assert len({c.quote.article for c in each.citations}) == len(each.citations)


def test_merging_nothing_is_nothing_and_one_is_itself():
    one = told("Corvid Labs released Heron 2 in July 2025.")
    assert merge([]) == ()
    assert merge(one * 3) == (replace(one[0], rivals=()),)
