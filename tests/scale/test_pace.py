"""Three processes under one limit: together they keep it.

Ten seconds instead of three: ``LLAMAWIRE_TEST_SECONDS=10 pytest tests/scale/test_pace.py``.
"""

from __future__ import annotations

import asyncio
import json
import os
from bisect import bisect_left
from pathlib import Path

import pytest

from adapters.storage.engine import open_store
from tests.scale.fleet import DATABASES, a_fleet, ask_for_posts, promise

RATE = 45
FORBIDDEN = 51
"""In a second, by Discord's documentation. Where three processes have two busy cores, what was to leave evenly is
bunched a little; without the limit they would post three times as many."""
SECONDS = int(os.environ.get("LLAMAWIRE_TEST_SECONDS", "3"))


@pytest.mark.parametrize("kind", DATABASES)
async def test_three_processes_under_a_limit_of_45_a_second_never_post_what_discord_forbids(
    kind: str, tmp_path: Path
) -> None:
    async with DATABASES[kind](tmp_path) as url, a_fleet(url, speed=1) as fleet, open_store(url) as store:
        await promise(store, 2 * 3 * RATE * SECONDS, fleet.clock.now())
        await ask_for_posts(url, 3 * RATE * SECONDS)
        reports = [tmp_path / f"{name}.json" for name in ("one", "two", "three")]
        processes = [fleet.launch(report.stem, rate=float(RATE), report=str(report)) for report in reports]
        await fleet.until(lambda: len(fleet.square.callers) == len(processes))
        await asyncio.sleep(SECONDS)
        assert await asyncio.gather(*map(fleet.end, processes)) == [0, 0, 0]
    each = [json.loads(report.read_text("utf-8")) for report in reports]
    posted = sorted(instant for one in each for instant in one)
    assert all(each), "each of them was to post"
    assert most_in_a_second(posted) < FORBIDDEN


def most_in_a_second(instants: list[float]) -> int:
    """Return how many lie in the fullest second, of instants in ascending order."""
    return max(bisect_left(instants, instant + 1) - place for place, instant in enumerate(instants))
