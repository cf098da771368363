"""The watchdog: what blocks the event loop is logged with its stack.

While the loop is blocked nobody is answered and nothing is posted. A thread looks from beside it: the loop cannot say
so itself.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from types import FrameType

import structlog

log = structlog.get_logger()

LONGEST = 0.25
"""Seconds the loop may do one thing; beyond that it is logged."""
LOOKS_EVERY = 0.05
_WAITING = "select"
"""The function of the standard library in which a loop waits for something to do: then nothing of ours blocks it."""


def _log(stack: str) -> None:
    log.warning("the event loop is blocked", action="watch", seconds=LONGEST, stack=stack)


@dataclass(slots=True)
class Watchdog:
    """Looks at one loop's heartbeat."""

    thread: int
    """Of the loop."""
    clock: Callable[[], float] = monotonic
    frames: Callable[[], Mapping[int, FrameType]] = sys._current_frames  # noqa: SLF001  documented; there is no other way to see another thread's stack
    report: Callable[[str], None] = _log
    """Takes the stack of what blocks."""
    _beat: float = field(init=False)
    _reported: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Begin with a heartbeat."""
        self._beat = self.clock()

    def beat(self) -> None:
        """Note that the loop is alive; to be called by the loop, more often than ``LONGEST``."""
        self._beat, self._reported = self.clock(), False

    def look(self) -> None:
        """Report the loop if it is blocked, once for each time it is."""
        if self._reported or self.clock() - self._beat <= LONGEST:
            return
        frame = self.frames().get(self.thread)
        if frame is not None and frame.f_code.co_name != _WAITING:
            self._reported = True
            self.report("".join(traceback.format_stack(frame)))


@asynccontextmanager
async def watched(report: Callable[[str], None] = _log) -> AsyncIterator[None]:
    """Watch the running loop for as long as the block takes."""
    dog, loop, over = Watchdog(threading.get_ident(), report=report), asyncio.get_running_loop(), threading.Event()

    def beat() -> None:
        dog.beat()
        if not over.is_set():
            loop.call_later(LOOKS_EVERY, beat)

    def look() -> None:
        while not over.wait(LOOKS_EVERY):
            dog.look()

    beat()
    watching = threading.Thread(target=look, name="watchdog", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
