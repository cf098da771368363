"""Grouping on real headlines without labels of their own: an overlay of two halves, and a set among strangers.

*Overlay*: the second half of a stream is laid over the first, so that every pair across the halves is false.
*Distractors*: labelled headlines among many headlines of other happenings on the same days.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.lab.group import grouped
from config.lexicon import load_lexicon
from tests.quality.measure import lines

Row = dict[str, Any]

FIRST_DAY, SECOND_HALF = datetime(2026, 1, 3, tzinfo=UTC), datetime(2026, 1, 17, tzinfo=UTC)
STRANGERS = 1800
BUSINESS = "uci-business"
DRAWS = (0, 1, 2)


def test_at_least_88_of_100_pairs_of_an_overlay_lie_within_one_half(shared_dir: Path):
    halves = _halves(shared_dir)
    homes = _homes([row for half in halves for row in half])
    kept = _pairs(Counter(homes.values()))
    within = sum(_pairs(Counter(homes[row["id"]] for row in half)) for half in halves)
    assert kept > 500
    assert within / kept >= 0.88


def test_headlines_are_found_together_among_strangers(shared_dir: Path):
    scores = [_among_strangers(shared_dir, draw) for draw in DRAWS]
    precision, recall = (sum(each) / len(DRAWS) for each in zip(*scores, strict=True))
    assert precision >= 0.9
    assert 2 * precision * recall / (precision + recall) >= 0.75


@cache
def _stream(shared: Path) -> tuple[Row, ...]:
    with gzip.open(shared / "data" / "stream.jsonl.gz", "rt", encoding="utf-8") as rows:
        return tuple(sorted(map(json.loads, rows), key=lambda row: (_when(row), row["id"])))


def _halves(shared: Path) -> tuple[list[Row], list[Row]]:
    recent = [row for row in _stream(shared) if _when(row) >= FIRST_DAY]
    back = SECOND_HALF - FIRST_DAY
    laid = [{**row, "published": (_when(row) - back).isoformat()} for row in recent if _when(row) >= SECOND_HALF]
    return [row for row in recent if _when(row) < SECOND_HALF], laid


def _among_strangers(shared: Path, draw: int) -> tuple[float, float]:
    """Return B-cubed precision and recall of the labelled headlines; a stranger among them counts as wrong."""
    group = shared / "data" / "group"
    labelled = [json.loads(line) for line in (group / f"{BUSINESS}.{draw}.jsonl").read_text("utf-8").splitlines()]
    gold = [json.loads(line) for line in (group / f"{BUSINESS}.{draw}.gold.jsonl").read_text("utf-8").splitlines()]
    strangers = _strangers(shared, min(map(_when, labelled)), max(map(_when, labelled)))
    homes = _homes([*labelled, *strangers])
    return _b_cubed({row["id"]: row["story"] for row in gold}, homes)


def _strangers(shared: Path, first: datetime, last: datetime) -> list[Row]:
    """Return headlines of the stream, evenly spread over it and over the time."""
    stream = _stream(shared)
    taken = [stream[number * len(stream) // STRANGERS] for number in range(STRANGERS)]
    step = (last - first) / STRANGERS
    return [
        {"id": f"stranger-{number}", "title": row["title"], "published": (first + number * step).isoformat()}
        for number, row in enumerate(taken)
    ]


def _b_cubed(gold: dict[str, str], homes: dict[str, str]) -> tuple[float, float]:
    sizes, stories = Counter(homes.values()), Counter(gold.values())
    together = Counter((homes[one], gold[one]) for one in gold)
    precision = sum(together[homes[one], gold[one]] / sizes[homes[one]] for one in gold) / len(gold)
    recall = sum(together[homes[one], gold[one]] / stories[gold[one]] for one in gold) / len(gold)
    return precision, recall


def _homes(rows: Iterable[Row]) -> dict[str, str]:
    return {row["id"]: row["story"] for row in grouped(lines(list(rows)), load_lexicon())}


def _pairs(sizes: Counter[str]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _when(row: Row) -> datetime:
    when = datetime.fromisoformat(row["published"])
    return when if when.tzinfo else when.replace(tzinfo=UTC)
