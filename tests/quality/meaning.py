"""Whether a model of meaning helps grouping: ``python -m tests.quality.meaning``, with ``llamawire[semantic]``.

Prints how our own groups come out without it and with it, and the open sets where the shared data are, with what the
run took of the processor.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from adapters.semantic.encoder import SentenceEncoder
from bot.lab.group import grouped
from digests.semantics import Semantics
from tests.conftest import ROOT
from tests.quality import scoring
from tests.quality.measure import known_names, lines, own, rows_of
from tests.quality.scoring import Row

SHOWN = ("b3P", "b3R", "b3F", "crossF")


def main() -> None:
    """Measure and print."""
    encoder = SentenceEncoder()
    for name, rows in _sets():
        _print(name, rows, "without", None)
        _print(name, rows, "with", encoder)
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most\n")


def _print(name: str, rows: list[Row], how: str, semantics: Semantics | None) -> None:
    start = time.process_time()
    found = scoring.groups(rows, list(grouped(lines(rows), known_names(), semantics))).metrics
    values = "  ".join(f"{metric} {found[metric]:.3f}" for metric in SHOWN if metric in found)
    rate = len(rows) / (time.process_time() - start)
    sys.stdout.write(f"{Path(name).stem:22}{how:9}{values}  {rate:,.0f} articles/s\n")


def _sets() -> Iterator[tuple[str, list[Row]]]:
    """Yield the name and the labelled rows of each set."""
    yield "own", list(own("groups"))
    shared = Path(os.environ.get("LLAMAWIRE_SHARED", ROOT.parent / "shared")) / "data"
    listed = json.loads((shared / "datasets.json").read_text("utf-8")) if shared.is_dir() else []
    for about in listed:
        for run in about["runs"] if about["verb"] == "group" and about["runs"][0].get("gold") else ():
            labels = {row["id"]: row["story"] for row in rows_of(shared / run["gold"])}
            rows: list[Row] = [{**row, "story": labels[row["id"]]} for row in rows_of(shared / run["input"])]
            yield run["input"], rows


if __name__ == "__main__":
    main()
