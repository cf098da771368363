"""Floors for summaries, on every fourth day of the open set with reference sentences."""

from __future__ import annotations

from pathlib import Path

from bot.lab.summary import summarised
from tests.quality.measure import known_names, lines
from tests.quality.open_sets import rows_in, runs_of, scorer

FLOORS = {"rouge1": 0.22, "rouge2": 0.055}
MOST_REDUNDANCY = 0.15
EVERY = 4


def test_summaries_tell_what_reference_sentences_tell(shared_dir: Path) -> None:
    (run,) = runs_of(shared_dir, "t17-open-days")
    score, most = scorer(shared_dir), run["args"]["sentences"]
    rows = rows_in(shared_dir, run["input"])[::EVERY]
    answers = [dict(one) for one in summarised(lines(rows), known_names(), most)]
    broken = score.Violations()
    labels = {row["id"]: row for row in rows_in(shared_dir, run["gold"])}
    found, _ = score.eval_summary({}, run, rows, answers, labels, broken)
    assert not broken.n
    assert (found["quoteOK"], found["support"], found["empty"]) == (1, 1, 0)
    assert found["redundancy"] <= MOST_REDUNDANCY
    for metric, floor in FLOORS.items():
        assert found[metric] >= floor, metric
