"""The page docs/quality.md and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.conftest import ROOT
from tests.quality.floors import FALLING, Numbers, Table

PAGE = ROOT / "docs" / "quality.md"


def tables(found: Mapping[str, Table]) -> str:
    """Return a heading and a table for everything that is measured, as Markdown."""
    return "\n".join(f"### {kind.capitalize()}\n\n{_table(table)}" for kind, table in found.items())


def _table(table: Table) -> str:
    metrics = list(dict.fromkeys(name for numbers in table.values() for name in numbers if name != "of"))
    head = ["set", "of", *(f"{name} ↓" if name in FALLING else name for name in metrics)]
    rows = [[name, f"{numbers['of']:,}", *_cells(numbers, metrics)] for name, numbers in table.items()]
    return "".join(_lines([head, ["---", *["--:"] * (len(head) - 1)], *rows]))


def _cells(numbers: Numbers, metrics: list[str]) -> Iterator[str]:
    for name in metrics:
        yield f"{numbers[name]:.3f}" if name in numbers else ""


def _lines(rows: list[list[str]]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(row)} |\n"
