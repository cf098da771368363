"""Rows of a JSON Lines file to entries.

A row is an object with ``title`` and ``text`` (or ``file``: a plain text beside the list), and optionally ``id``,
``url``, ``published`` with ``published_granularity``, ``outlet`` and ``lang``. Unknown fields are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from adapters.files.walk import lies_inside
from digests.article import Entry
from digests.errors import BadInput
from digests.stated import lang_of, published_of, storable, web_address
from digests.when import Published

Row = Mapping[str, object]


def rows_of(text: str, origin: str) -> Iterator[tuple[str, Row | BadInput]]:
    """Yield each row with its origin (``list.jsonl:3``, counted from 1); a row that is no object as a BadInput.

    A file that is one JSON array is read as the rows in it, one that is a single object as one row.
    """
    whole = _parsed(text)
    numbered: list[tuple[int, object]]
    if isinstance(whole, list):
        numbered = list(enumerate(whole, start=1))
    elif isinstance(whole, dict):
        numbered = [(text[: text.index("{")].count("\n") + 1, whole)]
    else:
        numbered = [(number, _parsed(line)) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    for number, value in numbered:
        place = f"{origin}:{number}"
        yield place, value if isinstance(value, dict) else BadInput("row-no-object", place)


def _parsed(text: str) -> object:
    """Return the JSON value, or None; hostile nesting and endless numbers count as invalid."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def entry_of(row: Row, origin: str, text_beside: str | None = None) -> Entry:
    """Return a row as an entry; ``text_beside`` is the content of the file that the row names. Raises BadInput.

    Title and text are kept as they are, save for controls that nothing can store.
    """
    title = _words(row, "title", origin) or ""
    text = text_beside if text_beside is not None else _words(row, "text", origin) or ""
    if not (title.strip() or text.strip()):
        raise BadInput("no-title-no-text", origin)
    return Entry(
        title=title,
        text=text,
        url=web_address(_words(row, "url", origin)),
        guid=_identity(row, origin),
        outlet=_words(row, "outlet", origin) or None,
        published=_published(row, origin),
        lang=lang_of(_words(row, "lang", origin) or ""),
        origin=origin,
    )


def _words(row: Row, name: str, origin: str) -> str | None:
    value = row.get(name)
    if value is None or isinstance(value, str):
        return None if value is None else storable(value)
    raise BadInput("row-not-text", origin, field=name)


def _identity(row: Row, origin: str) -> str | None:
    value = row.get("id")
    return str(value) if isinstance(value, int) else _words(row, "id", origin) or None


def _published(row: Row, origin: str) -> Published | None:
    stated = _words(row, "published", origin)
    width = _words(row, "published_granularity", origin) or ""
    if not stated:
        return None
    if width not in ("", "day", "week", "month"):
        raise BadInput("row-granularity", origin, granularity=width)
    try:
        return published_of(stated, width)
    except ValueError:
        raise BadInput("row-date", origin, date=stated) from None


def file_beside(row: Row, origin: str, folder: Path | None) -> Path | None:
    """Return the file that a row names for its text, or None. Raises BadInput where it may not be opened.

    ``folder`` is the folder of the list, None for standard input. A list is a stranger too: it may name only files
    inside its own folder.
    """
    name = _words(row, "file", origin)
    if not name or row.get("text") is not None:
        return None
    if folder is None:
        raise BadInput("row-names-file", origin)
    path = folder / name
    if Path(name).is_absolute() or ".." in Path(name).parts or not lies_inside(path, folder):
        raise BadInput("row-file-outside", origin, file=name)
    return path
