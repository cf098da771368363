"""Time expressions against labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from tests.quality.scoring.base import Row, Score, balance, overlap, share, shares


def dates(rows: Sequence[Row], answers: Sequence[Row], *, exhaustive: bool = True) -> Score:
    """Compare time expressions; the answers stand in the order of the rows.

    A labelled expression is found by the answer that shares most characters with it. Its value is right where it is the
    labelled one or one of the readings under ``alt``; granularity and status are asked only of what is right, the
    granularity only of the first reading. Nothing else may be listed, save what is marked ``ignore`` and, where labels
    are not ``exhaustive``, what touches no label. ``falseDates`` is the share of the places marked ``never`` that were
    dated, ``silent`` that of the texts without a date which were left alone.
    """
    tally: Counter[str] = Counter()
    misses: list[str] = []
    for row, answer in zip(rows, answers, strict=True):
        misses += _sentence(row, answer["expressions"], exhaustive, tally)
    return Score(_metrics(tally), misses)


def _sentence(row: Row, listed: Sequence[Row], exhaustive: bool, tally: Counter[str]) -> Iterator[str]:
    """Count one text; yield what is wrong with its answer."""
    where = f"{row.get('class', 'open')}: {row['id']}"
    labels = [one for one in row["expressions"] if one.get("kind", "date") == "date"]
    found = dict(_pairs(labels, listed))
    for number, label in enumerate(labels):
        fault = _fault(label, found.get(number), tally)
        yield from [f"{where}: {fault} in: {row['text']}"] if fault else ()
    stray = list(_stray(row, listed, list(found.values()), exhaustive))
    yield from (f"{where}: no date: {one['text']} in: {row['text']}" for one in stray)
    nevers = [one for one in row["expressions"] if one.get("kind") == "never"]
    tally["listed"] += len(found) + len(stray)
    tally["falseDates asked"] += len(nevers)
    tally["falseDates"] += sum(any(overlap(one, never) > 0 for one in stray) for never in nevers)
    dateless = exhaustive and len(nevers) == len(row["expressions"])
    tally["silent asked"] += dateless
    tally["silent"] += dateless and not stray


def _pairs(labels: Sequence[Row], listed: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """Yield each label's number with the answer that covers it best; each answer serves once."""
    close = [(overlap(one, label), n, k) for n, label in enumerate(labels) for k, one in enumerate(listed)]
    numbers: set[int] = set()
    served: set[int] = set()
    for shared, number, k in sorted(close, key=lambda one: (-one[0], one[1], one[2])):
        if shared > 0 and number not in numbers and k not in served:
            numbers.add(number)
            served.add(k)
            yield number, listed[k]


def _fault(label: Row, one: Row | None, tally: Counter[str]) -> str:
    """Count what is right about an answer; return what is wrong with it."""
    tally["labels"] += 1
    if one is None:
        return f"not found: {label['text']}"
    tally["found"] += 1
    span = [one["from"], one["to"]]
    first = [label["from"], label["to"]]
    if span not in (first, *label.get("alt", ())):
        return f"{label['text']} is {'..'.join(first)}, not {'..'.join(span)}"
    tally["right"] += 1
    asked = [field for field in ("granularity", "status") if field in label and (field == "status" or span == first)]
    for field in asked:
        tally[f"{field} asked"] += 1
        tally[field] += one[field] == label[field]
    wrong = [f"{label[field]}, not {one[field]}" for field in asked if one[field] != label[field]]
    return f"{label['text']} is {', '.join(wrong)}" if wrong else ""


def _stray(row: Row, listed: Iterable[Row], used: Collection[Row], exhaustive: bool) -> Iterator[Row]:
    """Yield the answers that no label asks for."""
    for one in listed:
        touched = {label.get("kind", "date") for label in row["expressions"] if overlap(one, label) > 0}
        if one not in used and "ignore" not in touched and (exhaustive or touched):
            yield one


def _metrics(tally: Mapping[str, int]) -> dict[str, float]:
    precision, recall = share(tally["found"], tally["listed"]), share(tally["found"], tally["labels"])
    value_precision, value_recall = share(tally["right"], tally["listed"]), share(tally["right"], tally["labels"])
    metrics = {
        "spanF": balance(precision, recall),
        "valueAcc": share(tally["right"], tally["found"]),
        "valueF": balance(value_precision, value_recall),
    }
    return metrics | shares(tally, ("granularity", "status", "falseDates", "silent"))
