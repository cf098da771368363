"""A captured HTML page to an entry. Meant to run in a worker: long pages take seconds."""

from __future__ import annotations

import re

from adapters.charset import decode
from adapters.pages.published import published_in
from digests.article import Entry
from digests.errors import BadInput
from digests.stated import lang_of, published_of, storable, web_address

_STRAY_BYTES = 0.01
"""Share of characters that may be unreadable."""
_LEAST_LETTERS = 60
"""Fewer letters and digits are a login form or a cookie notice, not a report (60 are two Chinese sentences)."""
_BULLET = re.compile(r"^- ", re.MULTILINE)


def read_page(body: bytes, origin: str) -> Entry:
    """Return the report on a page, without its navigation and footer, and what the page states about it.

    Nothing is fetched. Raises BadInput for a page that cannot be decoded or holds no report.
    """
    # heavy, and only the worker needs them
    import trafilatura  # noqa: PLC0415  the reason is above
    from trafilatura.settings import Document  # noqa: PLC0415  the reason is above

    tree = trafilatura.load_html(decode(body, origin, tolerance=_STRAY_BYTES))
    if tree is None:
        raise _too_little(origin)
    # read first, for extraction takes the tree apart
    published, lang = published_in(tree), lang_of(tree.get("lang") or "")
    # only dates that the markup or the address states: one found in the text may be anything
    marked = {"original_date": True, "extensive_search": False}
    found = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=marked)
    if not isinstance(found, Document):
        raise _too_little(origin)
    title = " ".join(storable(found.title or "").split())
    return Entry(
        title=title,
        text=_report(found.text or "", title, origin),
        url=web_address(found.url),
        outlet=storable(found.sitename or "") or None,
        published=published or (published_of(found.date) if found.date else None),
        lang=lang,
        origin=origin,
    )


def _report(text: str, title: str, origin: str) -> str:
    """Return the text without the repeated title and the bullets that extraction adds."""
    report = _BULLET.sub("", storable(text)).removeprefix(f"{title}\n").strip()
    if sum(letter.isalnum() for letter in report) < _LEAST_LETTERS:
        raise _too_little(origin)
    return report


def _too_little(origin: str) -> BadInput:
    return BadInput("page-too-short", origin)
