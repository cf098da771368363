"""A sign of life for whoever waits at a terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, Task, TextColumn
from rich.progress import Progress as Bar
from rich.progress_bar import ProgressBar
from rich.text import Text


class _KnownBar(BarColumn):
    """A bar, where it is known how much there is."""

    def render(self, task: Task) -> ProgressBar | Text:  # type: ignore[override]  # nothing is a text too
        return Text() if task.total is None else super().render(task)


class _Count(ProgressColumn):
    """What is done, of how much."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.completed:g}" if task.total is None else f"{task.completed:g}/{task.total:g}")


class Progress:
    """Counts what is done so far, on a terminal only, and leaves no trace.

    As a context manager: ``with Progress("Reading", sys.stderr) as done: done(3)``.
    """

    def __init__(self, label: str, stream: TextIO, *, quiet: bool = False) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), _KnownBar(), _Count())
        silent = quiet or not stream.isatty()
        self._bar = Bar(*columns, console=Console(file=stream), transient=True, disable=silent)
        self._task = self._bar.add_task(label, total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __call__(self, done: int) -> None:
        """Show that ``done`` are done."""
        self._bar.update(self._task, completed=done)

    def of(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done, as a bar."""
        self._bar.update(self._task, completed=done, total=total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
