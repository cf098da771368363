"""Which feeds a page names. Meant to run in a worker, as everything that reads a stranger's markup."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from adapters.charset import decode
from adapters.feeds.links import absolute

_KINDS = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/rdf+xml")
_LESSER_KINDS = ("application/json", "application/xml", "text/xml")
"""Named for feeds by some sites, and for other things by others."""
_MOST = 20
_BODY_LIMIT = 1_000_000
"""Bytes of the page that are looked at: the links stand in its head."""
_STRAY_BYTES = 0.05
_COMMENTS = ("comment", "评论", "評論", "留言")
_USUAL = ("feed", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss", "feed.json")


def feed_links(body: bytes, origin: str) -> tuple[str, ...]:
    """Return the addresses of the feeds that a page names in ``link rel=alternate``, best first, each once.

    Feeds of comments come last, then those of doubtful kinds; otherwise the page's own order holds. ``origin`` is the
    page's address; its ``base`` is honoured. Raises BadInput for what is no text.
    """
    from lxml import etree  # noqa: PLC0415  heavy, and only the worker needs it

    text = decode(body[:_BODY_LIMIT], origin, tolerance=_STRAY_BYTES)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<!doctype html>{text}".encode(), parser) if text.strip() else None
    if root is None:
        return ()
    base = next((absolute(origin, tag.get("href")) for tag in root.iter("base")), None) or origin
    links = sorted((link for link in root.iter("link") if _is_feed(link)), key=_rank)
    found = (absolute(base, link.get("href")) for link in links)
    return tuple(dict.fromkeys(url for url in found if url))[:_MOST]


def usual_places(url: str) -> tuple[str, ...]:
    """Return where sites that name no feed often have one: beside the page first, then at the root."""
    page = re.split(r"[?#]", url, maxsplit=1)[0]
    beside = page if page.endswith("/") else f"{page}/"
    places = [urljoin(base, name) for base in (beside, urljoin(page, "/")) for name in _USUAL]
    return tuple(dict.fromkeys(place for place in places if absolute(place, place)))


def _is_feed(link: Any) -> bool:  # noqa: ANN401  an lxml element; lxml has no types
    relations = (link.get("rel") or "").lower().split()
    return "alternate" in relations and "stylesheet" not in relations and _kind(link) in (*_KINDS, *_LESSER_KINDS)


def _kind(link: Any) -> str:  # noqa: ANN401  as above
    return str(link.get("type") or "").partition(";")[0].strip().lower()


def _rank(link: Any) -> tuple[bool, bool]:  # noqa: ANN401  as above
    words = f"{link.get('title') or ''} {link.get('href') or ''}".lower()
    return _kind(link) in _LESSER_KINDS, any(word in words for word in _COMMENTS)
