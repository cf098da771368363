"""Long computing, beside the event loop: whoever asks meanwhile is answered, and nothing that must be on time waits."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

TURN = 0.0005
"""Seconds after which a thread lets another go on. They share one interpreter with the event loop, which waits so long
for each turn, and takes several for the least thing; with Python's 5 ms it was late up to ten times as often."""

_THREADS = ThreadPoolExecutor(2, "thinking", initializer=partial(sys.setswitchinterval, TURN))
"""Two, so that a short thought need not wait for a long one."""


async def thought(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a pure function returns, computed in a thread of its own."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(function, *args, **kwargs))
