"""Prints the tables of docs/quality.md as they are measured now: ``python -m tests.quality [--misses] [--raise]``.

``--misses`` lists what was wrong. ``--raise`` writes what was bettered into floors.toml and the page, and lowers
nothing.

The open sets are measured where the shared data are (LLAMAWIRE_SHARED, else ../shared). What is not measured here, for
want of them or because a test of its own measures it, stands in the tables as it is pinned and is named on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.conftest import ROOT
from tests.quality.floors import FLOORS, floors, raised
from tests.quality.measure import OWN
from tests.quality.open_measures import open_measures
from tests.quality.page import PAGE, tables
from tests.quality.scoring import Score


def main() -> None:
    """Measure and print."""
    scores = {place: measure() for place, measure in measures().items()}
    found: dict[str, dict[str, Mapping[str, float]]] = {}
    for kind, table in floors().items():
        for name, pinned in table.items():
            score = scores.get((kind, name))
            if score is None:
                sys.stderr.write(f"{kind} {name}: not measured now, shown as pinned\n")
            now = score.metrics if score else pinned
            found.setdefault(kind, {})[name] = {"of": pinned["of"]} | {m: now[m] for m in pinned if m != "of"}
    sys.stdout.write(tables(found))
    if "--misses" in sys.argv[1:]:
        for (kind, name), score in scores.items():
            sys.stdout.writelines(f"{kind} {name}: {miss!r}\n" for miss in score.misses)
    if "--raise" in sys.argv[1:]:
        before, page = tables(floors()), PAGE.read_text("utf-8")
        won = {place: score.metrics for place, score in scores.items()}
        FLOORS.write_text(raised(FLOORS.read_text("utf-8"), won), "utf-8")
        PAGE.write_text(page.replace(before, tables(floors())), "utf-8")


def measures() -> Mapping[tuple[str, str], Callable[[], Score]]:
    """Return how everything that can be measured here is measured."""
    shared = Path(os.environ.get("LLAMAWIRE_SHARED", ROOT.parent / "shared"))
    ours = {(kind, "own"): measure for kind, measure in OWN.items()}
    return {**ours, **(open_measures(shared) if shared.is_dir() else {})}


if __name__ == "__main__":
    main()
