"""What was reached on the open sets is not lost either; they are read where they lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.floors import breaches, floors
from tests.quality.open_measures import open_measures

PLACES = [
    (kind, name)
    for kind in ("dates", "groups", "figures")
    for name in floors()[kind]
    if name.startswith(("recognizers-", "duckling-", "uci-", "made-up-"))
]


@pytest.mark.parametrize(("kind", "name"), PLACES)
def test_no_number_of_an_open_set_falls_below_its_floor_or_leaves_it_behind(kind: str, name: str, shared_dir: Path):
    worse = breaches(kind, name, open_measures(shared_dir)[kind, name]().metrics)
    assert not worse, "\n".join(worse)


def test_every_quick_open_set_is_pinned(shared_dir: Path):
    assert set(open_measures(shared_dir)) == set(PLACES)
