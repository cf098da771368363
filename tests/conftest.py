"""What every test may ask for, and the rule on skipping."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import pytest
import structlog

from tests import skips

ROOT = Path(__file__).resolve().parent.parent
UNCOUNTED = tuple(
    ROOT / "tests" / room for room in ("adapters", "contracts", "crash", "end_to_end", "quality", "scale", "simulation")
)
"""Rooms whose tests count for no coverage: they run the program in other processes, or the same over and over, for what
comes of it, or are about rooms without a floor. Each line of the rooms with one has a test elsewhere; tracing would
take as long again as these do."""


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Let what those rooms run go untraced."""
    for item in items:
        if any(item.path.is_relative_to(room) for room in UNCOUNTED):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Return the folder of shared data, or skip."""
    shared = Path(os.environ.get("LLAMAWIRE_SHARED", ROOT.parent / "shared"))
    if not shared.is_dir():
        pytest.skip(skips.SHARED)
    return shared


@pytest.fixture(autouse=True)
def _log_as_before() -> Iterator[None]:
    """Undo what a command set up of the log: it would go on writing to the test's own stream, which is closed."""
    yield
    structlog.reset_defaults()


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let no module skip itself as a whole: that would hide its tests from the rule below."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"a module may not be skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure unless its reason is allowed (none is where LLAMAWIRE_TEST_NO_SKIPS is set)."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        allowed = frozenset() if os.environ.get("LLAMAWIRE_TEST_NO_SKIPS") else skips.ALLOWED
        if reason.removeprefix("Skipped: ") not in allowed:
            report.outcome = "failed"
            report.longrepr = f"a test may not be skipped here: {reason}"
    return report
