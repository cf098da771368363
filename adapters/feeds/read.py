"""The body of a feed to its entries. Meant to run in a worker: feedparser can be made to take minutes."""

from __future__ import annotations

from adapters.charset import decode
from adapters.feeds.json_feed import json_entries
from adapters.feeds.xml_feed import xml_entries
from digests.article import Entry

_STRAY_BYTES = 0.01
"""Share of characters that may be unreadable."""


def read_feed(body: bytes, origin: str) -> tuple[Entry, ...]:
    """Return the entries of an RSS, Atom or JSON Feed, in its order.

    Titles and texts are plain text, addresses absolute http or https. Raises BadInput for what is no feed, and for
    what cannot be decoded.
    """
    text = decode(body, origin, tolerance=_STRAY_BYTES)
    if text.lstrip().startswith("{"):
        return json_entries(text, origin)
    return xml_entries(text, origin)
