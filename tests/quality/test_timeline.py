"""Floors for the timelines of long stories, on the smaller topics of the open set with reference timelines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.lab.timeline import Wanted, chronicled
from config.catalogues import load_words
from digests.language import Lang
from tests.quality.measure import known_names, lines
from tests.quality.open_sets import rows_in, runs_of, scorer

FLOORS = {"haiti.0": (0.23, 0.07, 0.85), "mj.0": (0.10, 0.03, 0.34)}
"""ROUGE-1 and ROUGE-2 along the dates, and F of the dates: ar1F, ar2F, dateF."""


@pytest.mark.parametrize("name", FLOORS)
def test_a_storys_timeline_tells_what_reference_timelines_tell(shared_dir: Path, name: str) -> None:
    run = next(one for one in runs_of(shared_dir, "t17-open") if one["name"] == name)
    asked, score = run["args"], scorer(shared_dir)
    rows = [r for r in rows_in(shared_dir, run["input"]) if asked["from"] <= r["published"][:10] <= asked["to"]]
    span = (date.fromisoformat(asked["from"]), date.fromisoformat(asked["to"]))
    wanted = Wanted(asked["max_dates"], asked["sentences"], *span)
    entries = [dict(one) for one in chronicled(lines(rows), wanted, known_names(), load_words(Lang.EN))]
    broken = score.Violations()
    found, _ = score.eval_tls({}, run, rows, entries, rows_in(shared_dir, run["gold"]), broken)
    assert not broken.n
    assert (found["quoteOK"], found["support"]) == (1, 1)
    for metric, floor in zip(("ar1F", "ar2F", "dateF"), FLOORS[name], strict=True):
        assert found[metric] >= floor, metric
