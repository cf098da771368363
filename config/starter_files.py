"""Finds a file of the starter data: in the folder the settings name, else among those that come with the program."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from digests.errors import BadInput

STARTER: Traversable = files("config") / "starter"
"""The data every installation begins with."""


def starter_file(name: str, folder: Path | None = None) -> Traversable:
    """Return where the file of that name lies; one that the folder does not have is the packaged one."""
    if folder is not None and (folder / name).is_file():
        return folder / name
    return STARTER / name


def write_starter(path: Path, *, overwrite: bool) -> Path:
    """Copy the packaged starter data into a folder ``starter`` beside a settings file, and return that folder.

    ``path`` is the settings file or the folder it lies in. Raises BadInput where one of the files is there already
    and must not be overwritten (then nothing is written), and where one cannot be written.
    """
    target = (path if path.is_dir() else path.parent) / STARTER.name
    sources = sorted((file for file in STARTER.iterdir() if file.is_file()), key=lambda file: file.name)
    for file in sources:
        if not overwrite and (target / file.name).exists():
            raise BadInput("file-is-there", str(target / file.name))
    for file in sources:
        _copy(file, target / file.name)
    return target


def _copy(file: Traversable, target: Path) -> None:
    """Write a packaged file to a place of the reader's. Raises BadInput where it cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    except OSError as error:
        raise BadInput("file-not-written", str(target), reason=error.strerror or str(error)) from error
