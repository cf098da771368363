"""The process is killed at every named point, and at random, on both databases; a reader sees each part once."""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digests.points import Point
from tests.crash.theatre import Run, a_run
from tests.fakes.platform.checker import Verdict
from tests.postgres import a_database

KILLS = int(os.environ.get("LLAMAWIRE_TEST_KILLS", "100"))
"""How often the process is killed at random, over both databases."""
EVERY_WAY = os.environ.get("LLAMAWIRE_TEST_CRASH") == "all"
"""Kill it at every point before and after on both databases; else each point on both, once before and once after."""
KILLS_OF_A_RUN = 5
ONCE = Point.SKIP_CLOSED
"""All that is too late is too late at the first tick."""
SMALL_STEP = timedelta(seconds=11)
"""So small that five kills at random do not all meet a row that is under way: then it would be parked, rightly."""
LEASE_OVER, WINDOW_OVER = 31, 660
"""Seconds the bot is away: until its leases are over, or until the platform has forgotten its nonces."""

Opener = Callable[[Path], AbstractAsyncContextManager[str]]


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[str]:
    yield f"sqlite+aiosqlite:///{folder}/desk.db"


@asynccontextmanager
async def postgres(_: Path) -> AsyncIterator[str]:
    async with a_database() as url:
        yield url


DATABASES: dict[str, Opener] = {"sqlite": sqlite, "postgres": postgres}


@pytest.fixture(params=DATABASES)
async def run(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Run]:
    async with DATABASES[request.param](tmp_path) as database, a_run(tmp_path, "r", database) as opened:
        yield opened


def _promise_is_kept(found: Verdict) -> None:
    assert (found.duplicates, found.losses, found.disorder, found.offences) == ((), (), (), ())


async def test_a_day_without_a_kill_passes_every_point_that_has_a_name(run: Run) -> None:
    assert not await run.live()
    assert {point for point, count in run.passed().items() if count > 1} == {*Point} - {ONCE}
    assert ONCE in run.passed()
    assert len(Point) >= 40
    _promise_is_kept(await run.verdict())


def _ways() -> Iterator[tuple[Point, str, int, int]]:
    """Yield the points with a database, at which coming there it is killed, and how long it is away.

    First: with the effect of that step to come. Second: where it comes there again. Every second point has the
    databases the other way round.
    """
    for number, point in enumerate(Point):
        first, second = sorted(DATABASES, reverse=number % 2 == 0)
        ways = [(first, 1, LEASE_OVER), (second, 2, WINDOW_OVER)]
        ways += [(second, 1, LEASE_OVER), (first, 2, WINDOW_OVER)] if EVERY_WAY else []
        yield from ((point, *way) for way in ways)


@pytest.mark.parametrize(("point", "run", "hit", "away"), tuple(_ways()), indirect=["run"])
async def test_killed_at_a_point_every_part_is_seen_once(run: Run, point: Point, hit: int, away: int) -> None:
    assert await run.live(point, hit=1 if point is ONCE else hit)
    run.pause(away)
    assert not await run.live()
    _promise_is_kept(await run.verdict())


@pytest.mark.parametrize("seed", range(KILLS // KILLS_OF_A_RUN // len(DATABASES)))
async def test_killed_at_random_again_and_again_every_part_is_seen_once(run: Run, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311  a seed that is told is the point
    run.plan = replace(run.plan, step=SMALL_STEP)
    kills = 0
    while kills < KILLS_OF_A_RUN and await run.live(hit=draw.randint(1, 90)):
        kills += 1
        run.pause(draw.choice((1, 13, LEASE_OVER, WINDOW_OVER)))
    await run.live()
    assert kills
    _promise_is_kept(await run.verdict())
