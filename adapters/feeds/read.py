"""The body of a feed to its entries. Meant to run in a worker: feedparser can be made to take minutes."""

from __future__ import annotations

from dataclasses import replace

from adapters.charset import decode
from adapters.feeds.encoding import feed_encoding
from adapters.feeds.json_feed import parse_json
from adapters.feeds.xml_feed import parse_xml
from digests.article import Entry
from digests.feed import Parsed

_STRAY_BYTES = 0.01
"""Share of characters that may be unreadable."""
_FIRST_YEAR = 1990
"""Before it, the web published nothing: such a date is an empty field of a database."""


def read_feed(body: bytes, origin: str) -> tuple[Entry, ...]:
    """Return the entries of an RSS, Atom or JSON Feed, in its order.

    Titles and texts are plain text, addresses absolute http or https. Raises BadInput for what is no feed, and for
    what cannot be decoded.
    """
    return _parsed(body, origin, None).entries


def read_polled(body: bytes, origin: str, charset: str | None = None) -> Parsed:
    """Return a feed that came from its address ``origin``, which relative addresses in it are completed by.

    ``charset`` is what the HTTP header names, if it names one. Dates before the web are dropped. Raises BadInput as
    ``read_feed`` does.
    """
    parsed = _parsed(body, origin, charset)
    return replace(parsed, entries=tuple(map(_without_absurd_date, parsed.entries)))


def _parsed(body: bytes, origin: str, charset: str | None) -> Parsed:
    text = decode(body, origin, feed_encoding(body, charset), tolerance=_STRAY_BYTES)
    return parse_json(text, origin) if text.lstrip().startswith("{") else parse_xml(text, origin)


def _without_absurd_date(entry: Entry) -> Entry:
    absurd = entry.published is not None and entry.published.day.year < _FIRST_YEAR
    return replace(entry, published=None) if absurd else entry
