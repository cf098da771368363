"""What was posted into a channel of the terminal: a text file that grows, for reading and for ``tail -f``.

Below each post stands a line such as ``── LW #127 · 2026-11-21 · 1/2 · mfrggzdfmztwq2lknnwg23tpo · 14``: its mark, its
delivery's nonce, and how many lines above belong to it. A post is in the file if its line is. What belongs to no post
was typed by a person and stays, or is a post that a power cut tore, and goes when that is posted anew.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import FileIO
from itertools import accumulate
from pathlib import Path

from filelock import FileLock, Timeout

from digests.delivery import Delivery

_LINE = re.compile(r"── LW #\d+ · [\d-]+ · \d+/\d+ · ([a-z2-7]{25}) · (\d+)")
_PLAIN_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)(?!.*-[0-9a-f]{12}$)[a-z0-9][a-z0-9_-]{0,63}")
"""Names every file system keeps as they are and apart; Windows has devices of the first few names."""
_READABLE = 40
"""Characters of any other name that are kept: at most 160 bytes, where file systems allow 255."""


class UnsureError(OSError):
    """A post could neither be written for good nor taken back."""


def file_name(channel: str) -> str:
    """Return the name of a channel's file: no two channels share one, on no file system."""
    if _PLAIN_NAME.fullmatch(channel):
        return f"{channel}.txt"
    folded = unicodedata.normalize("NFC", channel.casefold())
    readable = re.sub(r"\W+", "-", folded).strip("-")[:_READABLE]
    digest = sha256(channel.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{readable or 'channel'}-{digest}.txt"


def as_post(text: str, delivery: Delivery) -> str:
    """Return a rendered page as it stands in the file. No line of a page is taken for the line below a post."""
    lines = [f" {line}" if _LINE.fullmatch(line) else line for line in text.removesuffix("\n").split("\n")]
    return "\n".join([*lines, f"── {delivery.mark} · {delivery.nonce} · {len(lines)}", "", ""])


class Posts:
    """The posts in one file. Everything raises OSError; BlockingIOError where another program is writing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def hold(self, nonce: str) -> bool:
        """Say whether the post is there. A file that does not exist holds none."""
        try:
            return any(nonce == held for held, _, _ in _posts(_decoded(self._path.read_bytes())))
        except FileNotFoundError:
            return False

    def append(self, nonce: str, post: str) -> bool:
        """Write the post at the end, to stay; False where it is there already. All or nothing, or UnsureError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(self._path), FileIO(self._path, "a+") as file:
            file.seek(0)
            text = _decoded(file.readall())
            posts = list(_posts(text))
            if any(nonce == held for held, _, _ in posts):
                return False
            rest = _encoded(text[posts[-1][2] if posts else 0 :])
            torn = len(rest) if _encoded(post).startswith(rest) else 0
            gap = "" if torn or not text or text.endswith("\n") else "\n"
            _write(file, len(_encoded(text)) - torn, _encoded(gap + post))
        _keep(self._path.parent)
        return True

    def replace(self, nonce: str, post: str) -> bool:
        """Put another text in the place of a post, or none to take it away; False where it is not there."""
        if not self._path.exists():
            return False
        with _locked(self._path):
            text = _decoded(self._path.read_bytes())
            for held, start, end in _posts(text):
                if held == nonce:
                    self._rewrite(text[:start] + post + text[end:])
                    return True
        return False

    def _rewrite(self, text: str) -> None:
        """Put a whole new file in the place of the old."""
        new = self._path.with_name(f".{self._path.name}.new")
        with new.open("wb") as file:
            file.write(_encoded(text))
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)
        _keep(self._path.parent)


def _posts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the nonce of each post, where it starts, and where it ends with the empty line below."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1]), len(text), len(text)]
    free = 0
    for at, line in enumerate(lines):
        if found := _LINE.fullmatch(line):
            first = max(free, at - int(found[2]))
            free = at + 2 if lines[at + 1 : at + 2] == [""] else at + 1
            yield found[1], starts[first], starts[free]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let no other program write to the file. The lock is beside it, since the file itself may be replaced."""
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=0):
            yield
    except Timeout as error:
        raise BlockingIOError from error


def _write(file: FileIO, start: int, post: bytes) -> None:
    """Write at the end, which is made to be at ``start``, and see it kept; else leave the file ending there."""
    file.truncate(start)
    rest = memoryview(post)
    try:
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        try:
            file.truncate(start)
        except OSError as error:
            raise UnsureError from error
        raise


def _keep(folder: Path) -> None:
    """Let the folder's list of files be kept too, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
