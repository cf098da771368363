"""A child process that may be killed: strangers' bytes are parsed there, under limits of processor, memory and time.

A parser met with a hostile document can take minutes or gigabytes, and nothing inside the process can stop it. The
child is started on the first call, reused for the next ones, and replaced after it had to be killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import pickle
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self, TypeVar, cast

from digests.errors import BadInput, Refusal

T = TypeVar("T")
Parser = Callable[[bytes, str], T]
"""A function at the top level of a module (it is sent by name): body and origin to something that pickles."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost."""

    processor_seconds: int = 5
    seconds: float = 15.0
    memory_bytes: int = 512 * 1024 * 1024
    """Address space of the child, its libraries (50 MB) included; not enforced where the system cannot."""


class Worker:
    """Runs one parse at a time in a child process. Close it, or use it in a ``with`` block."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: tuple[BaseProcess, Connection] | None = None
        self._turn = threading.Lock()

    def run(self, parse: Parser[T], body: bytes, origin: str) -> T:
        """Return ``parse(body, origin)``, worked out in the child.

        Raises the Refusal that the parser raised; BadInput naming ``origin`` where the parser failed or went over
        a limit.
        """
        with self._turn:
            process, connection = self._child or self._start()
            try:
                connection.send((parse, body, origin))
                answered = connection.poll(self._limits.seconds)
                reply = connection.recv_bytes() if answered else None
            except (EOFError, OSError):
                process.join()
                refusal = self._cause(process, origin)
                self._give_up()
                raise refusal from None
            if reply is None:
                self._give_up()
                raise BadInput("parse-took-too-long", origin, seconds=f"{self._limits.seconds:g}")
        outcome = pickle.loads(reply)  # noqa: S301  written by our own child
        if isinstance(outcome, Refusal):
            raise outcome
        return cast("T", outcome)

    async def call(self, parse: Parser[T], body: bytes, origin: str) -> T:
        """Do what ``run`` does, without holding up the event loop."""
        return await asyncio.to_thread(self.run, parse, body, origin)

    def close(self) -> None:
        """End the child. Closing twice does no harm; a later call starts a new one."""
        if self._child is None:
            return
        process, connection = self._child
        self._child = None
        connection.close()
        process.join(1)
        process.kill()
        process.join()
        process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self) -> tuple[BaseProcess, Connection]:
        # spawn: a forked copy of a process with threads and an event loop may hang in a lock it inherited
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._limits), daemon=True)
        process.start()
        theirs.close()
        self._child = process, ours
        return self._child

    def _cause(self, process: BaseProcess, origin: str) -> BadInput:
        if process.exitcode == -getattr(signal, "SIGXCPU", 0):
            return BadInput("parse-cost-too-much", origin, seconds=self._limits.processor_seconds)
        return BadInput("parser-stopped", origin, exit=process.exitcode)

    def _give_up(self) -> None:
        child, self._child = self._child, None
        if child:
            child[0].kill()
            self._child = child
            self.close()


def _serve(connection: Connection, limits: Limits) -> None:  # pragma: no cover  runs in the child
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            parse, body, origin = connection.recv()
            _restrict(limits)
            connection.send_bytes(answer(parse, body, origin))


def _restrict(limits: Limits) -> None:  # pragma: no cover  would restrict the test run itself
    """Limit memory, and processor time to what was used so far plus one document's share."""
    try:
        import resource  # noqa: PLC0415  absent on Windows, where only the clock limits
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.processor_seconds
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, limits.memory_bytes)):
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; a lower hard limit already holds
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def answer(parse: Parser[T], body: bytes, origin: str) -> bytes:
    """Return the pickled result, or the pickled Refusal that stands for what went wrong."""
    try:
        return pickle.dumps(parse(body, origin))
    except Refusal as refusal:
        return pickle.dumps(refusal)
    except MemoryError:
        return pickle.dumps(BadInput("parse-too-large", origin))
    except Exception as error:  # noqa: BLE001  a stranger's bytes may break a parser anywhere
        return pickle.dumps(BadInput("parser-failed", origin, error=type(error).__name__, reason=str(error)))
