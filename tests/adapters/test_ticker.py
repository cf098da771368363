"""The clockwork: it wakes again and again, whatever a job does, and ends when told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from adapters.ticker import Ticker

OFTEN = 0.002
PATIENCE = 20.0
"""Seconds after which something that should happen counts as not happening."""


class Counted:
    """A job that counts its calls; ``body`` is what it does."""

    def __init__(self, body: Callable[[int], Awaitable[None]] | None = None) -> None:
        self.calls = 0
        self._body = body
        self._called = asyncio.Condition()

    async def __call__(self) -> None:
        """Be called."""
        async with self._called:
            self.calls += 1
            self._called.notify_all()
        if self._body:
            await self._body(self.calls)

    async def was_called(self, times: int) -> None:
        """Wait until it was called so often."""
        async with asyncio.timeout(PATIENCE), self._called:
            await self._called.wait_for(lambda: self.calls >= times)


async def test_each_job_is_called_again_and_again_until_the_end():
    ticker, one, other = Ticker(), Counted(), Counted()
    ticker.every(OFTEN, "one", one)
    ticker.every(OFTEN, "other", other)
    ticker.start()
    await one.was_called(3)
    await other.was_called(3)
    await ticker.stop()
    before = one.calls
    await asyncio.sleep(5 * OFTEN)
    assert one.calls == before


async def test_a_job_that_raises_is_logged_by_its_name_and_called_again():
    async def fails(_: int) -> None:
        raise ValueError

    ticker, broken, sound = Ticker(), Counted(fails), Counted()
    ticker.every(OFTEN, "broken", broken)
    ticker.every(OFTEN, "sound", sound)
    with capture_logs() as logs:
        ticker.start()
        await broken.was_called(3)
        await sound.was_called(3)
        await ticker.stop()
    assert {(entry["event"], entry["job"]) for entry in logs} == {("job failed", "broken")}


async def test_a_job_is_not_called_while_its_last_call_is_under_way_and_the_others_are(
    caplog: pytest.LogCaptureFixture,
):
    may_end = asyncio.Event()

    async def waits(_: int) -> None:
        await may_end.wait()

    ticker, slow, quick = Ticker(), Counted(waits), Counted()
    ticker.every(OFTEN, "slow", slow)
    ticker.every(OFTEN, "quick", quick)
    ticker.start()
    await slow.was_called(1)
    await quick.was_called(10)
    assert slow.calls == 1
    may_end.set()
    await slow.was_called(2)
    await ticker.stop()
    assert caplog.text == ""


async def test_calls_that_a_blocked_loop_kept_from_coming_come_as_one_and_none_is_left_out():
    # the library would leave out what is a second late
    ticker, job = Ticker(), Counted()
    ticker.every(OFTEN, "job", job)
    (planned,) = ticker._scheduler.get_jobs()
    assert (planned.coalesce, planned.max_instances, planned.misfire_grace_time) == (True, 1, None)


async def test_stopping_lets_a_call_end():
    may_end = asyncio.Event()
    ended = asyncio.Event()

    async def waits(_: int) -> None:
        await may_end.wait()
        ended.set()

    ticker, job = Ticker(), Counted(waits)
    ticker.every(OFTEN, "job", job)
    ticker.start()
    await job.was_called(1)
    async with asyncio.TaskGroup() as group:
        stopping = group.create_task(ticker.stop())
        await asyncio.sleep(0)
        assert not stopping.done()
        may_end.set()
    assert ended.is_set()
    assert job.calls == 1


async def test_a_stop_that_is_cut_short_cuts_short_what_is_under_way():
    cut = asyncio.Event()

    async def never_ends(_: int) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cut.set()

    ticker, job = Ticker(), Counted(never_ends)
    ticker.every(OFTEN, "job", job)
    ticker.start()
    await job.was_called(1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await ticker.stop()
    async with asyncio.timeout(PATIENCE):
        await cut.wait()
