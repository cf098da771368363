"""The scores count what they say they count."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality import scoring
from tests.quality.scoring.figures import family, sort_of_unit

TEXT = "It may rain in June or later"
JUNE = {"from": "2025-06-01", "to": "2025-06-30", "granularity": "month", "status": "publication"}


def sentence(*labels: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a", "class": "any", "text": TEXT, "expressions": list(labels)}


def at(start: int, end: int, **fields: object) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end], **fields}


def dates(row: dict[str, Any], *listed: dict[str, Any], exhaustive: bool = True) -> scoring.Score:
    return scoring.dates([row], [{"expressions": list(listed)}], exhaustive=exhaustive)


def test_a_date_with_the_labelled_value_counts_in_full():
    score = dates(sentence(at(15, 19, **JUNE)), at(12, 19, **JUNE))
    assert score.metrics == {"spanF": 1, "valueAcc": 1, "valueF": 1, "granularity": 1, "status": 1}
    assert score.misses == []


def test_a_second_reading_is_as_right_but_its_width_is_not_asked():
    year = {"from": "2025-01-01", "to": "2025-12-31", "granularity": "year", "status": "publication"}
    score = dates(sentence(at(15, 19, **JUNE, alt=[["2025-01-01", "2025-12-31"]])), at(15, 19, **year))
    assert score.metrics["valueF"] == 1
    assert "granularity" not in score.metrics


def test_a_wrong_value_a_wrong_status_and_a_missed_date_are_told():
    row = sentence(at(15, 19, **JUNE))
    assert dates(row, at(15, 19, **JUNE | {"to": "2025-06-29"})).metrics["valueAcc"] == 0
    assert dates(row, at(15, 19, **JUNE | {"status": "event"})).misses == [
        "any: a: June is publication, not event in: It may rain in June or later"
    ]
    assert dates(row).misses == ["any: a: not found: June in: It may rain in June or later"]


def test_what_must_not_be_dated_costs_precision_and_silence():
    score = dates(sentence(at(3, 6, kind="never")), at(3, 6, **JUNE))
    assert (score.metrics["spanF"], score.metrics["falseDates"], score.metrics["silent"]) == (0, 1, 0)


def test_what_is_to_be_ignored_costs_nothing():
    row = sentence(at(15, 19, **JUNE), at(23, 28, kind="ignore"))
    assert dates(row, at(15, 19, **JUNE), at(23, 28, **JUNE)).metrics["spanF"] == 1


def test_where_labels_are_not_exhaustive_only_what_touches_one_is_judged():
    row = sentence(at(15, 19, **JUNE))
    assert dates(row, at(15, 19, **JUNE), at(23, 28, **JUNE), exhaustive=False).metrics["spanF"] == 1
    assert dates(row, at(15, 19, **JUNE), at(23, 28, **JUNE)).metrics["spanF"] == pytest.approx(2 / 3)


def grouping(*together: str) -> scoring.Score:
    rows = [
        {"id": str(number), "story": story, "lang": lang, "title": f"{story} {lang}"}
        for number, (story, lang) in enumerate([("a", "en"), ("a", "en"), ("a", "zh-Hans"), ("b", "en")])
    ]
    return scoring.groups(rows, [{"story": one} for one in together])


def test_groups_like_the_stories_are_perfect():
    score = grouping("x", "x", "x", "y")
    assert set(score.metrics.values()) == {1}
    assert score.misses == []


def test_one_group_of_all_is_whole_but_not_pure():
    score = grouping("x", "x", "x", "x")
    assert score.metrics["b3R"] == score.metrics["pairR"] == score.metrics["crossR"] == 1
    assert score.metrics["b3P"] == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)
    assert score.metrics["pairP"] == pytest.approx(3 / 6)
    assert score.metrics["crossP"] == pytest.approx(2 / 3)
    assert score.misses == ["wrongly one story: [a] a en / [a] a en / [a] a zh-Hans / [b] b en"]


def test_a_story_without_its_other_language_is_pure_but_not_whole():
    score = grouping("x", "x", "z", "y")
    assert score.metrics["b3P"] == score.metrics["pairP"] == 1
    assert score.metrics["pairR"] == pytest.approx(1 / 3)
    assert score.metrics["crossR"] == 0
    assert score.misses == ["kept apart [a]: a en / a en // a zh-Hans"]


ARTICLE = {"id": "p", "title": "Heron-2", "text": "Grebe released Heron-2 on Monday. It may follow in June."}
WANTED = {
    "id": "t.1", "tier": "core", "from": "2025-06-02", "to": "2025-06-02", "status": ["happened"], "must": "released",
    "once": True,
}  # fmt: skip
TRAP = {"id": "t.2", "tier": "trap", "must": "follow", "status": ["happened"], "why": "it may"}


def entry(quote: str, day: str = "2025-06-02", status: str = "happened") -> dict[str, Any]:
    return {"from": day, "to": day, "status": status, "sentences": [{"article": "p", "quote": quote}]}


def timeline(*entries: dict[str, Any]) -> scoring.Score:
    return scoring.timelines([{"id": "t", "articles": [ARTICLE], "rows": [WANTED, TRAP]}], [list(entries)])


def test_a_timeline_with_what_is_wanted_and_nothing_else_is_perfect():
    score = timeline(entry("Grebe released Heron-2 on Monday."))
    assert score.metrics == {
        "coreR": 1,
        "exact": 1,
        "status": 1,
        "once": 1,
        "claimed": 1,
        "traps": 0,
        "quoteOK": 1,
    }
    assert score.misses == []


def test_a_missing_row_a_second_telling_and_a_trap_are_told():
    told = entry("Grebe released Heron-2 on Monday.")
    assert timeline().metrics["coreR"] == 0
    assert timeline(told, told).metrics["once"] == 0
    assert timeline(told, entry("It may follow in June.")).metrics["traps"] == 1
    assert timeline(told, entry("It may follow in June.", status="planned")).metrics["traps"] == 0


def test_a_row_on_another_day_is_missed_and_one_of_another_status_is_told_wrongly():
    assert timeline(entry("Grebe released Heron-2 on Monday.", "2025-06-03")).metrics["coreR"] == 0
    assert timeline(entry("Grebe released Heron-2 on Monday.", status="planned")).metrics["status"] == 0


def test_words_that_are_not_in_the_article_are_no_quote():
    assert timeline(entry("Grebe has released Heron-2.")).metrics["quoteOK"] == 0


FIGURES: dict[str, Any] = {
    "id": "f",
    "text": "Grebe has more than 3 million users; version 3.1 is out.",
    "figures": [
        {
            "kind": "figure", "start": 20, "end": 35, "text": "3 million users", "value": 3_000_000, "unit": ["users"],
            "metric_family": ["usage"], "comparator": "gt", "subject": ["Grebe"],
        },
        {"kind": "never", "start": 45, "end": 48, "text": "3.1"},
    ],
}  # fmt: skip


def figure(**fields: object) -> dict[str, Any]:
    usual = {"metric": "monthly_users", "subject": "Grebe", "value": 3e6, "unit": "users", "comparator": "ge"}
    beside = {"as_of": None, "speaker": None, "article": "f", "quote": FIGURES["text"], "flags": []}
    return {**usual, **beside, **fields}


def test_a_figure_with_value_unit_metric_and_what_stands_beside_it_is_perfect():
    score = scoring.figures([FIGURES], [figure()])
    names = ("valueF", "fullF", "unit", "metric", "subject", "comparator")
    assert score.metrics == {**dict.fromkeys(names, 1), "mustNot": 0}
    assert score.misses == []


@pytest.mark.parametrize(
    ("wrong", "metric"),
    [({"unit": "downloads"}, "unit"), ({"metric": "revenue"}, "metric"), ({"subject": ""}, "subject"),
     ({"comparator": "eq"}, "comparator")],
)  # fmt: skip
def test_what_is_wrong_beside_a_value_is_told(wrong: dict[str, Any], metric: str):
    score = scoring.figures([FIGURES], [figure(**wrong)])
    assert score.metrics["valueF"] == 1
    assert score.metrics[metric] == 0
    assert len(score.misses) == 1


def test_another_value_is_not_the_figure_and_a_version_is_none():
    score = scoring.figures([FIGURES], [figure(value=3.1, unit="versions")])
    assert (score.metrics["valueF"], score.metrics["mustNot"]) == (0, 1)


def test_dates_speakers_and_flags_are_asked_where_the_label_names_them():
    label = {**FIGURES["figures"][0], "as_of": ["2026-01-01", "2026-12-31"], "speaker": ["Orr"], "flags": ["forecast"]}
    row = {**FIGURES, "figures": [label]}
    right = scoring.figures([row], [figure(as_of="2026-12-31", speaker="Dana Orr", flags=["forecast"])]).metrics
    wrong = scoring.figures([row], [figure(as_of="2025-12-31", flags=["stale"])]).metrics
    assert [right[name] for name in ("asOf", "speaker", "flagged")] == [1, 1, 1]
    assert [wrong[name] for name in ("asOf", "speaker", "flagged")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("metric", "sort"),
    [("monthly_active_users", "usage"), ("user_limit", "limit"), ("sales", "income"), ("investors", "count")],
)
def test_the_first_family_with_a_word_of_the_name_decides(metric: str, sort: str):
    assert family(metric) == sort


@pytest.mark.parametrize(
    ("unit", "sort"),
    [("USD", "money:USD"), ("days", "time:day"), ("year", "calendar"), ("percent", "percent"), ("chips", "count")],
)
def test_units_are_of_few_sorts(unit: str, sort: str):
    assert sort_of_unit(unit) == sort
