"""The queue on Postgres: tables, many processes, one of them killed, the server away."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, MutableMapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
import structlog
from structlog.testing import capture_logs

from adapters.queue.postgres import postgres_queue, prepared
from digests.errors import StoreUnusable
from tests.contracts.test_queue import PATIENCE, QUICK, Worker, running
from tests.postgres import a_server, an_empty_database

DEAF = replace(QUICK, silence=timedelta(seconds=1), reconnect=timedelta(milliseconds=50))

VICTIM = """
import asyncio, sys
from adapters.queue.postgres import postgres_queue

async def work(ids):
    print(*ids, flush=True)
    await asyncio.sleep(3600)

async def main():
    async with postgres_queue(sys.argv[1], "test") as queue:
        queue.handle("count", work)
        await queue.run()

asyncio.run(main())
"""


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with an_empty_database() as url:
        await prepared(url, "test")
        yield url


async def test_preparing_again_or_at_the_same_time_changes_nothing():
    async with an_empty_database() as url:
        await asyncio.gather(*(prepared(url, "test") for _ in range(3)))
        await prepared(url, "test")
        async with postgres_queue(url, "test") as queue:
            await queue.enqueue("count", ["a"])


async def test_a_database_without_the_queues_tables_is_refused_by_its_name():
    async with an_empty_database() as url, postgres_queue(url, "the desk's") as queue:
        with pytest.raises(StoreUnusable) as refused:
            await queue.run()
    assert (refused.value.key, refused.value.subject) == ("queue-not-prepared", "the desk's")


async def test_a_server_that_is_away_is_refused_by_its_name(tmp_path: Path):
    with pytest.raises(StoreUnusable) as refused:
        await prepared(f"postgresql://desk@/desk?host={tmp_path}", "the desk's")
    assert (refused.value.key, refused.value.subject) == ("database-unreachable", "the desk's")


async def test_two_processes_share_the_work_and_do_each_piece_once(url: str):
    async with postgres_queue(url, "test", QUICK) as one, postgres_queue(url, "test", QUICK) as other:
        worker = Worker()
        one.handle("count", worker)
        other.handle("count", worker)
        async with running(one), running(other):
            for number in range(60):
                await one.enqueue("count", [str(number)])
            await worker.was_called(60)
    assert sorted(worker.calls) == sorted((str(number),) for number in range(60))


async def test_the_work_of_a_killed_process_is_done_by_another_and_ended_work_is_not_done_again(url: str):
    async with postgres_queue(url, "test", DEAF) as queue:
        await queue.enqueue("count", ["a"], once="tick")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", VICTIM, url), stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            assert await process.stdout.readline() == b"a\n"
        process.send_signal(signal.SIGKILL)
        await process.wait()
        worker = Worker()
        queue.handle("count", worker)
        async with running(queue):
            await worker.was_called(1)
        assert worker.calls == [("a",)]
        rows = await waiting(url)
    assert rows == 0


async def test_work_goes_on_when_the_server_comes_back_and_who_asks_meanwhile_is_refused():
    with a_server() as server:
        url = server.url("postgres")
        await prepared(url, "test")
        async with postgres_queue(url, "the desk's", DEAF) as queue:
            worker, c_done = Worker(), asyncio.Event()

            async def handler(ids: Sequence[str]) -> None:
                await worker(ids)
                if "c" in ids:
                    c_done.set()

            queue.handle("count", handler)
            with capture_logs() as logs:
                async with running(queue):
                    await queue.enqueue("count", ["a"])
                    await worker.was_called(1)
                    await asyncio.to_thread(server.stop)
                    with pytest.raises(StoreUnusable) as refused:
                        await queue.enqueue("count", ["b"])
                    await asyncio.to_thread(server.start)
                    await queue.enqueue("count", ["c"])
                    await c_done.wait()
            assert (refused.value.key, refused.value.subject) == ("database-unreachable", "the desk's")
            assert set(worker.calls) == {("a",), ("c",)}  # the first twice, where word of its end was lost
            assert {entry["event"] for entry in logs} == {"queue lost"}


async def test_a_server_that_never_comes_does_not_hold_up_the_end(tmp_path: Path):
    server = f"postgresql://desk@/desk?host={tmp_path}"
    tried = asyncio.Event()

    def noted(*_: object) -> MutableMapping[str, object]:
        tried.set()
        raise structlog.DropEvent

    structlog.configure(processors=[noted])
    async with postgres_queue(server, "test", DEAF) as queue, running(queue):
        await tried.wait()


async def waiting(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM pgqueuer"))
    finally:
        await connection.close()
