"""Reading in: what the command line names becomes entries, and whatever cannot be read a refusal in its place."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from adapters.charset import decode, head_of
from adapters.files.forms import SUFFIXES, Form, form_of, is_json_feed
from adapters.files.options import ReadOptions, stated_over
from adapters.files.plain import plain_entry
from adapters.files.rows import Row, entry_of, file_beside, rows_of
from adapters.files.walk import DOCUMENT_LIMIT, bytes_of, folder_of, limited, refuse_longer, shown
from digests.article import Entry
from digests.errors import BadInput, Refusal

PageReader = Callable[[bytes, str], Entry]
"""Bytes of an HTML page and its origin to an entry. Raises Refusal."""
FeedReader = Callable[[bytes, str], Sequence[Entry]]
"""Bytes of an RSS, Atom or JSON Feed and its origin to its entries. Raises Refusal."""

_STDIN = "-"
_STDIN_ORIGIN = "<stdin>"
"""How standard input is named to people, in every language."""


def read_paths(
    paths: Sequence[str], *, stdin: BinaryIO, options: ReadOptions, pages: PageReader, feeds: FeedReader
) -> Iterator[Entry | Refusal]:
    """Yield the entries of the files, folders and standard input (``-``), in the order named.

    One bad file or row never stops the rest: it is yielded as a Refusal that names it, and the caller decides.
    Text files that a list names for its rows are not read a second time when a folder holds both.
    """
    reader = _Reader(options, pages, feeds)
    for name in paths:
        if not name:
            yield BadInput("empty-path", name)
            continue
        yield from reader.stream(stdin) if name == _STDIN else reader.path(Path(name))


@dataclass(slots=True)
class _Reader:
    options: ReadOptions
    pages: PageReader
    feeds: FeedReader
    claimed: set[str] = field(default_factory=set)
    """Files whose text was read as part of a list."""

    def path(self, path: Path) -> Iterator[Entry | Refusal]:
        if not os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises for names that are too long or closed to us
            yield from self.file(path)
            return
        try:
            folder = folder_of(path)
        except Refusal as refusal:
            yield refusal
            return
        if not folder.files:
            yield BadInput("folder-empty", shown(path))
        # lists first: they claim the texts that belong to them
        for file in sorted(folder.files, key=lambda file: SUFFIXES[file.suffix.lower()] is not Form.ROWS):
            if os.path.realpath(file) not in self.claimed:
                yield from self.file(file)
        yield from folder.passed_over

    def file(self, path: Path) -> Iterator[Entry | Refusal]:
        try:
            body = bytes_of(path)
        except Refusal as refusal:
            yield refusal
            return
        yield from self.body(body, shown(path), path.parent)

    def stream(self, stdin: BinaryIO) -> Iterator[Entry | Refusal]:
        try:
            body = limited(stdin, _STDIN_ORIGIN)
        except Refusal as refusal:
            yield refusal
            return
        yield from self.body(body, _STDIN_ORIGIN, None)

    def body(self, body: bytes, origin: str, folder: Path | None) -> Iterator[Entry | Refusal]:
        """Yield what one file holds. ``folder`` is where a list may have its texts."""
        try:
            form = form_of(head_of(body, self.options.encoding), origin)
            text = decode(body, origin, self.options.encoding) if form is Form.ROWS else ""
            if text and not is_json_feed(text):
                yield from self.rows(text, origin, folder)
                return
            refuse_longer(body, DOCUMENT_LIMIT, origin)
            yield from self.document(body, origin, Form.FEED if text else form)
        except Refusal as refusal:
            yield refusal

    def document(self, body: bytes, origin: str, form: Form) -> Sequence[Entry]:
        if form is Form.TEXT:
            return [plain_entry(decode(body, origin, self.options.encoding), origin, self.options)]
        if self.options.encoding:
            # the mark outranks whatever the document declares about itself
            body = decode(body, origin, self.options.encoding).encode("utf-8-sig")
        if form is Form.FEED:
            return self.feeds(body, origin)
        return [stated_over(self.pages(body, origin), self.options)]

    def rows(self, text: str, origin: str, folder: Path | None) -> Iterator[Entry | Refusal]:
        for place, row in rows_of(text, origin):
            try:
                yield row if isinstance(row, BadInput) else self.row(row, place, folder)
            except Refusal as refusal:
                yield refusal

    def row(self, row: Row, origin: str, folder: Path | None) -> Entry:
        path = file_beside(row, origin, folder)
        if path is None:
            return entry_of(row, origin)
        self.claimed.add(os.path.realpath(path))
        body = bytes_of(path)
        refuse_longer(body, DOCUMENT_LIMIT, shown(path))
        if form_of(head_of(body, self.options.encoding), path.name) is Form.PAGE:
            raise BadInput("row-names-page", origin, page=path.name)
        return entry_of(row, origin, decode(body, shown(path), self.options.encoding))
