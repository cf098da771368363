"""The shared scorer finds no breach of the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SETS = "recognizers-zh-parser,seeds-timeline,made-up-figures,seeds-summary"


def test_the_small_sets_break_no_rule_of_the_contract(shared_dir: Path) -> None:
    scorer = [sys.executable, str(shared_dir / "bench" / "score.py"), "all", "--only", SETS, "--json"]
    done = subprocess.run([*scorer, "--cmd", f"{sys.executable} -m bot"], capture_output=True, check=False, timeout=300)
    results = json.loads(done.stdout)["results"]
    assert len(results) == len(SETS.split(","))
    assert [
        (one["id"], one["violations"], one["crashes"]) for one in results if one["violations"] or one["crashes"]
    ] == []
    assert done.returncode == 0
