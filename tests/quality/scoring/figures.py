"""Figures against labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.quality.scoring.base import Row, Score, balance, share, shares

FAMILIES: Mapping[str, frozenset[str]] = {
    "limit": frozenset({"threshold", "limit", "licence", "license"}),
    "compute": frozenset({"gpu", "chip", "server", "power", "energy", "compute", "electricity"}),
    "model": frozenset({"parameter", "context", "token", "dataset"}),
    "rank": frozenset({"rank", "score", "benchmark", "accuracy"}),
    "usage": frozenset({"user", "download", "subscriber", "developer", "customer", "reach"}),
    "people": frozenset({"employee", "layoff", "job", "staff", "headcount"}),
    "income": frozenset({"revenue", "sale", "profit", "margin", "income"}),
    "spend": frozenset({"spend", "spending", "capex", "capital", "cost", "investment", "funding", "budget"}),
    "value": frozenset({"valuation", "value", "price", "deal", "settlement", "damage"}),
    "share": frozenset({"share", "ratio", "vote", "percent"}),
    "change": frozenset({"growth", "gain", "decrease", "increase", "change", "efficiency"}),
    "time": frozenset({"interval", "age", "duration", "time", "year"}),
}
"""Which words in a metric's name make it what; the first family with one decides, anything else is a ``count``."""
TOLERANCE = 0.005
"""By how much two values may differ and be one, as a share of the larger."""


def family(metric: str) -> str:
    """Return what sort of figure a metric's name stands for."""
    words = {word.removesuffix("s") for word in metric.split("_")}
    return next((name for name, marks in FAMILIES.items() if words & marks), "count")


def figures(rows: Sequence[Row], answers: Sequence[Row]) -> Score:
    """Compare figures: ``rows`` are articles with labels, ``answers`` all figures that were found in them.

    ``value`` asks for the value in a quote that holds the labelled place; ``full`` for unit and family of the metric as
    well. What is said beside a figure is asked only where the label names it. ``mustNot`` is the share of things that
    are no figures and were listed.
    """
    tally: Counter[str] = Counter()
    misses: list[str] = []
    for row in rows:
        misses += _article(row, [one for one in answers if one["article"] == row["id"]], tally)
    value_precision, value_recall = share(tally["value"], tally["listed"]), share(tally["value"], tally["labels"])
    precision, recall = share(tally["full"], tally["listed"]), share(tally["full"], tally["labels"])
    metrics = {"valueF": balance(value_precision, value_recall), "fullF": balance(precision, recall)}
    return Score(metrics | shares(tally, (*_ASKED, "flagged", "mustNot")), misses)


def _article(row: Row, listed: Sequence[Row], tally: Counter[str]) -> Iterator[str]:
    """Count one article; yield what is wrong with it."""
    left = list(listed)
    for label in _marked(row, "figure"):
        fits = [one for one in left if _same(one, label, row)]
        tally["labels"] += 1
        if not fits:
            yield f"not found: {row['id']}: {label['text']} in: {row['text']}"
            continue
        one = max(fits, key=lambda fit: _fullness(fit, label))
        left.remove(one)
        tally["listed"] += 1
        yield from (f"{fault}: {row['id']}: {label['text']} in: {row['text']}" for fault in _faults(one, label, tally))
    left = [one for one in left if not any(_same(one, label, row) for label in _marked(row, "ignore"))]
    nevers = _marked(row, "never")
    tally["listed"] += len(left)
    tally["mustNot asked"] += len(nevers)
    tally["mustNot"] += sum(any(_names(one, never, row) for one in left) for never in nevers)
    yield from (
        f"no figure: {row['id']}: {one['value']} {one['unit']} ({one['metric']}): {one['quote']}" for one in left
    )


def _marked(row: Row, kind: str) -> list[Row]:
    return [label for label in row["figures"] if label["kind"] == kind]


def _same(one: Row, label: Row, row: Row) -> bool:
    """Say whether an answer is the labelled figure: its value, in a quote that holds the place."""
    value = label.get("value")
    near = value is None or abs(one["value"] - value) <= TOLERANCE * max(abs(one["value"]), abs(value))
    return bool(near) and _touches(one, label, row)


def _touches(one: Row, label: Row, row: Row) -> bool:
    """Say whether the quote of an answer holds the labelled place, or some of it."""
    text = row.get("title", "") if label.get("field") == "title" else row["text"]
    at = text.find(one["quote"])
    return bool(0 <= at < label["end"] and at + len(one["quote"]) > label["start"])


def _names(one: Row, never: Row, row: Row) -> bool:
    """Say whether a figure is made of something that is none."""
    return _touches(one, never, row) and f"{one['value']:g}" in never["text"].replace(",", "")


def _fullness(one: Row, label: Row) -> int:
    return sum(right(one, label) for right in _FULL.values())


def _faults(one: Row, label: Row, tally: Counter[str]) -> Iterator[str]:
    """Count what is right about an answer that was found; yield what is not."""
    tally["value"] += 1
    tally["full"] += _fullness(one, label) == len(_FULL)
    for name, (field, right) in _ASKED.items():
        if field in label:
            tally[f"{name} asked"] += 1
            tally[name] += right(one, label)
            if not right(one, label):
                yield f"{name} of {one['metric']} {one['value']:g} {one['unit']} {one['subject']!r}"


def _unit(one: Row, label: Row) -> bool:
    """Say whether the unit is one of the labelled, or at least of the labelled sort ("$ per token" is money)."""
    unit = one["unit"].split(" ")[0]
    return unit in label["unit"] or sort_of_unit(unit) == label.get("unit_family")


def sort_of_unit(unit: str) -> str:
    """Return what sort of unit it is, as labels name it: ``money:USD``, ``time:day``, ``calendar``, ``percent``."""
    if len(unit) == len("USD") and unit.isupper():
        return f"money:{unit}"
    if unit in {"days", "weeks", "months", "years"}:
        return f"time:{unit.removesuffix('s')}"
    return {"percent": "percent", "rank": "rank", "year": "calendar"}.get(unit, "count")


def _metric(one: Row, label: Row) -> bool:
    return family(one["metric"]) in label["metric_family"]


def _named(one: str | None, names: Sequence[str]) -> bool:
    return bool(one) and any(name in str(one) for name in names)


def _bounds(one: Row, label: Row) -> bool:
    """Say whether the comparator is the labelled one; to exceed and to be at least are taken as one."""
    return _LOOSE.get(one["comparator"], one["comparator"]) == _LOOSE.get(label["comparator"], label["comparator"])


def _as_of(one: Row, label: Row) -> bool:
    first, last = label["as_of"]
    return bool(one["as_of"]) and bool(first <= one["as_of"] <= last)


def _flagged(one: Row, label: Row) -> bool:
    return bool(set(one["flags"]) & set(label["flags"])) or (label["flags"] == ["any"] and bool(one["flags"]))


_LOOSE = {"ge": "gt", "le": "lt"}
_FULL: Mapping[str, Callable[[Row, Row], bool]] = {"unit": _unit, "metric": _metric}
_ASKED: Mapping[str, tuple[str, Callable[[Row, Row], bool]]] = {
    "unit": ("unit", _unit),
    "metric": ("metric_family", _metric),
    "subject": ("subject", lambda one, label: _named(one["subject"], label["subject"])),
    "comparator": ("comparator", _bounds),
    "asOf": ("as_of", _as_of),
    "speaker": ("speaker", lambda one, label: _named(one["speaker"], label["speaker"])),
    "flagged": ("flags", _flagged),
}
"""What is said beside a figure: the field of a label that asks for it, and whether the answer is right."""
