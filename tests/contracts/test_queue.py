"""What every Queue promises: work comes once while it waits, again if it failed, and what was begun ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from adapters.queue.carrier import Rhythm
from adapters.queue.memory import MemoryQueue
from adapters.queue.postgres import postgres_queue, prepared
from digests.publishing import Queue
from tests.postgres import an_empty_database

QUICK = Rhythm(first_rest=timedelta(milliseconds=1))
PATIENCE = 20.0
"""Seconds after which something that should happen counts as not happening."""

Opener = Callable[[], AbstractAsyncContextManager[Queue]]


@asynccontextmanager
async def in_memory() -> AsyncIterator[Queue]:
    yield MemoryQueue(QUICK)


@asynccontextmanager
async def on_postgres() -> AsyncIterator[Queue]:
    async with an_empty_database() as url:
        await prepared(url, "test")
        async with postgres_queue(url, "test", QUICK) as queue:
            yield queue


OPENERS: dict[str, Opener] = {"memory": in_memory, "postgres": on_postgres}


@pytest.fixture(params=OPENERS)
async def queue(request: pytest.FixtureRequest) -> AsyncIterator[Queue]:
    async with OPENERS[request.param]() as opened:
        yield opened


class Worker:
    """A handler that writes down what it is called with, and may be told to fail or to wait first."""

    def __init__(self, *, failures: int = 0) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.ended: list[tuple[str, ...]] = []
        self.may_end = asyncio.Event()
        self.may_end.set()
        self._failures = failures
        self._called = asyncio.Condition()

    async def __call__(self, ids: Sequence[str]) -> None:
        """Be called."""
        async with self._called:
            self.calls.append(tuple(ids))
            self._called.notify_all()
        await self.may_end.wait()
        if self._failures:
            self._failures -= 1
            raise ValueError(ids)
        self.ended.append(tuple(ids))

    async def was_called(self, times: int) -> None:
        """Wait until it was called so often."""
        async with asyncio.timeout(PATIENCE), self._called:
            await self._called.wait_for(lambda: len(self.calls) >= times)


@asynccontextmanager
async def running(queue: Queue) -> AsyncIterator[None]:
    """Let the queue run; at the end stop it, and see that ``run`` returns."""
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(queue.run())
        yield
        await queue.stop()


async def test_work_reaches_who_said_to_do_it_with_its_ids_in_order(queue: Queue):
    grebes, herons = Worker(), Worker()
    queue.handle("grebes", grebes)
    queue.handle("herons", herons)
    async with running(queue):
        await queue.enqueue("grebes", ["g2", "g1", "雨"])
        await queue.enqueue("herons", [])
        await grebes.was_called(1)
        await herons.was_called(1)
    assert grebes.calls == [("g2", "g1", "雨")]
    assert herons.calls == [()]


async def test_what_was_asked_for_before_the_queue_runs_is_done_when_it_does(queue: Queue):
    worker = Worker()
    queue.handle("count", worker)
    for number in range(30):
        await queue.enqueue("count", [str(number)])
    async with running(queue):
        await worker.was_called(30)
    assert sorted(worker.calls) == sorted((str(number),) for number in range(30))


async def test_what_is_asked_for_once_is_done_once_while_it_waits(queue: Queue):
    worker = Worker()
    queue.handle("count", worker)
    for _ in range(5):
        await queue.enqueue("count", ["a"], once="tick")
    await queue.enqueue("count", ["z"])
    async with running(queue):
        await worker.was_called(2)
    assert sorted(worker.calls) == [("a",), ("z",)]


async def test_once_is_meant_for_one_kind_of_work(queue: Queue):
    worker, other = Worker(), Worker()
    queue.handle("count", worker)
    queue.handle("weigh", other)
    await queue.enqueue("count", ["a"], once="tick")
    await queue.enqueue("weigh", ["b"], once="tick")
    await queue.enqueue("count", ["c"], once="tock")
    async with running(queue):
        await worker.was_called(2)
        await other.was_called(1)
    assert sorted(worker.calls + other.calls) == [("a",), ("b",), ("c",)]


async def test_what_is_asked_for_while_the_same_is_being_done_is_done_again(queue: Queue):
    # else news that comes after the worker has looked would wait for the sweeper
    worker = Worker()
    worker.may_end.clear()
    queue.handle("count", worker)
    async with running(queue):
        await queue.enqueue("count", ["a"], once="tick")
        await worker.was_called(1)
        await queue.enqueue("count", ["b"], once="tick")
        await worker.was_called(2)
        worker.may_end.set()
    assert worker.calls == [("a",), ("b",)]


async def test_what_failed_is_done_again_and_others_do_not_wait_for_it(queue: Queue):
    worker, other = Worker(failures=3), Worker()
    queue.handle("count", worker)
    queue.handle("weigh", other)
    with capture_logs() as logs:
        async with running(queue):
            await queue.enqueue("count", ["a"], once="tick")
            await worker.was_called(1)
            await queue.enqueue("weigh", ["b"])
            await other.was_called(1)
            await worker.was_called(4)
    assert worker.calls == [("a",)] * 4
    assert worker.ended == [("a",)]
    told = [(entry["event"], entry["work"], entry["failures"]) for entry in logs]
    assert told == [("work failed", "count", failures) for failures in (1, 2, 3)]


async def test_stopping_takes_no_more_and_lets_what_was_begun_end(queue: Queue):
    worker = Worker()
    worker.may_end.clear()
    queue.handle("count", worker)
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(queue.run())
        await queue.enqueue("count", ["a"])
        await worker.was_called(1)
        stopping = group.create_task(queue.stop())
        await asyncio.sleep(0)
        await queue.enqueue("count", ["b"])
        assert not stopping.done()
        worker.may_end.set()
    assert worker.ended == [("a",)]
    assert worker.calls == [("a",)]


async def test_a_queue_stopped_before_it_ran_does_not_run(queue: Queue):
    worker = Worker()
    queue.handle("count", worker)
    await queue.enqueue("count", ["a"])
    async with asyncio.timeout(PATIENCE):
        await queue.stop()
        await queue.run()
    assert worker.calls == []
