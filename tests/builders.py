"""Readable makers of nouns: what a test does not name is some plain value that fits the rest.

Names are invented: the outlet Grebe, the lab Corvid Labs, its model Heron-1.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from digests.article import Article, Copy, Entry, Quote
from digests.event import Citation, Event, Status
from digests.figure import Comparator, Figure
from digests.language import Lang
from digests.lexicon import Kind
from digests.story import Decision, Reason, Story
from digests.topic import Topic
from digests.when import Granularity, Published, When

SEEN = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)
"""When things are first seen, unless the test says otherwise."""


def a_day(text: str = "2024-05-16") -> When:
    """Return that day as a period."""
    day = date.fromisoformat(text)
    return When(day, day, Granularity.DAY)


def published(text: str) -> Published:
    """Return a publication from ``2024-05``, ``2024-05-16`` or an instant with its zone."""
    if len(text) == len("2024-05"):
        return Published(date.fromisoformat(f"{text}-01"), Granularity.MONTH)
    if len(text) == len("2024-05-16"):
        return Published(date.fromisoformat(text))
    at = datetime.fromisoformat(text)
    return Published(at.date(), at=at)


def an_entry(**over: Any) -> Entry:  # noqa: ANN401  any field of the noun
    """Return an entry as a feed would give it."""
    fields: dict[str, Any] = {
        "title": "Corvid Labs releases Heron-1",
        "text": "Corvid Labs released Heron-1 on Thursday.",
        "url": "https://grebe.example/heron-1",
        "outlet": "Grebe",
        "published": published("2024-05-16"),
    }
    return Entry(**fields | over)


def an_article(text: str = "Corvid Labs released Heron-1 on Thursday.", **over: Any) -> Article:  # noqa: ANN401  any field of the noun
    """Return an article; its id and fingerprint follow from the URL and the text unless they are given."""
    title = over.get("title", "Corvid Labs releases Heron-1")
    url = over.get("url", f"https://grebe.example/{_digest(title + text)[:8]}")
    fields: dict[str, Any] = {
        "id": _digest(url or text)[:12],
        "revision": 1,
        "url": url,
        "outlet": "Grebe",
        "title": title,
        "text": text,
        "lang": Lang.EN,
        "published": published("2024-05-16"),
        "first_seen": SEEN,
        "fingerprint": _digest(title + text),
    }
    return Article(**fields | over)


def a_quote(article: Article | None = None, text: str | None = None) -> Quote:
    """Return a quote: of the words ``text`` (which the article must hold), else of its first line."""
    article = article or an_article()
    words = article.content.split("\n")[0] if text is None else text
    start = article.content.index(words)
    return Quote(article.id, article.revision, start, start + len(words), words)


def a_citation(article: Article | None = None, text: str | None = None) -> Citation:
    """Return a quote with its source."""
    article = article or an_article()
    return Citation(a_quote(article, text), article.lang, article.outlet, article.url)


def an_event(article: Article | None = None, text: str | None = None, **over: Any) -> Event:  # noqa: ANN401  any field of the noun
    """Return an event that ``article`` reports in the words ``text`` (its first line, if none are given)."""
    citation = a_citation(article, text)
    quote = citation.quote
    fields: dict[str, Any] = {
        "id": "e" + _digest(f"{quote}")[:8],
        "when": a_day(),
        "status": Status.HAPPENED,
        "kind": Kind.RELEASE,
        "act": "release",
        "actors": ("corvid-labs",),
        "objects": ("heron-1",),
        "about": frozenset({"corvid-labs", "heron-1"}),
        "citations": (citation,),
    }
    return Event(**fields | over)


def a_figure(article: Article | None = None, text: str | None = None, **over: Any) -> Figure:  # noqa: ANN401  any field of the noun
    """Return a figure that ``article`` gives in the words ``text`` (its first line, if none are given)."""
    fields: dict[str, Any] = {
        "metric": "parameters",
        "subject": "heron-1",
        "value": Decimal(70_000_000_000),
        "unit": "parameters",
        "comparator": Comparator.EQ,
        "as_of": a_day(),
        "speaker": None,
        "citation": a_citation(article, text),
    }
    return Figure(**fields | over)


def a_copy(article: Article | None = None, **over: Any) -> Copy:  # noqa: ANN401  any field of the noun
    """Return a copy of an article at another outlet."""
    fields: dict[str, Any] = {
        "article": (article or an_article()).id,
        "url": "https://dunlin.example/heron-1",
        "outlet": "Dunlin",
        "lang": Lang.EN,
        "first_seen": SEEN,
    }
    return Copy(**fields | over)


def a_story(*articles: Article, **over: Any) -> Story:  # noqa: ANN401  any field of the noun
    """Return a story of those articles (of one, if none is given), its period that of their publication."""
    members = articles or (an_article(),)
    dates = [article.published.latest if article.published else article.first_seen for article in members]
    fields: dict[str, Any] = {
        "id": "s" + members[0].id[:8],
        "articles": tuple(article.id for article in members),
        "terms": {"heron": 1.5, "corvid": 0.25},
        "first": min(dates),
        "last": max(dates),
    }
    return Story(**fields | over)


def a_decision(subject: str = "s0a1b2c3d", **over: Any) -> Decision:  # noqa: ANN401  any field of the noun
    """Return a decision about a subject."""
    fields: dict[str, Any] = {
        "subject": subject,
        "stage": "place",
        "outcome": "joined",
        "reason": Reason("shares", {"shared": ("h:release:heron-1", "n:parameters:7e+10")}),
        "at": SEEN,
        "other": None,
    }
    return Decision(**fields | over)


def a_topic(slug: str = "heron", **over: Any) -> Topic:  # noqa: ANN401  any field of the noun
    """Return a topic."""
    fields: dict[str, Any] = {
        "slug": slug,
        "name": {Lang.EN: "Heron", Lang.HANS: "苍鹭", Lang.HANT: "蒼鷺"},
        "entities": ("heron-1",),
        "words": ("heron", "苍鹭"),
        "exclude": ("bird",),
    }
    return Topic(**fields | over)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
