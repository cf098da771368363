"""Fail unless every room with a floor has at least that share of its lines and branches covered.

Usage: ``python tests/coverage_floor.py coverage.json`` (a report of ``pytest --cov --cov-report=json:…``).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

FLOORS = {"digests": 95.0, "bot": 95.0}
COUNTS = ("covered_lines", "covered_branches", "num_statements", "num_branches")


def shares(report: Path) -> dict[str, float]:
    """Return the percentage of lines and branches covered, by room."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for path, file in json.loads(report.read_text(encoding="utf-8"))["files"].items():
        room = sums[Path(path).parts[0]]
        for place, count in enumerate(COUNTS):
            room[place] += file["summary"][count]
    return {room: 100 * (s[0] + s[1]) / ((s[2] + s[3]) or 1) for room, s in sums.items()}


def main() -> int:
    """Print each share beside its floor; return 1 where one is missed."""
    found = shares(Path(sys.argv[1]))
    for room, floor in FLOORS.items():
        print(f"{room}: {found.get(room, 0.0):.1f} % covered, floor {floor:.0f} %")  # noqa: T201  a program's output
    return int(any(found.get(room, 0.0) < floor for room, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
