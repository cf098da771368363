"""A worker gives back what a parser returns, and survives every way a parser can go wrong."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import time
from collections.abc import Iterator
from datetime import UTC

import pytest

from adapters.clock import SystemClock
from adapters.worker import Limits, Worker, answer
from digests.errors import BadInput, NotFound

_MEGABYTE = 1024 * 1024


def measure(body: bytes, origin: str) -> tuple[int, str, int]:
    return len(body), origin, os.getpid()


def refuse(_body: bytes, origin: str) -> None:
    raise NotFound("no-such-id", origin, seen=(BadInput("file-empty", origin),), count=3)


def stumble(_body: bytes, _origin: str) -> None:
    msg = "odd byte"
    raise KeyError(msg)


def grow(_body: bytes, _origin: str) -> int:
    return len(bytearray(4_000 * _MEGABYTE))


def spin(_body: bytes, _origin: str) -> None:
    while True:
        pass


def sleep(_body: bytes, _origin: str) -> None:
    time.sleep(60)


def die(_body: bytes, _origin: str) -> None:
    os._exit(3)


def give_a_lambda(_body: bytes, _origin: str) -> object:
    return lambda: None


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(processor_seconds=1, seconds=20.0, memory_bytes=600 * _MEGABYTE)) as worker:
        yield worker


def test_a_parser_runs_in_another_process_and_its_result_comes_back(worker: Worker):
    length, origin, process = worker.run(measure, b"x" * 2_000_000, "a.xml")
    assert (length, origin) == (2_000_000, "a.xml")
    assert process != os.getpid()


def test_one_child_serves_many_documents(worker: Worker):
    assert len({worker.run(measure, b"", "a.xml")[2] for _ in range(3)}) == 1


async def test_an_event_loop_can_wait_for_it(worker: Worker):
    assert (await worker.call(measure, b"abc", "a.xml"))[0] == 3


def test_a_refusal_of_the_parser_arrives_whole(worker: Worker):
    with pytest.raises(NotFound) as caught:
        worker.run(refuse, b"", "a.xml")
    assert (caught.value.key, caught.value.subject, caught.value.values["count"]) == ("no-such-id", "a.xml", 3)
    assert str(caught.value.values["seen"]) == str((BadInput("file-empty", "a.xml"),))


def test_a_parser_that_stumbles_is_a_refusal_that_names_the_file(worker: Worker):
    with pytest.raises(BadInput, match=r"parser-failed: a\.xml, error=KeyError"):
        worker.run(stumble, b"", "a.xml")


def test_a_result_that_cannot_be_sent_is_a_refusal(worker: Worker):
    with pytest.raises(BadInput, match="parser-failed"):
        worker.run(give_a_lambda, b"", "a.xml")


def test_a_parser_that_grows_without_end_is_refused(worker: Worker):
    with pytest.raises(BadInput, match="parse-too-large"):
        worker.run(grow, b"", "a.xml")


def test_a_parser_that_spins_is_killed_and_the_next_document_is_read(worker: Worker):
    with pytest.raises(BadInput, match=r"parse-cost-too-much: bomb\.xml, seconds=1"):
        worker.run(spin, b"", "bomb.xml")
    assert worker.run(measure, b"ab", "next.xml")[0] == 2


def test_a_child_that_dies_is_replaced(worker: Worker):
    before = worker.run(measure, b"", "a.xml")[2]
    with pytest.raises(BadInput, match=r"parser-stopped: a\.xml, exit=3"):
        worker.run(die, b"", "a.xml")
    assert worker.run(measure, b"", "a.xml")[2] != before


def test_a_parser_that_waits_is_given_up_and_leaves_no_process_behind():
    before = set(multiprocessing.active_children())
    with (
        Worker(Limits(seconds=0.5)) as worker,
        pytest.raises(BadInput, match=r"parse-took-too-long: slow\.xml, seconds=0\.5"),
    ):
        worker.run(sleep, b"", "slow.xml")
    assert set(multiprocessing.active_children()) == before


def test_a_worker_closes_twice_and_starts_again_after_closing():
    worker = Worker()
    worker.close()
    assert worker.run(measure, b"a", "a.xml")[0] == 1
    worker.close()
    worker.close()
    assert worker.run(measure, b"ab", "a.xml")[0] == 2
    worker.close()


@pytest.mark.parametrize("parse", [refuse, stumble, give_a_lambda])
def test_every_failure_is_answered_as_a_refusal(parse: object):
    assert callable(parse)
    assert isinstance(pickle.loads(answer(parse, b"", "a.xml")), BadInput | NotFound)  # noqa: S301  made a line ago


def test_running_out_of_memory_is_answered_as_a_refusal():
    def exhaust(_body: bytes, _origin: str) -> None:
        raise MemoryError

    assert "parse-too-large" in str(pickle.loads(answer(exhaust, b"", "a.xml")))  # noqa: S301  made a line ago


def test_the_system_clock_says_a_time_in_utc_that_moves_forward():
    clock = SystemClock()
    first = clock.now()
    assert first.tzinfo is UTC
    assert clock.now() >= first
