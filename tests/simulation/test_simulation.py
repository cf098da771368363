"""Days that never were, with everything that goes wrong in them, and the proof that the count bites."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import structlog

from digests.delivery import Absent, Delivery, State
from digests.schedule.runs import Run
from digests.subscription import Schedule, Slot
from tests.fakes.ledger import FakeLedger
from tests.fakes.publisher import FakePublisher
from tests.postgres import a_database
from tests.simulation.__main__ import RUN, one, silent, summary
from tests.simulation.day import FAULTS, Report, simulate
from tests.simulation.ledgers import in_database, in_memory

DAYS = int(os.environ.get("LLAMAWIRE_TEST_DAYS", "1000"))
"""How many days are lived in memory; ``python -m tests.simulation --days 10000`` lives more."""


@pytest.fixture(autouse=True)
def _silence() -> Iterator[None]:
    """A thousand days have much to say."""
    silent()
    yield
    structlog.reset_defaults()


def _kept(reports: Sequence[Report]) -> None:
    """Fail with the lines that replay what went wrong."""
    assert [report.line() for report in reports if report.wrong] == []
    assert all(report.faults >= FAULTS * report.days for report in reports), summary(list(reports))
    assert sum(report.verdict.seen for report in reports) > sum(report.days for report in reports)


def test_a_thousand_days_with_twenty_faults_each_bring_no_duplicate_and_no_loss() -> None:
    runs = -(-DAYS // RUN)
    untraced = get_context("forkserver")  # a fork of this process would inherit the tracing of coverage
    with ProcessPoolExecutor(2, untraced, initializer=silent) as pool:
        _kept(list(pool.map(one, range(runs), [RUN] * runs)))


async def test_days_on_sqlite_bring_none_either(tmp_path: Path) -> None:
    _kept([await simulate(in_database(f"sqlite+aiosqlite:///{tmp_path}/world.db"), 1001, 3)])


async def test_days_on_postgres_bring_none_either() -> None:
    async with a_database() as url:
        _kept([await simulate(in_database(url), 1002, 3)])


async def _is_found(**world: Any) -> None:  # noqa: ANN401  what World takes
    """Fail unless one of some runs shows the bug."""
    reports = []
    for seed in range(12):
        reports.append(await simulate(in_memory(), seed, 10, **world))
        if reports[-1].wrong:
            return
    pytest.fail(f"a bug was not found: {summary(reports)}")


async def test_the_count_finds_a_bot_that_notes_what_it_sends_only_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    take = FakeLedger.take

    async def taken(self: FakeLedger, *args: object) -> tuple[Delivery, ...]:
        found = await take(self, *args)  # type: ignore[arg-type]
        for delivery in found:
            self._deliveries[delivery.key] = replace(delivery, state=State.DUE)
        return found

    monkeypatch.setattr(FakeLedger, "take", taken)
    await _is_found()


async def test_the_count_finds_a_nonce_that_is_drawn_anew_for_every_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digests.delivery.nonce_of", lambda _: secrets.token_hex(12))
    await _is_found()


async def test_the_count_finds_a_bot_that_sends_again_without_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    async def find(_: FakePublisher, __: Delivery) -> Absent:
        return Absent()

    monkeypatch.setattr(FakePublisher, "find", find)
    await _is_found()


async def test_the_count_finds_a_lease_without_a_fence(monkeypatch: pytest.MonkeyPatch) -> None:
    record = FakeLedger._record

    def recorded(self: FakeLedger, delivery: Delivery) -> bool:
        return record(self, replace(delivery, fence=self._deliveries[delivery.key].fence))

    monkeypatch.setattr(FakeLedger, "_record", recorded)
    await _is_found(stops=0.5, rate=0.6)


async def test_the_count_finds_slots_that_are_known_by_their_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hour that comes twice in autumn: half past one in New York, on 1 November 2026."""
    start, orders = datetime(2026, 10, 30, tzinfo=UTC), {"zones": ("America/New_York",), "hours": (1,)}
    sound = await simulate(in_memory(), 1, 4, start=start, **orders)
    assert sound.wrong == []
    by_instant = property(lambda slot: f"{slot.subscription}/{slot.due:%Y-%m-%d}/{slot.due:%H%M}")
    monkeypatch.setattr(Slot, "key", by_instant)
    monkeypatch.setattr(sys.modules["digests.schedule.runs"], "_of_day", _both_folds)
    broken = await simulate(in_memory(), 1, 4, start=start, **orders)
    assert broken.wrong != []


def _both_folds(schedule: Schedule, zone: ZoneInfo, day: object) -> list[Run]:
    return [
        (instant.astimezone(zone).date(), n + 10 * fold, instant)
        for n, at in enumerate(schedule.times)
        for fold in (0, 1)
        for instant in [datetime.combine(day, at, zone).replace(fold=fold).astimezone(UTC)]  # type: ignore[arg-type]
        if not fold or instant != datetime.combine(day, at, zone).astimezone(UTC)  # type: ignore[arg-type]
    ]
