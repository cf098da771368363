"""When a page says it was published, as exactly as it says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from digests.stated import published_of
from digests.when import Published

_NAMES = ("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "parsely-pub-date")
_NAMES_OF_LESS_WEIGHT = ("dc.date.issued", "dc.date", "date", "sailthru.date")
_JSON_LD = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')
_ZONED = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def published_in(tree: Any) -> Published | None:  # noqa: ANN401  an lxml tree; lxml has no types
    """Return the publication that the page's head, its JSON-LD or a marked ``time`` states; None where none does.

    Only a time with its zone is an instant. A time without zone is some place's local time: it is kept as a day.
    """
    for words in _stated(tree):
        try:
            return published_of(words if _ZONED.search(words) else _date_of(words))
        except ValueError:
            continue
    return None


def _date_of(words: str) -> str:
    found = _DATE.match(words)
    return found[0] if found else words


def _stated(tree: Any) -> Iterator[str]:  # noqa: ANN401  as above
    yield from _metas(tree, _NAMES)
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _JSON_LD.findall(script.text or "")[:1]
    for time in tree.iterfind(".//time[@datetime]"):
        if (time.get("itemprop") or "").lower() == "datepublished" or time.get("pubdate") is not None:
            yield str(time.get("datetime")).strip()
    yield from _metas(tree, _NAMES_OF_LESS_WEIGHT)


def _metas(tree: Any, names: tuple[str, ...]) -> Iterator[str]:  # noqa: ANN401  as above
    for meta in tree.iterfind(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in names:
            yield str(meta.get("content")).strip()
