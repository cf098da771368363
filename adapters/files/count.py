"""How many entries the named paths hold, for a bar: counted without reading them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from adapters.files.forms import SUFFIXES, Form
from adapters.files.walk import bytes_of, folder_of
from digests.errors import Refusal

_STDIN = "-"


def how_many(paths: Sequence[str]) -> int | None:
    """Return about how many entries there are; None where standard input is among the paths.

    A list counts by its lines, every other file as one: a feed may turn out to hold more.
    """
    if _STDIN in paths:
        return None
    return sum(_in_file(file) for name in paths for file in _files(Path(name)))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or the files of a folder; what cannot be listed is refused when it is read."""
    try:
        yield from folder_of(path).files if path.is_dir() else (path,)
    except (Refusal, OSError):
        yield path


def _in_file(path: Path) -> int:
    if SUFFIXES.get(path.suffix.lower()) is not Form.ROWS:
        return 1
    try:
        body = bytes_of(path)
    except (Refusal, OSError):
        return 1
    return sum(1 for line in body.split(b"\n") if line.strip()) or 1
