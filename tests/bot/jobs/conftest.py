"""The stage of every job."""

from __future__ import annotations

import pytest

from tests.bot.jobs.stage import Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()
