"""An article: the captured text of one report, where it came from, and which parts of it are not the report.

The text is never rewritten. Cleaning marks spans as ``Noise`` (credits, teasers, footers, junk) and everything that
reads an article passes over them; so every quote stays a verbatim span of what the outlet published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from digests.language import Lang
from digests.when import Published


class NoiseKind(StrEnum):
    """Why a span is not part of the report; shown by ``why``."""

    CREDIT = "photo or author credit"
    LINKS = "list of related links"
    PROMOTION = "newsletter, app or subscription promotion"
    FOOTER = "footer of a re-publisher"
    TEASER = "teaser of another article"
    JUNK = "junk inserted into the text"
    CAPTION = "picture caption"
    DATELINE = "dateline or source line"
    REPEAT = "repeated title"


@dataclass(frozen=True, slots=True)
class Noise:
    """A span of ``Article.content`` (code points, half-open) that is not part of the report."""

    start: int
    end: int
    kind: NoiseKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed, file or page said, uncleaned. Lives only until it becomes an Article.

    ``text`` is plain text, paragraphs divided by line feeds. ``lang`` and ``published`` are what the source stated,
    or None. ``origin`` says where it was found (a path with a row number, a feed address), for messages.
    """

    title: str
    text: str
    url: str | None = None
    guid: str | None = None
    """The identity the source gives the entry (an RSS guid, an id in a JSON line), if any."""
    outlet: str | None = None
    published: Published | None = None
    lang: Lang | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One report at one revision."""

    id: str
    """Twelve hexadecimal digits of a hash of the canonical URL.

    Without a URL: of outlet, the source's own id and title; without an id, of the title, or of the
    folded text where that says too little or belongs to another article.
    """
    revision: int
    """1 for the text first seen; a changed text under one identity is the next revision."""
    url: str | None
    outlet: str | None
    """The outlet's name as its source gives it, or the host of the URL."""
    title: str
    text: str
    lang: Lang
    published: Published | None
    first_seen: datetime
    """Aware, UTC."""
    fingerprint: str
    """Hash of the letters and digits with Chinese folded to Simplified: one text in two scripts has one fingerprint."""
    noise: tuple[Noise, ...] = ()

    @property
    def content(self) -> str:
        """Title, line feed, text (only the text where there is no title): what all offsets count in."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    @property
    def report(self) -> str:
        """The content with every span of noise blanked out, so that offsets stay valid."""
        content = self.content
        for span in self.noise:
            blank = "".join(char if char == "\n" else " " for char in content[span.start : span.end])
            content = content[: span.start] + blank + content[span.end :]
        return content


@dataclass(frozen=True, slots=True)
class Copy:
    """The same text seen at another place: it is listed, but is no further witness."""

    article: str
    """Id of the article it repeats."""
    url: str | None
    outlet: str | None
    lang: Lang
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span of an article: what every shown sentence rests on.

    ``text == article.content[start:end]`` for the article at that revision.
    """

    article: str
    revision: int
    start: int
    end: int
    text: str
