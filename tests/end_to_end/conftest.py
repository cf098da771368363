"""The home in which the demonstration's articles have been read in; tests that change it move its database first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.program import DEMO, llamawire


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    done = llamawire(home, f"read {DEMO}")
    assert (done.returncode, done.stderr) == (0, "")
    return home
