"""Measuring: how often something can be done in a second, and what a whole process takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from tests.conftest import ROOT

LEAST_SECONDS = 1.0
"""What is quick is repeated for so long."""
STOPWATCH = """\
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
seconds = time.perf_counter() - start
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([seconds, memory / (1_000_000 if sys.platform == "darwin" else 1_000)]))
"""
"""A small process starts what is measured: a child's memory begins with that of the one which started it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, of which material, ours and the simple thing's, both in one unit."""

    what: str
    material: str
    unit: str
    ours: float
    simple: float
    simple_is: str

    @property
    def ratio(self) -> float:
        """How many times the simple thing's number ours is."""
        return self.ours / self.simple


@dataclass(frozen=True, slots=True)
class Process:
    """What one run of a program took: seconds by the clock, and megabytes of memory at its fullest."""

    seconds: float
    megabytes: float


def rate(work: Callable[[], object], units: int) -> float:
    """Return how many units a second the work does, by its quickest run: what disturbs can only slow it down."""
    quickest, begun = float("inf"), time.perf_counter()
    while time.perf_counter() - begun < LEAST_SECONDS:
        start = time.perf_counter()
        work()
        quickest = min(quickest, time.perf_counter() - start)
    return units / quickest


def process(arguments: Sequence[str]) -> Process:
    """Run Python with those arguments in an empty folder. Raises CalledProcessError where it fails."""
    with tempfile.TemporaryDirectory() as home:
        environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": home, "XDG_DATA_HOME": home}
        command = [sys.executable, "-c", STOPWATCH, "-P", *arguments]
        told = subprocess.run(command, cwd=home, env=environ, capture_output=True, text=True, check=True)
    return Process(*json.loads(told.stdout))


def typical(arguments: Sequence[str], runs: int) -> Process:
    """Return the median of several runs."""
    each = [process(arguments) for _ in range(runs)]
    return Process(median(one.seconds for one in each), median(one.megabytes for one in each))
