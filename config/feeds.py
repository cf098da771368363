"""Reads ``feeds.jsonl``: one feed a line, with the place where its address was seen."""

from __future__ import annotations

import json
from importlib.resources.abc import Traversable
from json import JSONDecodeError
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.rows import Row, checked, text_of, wrong
from config.starter_files import starter_file
from digests.errors import BadInput
from digests.feed import Feed, FeedKind
from digests.language import Lang
from digests.urls import canonical

FEEDS = "feeds.jsonl"
_Text = Annotated[str, Field(min_length=1)]


class FeedRow(Row):
    """One line of the file."""

    url: str
    outlet: _Text
    lang: Lang
    kind: FeedKind
    full_text: bool = False
    seen: _Text

    def feed(self) -> Feed:
        """Return the row as a feed."""
        return Feed(self.url, self.outlet, self.lang, self.kind, self.full_text)


def load_feeds(folder: Path | None = None) -> tuple[Feed, ...]:
    """Return the feeds a new installation polls, in the order of the file.

    ``folder`` is one of the reader's own; without its file, and without a folder, the packaged file is read. Raises
    BadSetting for a line that is no feed, an address that is none, and one given twice.
    """
    return read_feeds(starter_file(FEEDS, folder))


def read_feeds(path: Traversable) -> tuple[Feed, ...]:
    """Return the feeds of a file. Raises BadSetting as ``load_feeds`` does."""
    feeds: dict[str, Feed] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if line.strip():
            feed = _feed(line, number, path)
            address = canonical(feed.url)
            if address in feeds:
                raise wrong(path, f"row {number}", f"the address {feed.url!r} is given twice")
            feeds[address] = feed
    return tuple(feeds.values())


def _feed(line: str, number: int, path: Traversable) -> Feed:
    """Return the feed of a line."""
    try:
        fields = json.loads(line)
    except JSONDecodeError as error:
        raise wrong(path, f"row {number}", f"is not JSON ({error})") from error
    row = checked(FeedRow, fields, path, f"row {number}")
    if row.lang is Lang.OTHER:
        raise wrong(path, f"row {number}", "lang input should be 'en', 'zh-Hans' or 'zh-Hant'")
    try:
        canonical(row.url)
    except BadInput as error:
        raise wrong(path, f"row {number}", f"{row.url!r} is no address") from error
    return row.feed()
