"""Addresses in feeds and pages, completed by the address they were found at."""

from __future__ import annotations

from urllib.parse import urljoin

from digests.stated import web_address


def absolute(base: str, link: str | None) -> str | None:
    """Return a link as an absolute http or https address; None for any other.

    A relative link is completed only where ``base`` is such an address itself (a feed read from a file has none).
    """
    words = (link or "").strip()
    if not words or web_address(base) is None:
        return web_address(words)
    try:
        return web_address(urljoin(base, words))
    except ValueError:
        return None
