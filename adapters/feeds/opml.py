"""OPML: the feeds a reader follows, as one file that every feed reader understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from adapters.charset import decode
from adapters.feeds.markup import plain_title
from digests.errors import BadInput
from digests.stated import storable, web_address

_BODY_LIMIT = 5_000_000
_MOST = 5_000
"""Feeds in one file: more is no list of somebody's reading."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'(?='*[=+\-@])")
_USER = re.compile(r"(?<=://)[^/?#]*@")


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """One feed of a list."""

    url: str
    title: str


def read_opml(body: bytes, origin: str) -> tuple[OpmlFeed, ...]:
    """Return the feeds of a list, in its order, each address once; folders and what is no http address are passed over.

    Meant to run in a worker. Raises BadInput for what is no such list.
    """
    import listparser  # noqa: PLC0415  heavy, and only the worker needs it

    if len(body) > _BODY_LIMIT:
        raise BadInput("opml-too-large", origin, megabytes=_BODY_LIMIT // 1_000_000)
    text = _DECLARATION.sub("", decode(body, origin))
    # Bytes, never a text: listparser takes a text that begins like an address for one and asks it. ASCII, for its
    # parser of HTML (which knows no entities that could grow) takes other bytes for Latin-1 now and then.
    found = listparser.parse(text.encode("ascii", "xmlcharrefreplace"))
    if not found["version"]:
        raise BadInput("no-opml", origin)
    feeds = (OpmlFeed(url, _title(feed["title"])) for feed in found["feeds"] if (url := web_address(feed["url"])))
    return tuple(feeds)[:_MOST]


def write_opml(feeds: Iterable[OpmlFeed], made_at: datetime) -> str:
    """Return a list as OPML 2.0; ``read_opml`` gives the same feeds back. ``made_at`` is aware.

    A user name or password in an address is left out: such lists are made to be passed on.
    """
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = "Llamawire"
    ET.SubElement(head, "dateCreated").text = format_datetime(made_at)
    listed = ET.SubElement(root, "body")
    for feed in feeds:
        title = _guarded(storable(feed.title))
        ET.SubElement(listed, "outline", type="rss", text=title, title=title, xmlUrl=_USER.sub("", feed.url))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False, short_empty_elements=True)


def _guarded(title: str) -> str:
    """Return a title that no spreadsheet takes for a formula; ``_title`` undoes it."""
    return f"'{title}" if _FORMULA.match(title) else title


def _title(words: str) -> str:
    return plain_title(words[1:] if _GUARDED.match(words) else words)
