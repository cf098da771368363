"""The page of search results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from digests.article import Article
from digests.layout import acts
from digests.layout.numbers import counted
from digests.layout.sources import article_line, foreign, in_script, one_line
from digests.layout.stories import article_record, article_row
from digests.page import Block, Heading, Page, Quoted, Text, Tone
from digests.text.script import fold
from digests.words import Words

_BEFORE, _AFTER = 50, 90
"""How many characters of context an excerpt shows on either side of the place found."""


def search_page(query: str, articles: Sequence[Article], words: Words, zone: tzinfo) -> Page:
    """Return articles in the order given, each with the place that matches.

    Its record: ``{"version": 1, "kind": "search", "query", "articles"}``.
    """
    title = words.say("search.title", query=one_line(query))
    found = Text(counted("search.found", len(articles), words) if articles else words.say("search.empty"), Tone.QUIET)
    rows = [article_row(article, words, zone, _excerpt(query, article, words)) for article in articles]
    record = {
        "version": 1,
        "kind": "search",
        "query": query,
        "articles": [article_record(article) for article in articles],
    }
    opened = (acts.opening(article_line(article, words), article.id) for article in articles)
    pressed: tuple[Block, ...] = (*acts.choice("open-story", opened, words), *acts.buttons(acts.search(words)))
    return Page(title, (Heading(title, 1), found, *rows, *pressed), record)


def _excerpt(query: str, article: Article, words: Words) -> Quoted | None:
    """Return the report around the first place in its body that has the query, else its first word that is found."""
    report = article.report[len(article.content) - len(article.text) :]
    folded = fold(report)
    places = (folded.find(term) for term in (fold(query), *fold(query).split()))
    place = next((place for place in places if place >= 0), None)
    if place is None:
        return None
    start, end = max(0, place - _BEFORE), place + len(query) + _AFTER
    text = in_script(" ".join(report[start:end].split()), article.lang, words)
    cut = f"{'…' if start else ''}{text}{'…' if end < len(report) else ''}"
    return Quoted(cut, article.lang, None, None, language=foreign(article.lang, words))
