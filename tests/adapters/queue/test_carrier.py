"""What the queues have in common."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from adapters.queue import carrier
from adapters.queue.carrier import Rhythm
from adapters.queue.memory import MemoryQueue
from tests.contracts.test_queue import QUICK, Worker, running


def test_a_failure_rests_longer_each_time_and_never_above_five_minutes():
    rests = [Rhythm().rest(failures).total_seconds() for failures in (1, 2, 3, 8, 9, 10, 10**9)]
    assert rests == [1, 2, 4, 128, 256, 300, 300]


async def test_the_librarys_log_of_what_was_done_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(carrier, "_TIDY_EVERY", 5)
    queue = MemoryQueue(QUICK)
    worker = Worker()
    queue.handle("count", worker)
    async with running(queue):
        for number in range(50):
            await queue.enqueue("count", [str(number)])
        await worker.was_called(50)
    assert len(await queue._queries.queue_log()) < 50


async def test_what_could_not_even_be_asked_for_anew_is_told_and_left_to_the_sweeper(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    queue = MemoryQueue(QUICK)
    worker = Worker(failures=1)

    async def broken(*_: object) -> None:
        raise OSError

    async def fails(ids: Sequence[str]) -> None:
        monkeypatch.setattr(queue, "_put", broken)
        await worker(ids)

    queue.handle("count", fails)
    async with running(queue):
        await queue.enqueue("count", ["a"])
        await worker.was_called(1)
    assert "Exception while processing" in caplog.text
