"""How the open sets of labelled texts are measured; they lie outside the project, and none of their words are here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import fmean

from bot.lab.dates import dated
from bot.lab.figures import counted
from bot.lab.group import grouped
from tests.quality import scoring
from tests.quality.measure import known_names, lines, rows_of
from tests.quality.scoring import Row, Score

Measure = Callable[[Path, Row], Score]


def open_measures(shared: Path) -> Mapping[tuple[str, str], Callable[[], Score]]:
    """Return how each of the open sets is measured, by what is measured and the name of the set.

    These are the sets that are quick enough for every run of the tests.
    """
    listed = json.loads((shared / "data" / "datasets.json").read_text("utf-8"))
    return {
        (kind, about["id"]): partial(measure, shared / "data", about)
        for about in listed
        for kind, begins, measure in _MEASURED
        if about["id"].startswith(begins) and about["id"] != _FOR_INFORMATION
    }


def _dates(data: Path, about: Row) -> Score:
    rows = _labelled(data, about["runs"][0])
    return scoring.dates(rows, list(dated(lines(rows))), exhaustive=about["exhaustive"])


def _groups(data: Path, about: Row) -> Score:
    """Measure every draw of the set alone; return the means."""
    scores = [_grouping(_labelled(data, run)) for run in about["runs"]]
    return Score({name: fmean(score.metrics[name] for score in scores) for name in scores[0].metrics})


def _grouping(rows: list[Row]) -> Score:
    return scoring.groups(rows, list(grouped(lines(rows), known_names())))


def _figures(data: Path, about: Row) -> Score:
    run = about["runs"][0]
    rows, labels = rows_of(data / run["input"]), rows_of(data / run["gold"])
    marked = [{**row, "figures": [_label(one, row) for one in labels if one["article"] == row["id"]]} for row in rows]
    return scoring.figures(marked, list(counted(lines(rows), known_names())))


def _label(label: Row, row: Row) -> Row:
    """Return a label of the open set as one of ours; what is due to be flagged may bear any flag."""
    flags = {"flags": ["any"]} if label.get("must_flag") else {}
    return {**label, **flags, "text": row["text"][label["start"] : label["end"]], "unit": [label.get("unit")]}


def _labelled(data: Path, run: Row) -> list[Row]:
    """Return the rows of a run with their labels."""
    labels = {label["id"]: label for label in rows_of(data / run["gold"])}
    return [{**row, **labels[row["id"]]} for row in rows_of(data / run["input"])]


_MEASURED: tuple[tuple[str, tuple[str, ...], Measure], ...] = (
    ("dates", ("recognizers-", "duckling-en"), _dates),
    ("groups", ("uci-",), _groups),
    ("figures", ("made-up-figures",), _figures),
)
_FOR_INFORMATION = "duckling-en-holidays"
"""Feasts that no news desk dates by: given by its makers for information, not as a yardstick."""
