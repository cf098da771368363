"""Two worker processes on one Postgres, one of them killed in the middle of it: nothing is lost, nothing comes twice.

All of it: ``LLAMAWIRE_TEST_DELIVERIES=20000 pytest tests/scale/test_two_workers.py``.
"""

from __future__ import annotations

import os
import signal

from adapters.storage.engine import open_store
from digests.delivery import State
from tests.postgres import a_database
from tests.scale.fleet import a_fleet, ask_for_posts, promise, settled
from tests.simulation.world import MANY

DELIVERIES = int(os.environ.get("LLAMAWIRE_TEST_DELIVERIES", "4000"))


async def test_one_of_two_workers_is_killed_in_the_middle_and_the_other_finishes_without_loss_or_duplicate() -> None:
    async with a_database() as url, a_fleet(url) as fleet, open_store(url) as store:
        promised = await promise(store, DELIVERIES, fleet.clock.now())
        await ask_for_posts(url, DELIVERIES)
        killed, other = fleet.launch("killed"), fleet.launch("other")
        await fleet.until(lambda: fleet.square.posts > DELIVERIES // 3)
        assert await fleet.end(killed, signal.SIGKILL) == -signal.SIGKILL

        held = [one for one in await store.deliveries(State.SENDING, MANY) if one.owner == "killed"]
        arrived = {one.nonce for one in held} & fleet.square.nonces
        assert arrived, "it was to be killed while posts were on their way"
        assert {one.lost for one in held} == {0}

        await settled(store)
        assert await fleet.end(other) == 0

        verdict = fleet.square.verdict(promised)
        assert (verdict.duplicates, verdict.losses, verdict.disorder, verdict.offences) == ((), (), (), ())
        assert verdict.seen == DELIVERIES
        assert (await store.tallies())[State.SENT] == DELIVERIES
