"""What was reached on our own examples is not lost, and what is won is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality import floors as ratchet
from tests.quality.floors import breaches, floors, raised
from tests.quality.measure import OWN


@pytest.mark.parametrize("kind", OWN)
def test_no_number_of_our_own_examples_falls_below_its_floor_or_leaves_it_behind(kind: str):
    score = OWN[kind]()
    worse = breaches(kind, "own", score.metrics)
    assert not worse, "\n".join([*worse, *score.misses])
    assert set(floors()[kind]["own"]) == {"of", *score.metrics}, "every number of our own examples is pinned"


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "floors.toml"
    file.write_text("[dates.own]\nof = 9\nvalueF = 0.900\nfalseDates = 0.100\n", "utf-8")
    monkeypatch.setattr(ratchet, "FLOORS", file)


@pytest.mark.usefixtures("pinned")
@pytest.mark.parametrize(("value", "false"), [(0.9, 0.1), (0.92, 0.08), (0.8996, 0.1004)])
def test_a_number_near_its_floor_is_no_breach(value: float, false: float):
    assert breaches("dates", "own", {"valueF": value, "falseDates": false}) == []


@pytest.mark.usefixtures("pinned")
@pytest.mark.parametrize(("value", "false"), [(0.899, 0.1), (0.9, 0.101)])
def test_a_number_that_got_worse_is_named_with_what_is_pinned(value: float, false: float):
    (sentence,) = breaches("dates", "own", {"valueF": value, "falseDates": false})
    assert sentence.endswith("is pinned: it got worse")


@pytest.mark.usefixtures("pinned")
@pytest.mark.parametrize(("value", "false"), [(0.921, 0.1), (0.9, 0.079)])
def test_a_number_that_left_its_floor_behind_asks_for_a_higher_one(value: float, false: float):
    (sentence,) = breaches("dates", "own", {"valueF": value, "falseDates": false})
    assert sentence.endswith("raise the floor in floors.toml")


def test_raising_writes_what_was_bettered_and_lowers_nothing():
    own = "# why\n\n[dates.own]\nof = 9\nvalueF = {}\nspanF = 0.900\nfalseDates = {}\n"
    rest = "\n[dates.other]\nvalueF = 0.500\n"
    found = {("dates", "own"): {"valueF": 0.95, "spanF": 0.85, "falseDates": 0.05}}
    assert raised(own.format("0.900", "0.100") + rest, found) == own.format("0.950", "0.050") + rest
