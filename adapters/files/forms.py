"""What a file is: told by its content, and by its suffix only where the content does not say."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath


class Form(StrEnum):
    """The kinds of file that are read."""

    TEXT = "plain text"
    PAGE = "HTML page"
    FEED = "feed"
    ROWS = "JSON Lines"


SUFFIXES = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".xhtml": Form.PAGE,
    ".xml": Form.FEED,
    ".rss": Form.FEED,
    ".atom": Form.FEED,
    ".rdf": Form.FEED,
    ".json": Form.ROWS,
    ".jsonl": Form.ROWS,
    ".ndjson": Form.ROWS,
}
_ROOT = re.compile(r"<(?:((?:[\w-]{1,20}:)?(?:rss|feed|rdf))|html|!doctype\s+html|head|body)\b", re.IGNORECASE)
_JSON = re.compile(r"\{|\[\s*\{")
_JSON_FEED = re.compile(r'"version"\s{0,9}:\s{0,9}"https?:\\?/\\?/(?:www\.)?jsonfeed\.org')


def form_of(head: str, name: str) -> Form:
    """Return the form of a file from its first characters and its name."""
    start = head.lstrip()
    by_suffix = SUFFIXES.get(PurePath(name).suffix.lower())
    if start.startswith("<"):
        root = _ROOT.search(start)
        if root:
            return Form.FEED if root[1] else Form.PAGE
        return by_suffix or Form.TEXT
    return Form.ROWS if _JSON.match(start) or by_suffix is Form.ROWS else Form.TEXT


def is_json_feed(text: str) -> bool:
    """Say whether JSON is a JSON Feed; the version that tells may stand at its very end."""
    return _JSON_FEED.search(text) is not None
