"""What every test may ask for, and the rule on skipping."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
import structlog

from tests import skips

ROOT = Path(__file__).resolve().parent.parent


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
