"""A worker that is stopped in the middle of a post, and goes on when another has long taken its row over."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from adapters.storage.engine import open_store
from digests.points import Point
from tests.postgres import a_database
from tests.scale.fleet import PARTS, a_fleet, promise, settled


@pytest.mark.parametrize("point", [Point.POST_BEGUN, Point.POST_ANSWERED, Point.REPEAT_BEGUN])
async def test_d10_a_worker_that_is_stopped_while_it_posts_and_goes_on_after_its_lease_makes_no_second_post(
    point: Point, tmp_path: Path
) -> None:
    async with a_database() as url, a_fleet(url) as fleet, open_store(url) as store:
        promised = await promise(store, PARTS, fleet.clock.now())
        if point is Point.REPEAT_BEGUN:  # it takes over a row whose sender has vanished
            now = fleet.clock.now()
            await store.take("fake", "vanished", now, now, 9)
        report = tmp_path / "stopped"
        stopped = fleet.launch("stopped", stops_at=point, report=str(report))
        await fleet.until(Path(f"{report}.stopped").exists)
        other = fleet.launch("other")
        await settled(store)
        assert stopped.pid is not None
        os.kill(stopped.pid, signal.SIGCONT)
        assert [await fleet.end(process) for process in (stopped, other)] == [0, 0]
        verdict = fleet.square.verdict(promised)
    assert (verdict.duplicates, verdict.losses, verdict.disorder, verdict.seen) == ((), (), (), PARTS)
