"""Progress is for whoever waits at a terminal, and for nobody else."""

from __future__ import annotations

from io import StringIO

import pytest

from adapters.terminal.progress import Progress


class Screen(StringIO):
    """Standard error, as a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def count_to_three(stream: StringIO, *, quiet: bool = False) -> str:
    with Progress("Reading", stream, quiet=quiet) as done:
        for number in (1, 2, 3):
            done(number)
    return stream.getvalue()


def test_a_terminal_sees_the_count_and_is_left_clean() -> None:
    written = count_to_three(Screen())
    assert "Reading  3" in written
    assert written.endswith("\x1b[2K")


@pytest.mark.parametrize(("stream", "quiet"), [(StringIO(), False), (Screen(), True)])
def test_files_and_the_quiet_see_nothing(stream: StringIO, quiet: bool) -> None:
    assert count_to_three(stream, quiet=quiet) == ""


def test_a_fault_ends_the_sign_too() -> None:
    screen = Screen()
    with pytest.raises(KeyboardInterrupt), Progress("Reading", screen):
        raise KeyboardInterrupt
    assert screen.getvalue().endswith("\x1b[2K")


def test_where_the_whole_is_known_a_bar_fills() -> None:
    stream = Screen()
    with Progress("Reading", stream) as done:
        done.of(1, 4)
        done.of(4, 4)
    assert "4/4" in stream.getvalue()
    assert "━" in stream.getvalue()
