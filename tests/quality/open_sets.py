"""The open data sets and their scorer, read where they lie: nothing of them is part of the project."""

from __future__ import annotations

import gzip
import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.quality.scoring import Row


def scorer(shared: Path) -> ModuleType:
    """Return the program that scores the lab's verbs on the open sets, as a module."""
    spec = spec_from_file_location("open_score", shared / "bench" / "score.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def runs_of(shared: Path, name: str) -> list[dict[str, Any]]:
    """Return the runs of one set: input, labels and arguments."""
    sets = json.loads((shared / "data" / "datasets.json").read_text("utf-8"))
    return next(one["runs"] for one in sets if one["id"] == name)


def rows_in(shared: Path, name: str) -> list[Row]:
    """Return the rows of a file of the open sets, packed or not."""
    path = shared / "data" / name
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in raw.splitlines() if line.strip()]
