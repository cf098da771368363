"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from adapters.feeds.links import absolute
from adapters.feeds.markup import plain_text, plain_title
from digests.article import Entry
from digests.errors import BadInput
from digests.feed import Parsed
from digests.stated import lang_of, published_of, storable
from digests.when import Published

_GUID_LIMIT = 500


def parse_json(text: str, origin: str) -> Parsed:
    """Return a JSON Feed. Raises BadInput where it is none."""
    feed = _value(text)
    entries = feed.get("items")
    if "jsonfeed.org" not in _words(feed, "version") or not isinstance(entries, list):
        raise BadInput("no-json-feed", origin)
    return Parsed(
        entries=tuple(_entry(entry, feed, origin) for entry in entries if isinstance(entry, dict)),
        title=plain_title(_words(feed, "title")),
        lang=lang_of(_words(feed, "language")),
        ttl_minutes=None,
        skip_hours=frozenset(),
        skip_days=frozenset(),
    )


def _value(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _entry(entry: Mapping[str, object], feed: Mapping[str, object], origin: str) -> Entry:
    plain = storable(_words(entry, "content_text"))
    return Entry(
        title=plain_title(_words(entry, "title")),
        text=plain or plain_text(_words(entry, "content_html") or _words(entry, "summary")),
        url=absolute(origin, _words(entry, "url") or _words(entry, "external_url")),
        guid=storable(_words(entry, "id"))[:_GUID_LIMIT] or None,
        outlet=plain_title(_words(feed, "title")) or None,
        published=_published(entry),
        lang=lang_of(_words(entry, "language") or _words(feed, "language")),
        origin=origin,
    )


def _words(values: Mapping[str, object], name: str) -> str:
    """Return a value as text; early feeds number their entries."""
    value = values.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _published(entry: Mapping[str, object]) -> Published | None:
    stated = _words(entry, "date_published") or _words(entry, "date_modified")
    try:
        return published_of(stated) if stated else None
    except ValueError:
        return None
