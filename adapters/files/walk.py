"""Folders to files, and files to bytes, within limits."""

from __future__ import annotations

import os.path
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from adapters.files.forms import SUFFIXES
from digests.errors import BadInput
from digests.stated import storable

FILE_LIMIT = 50_000_000
"""Bytes of a list of articles."""
DOCUMENT_LIMIT = 5_000_000
"""Bytes of a single text, page or feed."""


class PassedOver(BadInput):
    """Something in a folder was passed over, by rule and not by fault."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The readable files of a folder in sorted order, and what was passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...]


def folder_of(root: Path) -> Folder:
    """Return the files below a folder. Hidden files are not looked at, links out of the folder are not followed.

    Raises BadInput for a folder that may not be listed.
    """
    try:
        found = sorted(_visible(root))
    except OSError as error:
        raise BadInput("folder-not-listed", str(error.filename), reason=error.strerror) from error
    inside = [path for path in found if lies_inside(path, root)]
    known = [path for path in inside if path.suffix.lower() in SUFFIXES]
    others = Counter(path.suffix.lower() or "–" for path in inside if path.suffix.lower() not in SUFFIXES)
    notes = []
    if others:
        kinds = tuple(f"{kind}: {count}" for kind, count in sorted(others.items()))
        notes.append(PassedOver("kinds-passed-over", str(root), kinds=kinds))
    if len(inside) < len(found):
        notes.append(PassedOver("links-passed-over", str(root)))
    return Folder(tuple(known), tuple(notes))


def lies_inside(path: Path, folder: Path) -> bool:
    """Say whether a path, with every link followed, lies below the folder."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _visible(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _visible(path)
        elif path.is_file() or path.is_symlink():
            yield path


def shown(path: Path) -> str:
    """Return a path as it is named to people; bytes that are no text in a file name are replaced."""
    return storable(str(path))


def bytes_of(path: Path) -> bytes:
    """Return the content of a regular file. Raises BadInput where there is none, it is closed to us or too large."""
    name = shown(path)
    try:
        if not path.exists():
            raise BadInput("no-file", name)
        if not path.is_file():
            raise BadInput("no-regular-file", name)
        with path.open("rb") as file:
            return limited(file, name)
    except OSError as error:
        raise BadInput("file-not-opened", name, reason=error.strerror) from error


def limited(stream: BinaryIO, origin: str) -> bytes:
    """Return all that a stream holds. Raises BadInput where it is empty or longer than a list may be."""
    body = stream.read(FILE_LIMIT + 1)
    refuse_longer(body, FILE_LIMIT, origin)
    if not body:
        raise BadInput("file-empty", origin)
    return body


def refuse_longer(body: bytes, limit: int, origin: str) -> None:
    """Raise BadInput for a body over the limit."""
    if len(body) > limit:
        raise BadInput("file-too-large", origin, megabytes=limit // 1_000_000)
