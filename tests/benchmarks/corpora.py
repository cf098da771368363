"""What is measured on: the demonstration's articles and, where the shared data are, real ones."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from adapters.files.rows import entry_of
from config.demo import demo_articles
from digests.article import Article, Entry
from digests.intake import make_article
from tests.conftest import ROOT

LATER = datetime(2026, 12, 31, tzinfo=UTC)
"""A present in which nothing that is read lies in the future."""
FROM_THE_STREAM = 500


def corpora() -> dict[str, tuple[Entry, ...]]:
    """Return the entries by the name of what they are."""
    found = {"demo": _entries(demo_articles().read_text("utf-8").splitlines())}
    shared = _shared()
    founding, stream = shared / "data" / "seeds.articles.jsonl", shared / "data" / "stream.jsonl.gz"
    if founding.is_file():
        found["founding"] = _entries(founding.read_text("utf-8").splitlines())
    if stream.is_file():
        with gzip.open(stream, "rt", encoding="utf-8") as lines:
            found["stream"] = _entries(islice(lines, FROM_THE_STREAM))
    return found


def whole_stream() -> tuple[Entry, ...]:
    """Return the longest material there is: the whole real stream, else the demonstration."""
    stream = _shared() / "data" / "stream.jsonl.gz"
    if not stream.is_file():
        return corpora()["demo"]
    with gzip.open(stream, "rt", encoding="utf-8") as lines:
        return _entries(lines)


def mixed() -> tuple[Entry, ...]:
    """Return real articles and titles in both languages, else the demonstration."""
    titles = _shared() / "data" / "group" / "en-zh-titles.jsonl"
    if not titles.is_file():
        return corpora()["demo"]
    return (*whole_stream(), *corpora()["founding"], *_entries(titles.read_text("utf-8").splitlines()))


def _shared() -> Path:
    return Path(os.environ.get("LLAMAWIRE_SHARED", ROOT.parent / "shared"))


def articles(entries: Iterable[Entry]) -> tuple[Article, ...]:
    """Return the entries as articles."""
    return tuple(make_article(entry, LATER) for entry in entries)


def _entries(lines: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(entry_of(json.loads(line), f"row {number}") for number, line in enumerate(lines, 1))
