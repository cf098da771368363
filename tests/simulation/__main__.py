"""``python -m tests.simulation --days 10000``: days of many channels on a fake clock, with their faults and a count."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import structlog

from tests.simulation.day import Report, simulate
from tests.simulation.ledgers import in_memory

RUN = 25
"""Days of one run, on a database of its own."""


def main() -> int:
    """Live the days that are asked for; return 1 where a reader would complain."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--days", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=None, help="one run alone, with this seed")
    asked = parser.parse_args()
    begun, done = time.perf_counter(), []
    runs = [(asked.seed, asked.days)] if asked.seed is not None else [(n, RUN) for n in range(-(-asked.days // RUN))]
    with ProcessPoolExecutor(initializer=silent) as pool:
        for report in pool.map(one, *zip(*runs, strict=True)):
            done.append(report)
            if report.wrong:
                print(report.line())  # noqa: T201  what the command is for
    print(summary(done), f"in {time.perf_counter() - begun:.0f} s")  # noqa: T201  the same
    return any(report.wrong for report in done)


def silent() -> None:
    """Let the bot keep to itself what it would log of thousands of days."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def one(seed: int, days: int) -> Report:
    """Live one run on a ledger in memory."""
    return asyncio.run(simulate(in_memory(), seed, days))


def summary(reports: list[Report]) -> str:
    """Return what was counted."""
    counted = {
        "days": sum(report.days for report in reports),
        "faults": sum(report.faults for report in reports),
        "lives of the bot": sum(report.lives for report in reports),
        "posts seen": sum(report.verdict.seen for report in reports),
        "duplicates": sum(len(report.verdict.duplicates) for report in reports),
        "losses": sum(len(report.verdict.losses) for report in reports),
    }
    return ", ".join(f"{number:,} {name}" for name, number in counted.items())


if __name__ == "__main__":
    sys.exit(main())
