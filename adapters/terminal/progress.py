"""A sign of life for whoever waits at a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn


class Progress:
    """Counts what is done so far, on a terminal only, and leaves no trace.

    As a context manager: ``with Progress("Reading", sys.stderr) as done: done(3)``.
    """

    def __init__(self, label: str, stream: TextIO, *, quiet: bool = False) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed}"))
        silent = quiet or not stream.isatty()
        self._bar = Bar(*columns, console=Console(file=stream), transient=True, disable=silent)
        self._task = self._bar.add_task(label, total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __call__(self, done: int) -> None:
        """Show that ``done`` are done."""
        self._bar.update(self._task, completed=done)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
