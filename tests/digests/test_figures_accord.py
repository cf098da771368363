"""Figures that agree are one value, a series is in order of date, and what differs stands side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Quote
from digests.event import Citation
from digests.figure import Comparator, Figure, Flag
from digests.figures import relate
from digests.figures.accord import Point, points_of
from digests.language import Lang
from digests.when import Granularity, When


def day(number: int) -> When:
    return When(date(2026, 3, number), date(2026, 3, number), Granularity.DAY)


def figure(value: int, article: str = "a1", *, lang: Lang = Lang.EN, **changes: object) -> Figure:
    text = f"{article} says {value}."
    citation = Citation(Quote(article, 1, 0, len(text), text), lang, article.title(), None)
    made = Figure("downloads", "heron", Decimal(value), "downloads", Comparator.EQ, day(1), None, citation)
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields of a figure


def values(points: tuple[Point, ...]) -> list[list[int]]:
    return [[int(value.shown.value) for value in point.values] for point in points]


def test_figures_that_agree_are_one_value_whose_bound_most_sources_have() -> None:
    found = [figure(9), figure(9, "a2", comparator=Comparator.GT, as_of=day(2)), figure(9, "a3", as_of=None)]
    (point,) = points_of(found)
    (value,) = point.values
    assert (len(value.figures), value.shown.comparator, point.when) == (3, Comparator.EQ, day(1))
    more = [figure(9, f"b{number}", comparator=Comparator.GT) for number in range(3)]
    assert points_of([*found, *more])[0].values[0].shown.comparator is Comparator.GT


def test_bounds_that_exclude_each_other_do_not_agree() -> None:
    found = [figure(900, comparator=Comparator.LT, as_of=None), figure(900, "a2", comparator=Comparator.GT)]
    assert values(points_of(found)) == [[900], [900]]


def test_a_series_is_in_order_of_date_and_what_has_none_stands_last() -> None:
    found = [figure(7, as_of=None), figure(6, as_of=day(20)), figure(4, as_of=day(2)), figure(5, as_of=day(9))]
    assert values(points_of(found)) == [[4], [5], [6], [7]]


def test_a_value_told_again_long_after_is_a_point_of_its_own() -> None:
    assert [len(points_of([figure(4), figure(4, "a2", as_of=day(last))])) for last in (8, 20)] == [1, 2]


def test_values_of_one_time_stand_in_one_point_and_only_contradictions_are_disputed() -> None:
    (close,) = points_of(relate([figure(589), figure(590, "a2")]))
    (apart,) = points_of(relate([figure(300), figure(500, "a2")]))
    assert (len(close.values), close.disputed) == (2, False)
    assert (len(apart.values), apart.disputed) == (2, True)


def test_forecasts_and_other_units_stand_apart() -> None:
    forecast = figure(8, flags=frozenset({Flag.FORECAST}))
    assert len(points_of([figure(4), forecast, figure(5, unit="occurrences")])) == 3


def test_the_sizes_of_a_family_are_one_point_by_size_and_never_disputed() -> None:
    variants = [replace(figure(size, f"a{size}"), metric="variant_parameters") for size in (70, 8)]
    found = relate([*variants, replace(figure(405), metric="parameters")])
    assert not any(one.flags for one in found)
    (point,) = points_of(found)
    assert (point.metric, values((point,)), point.disputed) == ("variant_parameters", [[8, 70, 405]], False)


def test_sizes_without_variants_still_contradict_each_other() -> None:
    found = [replace(figure(size, f"a{size}"), metric="parameters", as_of=None) for size in (8, 70)]
    assert all(Flag.CONFLICT in one.flags for one in relate(found))


def test_figures_of_no_subject_belong_to_their_articles() -> None:
    nobody = [figure(4, subject=""), figure(4, "a2", subject=""), figure(9, "a2", subject="", metric="users")]
    assert len(points_of(nobody)) == 3
    assert not any(one.flags for one in relate([figure(4, subject=""), figure(9, "a2", subject="")]))


def test_shares_of_what_is_not_said_do_not_contradict_each_other() -> None:
    shares = [figure(value, f"a{value}", metric="share", unit="percent") for value in (5, 60)]
    assert not any(one.flags for one in relate(shares))


def flagged(*found: Figure) -> list[bool]:
    return [Flag.IMPLAUSIBLE in one.flags for one in relate(found)]


def test_a_value_a_magnitude_away_that_fewer_articles_tell_is_implausible() -> None:
    assert flagged(figure(100), figure(100, "a2"), figure(1001, "a3")) == [False, False, True]
    assert flagged(figure(100), figure(100, "a2"), figure(900, "a3")) == [False, False, False]
    assert flagged(figure(100), figure(1001, "a3")) == [False, False]


def test_exactly_ten_times_across_languages_is_a_slip_between_scales() -> None:
    witnesses = figure(100), figure(100, "a2")
    assert flagged(*witnesses, figure(1000, "a3", lang=Lang.HANS)) == [False, False, True]
    assert flagged(*witnesses, figure(1000, "a3")) == [False, False, False]


FIGURES = st.builds(
    figure,
    st.integers(1, 5),
    st.sampled_from(["a1", "a2", "a3"]),
    comparator=st.sampled_from(Comparator),
    as_of=st.none() | st.integers(1, 28).map(day),
    subject=st.sampled_from(["heron", "", "gull"]),
    metric=st.sampled_from(["downloads", "parameters", "variant_parameters", "share"]),
)


@given(st.lists(FIGURES, max_size=12))
@settings(deadline=None, max_examples=100)
def test_every_figure_is_in_exactly_one_point(found: list[Figure]) -> None:
    points = points_of(found)
    shown = [id(one) for point in points for one in point.figures]
    assert sorted(shown) == sorted(map(id, found))
    assert all(point.values for point in points)


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (589, 593, True),
        (16_000, 16_384, False),
        (20, 24, True),
        ("5.6", "5.576", False),
        (2024, 2026, True),
        (0, 0, False),
    ],
)
def test_a_rounded_value_is_its_exact_one_and_no_other(one: int | str, other: int | str, *, conflict: bool) -> None:
    found = relate([replace(figure(1), value=Decimal(one)), replace(figure(1, "a2"), value=Decimal(other))])
    assert [Flag.CONFLICT in each.flags for each in found] == [conflict, conflict]


def test_an_article_that_tells_how_a_value_became_another_contradicts_nobody() -> None:
    fell = [figure(14), figure(6)]
    assert values(points_of(fell)) == [[14], [6]] or values(points_of(fell)) == [[6], [14]]
    assert all(len(point.values) == 1 for point in points_of([*fell, figure(6, "a2")]))
    assert [len(point.values) for point in points_of([figure(14), figure(6, "a2")])] == [2]
