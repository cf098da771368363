"""The labelled examples are sound: nothing here asks the code."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from digests.event import Status
from digests.figure import Comparator, Flag
from digests.when import Basis, Granularity
from tests.quality.floors import floors
from tests.quality.measure import OWN, own
from tests.quality.scoring import Row
from tests.quality.scoring.figures import FAMILIES

SCRIPTS = {"en", "zh-Hans", "zh-Hant"}


def spans(row: Row) -> list[Row]:
    return [*row.get("expressions", ()), *row.get("figures", ())]


def wanted(row: Row) -> list[Row]:
    return [label for label in row["rows"] if label["tier"] != "trap"]


@pytest.mark.parametrize("kind", OWN)
def test_every_example_has_a_name_of_its_own_and_is_counted_beside_its_floors(kind: str):
    rows = own(kind)
    assert len({row["id"] for row in rows}) == len(rows) == floors()[kind]["own"]["of"]


@pytest.mark.parametrize("kind", ["dates", "figures"])
def test_every_label_names_the_words_it_stands_at(kind: str):
    wrong = [
        (row["id"], label["text"])
        for row in own(kind)
        for label in spans(row)
        if row["text"][label["start"] : label["end"]] != label["text"]
    ]
    assert wrong == []


def test_there_are_sentences_enough_in_three_scripts_and_a_third_of_them_have_no_date():
    rows = own("dates")
    silent = [row for row in rows if not any("from" in label for label in row["expressions"])]
    assert len(rows) >= 200
    assert {row["lang"] for row in rows} == SCRIPTS
    assert len(silent) >= len(rows) / 4
    assert {row["class"] for row in silent} >= {
        *("neg-age", "neg-duration", "neg-version", "neg-score", "neg-product-year", "neg-may", "neg-idiom"),
        *("neg-nowadays", "neg-same-period"),
    }


def test_every_dated_label_has_two_ends_in_order_and_known_words():
    for label in (label for row in own("dates") for label in row["expressions"] if "kind" not in label):
        for first, last in [(label["from"], label["to"]), *label.get("alt", ())]:
            assert date.fromisoformat(first) <= date.fromisoformat(last)
        assert Granularity(label["granularity"])
        assert Basis(label["status"])


def test_there_are_articles_enough_to_group_in_time_order():
    rows = own("groups")
    told = Counter(row["story"] for row in rows)
    assert len(rows) >= 60
    assert sum(articles > 1 for articles in told.values()) >= 15
    assert {row["lang"] for row in rows} == SCRIPTS
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)


def test_there_are_timelines_enough_and_their_rows_can_be_proved_by_their_articles():
    rows = own("timelines")
    assert len(rows) >= 15
    assert {status for row in rows for label in wanted(row) for status in label["status"]} == set(map(str, Status))
    for row in rows:
        words = "\n".join(f"{article['title']}\n{article['text']}" for article in row["articles"])
        assert all(re.search(label["must"], words, re.IGNORECASE) for label in row["rows"])
        assert all(label["from"] <= label["to"] for label in wanted(row))


def test_there_are_figures_enough_and_numbers_that_are_none():
    labels = [label for row in own("figures") for label in row["figures"]]
    counted = [label for label in labels if label["kind"] == "figure"]
    assert len(counted) >= 80
    assert len(labels) - len(counted) >= 15
    for label in counted:
        assert Comparator(label["comparator"])
        assert set(label["metric_family"]) <= {*FAMILIES, "count"}
        assert set(label.get("flags", ())) <= set(map(str, Flag))
