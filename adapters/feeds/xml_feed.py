"""RSS, RDF and Atom, parsed by feedparser."""

from __future__ import annotations

import io
from typing import Any

from adapters.feeds.dates import published_in
from adapters.feeds.hints import skip_days, skip_hours, ttl_minutes
from adapters.feeds.links import absolute
from adapters.feeds.markup import plain_text, plain_title
from digests.article import Entry
from digests.errors import BadInput
from digests.feed import Parsed
from digests.language import Lang
from digests.stated import lang_of, storable

_GUID_LIMIT = 500


def parse_xml(text: str, origin: str) -> Parsed:
    """Return a decoded feed, well-formed or not. Raises BadInput where it is no feed at all."""
    import feedparser  # noqa: PLC0415  heavy, and only the worker needs it

    # A stream, never the bytes themselves: feedparser takes bytes that look like a path or address for one.
    # The header outranks the encoding that the text, decoded by now, still declares.
    feed = feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.get("version") and not feed.entries:
        raise BadInput("no-feed", origin)
    title = plain_title(str(feed.feed.get("title") or ""))
    lang = lang_of(str(feed.feed.get("language") or ""))
    return Parsed(
        entries=tuple(_entry(entry, title or None, lang, origin) for entry in feed.entries),
        title=title,
        lang=lang,
        ttl_minutes=ttl_minutes(feed.feed),
        skip_hours=skip_hours(text),
        skip_days=skip_days(text),
    )


def _entry(entry: Any, outlet: str | None, lang: Lang | None, origin: str) -> Entry:  # noqa: ANN401  feedparser has no types
    return Entry(
        title=plain_title(str(entry.get("title") or "")),
        text=_text(entry),
        url=absolute(origin, entry.get("link")),
        guid=storable(str(entry.get("id") or ""))[:_GUID_LIMIT] or None,
        outlet=outlet,
        published=published_in(entry),
        lang=lang,
        origin=origin,
    )


def _text(entry: Any) -> str:  # noqa: ANN401  feedparser has no types
    """Return the longest of the summary and the contents, as plain text."""
    contents = [str(content.get("value") or "") for content in entry.get("content", [])]
    return max((plain_text(markup) for markup in (*contents, str(entry.get("summary") or ""))), key=len)
