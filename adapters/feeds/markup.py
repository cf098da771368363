"""HTML as feeds carry it, to plain text.

feedparser's own cleaning is switched off (it takes quadratic time on hostile input, and leaves titles alone).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from digests.stated import storable

_MARKUP_LIMIT = 500_000
_TITLE_MARKUP_LIMIT = 4_000
_TITLE_LIMIT = 500
_TAG = re.compile(r"<[a-zA-Z/!?]")
_SPACE = re.compile(r"\s+")
_DROPPED = frozenset({"script", "style", "template", "iframe", "object", "embed", "svg", "math", "noscript", "head"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"}
    | {"nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "td", "th", "tr", "ul"}
)


def plain_title(markup: str) -> str:
    """Return a title as one line of plain text; what still looks like a tag loses its bracket."""
    line = " ".join(plain_text(markup[:_TITLE_MARKUP_LIMIT]).split())
    return _TAG.sub(lambda tag: tag[0][1:], line)[:_TITLE_LIMIT].rstrip()


def plain_text(markup: str) -> str:
    """Return what a reader of the markup sees: paragraphs as lines, no scripts, no tags, entities decoded.

    Markup without a single tag may have been escaped once too often, as is common in feeds: it is unescaped first.
    """
    text = storable(markup[:_MARKUP_LIMIT])
    if not _TAG.search(text):
        text = unescape(text)
    return _lines(_seen(text) if _TAG.search(text) else text)


def _seen(markup: str) -> str:
    # heavy, and only the worker needs it
    from lxml import etree  # noqa: PLC0415  the reason is above

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(f"<div>{markup}</div>".encode(), parser)
    return "".join(_pieces(etree.iterwalk(root, events=("start", "end"))))


def _pieces(walk: Any) -> Iterator[str]:  # noqa: ANN401  lxml has no types
    """Yield the texts of a walk over a tree; a line feed stands only where a block begins or ends."""
    for step, element in walk:
        gap = "\n" if element.tag in _BLOCKS else ""
        if step == "end":
            yield gap + _SPACE.sub(" ", element.tail or "")
        elif element.tag in _DROPPED:
            walk.skip_subtree()
        else:
            yield gap + _SPACE.sub(" ", element.text or "")


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in storable(text).split("\n"))
    return "\n".join(line for line in lines if line)
