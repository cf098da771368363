"""Faults of operation: a full disk, a database that is away, a channel that is closed, notices, a blocked loop."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, event

from adapters.storage.engine import open_store
from bot.jobs.notices import note_trouble, note_well, tell
from bot.jobs.watchdog import LONGEST, Watchdog, watched
from digests.delivery import State
from digests.errors import StoreUnusable
from digests.points import Point
from digests.story import Reason
from tests.delivery.stage import DAY, HOUR, NARROW, STEP, Stage, channel, well
from tests.postgres import a_server
from tests.simulation.ledgers import in_database, in_memory
from tests.simulation.world import MANY

PATIENCE = 30.0


# --- the database


@pytest.mark.parametrize("spare", range(0, 12, 2))
async def test_o01_on_a_full_disk_nothing_is_posted_that_was_not_noted_before_and_it_recovers_alone(
    spare: int, tmp_path: Path
) -> None:
    """``spare`` pages are left: so it is full at one commit after another."""
    file = tmp_path / "desk.db"
    most: list[int] = [2**30]

    def arrange(ledger: Any) -> None:  # noqa: ANN401  an open store
        def limit(connection: Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {most[0]}")

        event.listen(ledger.engine.sync_engine, "begin", limit)

    stage = Stage(in_database(f"sqlite+aiosqlite:///{file}"), stories=9, budget=NARROW, arrange=arrange)
    await stage.order("c0", "c1")
    with closing(sqlite3.connect(file)) as plain:
        most[0] = plain.execute("PRAGMA page_count").fetchone()[0] + spare
    async with stage.life() as bot:
        for _ in range(3):
            await bot.step()
            stage.hands.advance(STEP)
        begun = {one.nonce for state in (State.SENDING, State.SENT) for one in await bot.ledger.deliveries(state, MANY)}
        assert {entry["nonce"] for entry in stage.log if entry["event"] == "seen"} <= begun
        most[0] = 2**30
    assert not await stage.live()
    assert set(await stage.states()) == {State.SENT}
    assert well(await stage.verdict())


async def test_o02_locked_by_another_program_it_waits_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    stage = Stage(lambda: open_store(f"sqlite+aiosqlite:///{file}", patience=0.05))
    await stage.order("c0", "c1")
    assert await stage.live(Point.POST_BEGUN)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with stage.life() as bot:
            for _ in range(3):
                await bot.step()
                stage.hands.advance(STEP)
        other.execute("ROLLBACK")
    assert not await stage.live()
    assert await stage.states() == {State.SENT: 2}
    assert well(await stage.verdict())


async def test_o02_a_server_that_was_stopped_in_the_middle_of_it_and_comes_back_has_lost_nothing() -> None:
    with a_server() as server:
        stage = Stage(in_database(server.url("postgres")), stories=9, budget=NARROW)
        await stage.order("c0", "c1")
        async with stage.life() as bot:
            publisher: Any = bot.press.publishers["fake"]
            post, posts = publisher.post, 0

            async def post_then_lose_the_server(delivery: Any) -> Any:  # noqa: ANN401  as the port has it
                nonlocal posts
                posts += 1
                outcome = await post(delivery)
                if posts == 3:
                    await asyncio.to_thread(server.stop)
                return outcome

            publisher.post = post_then_lose_the_server
            await bot.step()
            assert posts >= 3
            with pytest.raises(StoreUnusable):
                await bot.ledger.tallies()
            await asyncio.to_thread(server.start)
        stage.hands.advance(HOUR)
        assert not await stage.live()
        assert set(await stage.states()) == {State.SENT}
        assert well(await stage.verdict())


# --- the platform


@pytest.mark.parametrize("how", ["gone", "forbidden"])
async def test_o06_a_channel_that_is_closed_to_us_is_tried_once_and_rests_and_the_admins_are_told_once(
    how: str,
) -> None:
    stage = Stage(in_memory())
    await stage.order("c0", "c1")
    setattr(stage.platform.room(str(channel("c0"))), how, True)
    for _ in range(3):
        assert not await stage.live()
        stage.hands.advance(6 * HOUR)
    assert [entry["verb"] for entry in stage.log if entry["channel"] == str(channel("c0"))] == ["post"]
    async with stage.open_ledger() as ledger:
        assert {one.id for one in await ledger.subscriptions() if one.paused} == {"c0"}
        (notice,) = await ledger.notices()
    assert (notice.subject, notice.reason.key) == (str(channel("c0")), "channel-closed")
    assert await stage.states() == {State.DEAD: 1, State.SENT: 1}


# --- notices


async def test_o24_the_same_fault_a_hundred_times_is_told_once_then_daily_and_its_end_once() -> None:
    stage = Stage(in_memory())
    async with stage.life() as bot:
        for _ in range(100):
            await note_trouble(bot.press, "fake:guild/c0", Reason("channel-closed"))
            await tell(bot.press)
        assert len(stage.told) == 1
        for _ in range(3):
            stage.hands.advance(DAY)
            await tell(bot.press)
            await tell(bot.press)
        assert len(stage.told) == 4
        for _ in range(2):
            await note_well(bot.press, {"fake:guild/c0"})
            await tell(bot.press)
        assert [telling.over for telling in stage.told] == [False] * 4 + [True]


# --- a blocked loop


async def test_o17_what_blocks_the_loop_is_reported_with_its_stack() -> None:
    seen = threading.Event()
    stacks: list[str] = []

    def report(stack: str) -> None:
        stacks.append(stack)
        seen.set()

    async with watched(report):
        await asyncio.sleep(0)
        assert seen.wait(PATIENCE), "nobody noticed that this line blocks"
    assert "test_o17_what_blocks_the_loop" in stacks[0]
    assert "seen.wait(PATIENCE)" in stacks[0]


def test_o17_a_block_is_reported_once_and_the_next_one_again_and_a_loop_that_waits_never() -> None:
    now = [0.0]
    stacks: list[str] = []

    waiting: Any = SimpleNamespace(f_code=SimpleNamespace(co_name="select"))
    here = Watchdog(threading.get_ident(), lambda: now[0], report=stacks.append)
    idle = Watchdog(threading.get_ident(), lambda: now[0], report=stacks.append)
    here.look()
    now[0] += LONGEST
    here.look()
    assert stacks == []
    now[0] += LONGEST
    for _ in range(3):
        here.look()
    assert len(stacks) == 1
    here.beat()
    here.look()
    assert len(stacks) == 1
    now[0] += 2 * LONGEST
    here.look()
    assert len(stacks) == 2
    idle.frames = lambda: {threading.get_ident(): waiting}
    idle.look()
    assert len(stacks) == 2
