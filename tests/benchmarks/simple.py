"""The simple things: what a careful person would write in an afternoon for the same task."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from math import log, sqrt
from pathlib import Path

from digests.article import Article
from digests.lexicon import Lexicon

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d"
    rf"|(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}},?)?(?: \d{{4}})?"
    r"|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?"
)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s*")
_WORD = re.compile(r"\w+")
_ALIKE = 0.5
"""Cosine from which two titles count as one story."""


def dates(sentences: Sequence[str]) -> int:
    """Count ISO dates and names of months, with one regular expression."""
    return sum(len(_DATE.findall(sentence)) for sentence in sentences)


class Names:
    """Known names in sentences, with one regular expression of all of them: no dates, numbers, figures or events."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = {name for entity in lexicon.entities.values() for name in entity.names}
        self._any = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))), re.IGNORECASE)

    def find(self, articles: Sequence[Article]) -> int:
        """Count the names in the sentences of the articles."""
        sentences = (sentence for article in articles for sentence in _SENTENCE_END.split(article.content))
        return sum(len(self._any.findall(sentence)) for sentence in sentences)


def groups(titles: Sequence[str]) -> int:
    """Group titles in one pass: each joins the most alike of those before it by TF-IDF; return how many groups."""
    counts = [Counter(_WORD.findall(title.lower())) for title in titles]
    holders = Counter(word for count in counts for word in count)
    vectors = [_unit({word: n * log(len(titles) / holders[word]) for word, n in count.items()}) for count in counts]
    leaders: list[dict[str, float]] = []
    for vector in vectors:
        if max((_cosine(vector, other) for other in leaders), default=0.0) < _ALIKE:
            leaders.append(vector)
    return len(leaders)


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())


def store(path: Path, articles: Sequence[Article]) -> None:
    """Insert the texts into one table of a database, each in a transaction that survives a power cut."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE articles (id TEXT, title TEXT, text TEXT)")
        for article in articles:
            connection.execute("INSERT INTO articles VALUES (?, ?, ?)", (article.id, article.title, article.text))
